"""The hash chain: what is hashed, in which order and spelling.

A revision's digest is the SHA-256 of these lines, each canonical JSON:

1. its header: ledger, number, previous digest, actor, note, time, kind, what it undoes;
2. ``["open", type, from, to, {present fields}]`` for each row version it opened;
3. ``["close", type, id, opened, from, to]`` for each row version it closed.

Rows come by type, id, opening revision and first day. Only present fields are hashed, so a new
empty column leaves every digest as it was. Whole numbers are spelled alike whether a column
counts or measures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["canonical", "close_line", "genesis", "open_line", "plain", "present", "proof_of"]

_EXACT = 2.0**53
# One encoder for all: making one for each line costs more than the line.
_ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
)


def canonical(value: object) -> str:
    """Return a value as JSON with sorted keys and one spelling.

    Raises
    ------
    ValueError
        A number is infinite or no number.

    Examples
    --------
    >>> canonical({"b": "三", "a": 1.5})
    '{"a":1.5,"b":"三"}'
    """
    return _ENCODER.encode(value)


def plain(value: Any) -> Any:
    """Return a number as a whole one where it is whole; anything else as it is.

    Examples
    --------
    >>> plain(30.0), plain(0.5)
    (30, 0.5)
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored columns that hold something, in their order; an unset mark is nothing.

    Examples
    --------
    >>> present({"id": "d1", "synthetic": False, "code": None, "longitude": 113.0})
    {'id': 'd1', 'longitude': 113}
    """
    return {
        name: plain(value) if type(value) is float else value
        for name, value in values.items()
        if value is not None and (name != "synthetic" or value)
    }


def open_line(kind: str, values: Mapping[str, Any], valid_from: int, valid_to: int) -> str:
    """Return the line of an opened row version.

    Examples
    --------
    >>> open_line("hosting", {"id": "h1", "organisation": "o1", "unit": "u1"}, 0, 9)
    '["open","hosting",0,9,{"id":"h1","organisation":"o1","unit":"u1"}]'
    """
    return canonical(["open", kind, valid_from, valid_to, present(values)])


def close_line(kind: str, ident: str, opened: int, valid_from: int, valid_to: int) -> str:
    """Return the line of a closed row version.

    Examples
    --------
    >>> close_line("hosting", "h1", 1, 0, 9)
    '["close","hosting","h1",1,0,9]'
    """
    return canonical(["close", kind, ident, opened, valid_from, valid_to])


def genesis(ledger: str) -> str:
    """Return the digest an empty ledger begins with."""
    return hashlib.sha256(canonical({"ledger": ledger}).encode()).hexdigest()


def proof_of(header: Mapping[str, Any], lines: Iterable[str]) -> str:
    """Return the digest of a revision from its header and its lines in order."""
    digest = hashlib.sha256(canonical(header).encode())
    for line in lines:
        digest.update(b"\n")
        digest.update(line.encode())
    return digest.hexdigest()
