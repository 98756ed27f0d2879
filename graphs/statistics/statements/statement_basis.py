"""The snapshot a reported figure is compared in: its own scope and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from graphs.errors import NotFound
from graphs.model import Scope, Snapshot, Statement
from graphs.network import parties
from graphs.statistics.statements.subject_measures import SUBJECT_MEASURES
from graphs.text import Text

__all__ = ["MOST_SNAPSHOTS", "Basis", "SnapshotSource", "StatementSnapshots", "basis_of"]

MOST_SNAPSHOTS = 24
"""How many snapshots one reconciliation loads; figures of further days say that they wait."""

_SILENT = Text(zh="台账没有 {day} 的记录", en="the ledger records nothing of {day}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotSource:
    """Where snapshots come from: whoever can ask the ledger hands it in.

    Attributes
    ----------
    at
        Returns the snapshot of a scope and day; raises ``NotFound`` for an unknown scope.
    last_day
        The day the ledger is kept up to; ``None`` where it names none.
    """

    at: Callable[[Scope, dt.date], Snapshot]
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a statement must be judged in: a scope, and the first and last day it may mean."""

    scope: Scope
    days: tuple[dt.date, ...]


def basis_of(statement: Statement, last_day: dt.date | None = None) -> Basis | Text:
    """Return the scope and days of a statement, or in words why it has none.

    A day known to the month or year gives its first and last day, the last one not after the day
    the ledger is kept up to. A figure of one organisation needs no division.

    Examples
    --------
    >>> from graphs.model import PartialDate
    >>> told = Statement(id="t", indicator="结对", division="d1", as_of=PartialDate("2026-06"))
    >>> [day.isoformat() for day in basis_of(told, dt.date(2026, 6, 15)).days]
    ['2026-06-01', '2026-06-15']
    >>> basis_of(Statement(id="t", indicator="结对", division="d1")).zh
    '上报数未载明统计时点'
    """
    when = statement.as_of
    if when is None or when.earliest is None or when.latest is None:
        return Text(zh="上报数未载明统计时点", en="the figure does not state its date")
    if statement.division:
        scope = Scope("division", statement.division)
    elif statement.speaks_of and statement.measure in SUBJECT_MEASURES:
        scope = Scope("ego", statement.speaks_of)
    else:
        return Text(zh="上报数未载明范围（区划）", en="the figure does not state its division")
    if last_day is not None and when.earliest > last_day:
        return Text(
            zh="统计时点 {when} 晚于台账所记的 {last}",
            en="its date {when} is after {last}, up to which the ledger is kept",
        ).format(when=when.text or "", last=last_day.isoformat())
    last = when.latest if last_day is None else min(when.latest, last_day)
    return Basis(scope=scope, days=tuple(sorted({when.earliest, last})))


@dataclass(slots=True)
class StatementSnapshots:
    """The snapshots of one reconciliation, each loaded once and no more than a fixed number.

    Examples
    --------
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> StatementSnapshots(SnapshotSource(at=lambda scope, day: empty)).at(Scope(), empty.as_of).zh
    '台账没有 2010-06-15 的记录'
    """

    source: SnapshotSource
    _loaded: dict[tuple[Scope, dt.date], Snapshot | Text] = field(default_factory=dict)

    def at(self, scope: Scope, day: dt.date) -> Snapshot | Text:
        """Return the snapshot of a scope and day, or in words why there is none."""
        key = (scope, day)
        if key not in self._loaded:
            if len(self._loaded) >= MOST_SNAPSHOTS:
                return Text(
                    zh="一次最多核对 {n} 个时点和范围，这一个未核对",
                    en="at most {n} {n:day|days} and scopes are looked at in one go; this one was not",
                ).format(n=MOST_SNAPSHOTS)
            self._loaded[key] = self._load(scope, day)
        return self._loaded[key]

    def _load(self, scope: Scope, day: dt.date) -> Snapshot | Text:
        try:
            found = self.source.at(scope, day)
        except NotFound:
            return Text(
                zh="台账在 {day} 没有上报数的范围“{scope}”",
                en="on {day} the ledger has no scope “{scope}”, which the figure speaks of",
            ).format(day=day.isoformat(), scope=scope.id)
        silent = not found.table("agreement").num_rows and all(
            party.stub for party in parties(found).values()
        )
        return _SILENT.format(day=day.isoformat()) if silent else found
