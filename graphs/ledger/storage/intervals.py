"""Interval arithmetic of each verb on the versions of one record: pure functions.

Every function takes the versions known now, in order of days, and returns those known afterwards;
``None`` means that the verb finds nothing to act on. A version that stays is the same object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from graphs.ledger.storage.valid_time import OPEN
from graphs.model import EVERY, LATEST, NEXT, Interval

__all__ = ["Known", "RowVersion", "changed", "corrected", "ended", "overlap", "retracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVersion:
    """One row: the values of a record on days [valid_from, valid_to), known from ``opened`` on."""

    kind: str
    values: Mapping[str, Any]
    valid_from: int
    valid_to: int
    opened: int
    closed: int = OPEN

    @property
    def ident(self) -> str:
        """The id of the record."""
        return str(self.values["id"])

    @property
    def key(self) -> tuple[str, int, int]:
        """What names this version among all of its record type."""
        return (self.ident, self.opened, self.valid_from)

    def holds(self, day: int) -> bool:
        """Return whether the interval contains the day."""
        return self.valid_from <= day < self.valid_to

    def says_same(self, other: RowVersion) -> bool:
        """Return whether both have the same values; a path is made by the ledger and not said."""
        return _said(self.values) == _said(other.values)


Known: TypeAlias = tuple[RowVersion, ...]


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "path"}


def _cut(rows: Known, start: int, end: int, revision: int) -> list[RowVersion]:
    """Return the versions outside [start, end), cut where they cross its bounds."""
    kept: list[RowVersion] = []
    for row in rows:
        if row.valid_to <= start or row.valid_from >= end:
            kept.append(row)
            continue
        if row.valid_from < start:
            kept.append(replace(row, valid_to=start, opened=revision))
        if row.valid_to > end:
            kept.append(replace(row, valid_from=end, opened=revision))
    return kept


def _ordered(rows: Iterable[RowVersion]) -> Known:
    return tuple(sorted(rows, key=lambda row: row.valid_from))


def changed(rows: Known, new: RowVersion, until: int | Literal[Interval.NEXT]) -> Known:
    """Return the versions once ``new`` holds from its first day on.

    Until ``NEXT`` it holds to the end of the interval its first day lies in, else to the next
    interval, else for good. Until a day (``OPEN`` is the last) it overrides whatever it overlaps.

    Examples
    --------
    >>> old = RowVersion(kind="unit", values={"id": "u1", "name": "a"}, valid_from=0,
    ...     valid_to=OPEN, opened=1)
    >>> new = RowVersion(kind="unit", values={"id": "u1", "name": "b"}, valid_from=9,
    ...     valid_to=OPEN, opened=2)
    >>> [(row.valid_from, row.valid_to, row.values["name"]) for row in changed((old,), new, NEXT)]
    [(0, 9, 'a'), (9, 2147483647, 'b')]
    """
    start = new.valid_from
    if until is NEXT:
        inside = [row.valid_to for row in rows if row.holds(start)]
        later = [row.valid_from for row in rows if row.valid_from > start]
        end = (inside or later or [OPEN])[0]
    else:
        end = until
    covering = [row for row in rows if overlap(row, start, end)]
    if covering and all(row.says_same(new) for row in covering) and _covers(covering, start, end):
        return rows
    return _ordered([*_cut(rows, start, end, new.opened), replace(new, valid_to=end)])


def overlap(row: RowVersion, start: int, end: int) -> bool:
    """Return whether the version holds on any day of [start, end)."""
    return row.valid_from < end and start < row.valid_to


def _covers(rows: list[RowVersion], start: int, end: int) -> bool:
    reached = start
    for row in rows:
        if row.valid_from > reached:
            return False
        reached = row.valid_to
    return reached >= end


def corrected(
    rows: Known, values: Mapping[str, Any], at: int | Literal[Interval.LATEST], revision: int
) -> Known | None:
    """Return the versions once the interval of a day, or the latest, has these values."""
    covering = rows[-1:] if at is LATEST else [row for row in rows if row.holds(at)]
    hit = covering[0] if covering else None
    if hit is None:
        return None
    new = replace(hit, values=values, opened=revision)
    # What says the same is left as it is: a correction without a change is no revision.
    return rows if hit.says_same(new) else _ordered(new if row is hit else row for row in rows)


def ended(rows: Known, effective: int, revision: int) -> Known | None:
    """Return the versions once nothing holds from ``effective`` on."""
    if not any(row.valid_to > effective for row in rows):
        return None
    return _ordered(_cut(rows, effective, OPEN, revision))


def retracted(rows: Known, at: int | Literal[Interval.EVERY]) -> Known | None:
    """Return the versions without the interval of a day, or without any."""
    kept = tuple(row for row in rows if at is not EVERY and not row.holds(at))
    return None if len(kept) == len(rows) else kept
