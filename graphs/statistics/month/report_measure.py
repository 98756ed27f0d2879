"""What a report measure is: one declared function from a part of a snapshot to a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Figure, Kind, Side, Snapshot
from graphs.network import Pair, Party, pairs
from graphs.registry import Registry
from graphs.statistics.counters import living, pairs_in_force
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

    def living(self, side: Side) -> tuple[Party, ...]:
        """Return the living organisations of a side in the part."""
        everybody = living(self.snapshot, side)
        if self.members is None:
            return everybody
        return tuple(party for party in everybody if party.id in self.members)

    def has(self, pair: Pair) -> bool:
        """Return whether a pair belongs to the part."""
        if self.members is None:
            return True
        return (pair.host if self.end is Side.soe else pair.guest) in self.members

    def pairs_in_force(self) -> tuple[Pair, ...]:
        """Return the counted pairs in force of the part."""
        return tuple(pair for pair in pairs_in_force(self.snapshot) if self.has(pair))

    def counted_pairs(self) -> tuple[Pair, ...]:
        """Return the counted pairs of the part, whatever their status."""
        return tuple(pair for pair in pairs(self.snapshot) if pair.counted and self.has(pair))


Compute: TypeAlias = Callable[[Part], Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeasure:
    """A declared measure of a part: key, kind, label, unit of count, definition, function."""

    key: str
    kind: Kind
    label: Text
    unit: Text
    definition: Text
    compute: Compute


REPORT_MEASURES: Registry[str, ReportMeasure] = Registry("report measure")
"""Every measure of the month's report by key, in the order they state."""


def report_measure(
    *, order: int, label: Text, unit: Text, definition: Text, kind: Kind = Kind.count
) -> Callable[[Compute], Compute]:
    """Declare a report measure; its key is the function's name."""

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        made = ReportMeasure(
            key=key, kind=kind, label=label, unit=unit, definition=definition, compute=compute
        )
        REPORT_MEASURES.declare(key, made, compute, order=order)
        return compute

    return declare
