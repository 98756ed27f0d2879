"""Names of records in messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.errors import Problem
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["problem", "record_words"]

_NAMES = ("name", "short_name", "working_label", "title", "post", "indicator", "value")


def record_words(kind: str, ident: str, values: Mapping[str, Any] | None = None) -> Text:
    """Return the type, the name where there is one, and the id of a record.

    Examples
    --------
    >>> record_words("division", "d1", {"name": "上街区"}).zh
    '区划“上街区”（d1）'
    """
    label = RECORDS[kind].label
    name = next((str(values[key]) for key in _NAMES if values.get(key)), "") if values else ""
    if not name:
        return label + Text(zh=f"（{ident}）", en=f" ({ident})")
    clean = "".join(character if character.isprintable() else "�" for character in name)
    shown = clean if len(clean) <= 40 else clean[:39] + "…"
    return label + Text(zh=f"“{shown}”（{ident}）", en=f" “{shown}” ({ident})")


def problem(
    place: Text,
    *,
    zh: str,
    en: str,
    value: object = "",
    remedy: Text | None = None,
    **filled: object,
) -> Problem:
    """Return a problem at a place, with its reason in both languages.

    Examples
    --------
    >>> problem(Text.same("d1"), zh="没有{what}", en="has no {what}", what="x").reason.en
    'has no x'
    """
    reason = Text(zh=zh, en=en).format(**filled)
    return Problem(place=place, reason=reason, value=str(value), remedy=remedy)
