"""Input widgets generated from a column's declaration, and the parsing of what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.records.open_form import form_input
from graphs.errors import InputError, Problem
from graphs.model import (
    NO,
    RANGE,
    RECORDS,
    YES,
    Choice,
    Column,
    PartialDate,
    Quantity,
    Snapshot,
    Typed,
    derived,
    record_type,
    typed_of,
    value_of,
)
from graphs.network import record_name
from graphs.statistics import known_measures
from graphs.text import Language, Text

__all__ = ["Edited", "edit"]

_OPERATORS = ("=", ">", "≥", "<", "≤", "≈", RANGE)
_BLANK = ""
_MEASURE = record_type("statement").column("measure")
_UNKNOWN = Text(zh="{key}（台账没有这个统计项）", en="{key} (no measure of the ledger)")
_ANSWERS = {_BLANK: Text.same("—"), YES: Text(zh="是", en="yes"), NO: Text(zh="否", en="no")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an input holds: a value, or what is wrong with what was typed."""

    value: Any = None
    problem: Problem | None = None


def edit(  # noqa: PLR0917  # an input and where it is drawn
    view: View, snapshot: Snapshot, each: Column, value: Any, form: str, key: str
) -> Edited:
    """Draw the input of a column, at first with its present value, and return what it holds."""
    label = view.say(each.label) + (" *" if each.required else "")
    note = view.say(each.note) if each.note else None
    shown = typed_of(each, value)
    sign = ""
    if each.value is Quantity:
        left, right = st.columns([0.34, 0.66])
        signs = view.say(Text(zh="算符", en="Sign"))
        form_input(form, f"{key}:operator", shown.sign)
        sign = left.selectbox(signs, _OPERATORS, key=f"{key}:operator")
        form_input(form, key, shown.words)
        words = right.text_input(label, key=key, help=note)
    elif (options := _options(view, snapshot, each, shown.words)) is not None:
        form_input(form, key, shown.words, options)
        chosen = st.session_state[key]
        options.setdefault(chosen, chosen)  # it may be outside what is shown, or gone by now
        words = st.selectbox(
            label, list(options), format_func=options.__getitem__, key=key, help=note
        )
    else:
        hint = Text(zh="如 2010、2010-06、2010-06-15", en="2010, 2010-06 or 2010-06-15")
        dated = each.value is PartialDate
        form_input(form, key, shown.words)
        words = st.text_input(
            label, key=key, help=note, placeholder=view.say(hint) if dated else None
        )
    try:
        return Edited(value=value_of(each, Typed(words, sign), value))
    except InputError as error:
        return Edited(problem=error.problems[0])


@derived
def _referred(snapshot: Snapshot, kinds: tuple[str, ...], language: Language) -> Mapping[str, str]:
    """Return what a column may refer to: the same for every session, and for each of its columns."""
    found = {_BLANK: "—"}
    for kind in kinds:
        for ident, item in snapshot.by_id(RECORDS[kind].cls).items():
            found[ident] = f"{record_name(snapshot, item).say(language)}（{ident}）"
    return found


def _options(view: View, snapshot: Snapshot, each: Column, shown: str) -> dict[str, str] | None:
    """Return what can be chosen by its key, or ``None`` where words are typed."""
    if each.references:
        found = dict(_referred(snapshot, tuple(each.references), view.language))
        found.setdefault(shown, shown)
        return found
    words: Mapping[str, Text]
    if each is _MEASURE:
        words = {_BLANK: Text.same("—")} | dict(known_measures())
        words.setdefault(shown, _UNKNOWN.format(key=shown))
    elif each.value is bool:
        words = _ANSWERS
    elif issubclass(each.value, Choice):
        words = {_BLANK: Text.same("—")} | {one.name: one.label for one in each.value}
    else:
        return None
    return {key: view.say(said) for key, said in words.items()}
