"""Lists of organisations that lead to their pages: all of a scope, or those of one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from app_pages.parts.frame.sheet_tables import chosen_row, table_height
from app_pages.parts.frame.view import View, open_organisation, opening_link
from app_pages.parts.network.cards import show
from graphs.model import Snapshot
from graphs.network import parties
from graphs.profiles import mention, named_html, pairing_state, safe
from graphs.text import Text

__all__ = ["directory", "organisation_links", "organisation_rows"]

_HEADS = Text(zh="党组织|类型|乡镇（街道）|结对情况", en="Organisation|Kind|Township|Pairing")


def directory(view: View) -> None:
    """Draw the list; the search box at the left finds what is elsewhere."""
    snapshot = view.snapshot()
    own = [each for each in parties(snapshot).values() if not each.stub]
    own.sort(key=lambda each: (each.home, view.say(each.name), each.id))
    title = Text(zh="当前范围的党组织 {n}", en="Organisations of this scope: {n}")
    st.markdown("## " + view.say(title.format(n=len(own))))
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
    organisation_rows(
        view,
        view.say(_HEADS).split("|"),
        rows,
        [each.id for each in own],
        key="directory",
        height=table_height(len(rows), most=22),
    )


def organisation_rows(
    view: View,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    ids: Sequence[str],
    *,
    key: str,
    height: int,
) -> None:
    """Draw a row an organisation; the one that is chosen opens its page."""
    chosen = chosen_row(heads, rows, key=key, height=height)
    if chosen is not None:
        open_organisation(view, ids[chosen])


def organisation_links(view: View, snapshot: Snapshot, ids: Iterable[str]) -> None:
    """Draw links to the pages of those of these records that are organisations."""
    own = [mention(snapshot, each) for each in ids if each in parties(snapshot)]
    if own:
        label = safe(view.say(Text(zh="打开党组织页面：", en="Open the page of: ")))
        names = "、" if view.language == "zh" else ", "
        links = names.join(
            named_html(each, view.language, lambda m: opening_link(view, m)) for each in own
        )
        show(f"<p>{label}{links}</p>")
