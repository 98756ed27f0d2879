"""The menu: every screen found in ``app_pages``, by group and place."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app_pages.parts.frame.screen import Group, Screen
from graphs.text import Language

__all__ = ["MenuItem", "menu_items", "pages"]

_FOLDER = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """A screen of the menu with its name, as addresses and links write it."""

    name: str
    screen: Screen

    @property
    def file(self) -> str:
        """Return the file Streamlit runs, from the folder of the app."""
        return f"app_pages/{self.name}_screen.py"


@cache
def menu_items() -> tuple[MenuItem, ...]:
    """Return every screen found in ``app_pages``, by group and place."""
    found = []
    for path in sorted(_FOLDER.glob("*_screen.py")):
        screen: Screen = import_module(f"app_pages.{path.stem}").SCREEN
        found.append(MenuItem(name=path.stem.removesuffix("_screen"), screen=screen))
    groups = list(Group)
    return tuple(
        sorted(found, key=lambda item: (groups.index(item.screen.group), item.screen.place))
    )


def pages(language: Language) -> dict[str, list[StreamlitPage]]:
    """Return the pages as Streamlit's navigation takes them."""
    first = menu_items()[0]
    found: dict[str, list[StreamlitPage]] = {}
    for item in menu_items():
        found.setdefault(item.screen.group.value.say(language), []).append(
            st.Page(
                item.file,
                title=item.screen.label.say(language),
                icon=f":material/{item.screen.icon}:",
                # the first screen is served at "/" whatever its path; see below
                url_path="home" if item is first else item.name,
                default=item is first,
            )
        )
    # Streamlit serves the first screen at "/" only; a link that names it must open it too.
    named = st.Page(
        _runner(first.file),
        title=first.screen.label.say(language),
        url_path=first.name,
        visibility="hidden",
    )
    found[first.screen.group.value.say(language)].append(named)
    return found


def _runner(file: str) -> Callable[[], None]:
    def run() -> None:
        runpy.run_path(str(_FOLDER.parent / file), run_name="__main__")

    return run
