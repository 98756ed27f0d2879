"""The signed parts of agreements and signatories, compared before and after a revision.

Writing asks it of the revision under way, verify of every revision there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from graphs.ledger.proposal_facts.organisation_names import known_rows
from graphs.ledger.storage.intervals import Known
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import FIXED_BY_SIGNING, LineageKind

__all__ = ["Succeeds", "is_as_signed", "succeeds"]

Succeeds: TypeAlias = Callable[[str, str, int], bool]
"""Whether an organisation ended by a day (its number) and another is its heir."""

_HEIRS = frozenset({LineageKind.upgrade, LineageKind.merge, LineageKind.split, LineageKind.rename})


def is_as_signed(kind: str, before: Known, now: Known, heir: Succeeds) -> bool:
    """Return whether what signing fixed is as it was, but for heirs of organisations that ended.

    Each day keeps what it had. Days may go (an agreement ends early) and come back, after those
    there are; none comes before the first.
    """
    if not before or not now:
        return False
    first = min(row.valid_from for row in before)
    if min(row.valid_from for row in now) != first:
        return False
    for day in sorted({row.valid_from for row in (*before, *now)}):
        is_now = _fixed(kind, now, day)
        was = _fixed(kind, before, day) or _fixed(kind, before, _last_day(before, day))
        start = max((row.valid_from for row in now if row.valid_from <= day), default=day)
        # What was signed may always come back, where an heir was recorded wrongly.
        back = is_now == _fixed(kind, before, first)
        if is_now and is_now != was and not back and not _inherited(was, is_now, start, heir):
            return False
    return True


def _last_day(rows: Known, day: int) -> int:
    """Return the last day before another on which rows say something."""
    return max(min(row.valid_to - 1, day) for row in rows if row.valid_from <= day)


def _fixed(kind: str, rows: Known, day: int) -> dict[str, Any]:
    """Return what signing fixed as rows say it on a day; nothing where they say nothing."""
    values = (row.values for row in rows if row.valid_from <= day < row.valid_to)
    return next(({name: each[name] for name in FIXED_BY_SIGNING[kind]} for each in values), {})


def _inherited(
    was: Mapping[str, Any], is_now: Mapping[str, Any], start: int, heir: Succeeds
) -> bool:
    """Return whether values differ by an heir only, from the day its predecessor ended on."""
    new, old = is_now.get("organisation"), was.get("organisation")
    if new is None or {**was, "organisation": new} != is_now:
        return False
    return heir(str(old), str(new), start)


def succeeds(
    connection: Connection, old: str, heir: str, start: int, revision: int | None = None
) -> bool:
    """Return whether an organisation ended by a day and the other is its heir.

    As known now, or at a revision.
    """
    lineage, table = RECORD_TABLES["lineage"], RECORD_TABLES["organisation"]
    query = select(lineage.c.id).where(
        lineage.c.predecessor == old,
        lineage.c.successor == heir,
        known_rows(lineage, revision),
        lineage.c.kind.in_([each.name for each in _HEIRS]),
    )
    last = select(func.max(table.c.valid_to)).where(table.c.id == old, known_rows(table, revision))
    ended = connection.scalar(last)
    return ended is not None and ended <= start and connection.scalar(query) is not None
