"""The parameters of a question as inputs; each choice goes into the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from app_pages.parts.frame.screen_address import FIRST_DAY, LAST_DAY
from app_pages.parts.frame.view import View, current
from app_pages.parts.questions.asked_question import open_question, put_setting
from graphs.folding import fold
from graphs.model import RECORDS, Snapshot
from graphs.network import parties, record_title
from graphs.questions import (
    Day,
    OneOf,
    Parameter,
    Reference,
    References,
    WholeNumber,
    ids_in,
    ids_words,
)
from graphs.text import Text

__all__ = ["question_inputs"]

_MANY = 6_000
"""Organisations of one list; of more only those whose name holds what was typed are offered."""


def question_inputs(view: View, snapshot: Snapshot, settings: Mapping[str, str]) -> None:
    """Draw one input for each parameter of the open question, side by side."""
    declared = open_question(view)
    if not declared.parameters:
        return
    wide = [2 if isinstance(each, Reference) else 1 for each in declared.parameters]
    shares = [*wide, max(0.01, 4 - sum(wide))]
    for place, each in zip(st.columns(shares)[:-1], declared.parameters, strict=True):
        with place:
            _input(view, snapshot, each, settings[each.key], f"ask:{declared.key}:{each.key}")


def _input(view: View, snapshot: Snapshot, each: Parameter, words: str, key: str) -> None:
    label = view.say(each.label)
    shared: Any = {"key": key, "on_change": _changed, "args": (each, key)}
    if isinstance(each, WholeNumber):
        st.session_state[key] = int(words)
        st.number_input(label, min_value=each.low, max_value=each.high, step=1, **shared)
    elif isinstance(each, Day):
        st.session_state[key] = dt.date.fromisoformat(words)
        st.date_input(label, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", **shared)
    elif isinstance(each, OneOf):
        st.session_state[key] = words
        st.selectbox(
            label,
            list(each.options),
            format_func=lambda name: view.say(each.options[name]),
            **shared,
        )
    elif isinstance(each, References):
        _several(view, snapshot, each, words, key)
    elif isinstance(each, Reference):
        _choice(view, snapshot, each, words, key)


def _choice(view: View, snapshot: Snapshot, each: Reference, words: str, key: str) -> None:
    names = _names(view, snapshot, each)
    if len(names) > _MANY:
        typed = st.text_input(
            view.say(each.label + Text(zh="：名称的一部分", en=": part of its name")),
            key=f"{key}:part",
        )
        wanted = fold(typed)
        matching = {ident: name for ident, name in names.items() if wanted and wanted in fold(name)}
        names = {**matching, **({words: names[words]} if words in names else {})}
    st.session_state[key] = words if words in names else None
    st.selectbox(
        view.say(each.label),
        list(names),
        format_func=lambda ident: names.get(ident, ident),
        index=None,
        placeholder=view.say(
            Text(zh="请选择，可输入查找", en="Choose, or type to find")
            if each.required
            else Text(zh="全部", en="All")
        ),
        key=key,
        on_change=_changed,
        args=(each, key),
    )


def _several(view: View, snapshot: Snapshot, each: References, words: str, key: str) -> None:
    names = _names(view, snapshot, each)
    st.session_state[key] = [ident for ident in ids_in(words) if ident in names]
    st.multiselect(
        view.say(each.label),
        list(names),
        format_func=lambda ident: names.get(ident, ident),
        placeholder=view.say(Text(zh="请选择，可输入查找", en="Choose, or type to find")),
        key=key,
        on_change=_changed,
        args=(each, key),
    )


def _names(view: View, snapshot: Snapshot, each: Reference) -> Mapping[str, str]:
    """Return who may be chosen, by name; namesakes with their place."""
    if each.record == "organisation":
        named = {p.id: view.say(p.name) for p in parties(snapshot).values()}
        return dict(sorted(named.items(), key=lambda item: (item[1], item[0])))
    records = snapshot.by_id(RECORDS[each.record].cls)
    return {ident: view.say(record_title(item)) for ident, item in records.items()}


def _changed(each: Parameter, key: str) -> None:
    value = st.session_state[key]
    words = "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)
    if isinstance(each, References):
        words = ids_words(value)
    put_setting(current(), each.key, words)
