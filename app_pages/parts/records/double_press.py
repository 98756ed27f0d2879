"""A button pressed twice in a row writes once, whenever the second press reaches the server."""

from __future__ import annotations

import time
from dataclasses import dataclass

import streamlit as st

from app_pages.parts.frame.view import View, drawn_revision, drawn_since
from graphs.ledger import Revision
from graphs.text import Text

__all__ = ["PAUSE", "OwnWriting", "is_second_press", "own_writing"]

PAUSE = 1.0
"""Seconds after a session's own writing within which a press is the rest of a double click.

The screen drawn anew may have another button under the pointer, or the same button for the next
row: what the second press would write is not what its user looked at.
"""

_LAST = "written:last"


@dataclass(slots=True)
class OwnWriting:
    """What the session wrote last, noted in place.

    A click that came meanwhile cuts a run off where it next touches the session: storing there
    what was written would be too late, and the click would write it again.
    """

    ledger: str = ""
    number: int = 0
    when: float = 0.0
    call: object = None

    def note(self, view: View, revision: Revision, call: object) -> None:
        """Note what was written by which call."""
        self.ledger, self.number = view.ledger.entry.key, revision.number
        self.when, self.call = time.monotonic(), call


def own_writing() -> OwnWriting:
    """Return the note of this session, to be fetched before anything is written."""
    found: OwnWriting = st.session_state.setdefault(_LAST, OwnWriting())
    return found


def is_second_press(view: View, call: object = None) -> bool:
    """Return whether this press only repeats the one before, and say so.

    It comes from a screen on which what the first one wrote was not to be seen yet, or so soon
    after it that nobody has read it, or is the same call by who has seen nothing newer since.
    """
    last = own_writing()
    if last.ledger != view.ledger.entry.key:
        return False
    again = call is not None and last.call == call and drawn_revision(view) <= last.number
    soon = time.monotonic() < last.when + PAUSE or not drawn_since(view, last.number)
    if again or soon:
        _say_written(view, last.number, other=not again)
    return again or soon


def _say_written(view: View, number: int, *, other: bool) -> None:
    words = Text(
        zh="刚才一次点击已写入（第 {n} 版）；这次点击未再写入。",
        en="The click before this one has written already (revision {n}); this one wrote nothing.",
    )
    if other:
        words += Text(
            zh="若是另一项改动，请再点一次。", en=" If you mean another change, click again."
        )
    st.info(view.say(words.format(n=number)), icon=":material/done:")
