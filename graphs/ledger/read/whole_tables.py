"""Answer the questions of a scope from whole tables: for a scope that is most of its ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, func, select

from graphs.ledger.read.load import EVERYTHING, Extract, Loader, holding
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Scope

__all__ = ["TableLoader", "loader_for", "row_loader"]

_MOST = 0.5
"""Of the divisions of a day; below, asking for rows by their ids is faster than reading all."""


@dataclass(slots=True, kw_only=True)
class TableLoader(Loader):
    """Reads each type whole once, and marks the rows that a scope's questions find.

    What it finds is what a ``Loader`` finds; a city of 100,000 organisations takes a third of the
    time, since no list of ids is sent to the database and no row becomes a tuple that is kept.
    """

    _marks: dict[str, NDArray[np.bool_]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        super(TableLoader, self).__post_init__()  # slots make the class anew
        if self.extract is not EVERYTHING:
            raise ValueError(self.extract)

    def _table(self, kind: str) -> pa.Table:
        if kind not in self.whole:
            self.all_at_once(kind)
            self._marks[kind] = np.zeros(self.whole[kind].num_rows, dtype=bool)
        return self.whole[kind]

    def _found(self, kind: str, **idents: Iterable[Any]) -> NDArray[np.bool_]:
        table = self._table(kind)
        found = np.zeros(table.num_rows, dtype=bool)
        for name, values in idents.items():
            wanted = pa.array(list(set(values)), type=table.schema.field(name).type)
            # As in SQL, a blank is in no list.
            found |= pc.is_in(table[name], wanted, skip_nulls=True).to_numpy()
        return found

    def by(self, kind: str, **idents: Iterable[str]) -> list[str]:
        """Mark the rows in which any named column is among its ids; return their ids."""
        found = self._found(kind, **idents)
        self._marks[kind] |= found
        return list(self.whole[kind]["id"].filter(pa.array(found)).to_pylist())

    def where(self, kind: str, *tests: ColumnElement[bool]) -> list[str]:
        """Mark the rows that pass every test; return their ids."""
        column = RECORD_TABLES[kind].c.id
        query = select(column).where(*holding(kind), *tests)
        return self.by(kind, id=self.connection.scalars(query, self._clocks()).all())

    def ids(self, kind: str) -> set[str]:
        """Return the ids of a type marked so far."""
        return self.values(kind, "id")

    def values(self, kind: str, *columns: str, of: Iterable[str] | None = None) -> set[str]:
        """Return what the marked rows of a type (or of some ids) hold in columns, blanks left out."""
        table = self._table(kind)
        mark = self._marks[kind]
        rows = pa.array(mark if of is None else mark & self._found(kind, id=of))
        found: set[Any] = set()
        for column in columns:
            found.update(pc.unique(table[column].filter(rows)).to_pylist())
        return found - {None}

    def stated_divisions(self) -> dict[str, str | None]:
        """Return the division that each organisation marked so far states."""
        rows = self._marked("organisation")
        return dict(zip(rows["id"].to_pylist(), rows["division"].to_pylist(), strict=True))

    def tables(self) -> dict[str, pa.Table]:
        """Return what was marked, one table for each record type, sorted by id."""
        return {kind: self._marked(kind) for kind in self.columns}

    def _marked(self, kind: str) -> pa.Table:
        table = self._table(kind)
        mark = self._marks[kind]
        return table if mark.all() else table.filter(pa.array(mark)).combine_chunks()


def row_loader(
    connection: Connection, scope: Scope, as_of: dt.date, revision: int, extract: Extract
) -> Loader:
    """Return what fetches row by row, whatever the scope."""
    del scope
    return Loader(connection=connection, as_of=as_of, revision=revision, extract=extract)


def loader_for(
    connection: Connection, scope: Scope, as_of: dt.date, revision: int, extract: Extract
) -> Loader:
    """Return what fetches a scope fastest: row by row, or from whole tables where it is most of all."""
    sent = {"day": as_of.toordinal(), "revision": revision}
    most = extract is EVERYTHING and _covers_most(connection, scope, sent)
    loader = TableLoader if most else Loader
    return loader(connection=connection, as_of=as_of, revision=revision, extract=extract)


def _covers_most(connection: Connection, scope: Scope, sent: dict[str, int]) -> bool:
    """Return whether a scope is a division with at least half of the ledger's divisions below it."""
    if scope.kind != "division":
        return False
    table = RECORD_TABLES["division"]
    tests = holding("division")
    path = connection.scalar(select(table.c.path).where(table.c.id == scope.id, *tests), sent)
    if path is None:
        return False
    # "0" follows "/" in code points: every path that begins with this one lies between them.
    below = (table.c.path >= path) & (table.c.path < path[:-1] + "0")
    inside, all_of_them = connection.execute(
        select(func.count().filter(below), func.count()).select_from(table).where(*tests), sent
    ).one()
    return bool(inside >= _MOST * all_of_them)
