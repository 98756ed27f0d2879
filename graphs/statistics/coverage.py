"""Coverage and load: who has a partner, and who carries how much."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from graphs.model import (
    Bounds,
    Count,
    Division,
    Figure,
    Kind,
    NotComputable,
    Rate,
    Side,
    Snapshot,
    derived,
)
from graphs.network import Party, pair_loads
from graphs.statistics.measure import measure
from graphs.statistics.record_counts import (
    living,
    organisation_count,
    paired_count,
    pairs_in_force,
    unpaired_count,
)
from graphs.text import Text

__all__ = [
    "USUAL_LOAD",
    "DivisionCoverage",
    "HostLoad",
    "coverage",
    "coverage_by_division",
    "distance_km",
    "host_loads",
    "township_of",
]

USUAL_LOAD = 3
"""Pairs a host is taken to carry at one time where the ledger does not say."""


@measure(
    order=80,
    label=Text(zh="结对覆盖率", en="Coverage"),
    unit=Text(zh="占非公党组织", en="of non-public organisations"),
    definition=Text(
        zh="结对覆盖率 = 至少有一对有效结对的非公党组织 ÷ 当日存在的非公党组织（均在范围内；未具名的"
        "按合并记录计上下限）。台账未载明总数的，不计算。",
        en="Coverage = non-public organisations with a pair in force ÷ those alive on the day (in "
        "scope; unnamed collectives within their bounds). Not computed where the ledger does not "
        "state the whole population.",
    ),
    kind=Kind.rate,
)
def coverage(snapshot: Snapshot) -> Figure:
    """Return the share of non-public organisations with a pair in force."""
    if not snapshot.profile.population_stated:  # silence is no statement either
        return NotComputable(
            kind=Kind.rate,
            reason=Text(
                zh="来源没有载明非公党组织的总数，分母未知",
                en="the source does not state how many non-public organisations there are",
            ),
        )
    alive = living(snapshot, Side.non_public)
    if not alive:
        return NotComputable(
            kind=Kind.rate,
            reason=Text(zh="范围内没有非公党组织", en="no non-public organisation in scope"),
        )
    return Rate(numerator=paired_count(snapshot, alive), denominator=organisation_count(alive))


@derived
def township_of(snapshot: Snapshot) -> dict[str, str]:
    """Return for each division the one it is reported under: itself, or a village's parent."""
    found: dict[str, str] = {}
    known = snapshot.by_id(Division)
    for ident, division in known.items():
        village = division.level is not None and division.level.name == "village"
        parent = division.parent if village else None
        found[ident] = parent if parent in known else ident  # type: ignore[assignment]  # known holds no None
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionCoverage:
    """Coverage of one township: how many have a pair in force, of all, and who has none by id.

    Examples
    --------
    >>> both = Count.exactly(2, ids=("o1", "o2"))
    >>> town = DivisionCoverage(
    ...     division="d1", paired=Count.exactly(1, ids=("o1",)), unpaired=Count.exactly(1), all=both)
    >>> town.rate.words().zh
    '50.0 %'
    """

    division: str
    paired: Count
    unpaired: Count
    all: Count

    @property
    def rate(self) -> Rate:
        """The share of paired ones."""
        return Rate(numerator=self.paired, denominator=self.all)


@derived
def coverage_by_division(snapshot: Snapshot) -> tuple[DivisionCoverage, ...]:
    """Return coverage by township, the most unpaired first."""
    towns = township_of(snapshot)
    groups: defaultdict[str, list[Party]] = defaultdict(list)
    for party in living(snapshot, Side.non_public):
        groups[towns.get(party.home, "")].append(party)
    found = (
        DivisionCoverage(
            division=town,
            paired=paired_count(snapshot, here),
            unpaired=unpaired_count(snapshot, here),
            all=organisation_count(here),
        )
        for town, here in groups.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.unpaired.low, each.division)))


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLoad:
    """How many pairs a host carries, and how many it usually does (``stated`` or the default).

    Examples
    --------
    >>> HostLoad(host="o1", load=Count.exactly(5), usual=3, stated=True).over
    2
    >>> HostLoad(host="o1", load=Count.least(2), usual=3, stated=True).free_words().zh
    '≤ 1'
    """

    host: str
    load: Count
    usual: int
    stated: bool

    @property
    def free(self) -> int:
        """Slots left for certain: none where the load has no upper bound."""
        return 0 if self.load.high is None else max(0, self.usual - int(self.load.high))

    @property
    def at_most_free(self) -> int:
        """Slots left if it carries no more than is certain."""
        return max(0, self.usual - int(self.load.low))

    @property
    def over(self) -> int:
        """Pairs above the usual load for certain."""
        return max(0, int(self.load.low) - self.usual)

    @property
    def may_be_over(self) -> bool:
        """Whether it may carry more than usual."""
        return self.load.high is None or self.load.high > self.usual

    def free_words(self) -> Text:
        """Return the slots left as shown: a number, a range, or at most so many."""
        if self.load.high is None and self.at_most_free:
            return Text.same(f"≤ {self.at_most_free}")
        return Bounds(self.free, self.at_most_free).words()


@derived
def host_loads(snapshot: Snapshot) -> tuple[HostLoad, ...]:
    """Return the load of every named state-owned organisation, sorted by id."""
    load = pair_loads(pairs_in_force(snapshot))
    nothing = Count()
    return tuple(
        HostLoad(
            host=party.id,
            load=load.get(party.id, nothing),
            usual=USUAL_LOAD if party.usual_load is None else party.usual_load,
            stated=party.usual_load is not None,
        )
        for party in living(snapshot, Side.soe)
        if party.named
    )


def distance_km(a: Party, b: Party) -> float | None:
    """Return the great-circle distance of two organisations in kilometres (haversine)."""
    if a.place is None or b.place is None:
        return None
    (lon_a, lat_a), (lon_b, lat_b) = a.place, b.place
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))
