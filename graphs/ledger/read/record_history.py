"""History of a record, and the changes of a revision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from graphs.errors import NotFound
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.revisions import revision_at
from graphs.ledger.storage.row_versions import kinds_of, rows_of, version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN, day_of
from graphs.model import FOREVER, RECORDS, Change, Record, from_row
from graphs.text import Text

__all__ = ["RowChange", "Version", "difference_of", "history_of", "versions_naming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a record said on days [valid_from, valid_to), known in revisions [opened, closed).

    ``None`` days are open; ``closed`` is ``None`` while it is still known.

    Examples
    --------
    >>> from graphs.model import Unit
    >>> Version(kind="unit", record=Unit(id="u1", name="甲"), valid_from=None, valid_to=None,
    ...     opened=1, closed=None).record.name
    '甲'
    """

    kind: str
    record: Record
    valid_from: dt.date | None
    valid_to: dt.date | None
    opened: int
    closed: int | None

    def known_at(self, revision: int) -> bool:
        """Return whether it was known once that revision was written."""
        return self.opened <= revision and (self.closed is None or revision < self.closed)

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the interval contains the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)

    @property
    def day(self) -> dt.date:
        """A day of its interval: the first, else the last, else any."""
        if self.valid_from is not None:
            return self.valid_from
        return dt.date.max if self.valid_to is None else self.valid_to - dt.timedelta(days=1)

    def restored(self) -> Change:
        """Return the step that lets it hold again on exactly its days."""
        return Change(record=self.record, effective=self.valid_from, until=self.valid_to or FOREVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What one revision did to one record: the versions it closed and those it opened."""

    kind: str
    id: str
    before: tuple[Version, ...]
    after: tuple[Version, ...]


def _version_of_row(row: RowVersion) -> Version:
    return Version(
        kind=row.kind,
        record=from_row(RECORDS[row.kind].cls, row.values),
        valid_from=day_of(row.valid_from),
        valid_to=day_of(row.valid_to),
        opened=row.opened,
        closed=None if row.closed == OPEN else row.closed,
    )


def history_of(connection: Connection, ident: str) -> tuple[Version, ...]:
    """Return every version of a record, in the order they were recorded, then by day.

    Raises
    ------
    NotFound
        The id was never used.
    """
    kind = kinds_of(connection, [ident]).get(ident)
    if kind is None:
        raise NotFound(
            Text(
                zh="没有编号为“{ident}”的记录", en="there is no record with the id “{ident}”"
            ).format(ident=ident)
        )
    table = RECORD_TABLES[kind]
    query = select(table).where(table.c.id == ident).order_by(table.c.opened, table.c.valid_from)
    return tuple(_version_of_row(version_of(kind, row)) for row in connection.execute(query))


def versions_naming(connection: Connection, ident: str) -> tuple[Version, ...]:
    """Return every version known now that names a record, by type, id and first day."""
    found = []
    for kind, declared in RECORDS.items():
        table = RECORD_TABLES[kind]
        names = [each.name for each in declared.columns if each.references]
        if not names:
            continue
        named = or_(*(table.c[name] == ident for name in names))
        query = select(table).where(named, table.c.closed == OPEN)
        rows = connection.execute(query.order_by(table.c.id, table.c.valid_from))
        found += [_version_of_row(version_of(kind, row)) for row in rows]
    return tuple(found)


def difference_of(connection: Connection, revision: int) -> tuple[RowChange, ...]:
    """Return what a revision did, one value a record, by type and id.

    Raises
    ------
    NotFound
        The ledger has no such revision.
    """
    revision_at(connection, revision)
    found: dict[tuple[str, str], tuple[list[Version], list[Version]]] = {}
    for place, clock in enumerate(("closed", "opened")):
        for row in rows_of(connection, revision, clock):
            found.setdefault((row.kind, row.ident), ([], []))[place].append(_version_of_row(row))
    order = {kind: place for place, kind in enumerate(RECORD_TABLES)}
    return tuple(
        RowChange(kind=kind, id=ident, before=tuple(before), after=tuple(after))
        for (kind, ident), (before, after) in sorted(
            found.items(), key=lambda item: (order[item[0][0]], item[0][1])
        )
    )
