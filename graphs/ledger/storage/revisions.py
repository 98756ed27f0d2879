"""Revisions, and the single row that names the newest one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, select

from graphs.errors import LedgerDamaged, NotFound
from graphs.ledger.storage.hash_chain import genesis
from graphs.ledger.storage.tables import LEDGER, REVISION
from graphs.ledger.storage.valid_time import moment, moment_of
from graphs.text import Text

__all__ = [
    "TOLERANCE",
    "Revision",
    "empty",
    "header",
    "ledger_row",
    "list_revisions",
    "moment_problem",
    "no_revision",
    "revision_at",
    "revision_of",
    "revision_values",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One transaction of a ledger: who wrote when and why, chained to the one before.

    ``kind`` is ``change``, ``undo``, ``load`` or what a caller named; ``undoes`` the number an undo
    takes back; ``minted`` the ids given for placeholders, known only to who applied it.
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
    """Return revision 0 of a ledger: nothing is written yet."""
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
    """Return what a revision's digest begins with."""
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


_YEARS = (1900, 9998)
TOLERANCE = dt.timedelta(minutes=5)
"""By how much the clocks of two machines may differ."""


def moment_problem(
    at: dt.datetime, *, after: dt.datetime | None, now: dt.datetime | None
) -> Text | None:
    """Return what is wrong with the moment of a revision; ``None`` where nothing is.

    It lies within 1900 and 9998, not before that of the revision before it (``after``), and not
    after ``now`` but for five minutes by which two clocks may differ.

    Examples
    --------
    >>> noon = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
    >>> moment_problem(noon, after=noon, now=noon) is None
    True
    >>> moment_problem(noon - dt.timedelta(seconds=1), after=noon, now=noon).en
    'its time, 2026-06-30 11:59:59 UTC, is before that of the revision before it, 2026-06-30 12:00:00 UTC'
    >>> moment_problem(noon + dt.timedelta(hours=1), after=None, now=noon).en
    'its time, 2026-06-30 13:00:00 UTC, is in the future: it is 2026-06-30 12:00:00 UTC'
    """
    at = at.astimezone(dt.UTC).replace(microsecond=0) if at.tzinfo and _has_utc(at) else at
    if not _YEARS[0] <= at.year <= _YEARS[1]:
        words = Text(
            zh="时间的年份 {year} 不在 {first} 至 {last} 之间",
            en="the year of its time, {year}, is not within {first} and {last}",
        )
        return words.format(year=at.year, first=_YEARS[0], last=_YEARS[1])
    if after is not None and at < after.replace(microsecond=0):
        words = Text(
            zh="时间 {at} 早于前一版的 {other}",
            en="its time, {at}, is before that of the revision before it, {other}",
        )
        return words.format(at=_shown(at), other=_shown(after))
    if now is not None and at > now + TOLERANCE:
        words = Text(
            zh="时间 {at} 在将来：现在是 {other}",
            en="its time, {at}, is in the future: it is {other}",
        )
        return words.format(at=_shown(at), other=_shown(now))
    return None


def _has_utc(at: dt.datetime) -> bool:
    # The very first and last day of the calendar have no counterpart in some time zones.
    return 1 < at.year < dt.MAXYEAR


def _shown(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


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
    """Return what is stored of a revision, by column."""
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
        raise no_revision(number)
    return revision_of(row)


def no_revision(number: int) -> NotFound:
    """Return the error for a revision that is not there, or not for whoever asks."""
    return NotFound(
        Text(zh="没有第 {number} 版", en="there is no revision {number}").format(number=number)
    )


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
