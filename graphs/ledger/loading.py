"""Rows of a date and a revision, fetched by condition and handed over as Arrow tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, or_, select

from graphs.ledger.engine import among
from graphs.ledger.tables import CLOCKS, RECORD_TABLES
from graphs.model import arrow_schema

__all__ = ["Loader"]

_BY_ID = itemgetter(0)


@dataclass(slots=True, kw_only=True)
class Loader:
    """Fetches the rows that hold on a day as known at a revision, each once, and keeps them.

    A row is a tuple of the stored columns, its id first.
    """

    connection: Connection
    as_of: dt.date
    revision: int
    rows: dict[str, dict[str, tuple[Any, ...]]] = field(
        default_factory=lambda: {kind: {} for kind in RECORD_TABLES}
    )

    def at(self, kind: str) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions of both clocks on a table."""
        table, day = RECORD_TABLES[kind], self.as_of.toordinal()
        return (
            table.c.valid_from <= day,
            table.c.valid_to > day,
            table.c.opened <= self.revision,
            table.c.closed > self.revision,
        )

    def everything(self, kind: str) -> None:
        """Fetch all rows of a type."""
        self._fetch(kind)

    def by(self, kind: str, **idents: Iterable[str]) -> list[str]:
        """Fetch the rows in which any named column is among its ids; return their ids, sorted."""
        table = RECORD_TABLES[kind]
        wanted = {name: sorted(set(values)) for name, values in idents.items()}
        tests = [
            among(self.connection, table.c[name], values)
            for name, values in wanted.items()
            if values
        ]
        return self._fetch(kind, or_(*tests)) if tests else []

    def where(self, kind: str, *tests: ColumnElement[bool]) -> list[str]:
        """Fetch the rows that pass every test; return their ids, sorted."""
        return self._fetch(kind, *tests)

    def _fetch(self, kind: str, *tests: ColumnElement[bool]) -> list[str]:
        table = RECORD_TABLES[kind]
        columns = [column for column in table.c if column.name not in CLOCKS]
        fetched = self.connection.execute(select(*columns).where(*tests, *self.at(kind))).fetchall()
        self.rows[kind].update({row[0]: row for row in fetched})
        return sorted(row[0] for row in fetched)

    def ids(self, kind: str) -> set[str]:
        """Return the ids of a type fetched so far."""
        return set(self.rows[kind])

    def values(self, kind: str, *columns: str, of: Iterable[str] | None = None) -> set[str]:
        """Return what the fetched rows of a type (or of some ids) hold in columns, blanks left out."""
        names = arrow_schema(kind).names
        places = [names.index(column) for column in columns]
        rows = self.rows[kind]
        chosen = rows.values() if of is None else (rows[ident] for ident in of if ident in rows)
        return {row[place] for row in chosen for place in places if row[place] is not None}

    def tables(self) -> dict[str, pa.Table]:
        """Return what was fetched, one table for each record type, sorted by id."""
        return {kind: _table(kind, list(rows.values())) for kind, rows in self.rows.items()}


def _table(kind: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    schema = arrow_schema(kind)
    if not rows:
        return schema.empty_table()
    columns = zip(*sorted(rows, key=_BY_ID), strict=True)
    arrays = [
        pa.array(column, type=part.type) for column, part in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
