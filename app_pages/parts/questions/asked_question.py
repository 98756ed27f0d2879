"""Which question is open, with its parameters, as the address has it; and its answer, from a cache."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.view import View, current, put_address, shown_address
from graphs.errors import InputError
from graphs.model import Snapshot
from graphs.questions import QUESTIONS, Answer, Context, Question, ask, settings_of

__all__ = ["answer_of", "open_question", "put_question", "put_setting", "settings_shown"]

_FIRST = "unpaired"


def open_question(view: View) -> Question:
    """Return the question of the address; who has no partner, where it names none."""
    return QUESTIONS[view.address.question or _FIRST]


def put_question(key: str, given: Mapping[str, str] | None = None) -> None:
    """Open a question with the parameters given, the others at their defaults."""
    declared = QUESTIONS[key]
    words = given or {}
    settings = tuple((p.key, words[p.key]) for p in declared.parameters if words.get(p.key))
    put_address(replace(shown_address(), question=key, settings=settings))


def put_setting(view: View, key: str, words: str) -> None:
    """Set one parameter of the open question; what is the default is left out of the address."""
    declared = open_question(view)
    snapshot = view.snapshot()
    known = {**dict(view.address.settings), key: words}
    put_address(
        replace(
            shown_address(),
            question=declared.key,
            settings=tuple(
                (each.key, known[each.key])
                for each in declared.parameters
                if known.get(each.key) and known[each.key] != each.default(snapshot)
            ),
        )
    )
    st.session_state["view"] = replace(current(), address=shown_address())


def settings_shown(view: View, snapshot: Snapshot) -> Mapping[str, str]:
    """Return the words of every parameter; one that means nothing here gives way to its default."""
    declared = open_question(view)
    given = dict(view.address.settings)
    for each in declared.parameters:
        if given.get(each.key):
            try:
                each.read(given[each.key], snapshot)
            except InputError:
                del given[each.key]
    return settings_of(declared, given, snapshot)


def answer_of(view: View, snapshot: Snapshot, key: str, settings: Mapping[str, str]) -> Answer:
    """Return the answer to a question, kept for every session that asks the same.

    Raises
    ------
    InputError
        A parameter means nothing, or two of them contradict each other.
    """
    entry = view.ledger.entry

    def at(day: dt.date) -> Snapshot:
        return snapshot_of(view.ledger, view.scope, day)

    place = (
        *(entry.key, entry.where, view.ledger.digest),
        *(snapshot.key, key, tuple(settings.items())),
    )
    context = Context(snapshot=snapshot, at=at)
    return answer_store().answer("answer", place, lambda: ask(context, key, dict(settings)))
