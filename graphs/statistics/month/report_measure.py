"""What a report measure is: one declared function from a part of a snapshot to a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Figure, Kind, Side, Snapshot
from graphs.network import Pair, Party
from graphs.registry import Registry
from graphs.statistics.month.period import Period
from graphs.statistics.record_counts import living, pairs_in_force
from graphs.text import Text

__all__ = ["REPORT_MEASURES", "Part", "ReportMeasure", "report_measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A snapshot, and the organisations of it that are looked at; ``None`` for everybody.

    Attributes
    ----------
    end
        By which of its two ends a pair belongs to a part: the non-public one unless it is asked
        otherwise, so that parts which part the guests add up.
    period
        The period that measures of a period are of; ``None`` where none is asked about.
    earlier
        The organisations of the part on the first day of the period; ``None`` for the same as on
        the day.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Hosting, Organisation, Ownership, Unit
    >>> picture = Snapshot.from_records([
    ...     Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
    ...     Unit(id="u2", name="乙厂", ownership=Ownership.state_owned),
    ...     Organisation(id="o1", name="甲厂党支部"), Organisation(id="o2", name="乙厂党支部"),
    ...     Hosting(id="h1", organisation="o1", unit="u1"),
    ...     Hosting(id="h2", organisation="o2", unit="u2")], as_of=dt.date(2010, 6, 15))
    >>> part = Part(snapshot=picture, members=frozenset({"o2"}))
    >>> [party.id for party in part.living(Side.soe)]
    ['o2']
    """

    snapshot: Snapshot
    members: frozenset[str] | None = None
    end: Side = Side.non_public
    period: Period | None = None
    earlier: frozenset[str] | None = None

    def living(self, side: Side) -> tuple[Party, ...]:
        """Return the living organisations of a side in the part."""
        everybody = living(self.snapshot, side)
        if self.members is None:
            return everybody
        return tuple(party for party in everybody if party.id in self.members)

    def has(self, pair: Pair) -> bool:
        """Return whether a pair belongs to the part."""
        return self.members is None or self._end_of(pair) in self.members

    def had(self, pair: Pair) -> bool:
        """Return whether a pair belonged to the part on the first day of the period."""
        ids = self.members if self.earlier is None else self.earlier
        return ids is None or self._end_of(pair) in ids

    def _end_of(self, pair: Pair) -> str:
        return pair.host if self.end is Side.soe else pair.guest

    def pairs_in_force(self) -> tuple[Pair, ...]:
        """Return the counted pairs in force of the part."""
        return tuple(pair for pair in pairs_in_force(self.snapshot) if self.has(pair))


Compute: TypeAlias = Callable[[Part], Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeasure:
    """A declared measure of a part: key, kind, label, unit of count, definition, function.

    ``of_period`` marks one of what happened between two days; it asks for a part with a period.
    """

    key: str
    kind: Kind
    label: Text
    unit: Text
    definition: Text
    compute: Compute
    of_period: bool = False


REPORT_MEASURES: Registry[str, ReportMeasure] = Registry("report measure")
"""Every measure of the month's report by key, in the order they state."""


def report_measure(
    *,
    order: int,
    label: Text,
    unit: Text,
    definition: Text,
    kind: Kind = Kind.count,
    of_period: bool = False,
) -> Callable[[Compute], Compute]:
    """Declare a report measure; its key is the function's name."""

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        made = ReportMeasure(
            key=key,
            kind=kind,
            label=label,
            unit=unit,
            definition=definition,
            compute=compute,
            of_period=of_period,
        )
        REPORT_MEASURES.declare(key, made, compute, order=order)
        return compute

    return declare
