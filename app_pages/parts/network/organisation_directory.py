"""Every organisation of the scope with its township and state: choose a row to open its page."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.sheet_tables import chosen_row, table_height
from app_pages.parts.frame.view import View, open_organisation
from graphs.network import parties
from graphs.profiles import mention, pairing_state
from graphs.text import Text

__all__ = ["directory"]

_HEADS = Text(zh="党组织|类型|乡镇（街道）|结对情况", en="Organisation|Kind|Township|Pairing")


def directory(view: View) -> None:
    """Draw the list; the search box at the left finds what lies elsewhere."""
    snapshot = view.snapshot()
    own = [each for each in parties(snapshot).values() if not each.stub]
    own.sort(key=lambda each: (each.home, view.say(each.name), each.id))
    title = Text(zh="当前范围的党组织 {n}", en="Organisations of this scope: {n}")
    st.markdown("##### " + view.say(title.format(n=len(own))))
    hint = Text(
        zh="点一行左侧的方框打开它的页面；整个台账用左侧的搜索框找。",
        en="Tick a row to open its page; the search box at the left covers the whole ledger.",
    )
    st.caption(view.say(hint))
    rows = [
        (
            view.say(each.name),
            view.say(each.kind.label) if each.kind else "—",
            view.say(place) if (place := mention(snapshot, each.id).place) else "—",
            view.say(pairing_state(snapshot, each.id)),
        )
        for each in own
    ]
    chosen = chosen_row(
        view.say(_HEADS).split("|"), rows, key="directory", height=table_height(len(rows), most=22)
    )
    if chosen is not None:
        open_organisation(view, own[chosen].id)
