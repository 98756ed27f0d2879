"""Fetch rows as versions: by id, by revision, and the record type of an id."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Row,
    Table,
    Text,
    TextClause,
    bindparam,
    select,
    text,
)

from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN

__all__ = ["kinds_of", "rows_of", "version_of"]

_CHUNK = 5000


def version_of(kind: str, row: Row[Any]) -> RowVersion:
    """Return a fetched row as a version; the clocks are its last four columns."""
    mapped = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's documented accessor
    clocks = {name: mapped.pop(name) for name in ("valid_from", "valid_to", "opened", "closed")}
    return RowVersion(kind=kind, values=mapped, **clocks)


@cache
def _ever_used(dialect: str) -> TextClause:
    """Return one statement over all tables: two dozen small ones cost more than the change."""
    test = "id IN (SELECT value FROM json_each(:ids))" if dialect == "sqlite" else "id = ANY(:ids)"
    parts = (f"SELECT '{kind}', id FROM \"{kind}\" WHERE {test}" for kind in RECORD_TABLES)
    words = text(" UNION ".join(parts))
    if dialect == "sqlite":
        return words
    return words.bindparams(bindparam("ids", type_=ARRAY(Text)))


def kinds_of(connection: Connection, idents: Sequence[str]) -> dict[str, str]:
    """Return the record type of each id that was ever used, known or not."""
    found: dict[str, str] = {}
    dialect = connection.dialect.name
    for start in range(0, len(idents), _CHUNK):
        part = list(idents[start : start + _CHUNK])
        sent = json.dumps(part) if dialect == "sqlite" else part
        rows = connection.execute(_ever_used(dialect), {"ids": sent})
        found |= {ident: kind for kind, ident in rows}
    return found


def rows_of(connection: Connection, revision: int, clock: str) -> Iterator[RowVersion]:
    """Return the rows a revision ``opened`` or ``closed``, by type and id."""
    for kind, table in RECORD_TABLES.items():
        query = select(table).where(_at(table, clock, revision))
        for row in connection.execute(query.order_by(table.c.id, table.c.valid_from)):
            yield version_of(kind, row)


def _at(table: Table, clock: str, revision: int) -> ColumnElement[bool]:
    condition = table.c[clock] == revision
    # Says what the partial index on closed rows covers, so that it is used.
    return condition if clock == "opened" else condition & (table.c.closed < OPEN)
