"""One control for each kind of values a filter takes; every choice goes into the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from app_pages.parts.frame.view import View, current, put_address
from graphs.model import number_text
from graphs.network import FILTERS, Choices, Divisions, Filter, FilterKind, Number, Span
from graphs.network.filters.filter_values import span_of
from graphs.text import Language, Text

__all__ = ["filter_control"]

_ANY = Text(zh="不限", en="Any")


def filter_control(
    view: View, kind: FilterKind, chosen: tuple[str, ...], names: Mapping[str, Text]
) -> None:
    """Draw the control of a filter; ``names`` are the words of the snapshot's divisions."""
    match kind.values:
        case Choices() | Divisions():
            _several(view, kind, chosen, kind.values.options(names))
        case Span():
            _span(view, kind, kind.values, chosen)
        case Number():
            _number(view, kind, kind.values, chosen)


def _several(
    view: View, kind: FilterKind, chosen: tuple[str, ...], options: Mapping[str, Text]
) -> None:
    if not options:
        return
    st.session_state[_key(kind.key)] = [value for value in chosen if value in options]
    st.multiselect(
        kind.label.say(view.language),
        list(options),
        format_func=partial(_say, options, view.language),
        key=_key(kind.key),
        placeholder=view.say(_ANY),
        on_change=_chose_several,
        args=(kind.key,),
    )


def _span(view: View, kind: FilterKind, span: Span, chosen: tuple[str, ...]) -> None:
    low, high = span_of(chosen[0]) if chosen else (span.low, span.high)
    st.session_state[_key(kind.key)] = (
        float(max(low, span.low)),
        float(min(high, span.high)),
    )
    st.slider(
        f"{kind.label.say(view.language)} ({span.unit.say(view.language)})",
        float(span.low),
        float(span.high),
        step=1.0,
        format="%g",
        key=_key(kind.key),
        on_change=_chose_span,
        args=(kind.key, span),
    )


def _number(view: View, kind: FilterKind, number: Number, chosen: tuple[str, ...]) -> None:
    st.session_state[_key(kind.key)] = float(chosen[0]) if chosen else None
    st.number_input(
        f"{kind.label.say(view.language)} ({number.unit.say(view.language)}, ≥)",
        value=None,
        step=1.0,
        format="%g",
        key=_key(kind.key),
        placeholder=view.say(_ANY),
        on_change=_chose_number,
        args=(kind.key,),
    )


def _key(key: str) -> str:
    return f"control:filter:{key}"


def _say(words: Mapping[str, Text], language: Language, key: str) -> str:
    return words[key].say(language)


def _chose_several(key: str) -> None:
    _put(key, tuple(st.session_state[_key(key)]))


def _chose_span(key: str, span: Span) -> None:
    written = span.written(*st.session_state[_key(key)])
    _put(key, (written,) if written else ())


def _chose_number(key: str) -> None:
    least = st.session_state[_key(key)]
    _put(key, () if least is None else (number_text(least),))


def _put(key: str, values: tuple[str, ...]) -> None:
    address = current().address
    kept = [each for each in address.filters if each.key != key]
    order = list(FILTERS)
    filters = sorted(
        [*kept, Filter(key, values)] if values else kept, key=lambda each: order.index(each.key)
    )
    put_address(replace(address, filters=tuple(filters), focus=""))
