"""The list of what can be put right: a kind of it, a page of it, and what was typed in it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.intake import Issue
from graphs.text import Text

__all__ = [
    "CellPlace",
    "Typed",
    "forget_typed",
    "input_key",
    "listed_page",
    "place_of",
    "typed_so_far",
]

_TYPED, _AT, _KIND = "imports:typed", "imports:at", "imports:kind"
_ALL, _PAGE = "", 20
_EVERY = Text(zh="全部", en="All of them")
CellPlace: TypeAlias = tuple[str, int, str]
"""Sheet, row and column letters of a cell."""


@dataclass(slots=True)
class Typed:
    """What was typed and ticked in the lists of these files and not taken yet, by the cell's place."""

    digest: str
    cells: dict[CellPlace, str] = field(default_factory=dict)
    rows: dict[CellPlace, bool] = field(default_factory=dict)


def typed_so_far(digest: str, listed: Sequence[Issue]) -> Typed:
    """Return what was typed so far, with what the browser has just sent; other files begin anew."""
    kept: Typed | None = st.session_state.get(_TYPED)
    if kept is None or kept.digest != digest:
        kept = st.session_state[_TYPED] = Typed(digest)
    # Before any input is drawn: one that is no longer drawn, its page being turned, is dropped.
    for place in map(place_of, listed):
        kept.cells[place] = st.session_state.get(
            input_key("new", place), kept.cells.get(place, "")
        ).strip()
        kept.rows[place] = st.session_state.get(
            input_key("row", place), kept.rows.get(place, False)
        )
    return kept


def place_of(each: Issue) -> CellPlace:
    """Return where the cell of an issue is."""
    return each.sheet, each.row, each.column


def input_key(what: str, place: CellPlace) -> str:
    """Return the key of an input for a cell."""
    return f"imports:{what}:" + ":".join(map(str, place))


def listed_page(view: View, listed: Sequence[Issue]) -> list[Issue]:
    """Return the issues of one kind or all, a page of them; long lists can be narrowed and turned.

    Each button sends the form, so that what was typed on a page goes along.
    """
    if len(listed) <= _PAGE:
        return list(listed)
    choice, show, back, words, onward = st.columns(
        [0.4, 0.14, 0.13, 0.2, 0.13], vertical_alignment="bottom"
    )
    with choice:
        chosen = _kind(view, listed)
    if show.form_submit_button(
        view.say(Text(zh="列出", en="List")), key="imports:list", width="stretch"
    ):
        st.session_state[_AT] = 0
    found = [each for each in listed if chosen in (_ALL, each.heading.zh)]
    earlier = back.form_submit_button(
        view.say(Text(zh="上一页", en="Back")), key="imports:back", width="stretch"
    )
    later = onward.form_submit_button(
        view.say(Text(zh="下一页", en="Next")), key="imports:next", width="stretch"
    )
    at = st.session_state.get(_AT, 0) + _PAGE * (later - earlier)
    at = max(0, min(at, (len(found) - 1) // _PAGE * _PAGE))
    st.session_state[_AT] = at
    place = Text(zh="第 {a}–{b} 处，共 {n} 处", en="{a}–{b} of {n}")
    words.caption(view.say(place.format(a=at + 1, b=min(at + _PAGE, len(found)), n=len(found))))
    return found[at : at + _PAGE]


def _kind(view: View, listed: Sequence[Issue]) -> str:
    """Let one kind of issue be chosen.

    The labels hold no counts, which change with each repair: the browser names its choice by its
    label, and a label that is gone would be no choice at all. The table above has the counts.
    """
    labels = {each.heading.zh: each.heading for each in listed}
    if st.session_state.get(_KIND, _ALL) not in (_ALL, *labels):
        del st.session_state[_KIND]  # the last one of its kind was put right
    return st.selectbox(
        view.say(Text(zh="哪一类导入问题", en="Which kind of issue")),
        [_ALL, *sorted(labels)],
        format_func=lambda kind: view.say(labels.get(kind, _EVERY)),
        key=_KIND,
    )


def forget_typed() -> None:
    """Begin the list anew."""
    st.session_state.pop(_TYPED, None)
