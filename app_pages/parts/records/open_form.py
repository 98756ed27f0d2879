"""State of an open form: the revision its user saw and the typed values, kept in the session."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from graphs.text import Text

__all__ = ["close_form", "form_input", "leave_forms", "moved_on", "open_form"]

_PIN = "form:"
_TYPED = "typed:"
_SCREEN = "forms:screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pin:
    subject: tuple[Hashable, ...]
    revision: int
    digest: str


def open_form(view: View, form: str, *subject: Hashable) -> View:
    """Return the view as its user saw it when this form was opened for this subject.

    It stays at that revision through every rerun, whatever scope is looked through, so that what
    is written rests on what was seen. Opened for another subject, what its inputs said is
    forgotten: said of this revision, it would be taken for an edit.
    """
    about = (view.ledger.entry.key, view.address.as_of, *subject)
    pin: _Pin | None = st.session_state.get(_PIN + form)
    if pin is not None and pin.subject != about:
        close_form(form)
        pin = None
    if pin is None:
        pin = _Pin(subject=about, revision=view.ledger.revision, digest=view.ledger.digest)
        st.session_state[_PIN + form] = pin
    seen = replace(view.ledger, revision=pin.revision, digest=pin.digest)
    return replace(view, ledger=seen)


def close_form(form: str) -> None:
    """Let the form be opened anew at the head: it was written, or its user looks again.

    What its inputs say goes with the revision it was said of: kept beyond it, what nobody typed
    would be taken for an edit and written over what others wrote.
    """
    st.session_state.pop(_PIN + form, None)
    for key in st.session_state.pop(_TYPED + form, {}):
        if key in st.session_state:
            del st.session_state[key]


def leave_forms(screen: str) -> None:
    """Close the forms of a screen that is shown no more; those that something was typed into stay."""
    if st.session_state.get(_SCREEN) == screen:
        return
    st.session_state[_SCREEN] = screen
    for key in [str(each) for each in st.session_state if str(each).startswith(_PIN)]:
        if _TYPED + key.removeprefix(_PIN) not in st.session_state:
            del st.session_state[key]


def moved_on(view: View, seen: View, form: str) -> None:
    """Say that somebody wrote since the form was opened, and offer to look again."""
    if seen.ledger.revision == view.ledger.revision:
        return
    newest = view.ledger.ledger.revisions(limit=1)[0]
    words = Text(
        zh="这张表打开时是第 {seen} 版，现在已到第 {n} 版（{post}：{note}）；所涉记录若已被改动，不会写入。",
        en="This form was opened at revision {seen}; the ledger is at {n} by now ({post}: {note}). "
        "If a record it concerns has changed, nothing is written.",
    ).format(seen=seen.ledger.revision, n=newest.number, post=newest.actor, note=newest.note)
    left, right = st.columns([0.76, 0.24], vertical_alignment="center")
    left.caption(":material/sync: " + plain(view.say(words)))
    again = view.say(Text(zh="按最新版显示", en="Show the newest"))
    right.button(again, key=f"{form}:again", on_click=close_form, args=(form,))


def form_input(
    form: str, key: str, shown: Any, options: Collection[Hashable] | None = None
) -> None:
    """Give a widget what was typed into it before, else what is shown at first.

    Streamlit forgets a widget that one run does not draw; a form does not. Call it right before
    the widget is drawn, without a value of its own. A list sends the words of its choice: after
    a change of language they are no option any more, so ``options`` brings back what was chosen.
    """
    typed: dict[str, Any] = st.session_state.setdefault(_TYPED + form, {})
    before = typed.get(key, shown)
    if key not in st.session_state:
        st.session_state[key] = before
    elif options is not None:
        now = st.session_state[key]
        several = now if isinstance(now, list) else [now]
        st.session_state[key] = now if all(each in options for each in several) else before
    typed[key] = st.session_state[key]
