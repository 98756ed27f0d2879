"""Load the rows of a day and revision as Arrow tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Select

from graphs.ledger.database.in_list import packed
from graphs.ledger.read.organisation_homes import Clocks, homes_of
from graphs.ledger.read.row_questions import (
    empty_table,
    ever_recorded,
    holding,
    rows_at,
    rows_by,
    rows_in_pieces,
    schema_of,
)
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import RECORDS

__all__ = ["EVERYTHING", "Extract", "Loader", "holding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is wanted of a scope: not always everything.

    Attributes
    ----------
    columns
        The columns of each record type, ``None`` for all of them; types not named are left out.
        Columns that refer to other records are always read.
    in_units
        Only the organisations formed in some unit; of the whole ledger those too that signed something.
    alone
        Of a division only what is placed in it directly, not what lies below.
    """

    columns: Mapping[str, tuple[str, ...] | None]
    in_units: bool = False
    alone: bool = False


_BY_ID = itemgetter(0)

EVERYTHING = Extract(columns=MappingProxyType(dict.fromkeys(RECORD_TABLES)))


@dataclass(slots=True, kw_only=True)
class Loader:
    """Fetches the rows that hold on a day as known at a revision, each once, and keeps them.

    A row is a tuple of the columns of its type, its id first.
    """

    connection: Connection
    as_of: dt.date
    revision: int
    extract: Extract = EVERYTHING
    columns: dict[str, tuple[str, ...]] = field(init=False)
    rows: dict[str, dict[str, tuple[Any, ...]]] = field(init=False)
    whole: dict[str, pa.Table] = field(init=False, default_factory=dict)
    _ever: frozenset[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        wanted = self.extract.columns
        self.columns = {
            kind: _columns(kind, wanted[kind]) for kind in RECORD_TABLES if kind in wanted
        }
        self.rows = {kind: {} for kind in RECORD_TABLES}

    def everything(self, kind: str) -> None:
        """Fetch all rows of a type."""
        self.where(kind)

    def all_at_once(self, kind: str, *tests: ColumnElement[bool]) -> None:
        """Fetch all rows of a type that pass every test, for a scope that asks nothing more of them.

        They become Arrow some thousands at a time: as tuples a large ledger would not fit.
        """
        if kind not in self.columns:
            return
        names = self.columns[kind]
        schema = schema_of(kind, names)
        if kind not in self._recorded():
            self.whole[kind] = empty_table(kind, names)
            return
        query = rows_in_pieces(kind, names)
        if tests:
            query = query.where(*tests)
        with self.connection.execute(query, self._clocks()) as fetched:
            pieces = [_arrow(schema, rows) for rows in fetched.partitions()]
        found = pa.concat_tables(pieces) if pieces else empty_table(kind, names)
        # Sorted here and not by the database, whose collation differs from one server to the next.
        self.whole[kind] = found.sort_by("id").combine_chunks() if pieces else found

    def _recorded(self) -> frozenset[str]:
        """Return the types of which anything was ever recorded: one question in place of thirty."""
        if self._ever is None:
            self._ever = frozenset(self.connection.scalars(ever_recorded()))
        return self._ever

    def by(self, kind: str, **idents: Iterable[str]) -> list[str]:
        """Fetch the rows in which any named column is among its ids; return their ids."""
        if kind not in self.columns:
            return []
        listed = {name: wanted for name, values in idents.items() if (wanted := list(set(values)))}
        if not listed:
            return []
        dialect = self.connection.dialect.name
        query = rows_by(dialect, kind, tuple(listed), self.columns[kind])
        sent = {f"in_{name}": packed(dialect, values) for name, values in listed.items()}
        return self._keep(kind, query, sent)

    def where(self, kind: str, *tests: ColumnElement[bool]) -> list[str]:
        """Fetch the rows that pass every test; return their ids."""
        if kind not in self.columns:
            return []
        return self._keep(kind, rows_at(kind, self.columns[kind]).where(*tests), {})

    def records_any(self, kind: str) -> bool:
        """Return whether the ledger, whatever the scope, has a row of the type on the day."""
        query = rows_at(kind, ("id",)).limit(1)
        return self.connection.execute(query, self._clocks()).first() is not None

    def _clocks(self) -> dict[str, int]:
        return {"day": self.as_of.toordinal(), "revision": self.revision}

    @property
    def clocks(self) -> Clocks:
        """The day and the revision, for questions about rows that need not be kept."""
        return Clocks(tests=lambda table: holding(table.name), sent=self._clocks())

    def homes(self) -> dict[str, str]:
        """Return the home division of each organisation fetched so far that has one."""
        stated = self.stated_divisions()
        bare = [ident for ident, division in stated.items() if not division]
        own = {ident: division for ident, division in stated.items() if division}
        return own | homes_of(self.connection, self.clocks, bare)

    def stated_divisions(self) -> dict[str, str | None]:
        """Return the division that each organisation fetched so far states."""
        if "organisation" not in self.columns:
            return {}
        if "organisation" in self.whole:
            columns = (self.whole["organisation"][name].to_pylist() for name in ("id", "division"))
            return dict(zip(*columns, strict=True))
        place = self.columns["organisation"].index("division")
        return {ident: row[place] for ident, row in self.rows["organisation"].items()}

    def _keep(self, kind: str, query: Select[Any], sent: Mapping[str, Any]) -> list[str]:
        fetched = self.connection.execute(query, {**sent, **self._clocks()}).fetchall()
        # By id, so that a row found by two questions is kept once.
        self.rows[kind].update({row[0]: row for row in fetched})
        return [row[0] for row in fetched]

    def ids(self, kind: str) -> set[str]:
        """Return the ids of a type fetched so far."""
        return set(self.rows[kind])

    def drop(self, kind: str, column: str, inside: set[str]) -> None:
        """Let go of the rows whose value in a column is not inside."""
        rows = self.rows[kind]
        if rows:
            place = self.columns[kind].index(column)
            self.rows[kind] = {ident: row for ident, row in rows.items() if row[place] in inside}

    def values(self, kind: str, *columns: str, of: Iterable[str] | None = None) -> set[str]:
        """Return what the fetched rows of a type (or of some ids) hold in columns, blanks left out."""
        rows = self.rows[kind]
        if not rows:
            return set()
        chosen = list(rows.values() if of is None else (rows[i] for i in of if i in rows))
        names = self.columns[kind]
        found: set[Any] = set()
        for column in columns:
            found.update(map(itemgetter(names.index(column)), chosen))
        return found - {None}

    def tables(self) -> dict[str, pa.Table]:
        """Return what was fetched, one table for each record type that is wanted, sorted by id."""
        return {
            kind: self.whole[kind]
            if kind in self.whole
            else _table(kind, names, list(self.rows[kind].values()))
            for kind, names in self.columns.items()
        }


@lru_cache(maxsize=256)
def _columns(kind: str, wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the columns to fetch: those wanted, and those by which rows find one another."""
    declared = RECORDS[kind]
    names = tuple(part.name for part in declared.stored)
    if wanted is None:
        return names
    # A wrong column is a slip of the program, not of a user: no sentence for it.
    missing = sorted(set(wanted) - set(names))
    if missing:
        raise KeyError(missing)
    # A scope is followed along references, so these are read even where nobody asked for them.
    followed = {each.name for each in declared.columns if each.references}
    kept = {"id", "path", *followed, *wanted}
    return tuple(name for name in names if name in kept)


def _table(kind: str, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    if not rows:
        # An empty list of rows has no columns to turn round.
        return empty_table(kind, names)
    # Sorted here and not by the database, whose collation differs from one server to the next.
    return _arrow(schema_of(kind, names), sorted(rows, key=_BY_ID))


def _arrow(schema: pa.Schema, rows: Sequence[Sequence[Any]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(column, type=part.type) for column, part in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
