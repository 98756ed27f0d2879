"""Where an import puts what its rows do not place: a division chosen, or the sheet's own name."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.model import Division, Snapshot
from graphs.text import Text

__all__ = ["division_choice", "sheet_places_choice"]

_NOWHERE = ""


def division_choice(view: View, snapshot: Snapshot) -> str | None:
    """Choose the division of new organisations that no row places: the ledger's own or one below it."""
    home = snapshot.profile.home
    listed = {
        each.id: Text.named(each.name, each.name_en)
        for each in snapshot.records(Division)
        if home is not None and home in (each.id, each.parent)
    }
    if not listed:
        return None
    choices = sorted(listed, key=lambda ident: (ident != home, ident))
    if st.session_state.get("imports:division") not in (None, _NOWHERE, *choices):
        del st.session_state["imports:division"]
    blank = Text(zh="不填，以后再补", en="nowhere, for now")
    chosen = st.selectbox(
        view.say(
            Text(zh="没有写明区划的新党组织放在", en="New organisations without a division go to")
        ),
        [_NOWHERE, *choices],
        format_func=lambda ident: view.say(listed.get(ident, blank)),
        key="imports:division",
    )
    return chosen or None


def sheet_places_choice(view: View) -> bool:
    """Let sheets named after townships give their rows that division."""
    return st.checkbox(
        view.say(Text(zh="工作表名作为所在区划", en="Sheet names are divisions")),
        key="imports:places",
        help=view.say(
            Text(
                zh="每个乡镇一张工作表时勾选：表名（如“白石镇”）成为各行的所在区划；台账没有的区划新建在本级之下。",
                en="For one sheet a township: its name becomes the division of its rows; one that "
                "the ledger lacks is made below the ledger's own.",
            )
        ),
    )
