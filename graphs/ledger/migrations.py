"""Bringing an older ledger up to date: declared steps, a backup first, never a newer one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, Row

from graphs.ledger.tables import SCHEMA, columns_fingerprint

__all__ = ["migrate", "outdated"]


def outdated(row: Row[Any]) -> bool:
    """Return whether a ledger's own row tells of an older layout or of missing columns."""
    return bool(row.schema < SCHEMA or row.columns != columns_fingerprint())


def migrate(engine: Engine, row: Row[Any], *, read_only: bool) -> None:
    """Bring a ledger up to date."""
    raise NotImplementedError
