"""For whom the overview is arranged: a switch, kept in the address; and where that reader goes next."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.menu import may_see, menu_items
from app_pages.parts.frame.view import View, put_address, shown_address
from app_pages.server.session_visitor import visitor
from graphs.interchange import READERS
from graphs.text import Text

__all__ = ["reader_of", "reader_switch"]

_LABELS = {
    "official": Text(zh="干部", en="Official"),
    "planner": Text(zh="规划", en="Planner"),
    "analyst": Text(zh="分析", en="Analyst"),
    "steward": Text(zh="台账", en="Steward"),
}
_NEXT_SCREENS = {
    "official": ("brief", "presentation"),
    "planner": ("plan", "proposals"),
    "analyst": ("statistics", "download"),
    "steward": ("findings", "imports"),
}
"""The screens that a reader opens next; a screen that the visitor may not see is no way."""
_KEY = "overview:reader"


def reader_of(view: View) -> str:
    """Return for whom the overview is arranged."""
    return view.address.reader or READERS[0]


def reader_switch(view: View) -> None:
    """Draw the switch, and at the end of its line the screens that the reader opens next."""
    st.session_state[_KEY] = reader_of(view)
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="overview-reader",
    ):
        st.segmented_control(
            view.say(Text(zh="为谁排列", en="Arranged for")),
            list(READERS),
            format_func=lambda key: view.say(_LABELS[key]),
            key=_KEY,
            on_change=_switched,
            label_visibility="collapsed",
            width="content",
        )
        with st.container(horizontal=True, gap="small", width="content"):
            for item in menu_items():
                if item.name in _NEXT_SCREENS[reader_of(view)] and may_see(item, visitor()):
                    label = view.say(item.screen.label)
                    st.page_link(item.file, label=label, icon=f":material/{item.screen.icon}:")


def _switched() -> None:
    chosen = st.session_state[_KEY] or READERS[0]  # a second click takes the choice away
    put_address(replace(shown_address(), reader="" if chosen == READERS[0] else chosen))
