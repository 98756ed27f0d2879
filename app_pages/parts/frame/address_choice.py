"""What a reader chose on a screen, kept in the address: it survives a reload, a second tab, a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

import streamlit as st

from app_pages.parts.frame.markdown_text import show_problems
from app_pages.parts.frame.view import View, put_address, shown_address
from graphs.errors import Problem
from graphs.text import Text

__all__ = ["address_choice", "address_row", "address_tabs", "put_choice"]

Chosen: TypeAlias = str | bool | tuple[str, ...] | dt.date


def address_choice(
    key: str, default: Chosen, options: Collection[str] | tuple[dt.date, dt.date] | None = None
) -> dict[str, Any]:
    """Return the arguments that tie a widget to the address: its key, and what a change calls.

    The key is one of ``graphs.interchange.CHOICES``. The kind of the default is that of the
    choice: one word, several, or a day, whose options are the first and the last one. What the
    address says and the options do not have is reported once and the default taken.
    """
    words = dict(shown_address().choices).get(key)
    chosen = default if words is None else _read(words, default, options)
    if chosen is None:
        _report(key, words or "")
        chosen = default
    st.session_state[key] = list(chosen) if isinstance(chosen, tuple) else chosen
    return {"key": key, "on_change": _chose, "args": (key, default)}


def address_tabs(view: View, key: str, names: str, words: Text) -> list[Any]:
    """Draw tabs of which the open one is kept in the address; ``a|b`` names and words them."""
    said = dict(zip(names.split("|"), view.say(words).split("|"), strict=True))
    first = next(iter(said))
    opened = dict(shown_address().choices).get(key, first)
    if opened not in said:
        _report(key, opened)
        opened = first
    st.session_state[key] = said[opened]
    turned = {words: name for name, words in said.items()}
    shown = list(said.values())
    return list(st.tabs(shown, key=key, on_change=_turned, args=(key, turned, first)))


def address_row(key: str, ids: Sequence[str]) -> int | None:
    """Return the place of the row that the address names by its id; ``None`` where it names none.

    Whoever draws the table puts the id of the chosen row there (``put_choice``): rows change their
    places when somebody writes, ids do not.
    """
    named = dict(shown_address().choices).get(key)
    if named is None:
        return None
    if named in ids:
        return list(ids).index(named)
    _report(key, named)
    return None


def _turned(key: str, names: Mapping[str, str], first: str) -> None:
    _put(key, names.get(st.session_state[key], first), first)


def _chose(key: str, default: Chosen) -> None:
    value = st.session_state[key]
    if value is None:  # a second click takes the choice away; a cleared day is the usual one
        value = default if not isinstance(default, tuple) else ()
    _put(key, _words(value), _words(default))


def put_choice(key: str, words: str) -> None:
    """Let the control show these words when its screen is drawn next; blank is its usual."""
    _put(key, words, "")


def _put(key: str, words: str, usual: str) -> None:
    address = shown_address()
    kept = {name: each for name, each in address.choices if name != key}
    if words != usual:
        kept[key] = words
    put_address(replace(address, choices=tuple(sorted(kept.items()))))


def _report(key: str, words: str) -> None:
    address = shown_address()
    rest = tuple(each for each in address.choices if each[0] != key)
    put_address(replace(address, choices=rest))
    problem = Problem(
        place=Text(zh=f"地址中的 {key}", en=f"{key} in the address"),
        value=words,
        reason=Text(zh="这里没有，已忽略", en="is not here and left out"),
    )
    show_problems((problem,), address.language)


def _words(value: Any) -> str:
    """Write a choice; no choice among several is a comma, since a blank is left out of addresses.

    Examples
    --------
    >>> _words(("a", "b,c")), _words(()), _words(dt.date(2010, 6, 15))
    ('a,b%2Cc', ',', '2010-06-15')
    """
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, list | tuple):
        return ",".join(quote(each, safe="") for each in value) or ","
    return value.isoformat() if isinstance(value, dt.date) else str(value) or "-"


def _read(words: str, default: Chosen, options: Collection[Any] | None) -> Chosen | None:
    if isinstance(default, bool):
        return True if words == "1" else None
    if isinstance(default, dt.date):
        try:
            day = dt.date.fromisoformat(words)
        except ValueError:
            return None
        return day if options is None or min(options) <= day <= max(options) else None
    if isinstance(default, tuple):
        several = tuple(dict.fromkeys(unquote(each) for each in words.split(",") if each))
        return several if options is None or set(several) <= set(options) else None
    one = "" if words == "-" else words
    return one if options is None or one in options else None
