"""The day on which each record was last written: recorded, changed, or its interval cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.revisions import list_revisions
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Snapshot

__all__ = ["recorded_days_of"]


def recorded_days_of(
    connection: Connection, snapshot: Snapshot, kinds: Iterable[str]
) -> dict[str, dt.date]:
    """Return the day of the newest revision, up to a picture's own, that wrote each record in it."""
    revision = snapshot.revision
    known = list_revisions(connection, newest_first=True, limit=None, before=revision + 1)
    days = {each.number: each.at.date() for each in known}
    found: dict[str, dt.date] = {}
    for kind in kinds:
        table = RECORD_TABLES[kind]
        query = (
            select(table.c.id, func.max(table.c.opened))
            .where(
                in_list(connection, table.c.id, snapshot.column(kind, "id")),
                table.c.opened <= revision,
            )
            .group_by(table.c.id)
        )
        found |= {ident: days[number] for ident, number in connection.execute(query)}
    return found
