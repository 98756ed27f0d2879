"""One input for each kind of column, made from its declaration; what is typed becomes a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages.parts.view import View
from graphs.errors import InputError, Problem
from graphs.model import RECORDS, Absence, Choice, Column, PartialDate, Quantity, Snapshot
from graphs.network import record_name
from graphs.text import Text

__all__ = ["Edited", "edit"]

_OPERATORS = ("=", ">", "≥", "<", "≤", "≈")
_BLANK = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an input holds: a value, why there is none, or what is wrong with it."""

    value: Any = None
    absent: Absence | None = None
    problem: Problem | None = None


def edit(view: View, snapshot: Snapshot, each: Column, value: Any, *, key: str) -> Edited:
    """Draw the input of a column with its present value and return what it holds."""
    label = view.say(each.label) + (" *" if each.required else "")
    note = view.say(each.note) if each.note else None
    if each.references:
        return Edited(
            value=_reference(view, snapshot, each, value, label=label, note=note, key=key)
        )
    if issubclass(each.value, Choice):
        return Edited(value=_choice(view, each, value, label=label, note=note, key=key))
    if each.value is bool:
        answers: dict[str, Any] = {
            _BLANK: "—",
            "yes": Text(zh="是", en="yes"),
            "no": Text(zh="否", en="no"),
        }
        now = _BLANK if value is None else "yes" if value else "no"
        found = _select(view, label, answers, now, note=note, key=key)
        return Edited(value=None if not found else found == "yes")
    if each.value is PartialDate:
        return _date(view, each, value, label=label, note=note, key=key)
    if each.value is Quantity:
        return _quantity(view, each, value, label=label, note=note, key=key)
    shown = "" if value is None else str(value)
    words = st.text_input(label, value=shown, key=key, help=note).strip()
    return _typed(view, each, words)


def _select(
    view: View, label: str, words: dict[str, Any], now: str, *, note: str | None, key: str
) -> str:
    options = list(words)
    return str(
        st.selectbox(
            label,
            options,
            index=options.index(now) if now in options else 0,
            format_func=lambda one: (
                words[one].say(view.language) if isinstance(words[one], Text) else words[one]
            ),
            key=key,
            help=note,
        )
    )


def _reference(
    view: View,
    snapshot: Snapshot,
    each: Column,
    value: str | None,
    *,
    label: str,
    note: str | None,
    key: str,
) -> str | None:
    words: dict[str, Any] = {_BLANK: "—"}
    for kind in each.references:
        for ident, item in snapshot.by_id(RECORDS[kind].cls).items():
            words[ident] = f"{record_name(snapshot, item).say(view.language)}（{ident}）"
    if value and value not in words:
        words[value] = value
    return _select(view, label, words, value or _BLANK, note=note, key=key) or None


def _choice(
    view: View, each: Column, value: Choice | None, *, label: str, note: str | None, key: str
) -> Choice | None:
    words: dict[str, Any] = {_BLANK: "—"}
    words |= {member.name: member.label for member in each.value}  # type: ignore[attr-defined]  # an Enum
    found = _select(view, label, words, value.name if value else _BLANK, note=note, key=key)
    return each.value[found] if found else None  # type: ignore[index]  # an Enum


def _date(
    view: View, each: Column, value: PartialDate | None, *, label: str, note: str | None, key: str
) -> Edited:
    hint = view.say(Text(zh="如 2010、2010-06、2010-06-15", en="2010, 2010-06 or 2010-06-15"))
    words = st.text_input(
        label, value=(value.text or "") if value else "", key=key, help=note, placeholder=hint
    ).strip()
    if value and words == (value.text or ""):
        return Edited(value=value)
    if not words:
        return Edited()
    try:
        return Edited(value=PartialDate(words))
    except InputError as error:
        return Edited(problem=_at(each, error.problems[0]))


def _quantity(
    view: View, each: Column, value: Quantity | None, *, label: str, note: str | None, key: str
) -> Edited:
    left, right = st.columns([0.34, 0.66])
    operators = list(_OPERATORS) + (["–"] if value and value.operator == "–" else [])
    sign = left.selectbox(
        view.say(Text(zh="算符", en="Sign")),
        operators,
        index=operators.index(value.operator) if value else 0,
        key=f"{key}:operator",
    )
    shown = "" if value is None else f"{value.value:g}"
    words = right.text_input(label, value=shown, key=key, help=note).strip()
    if value and words == shown and sign == value.operator:
        return Edited(value=value)
    if not words:
        return Edited()
    try:
        upper = value.upper if value and sign == "–" else None
        return Edited(value=Quantity(sign, float(words.replace(",", "")), upper))
    except ValueError:
        return Edited(problem=_not_a_number(each, words))
    except InputError as error:
        return Edited(problem=_at(each, error.problems[0]))


def _typed(view: View, each: Column, words: str) -> Edited:
    del view
    if not words:
        return Edited()
    if each.value not in (int, float):
        return Edited(value=words)
    try:
        return Edited(value=each.value(words.replace(",", "")))
    except ValueError:
        return Edited(problem=_not_a_number(each, words))


def _at(each: Column, problem: Problem) -> Problem:
    return Problem(
        place=each.label, reason=problem.reason, value=problem.value, remedy=problem.remedy
    )


def _not_a_number(each: Column, words: str) -> Problem:
    return Problem(
        place=each.label,
        value=words,
        reason=Text(zh="不是数字", en="is no number"),
        remedy=Text(zh="只填数字", en="write digits only"),
    )
