"""Keep what was typed on the plan screen at its desk: reasons, a note, a name, a title.

A browser sends the words of a box when its user leaves it or presses Enter. From then on they
outlive a reload; what is still being typed is known to the browser alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.plan.plan_store import PlanStore
from app_pages.parts.plan.plan_weights import FORM
from graphs.text import Text
from graphs.whole_file import write_whole

__all__ = ["BOXES", "drop_words", "keep_words", "restore_words", "say_kept", "words_of"]

BOXES = ("plan:title", "plan:note", "plan:scenario-name", "plan:reason:")
"""The boxes whose words are kept, by the beginning of their key."""

_TYPED = "typed:" + FORM
_READ, _WRITTEN = "plan:words-read", "plan:words-written"
_FILE, _LARGEST, _LONGEST = "words.json", 1 << 20, 2000


def restore_words(store: PlanStore) -> None:
    """Put kept words into the boxes, once a session and ledger, before these are drawn."""
    if st.session_state.get(_READ) == store.folder:
        return
    st.session_state[_READ] = store.folder
    kept = _stored(store.folder / _FILE)
    st.session_state[_WRITTEN] = kept
    for key, words in kept.items():
        st.session_state.setdefault(key, words)


def words_of(state: Mapping[str, object]) -> dict[str, str]:
    """Return the words in the boxes of a session that are not empty.

    Examples
    --------
    >>> words_of({"plan:title": "年度方案", "plan:note": "", "plan:guest": 2})
    {'plan:title': '年度方案'}
    """
    return {
        key: words
        for key, words in sorted(state.items())
        if key.startswith(BOXES) and isinstance(words, str) and words.strip()
        if len(words) <= _LONGEST
    }


def keep_words(store: PlanStore) -> None:
    """Write the words in the boxes where they changed; a folder that cannot be written is no error.

    What another tab wrote into boxes that this one never drew stays.
    """
    state = {str(key): value for key, value in st.session_state.items()}
    typed: dict[str, object] = st.session_state.get(_TYPED, {})
    drawn = {key for key in (*typed, *state) if key.startswith(BOXES)}
    now = words_of({**typed, **state})
    if now == st.session_state.get(_WRITTEN):
        return
    path = store.folder / _FILE
    others = {key: words for key, words in _stored(path).items() if key not in drawn}
    _write(path, others | now)
    st.session_state[_WRITTEN] = now


def drop_words(store: PlanStore, *keys: str) -> None:
    """Empty boxes whose words have done their work; write so before the page is left."""
    for key in keys:
        for place in (st.session_state.get(_TYPED, {}), st.session_state):
            if key in place:
                del place[key]
    kept = {key: words for key, words in _stored(store.folder / _FILE).items() if key not in keys}
    _write(store.folder / _FILE, kept)
    st.session_state[_WRITTEN] = kept


def _write(path: Path, words: Mapping[str, str]) -> None:
    with suppress(OSError):  # the screen already says that the folder cannot be written
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(dict(words)).encode())


def _stored(path: Path) -> dict[str, str]:
    """Return the words of a file; none where it is gone, or nothing that was written here."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return words_of(value) if isinstance(value, dict) else {}


def say_kept(view: View) -> None:
    """Say from when on words are kept."""
    words = Text(
        zh="所写文字在离开输入框或按回车后暂存，刷新页面也还在。",
        en="What you type outlives a reload once you leave the box or press Enter.",
    )
    st.caption(view.say(words))
