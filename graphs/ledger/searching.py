"""The search column: names, aliases and credit codes, folded so that spellings meet.

It is derived from what is known now, lies outside the proof and can be rebuilt at will.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

__all__ = ["rebuild", "refresh"]


def refresh(connection: Connection, records: Mapping[str, str]) -> None:
    """Bring the search column up to date for some records (id → type)."""


def rebuild(connection: Connection) -> None:
    """Make the search column anew."""
