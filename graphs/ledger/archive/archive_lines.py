"""Parse lines of an archive strictly: JSON without repeated keys, and problems with file and row."""

from __future__ import annotations

import json
from typing import Any

from graphs.errors import Problem
from graphs.ledger.storage.record_messages import problem
from graphs.text import Text

__all__ = ["line_problem", "strict_json"]


def line_problem(
    name: str, row: int | None = None, *, zh: str, en: str, value: object = ""
) -> Problem:
    """Return a problem with the file of an archive and its row."""
    place = Text.same(name)
    if row is not None:
        place += Text(zh=f" 第 {row} 行", en=f", line {row}")
    return problem(place, zh=zh, en=en, value=value)


def strict_json(data: bytes) -> Any:
    """Return the JSON value of a line.

    Raises
    ------
    ValueError
        It is no JSON, names a key twice, or holds NaN or an infinity.
    """
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON lets a key come twice and keeps the last: two readers could see two archives.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)
