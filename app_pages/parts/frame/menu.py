"""The menu: every screen found in ``app_pages``, by group and place.

What a screen says of itself is read from its source: importing all of them, with the solvers and
readers they use, would double the time the app takes to start.
"""

from __future__ import annotations

import ast
import copy
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app_pages.parts.frame.screen import Group, Screen
from graphs.access import Allowed, Visitor, may, require
from graphs.text import Language

__all__ = ["MenuItem", "check_screen", "may_see", "menu_items", "pages"]

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
    found = [
        MenuItem(name=path.stem.removesuffix("_screen"), screen=_declared(path))
        for path in sorted(_FOLDER.glob("*_screen.py"))
    ]
    groups = list(Group)
    return tuple(
        sorted(found, key=lambda item: (groups.index(item.screen.group), item.screen.place))
    )


def _declared(path: Path) -> Screen:
    """Return the ``SCREEN`` of a file: its own line is run, and the imports of the names in it."""
    body = ast.parse(path.read_bytes()).body
    [line] = [each for each in body if isinstance(each, ast.Assign) and _binds(each, "SCREEN")]
    used = {each.id for each in ast.walk(line) if isinstance(each, ast.Name)}
    imports = [
        ast.ImportFrom(each.module, [name], each.level)
        for each in body
        if isinstance(each, ast.ImportFrom)
        for name in each.names
        if (name.asname or name.name) in used
    ]
    module = ast.fix_missing_locations(ast.Module([*imports, line], []))
    made: dict[str, Any] = {}
    exec(compile(module, str(path), "exec"), made)  # noqa: S102  # lines of our own files
    screen = made["SCREEN"]
    if not isinstance(screen, Screen):
        raise TypeError(path.name)
    return screen


def _binds(line: ast.Assign, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in line.targets)


def pages(language: Language, visitor: Visitor) -> dict[str, list[StreamlitPage]]:
    """Return the pages as Streamlit's navigation takes them; those not allowed are not listed."""
    seen = tuple(may_see(item, visitor) for item in menu_items())
    context = get_script_run_ctx()
    where = str(context.pages_manager.main_script_parent) if context else ""
    # Each run has its own: navigation marks the one it opens.
    return {
        group: [copy.copy(page) for page in listed]
        for group, listed in _pages(language, seen, where).items()
    }


@cache
def _pages(
    language: Language, seen: tuple[bool, ...], where: str
) -> dict[str, list[StreamlitPage]]:
    del where  # part of the cache key: Streamlit looks for the files there
    first = menu_items()[0]
    found: dict[str, list[StreamlitPage]] = {}
    for item, visible in zip(menu_items(), seen, strict=True):
        found.setdefault(item.screen.group.value.say(language), []).append(
            st.Page(
                item.file,
                title=item.screen.label.say(language),
                icon=f":material/{item.screen.icon}:",
                # the first screen is served at "/" whatever its path; see below
                url_path="home" if item is first else item.name,
                default=item is first,
                visibility="visible" if visible else "hidden",
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


def may_see(item: MenuItem, visitor: Visitor) -> bool:
    """Return whether a visitor may see a screen at all."""
    return may(visitor, item.screen.area) == Allowed()


def check_screen(name: str, visitor: Visitor) -> None:
    """Check that a visitor may see the screen of an address.

    Raises
    ------
    AccessRefused
        It may not; the message says who could.
    """
    first = menu_items()[0]
    named = {first.name: first, "home": first, "": first}
    found = named.get(name) or next(each for each in menu_items() if each.name == name)
    require(visitor, found.screen.area)


def _runner(file: str) -> Callable[[], None]:
    def run() -> None:
        runpy.run_path(str(_FOLDER.parent / file), run_name="__main__")

    return run
