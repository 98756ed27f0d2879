"""The menu: every screen with its words, in the groups of those who use it."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graphs.text import Language, Text

__all__ = ["GROUPS", "Screen", "pages"]

_FOLDER = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen: the file in ``app_pages`` and its words."""

    name: str
    label: Text
    icon: str


def _screen(name: str, zh: str, en: str, icon: str) -> Screen:
    return Screen(name=name, label=Text(zh=zh, en=en), icon=f":material/{icon}:")


GROUPS: tuple[tuple[Text, tuple[Screen, ...]], ...] = (
    (
        Text.same(""),
        (
            _screen("overview", "总览", "Overview", "dashboard"),
            _screen("network", "关系图", "Network", "hub"),
            _screen("download", "下载", "Download", "download"),
        ),
    ),
    (
        Text(zh="结对方案", en="Proposals"),
        (
            _screen("plan", "拟定方案", "Plan", "account_tree"),
            _screen("proposals", "方案审批", "Approvals", "approval"),
        ),
    ),
    (
        Text(zh="维护", en="Stewardship"),
        (
            _screen("imports", "导入", "Import", "upload_file"),
            _screen("findings", "检查", "Findings", "rule"),
            _screen("duplicates", "查重", "Duplicates", "join_inner"),
            _screen("records", "记录", "Records", "edit_note"),
            _screen("history", "历史", "History", "history"),
            _screen("ledgers", "台账", "Ledgers", "book_2"),
        ),
    ),
)
"""Screens by group; those of the first stand in the menu itself."""


def pages(language: Language) -> dict[str, list[StreamlitPage]]:
    """Return the pages as Streamlit's navigation takes them."""
    first = GROUPS[0][1][0]
    found = {
        title.say(language): [
            st.Page(
                f"app_pages/{screen.name}_screen.py",
                title=screen.label.say(language),
                icon=screen.icon,
                # the first screen is served at "/" whatever its path; see below
                url_path="home" if screen is first else screen.name,
                default=screen is first,
            )
            for screen in screens
        ]
        for title, screens in GROUPS
    }
    # Streamlit serves the first screen at "/" only; a link that names it must open it too.
    named = st.Page(
        _runner(first.name),
        title=first.label.say(language),
        url_path=first.name,
        visibility="hidden",
    )
    found[""].append(named)
    return found


def _runner(name: str) -> Callable[[], None]:
    def run() -> None:
        runpy.run_path(str(_FOLDER / f"{name}_screen.py"))

    return run
