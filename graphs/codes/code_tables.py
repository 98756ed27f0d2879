"""Locations of the code tables that ship with the product."""

from __future__ import annotations

from pathlib import Path

__all__ = ["read_table"]

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "codes"


def read_table(name: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Return the comment line of a table and its rows without the header."""
    comment, _, *rows = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return comment, tuple(tuple(row.split("\t")) for row in rows)
