"""The known versions of the records an apply touches, before and after its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.intervals import Known, RowVersion
from graphs.ledger.storage.row_versions import version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN

__all__ = ["Outcome", "Workspace"]

_CHUNK = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The versions a revision closes and opens, in the order of the proof."""

    opened: tuple[RowVersion, ...]
    closed: tuple[RowVersion, ...]

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed)


class Workspace:
    """Known versions by record, loaded when asked for, replaced by steps.

    Nothing is written here; :meth:`outcome` says what would be.
    """

    def __init__(self, connection: Connection, revision: int) -> None:
        self.connection = connection
        self.revision = revision
        self._before: dict[tuple[str, str], Known] = {}
        self._now: dict[tuple[str, str], Known] = {}

    def load(self, kind: str, idents: Iterable[str]) -> None:
        """Fetch the known versions of records that are not here yet."""
        missing = sorted({ident for ident in idents if (kind, ident) not in self._before})
        table = RECORD_TABLES[kind]
        for start in range(0, len(missing), _CHUNK):
            part = missing[start : start + _CHUNK]
            rows: dict[str, list[RowVersion]] = {ident: [] for ident in part}
            query = (
                select(table)
                .where(in_list(self.connection, table.c.id, part), table.c.closed == OPEN)
                .order_by(table.c.valid_from)
            )
            for row in self.connection.execute(query):
                rows[row.id].append(version_of(kind, row))
            self._before |= {(kind, ident): tuple(known) for ident, known in rows.items()}

    def known(self, kind: str, ident: str) -> Known:
        """Return the versions known after the steps so far, in order of days."""
        key = (kind, ident)
        if key in self._now:
            return self._now[key]
        return self.before(kind, ident)

    def before(self, kind: str, ident: str) -> Known:
        """Return the versions known before the first step."""
        if (kind, ident) not in self._before:
            self.load(kind, (ident,))
        return self._before[kind, ident]

    def replace(self, kind: str, ident: str, rows: Known) -> None:
        """Put other versions in the place of a record's known ones."""
        self.before(kind, ident)
        self._now[kind, ident] = rows

    def touched(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a type that steps have replaced, sorted."""
        return tuple(sorted(ident for of, ident in self._now if of == kind))

    def outcome(self) -> Outcome:
        """Return what has to be written; a version rewritten as it was is left alone."""
        opened: list[RowVersion] = []
        closed: list[RowVersion] = []
        for key, now in self._now.items():
            before = self._before[key]
            kept = {row.key for row in now}
            gone = [row for row in before if row.key not in kept]
            fresh = [row for row in now if row.opened == self.revision]
            if not gone:  # nothing is rewritten: nearly all of an import
                opened += fresh
                continue
            alike = {_facts(row) for row in gone} & {_facts(row) for row in fresh}
            opened += [row for row in fresh if _facts(row) not in alike]
            closed += [row for row in gone if _facts(row) not in alike]
        return Outcome(opened=_in_order(opened), closed=_in_order(closed))


def _facts(row: RowVersion) -> tuple[object, ...]:
    return (row.valid_from, row.valid_to, *sorted(row.values.items(), key=lambda item: item[0]))


def _in_order(rows: list[RowVersion]) -> tuple[RowVersion, ...]:
    return tuple(sorted(rows, key=lambda row: (row.kind, *row.key)))
