"""What a ledger says of itself: its title, district and usual day."""

from __future__ import annotations

from sqlalchemy import Connection, select

from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Profile, from_row

__all__ = ["profile_at"]


def profile_at(connection: Connection, revision: int) -> Profile | None:
    """Return what the ledger said of itself at a revision, as of the latest day it speaks of."""
    table = RECORD_TABLES["profile"]
    query = (
        select(table)
        .where(table.c.opened <= revision, table.c.closed > revision)
        .order_by(table.c.valid_from.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return from_row(Profile, dict(row)) if row else None
