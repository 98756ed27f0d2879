"""Revisions: what one is, and the single row that says which is the head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, select

from graphs.errors import LedgerDamaged, NotFound
from graphs.ledger.clock import moment, moment_of
from graphs.ledger.proof import genesis
from graphs.ledger.tables import LEDGER, REVISION
from graphs.text import Text

__all__ = [
    "Revision",
    "empty",
    "header",
    "ledger_row",
    "list_revisions",
    "revision_at",
    "revision_of",
    "revision_values",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One transaction of a ledger: who wrote when and why, chained to the one before.

    ``kind`` is ``change``, ``undo``, ``load`` or what a caller named; ``undoes`` the number an undo
    takes back; ``minted`` the ids given for placeholders, known only to who applied it.

    Examples
    --------
    >>> empty("demo").number
    0
    """

    number: int
    digest: str
    previous: str
    actor: str
    note: str
    at: dt.datetime
    kind: str
    undoes: int | None = None
    minted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def empty(ledger: str) -> Revision:
    """Return revision 0 of a ledger: nothing is written yet.

    Examples
    --------
    >>> empty("demo").previous
    ''
    """
    return Revision(
        number=0,
        digest=genesis(ledger),
        previous="",
        actor="",
        note="",
        at=dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
        kind="empty",
    )


def header(ledger: str, revision: Revision) -> dict[str, Any]:
    """Return what a revision's digest begins with.

    Examples
    --------
    >>> header("demo", empty("demo"))["number"]
    0
    """
    return {
        "ledger": ledger,
        "number": revision.number,
        "previous": revision.previous,
        "actor": revision.actor,
        "note": revision.note,
        "at": moment(revision.at),
        "kind": revision.kind,
        "undoes": revision.undoes,
    }


def ledger_row(connection: Connection, *, lock: bool = False) -> Row[Any]:
    """Return the one row that describes the ledger; ``lock`` keeps other writers waiting.

    Raises
    ------
    LedgerDamaged
        The row is missing, or there are several.
    """
    # SQLite has no row locks: there the write transaction itself keeps others out.
    query = select(LEDGER).with_for_update() if lock else select(LEDGER)
    rows = connection.execute(query).all()
    if len(rows) != 1:
        raise LedgerDamaged(
            Text(zh="台账的首行缺失或重复", en="the ledger's own row is missing or doubled")
        )
    return rows[0]


def revision_of(row: Row[Any]) -> Revision:
    """Return a fetched row of the revision table as a revision.

    Raises
    ------
    LedgerDamaged
        Its time is not one.
    """
    values = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's documented accessor
    try:
        at = moment_of(values.pop("at"))
    except ValueError as error:
        raise LedgerDamaged(
            Text(
                zh="第 {number} 版的时间已损坏", en="the time of revision {number} is damaged"
            ).format(number=values["number"])
        ) from error
    return Revision(at=at, **values)


def revision_values(revision: Revision) -> dict[str, Any]:
    """Return what is stored of a revision, by column.

    Examples
    --------
    >>> revision_values(empty("demo"))["at"]
    '1970-01-01T00:00:00Z'
    """
    stored = {each.name: getattr(revision, each.name) for each in REVISION.c}
    return {**stored, "at": moment(revision.at)}


def revision_at(connection: Connection, number: int) -> Revision:
    """Return one revision; number 0 is the empty ledger.

    Raises
    ------
    NotFound
        The ledger has no such revision.
    LedgerDamaged
        The ledger's own row or the time of the revision is damaged.
    """
    if number == 0:
        return empty(str(ledger_row(connection).id))
    row = connection.execute(select(REVISION).where(REVISION.c.number == number)).first()
    if row is None:
        raise NotFound(
            Text(zh="没有第 {number} 版", en="there is no revision {number}").format(number=number)
        )
    return revision_of(row)


def list_revisions(
    connection: Connection, *, newest_first: bool, limit: int | None, before: int | None
) -> tuple[Revision, ...]:
    """Return revisions in order of their numbers; ``before`` leaves out that number and later ones.

    Raises
    ------
    LedgerDamaged
        The time of a revision is damaged.
    """
    order = REVISION.c.number.desc() if newest_first else REVISION.c.number
    query = select(REVISION).order_by(order).limit(limit)
    if before is not None:
        query = query.where(REVISION.c.number < before)
    return tuple(revision_of(row) for row in connection.execute(query))
