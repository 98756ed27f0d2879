"""Coverage and load: who has a partner, who carries how much, who is free to take one more."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graphs.model import Division, Side, Snapshot
from graphs.network import Party, parties
from graphs.statistics.counters import living, pairs_in_force
from graphs.statistics.registry import Figure, measure
from graphs.text import Text

__all__ = [
    "USUAL_LOAD",
    "DivisionCoverage",
    "FreeHost",
    "HostLoad",
    "coverage",
    "coverage_by_division",
    "host_loads",
    "nearest_free_host",
    "township_of",
]

USUAL_LOAD = 3
"""Pairs a host is taken to carry at one time where the ledger does not say."""


@measure(
    label=Text(zh="结对覆盖率", en="Coverage"),
    unit=Text(zh="占非公党组织", en="of non-public organisations"),
    definition=Text(
        zh="结对覆盖率 = 至少有一对有效结对的非公党组织 ÷ 当日存在的非公党组织（均为范围内、具名）。"
        "台账未载明总数的，不计算。",
        en="Coverage = non-public organisations with a pair in force ÷ those alive on the day (in "
        "scope, named). Not computed where the ledger does not state the whole population.",
    ),
)
def coverage(snapshot: Snapshot) -> Figure:
    """Return the share of non-public organisations with a pair in force."""
    if not snapshot.profile.population_stated:  # silence is no statement either
        return Figure(
            reason=Text(
                zh="来源没有载明非公党组织的总数，分母未知",
                en="the source does not state how many non-public organisations there are",
            )
        )
    alive = tuple(party.id for party in living(snapshot, Side.non_public) if party.named)
    if not alive:
        return Figure(
            reason=Text(zh="范围内没有非公党组织", en="no non-public organisation in scope")
        )
    paired = {pair.guest for pair in pairs_in_force(snapshot)}
    served = tuple(ident for ident in alive if ident in paired)
    return Figure(value=len(served) / len(alive), numerator=served, denominator=alive)


@lru_cache(maxsize=16)
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
    """Coverage of one township: paired and unpaired non-public organisations by id.

    Examples
    --------
    >>> DivisionCoverage(division="d1", paired=("o1",), unpaired=("o2",)).rate
    0.5
    """

    division: str
    paired: tuple[str, ...]
    unpaired: tuple[str, ...]

    @property
    def rate(self) -> float:
        """The share of paired ones, in [0, 1]."""
        return len(self.paired) / max(1, len(self.paired) + len(self.unpaired))


def coverage_by_division(snapshot: Snapshot) -> tuple[DivisionCoverage, ...]:
    """Return coverage by township, the most unpaired first.

    Examples
    --------
    >>> import datetime as dt
    >>> coverage_by_division(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ()
    """
    paired = {pair.guest for pair in pairs_in_force(snapshot)}
    towns = township_of(snapshot)
    groups: dict[str, tuple[list[str], list[str]]] = {}
    for party in living(snapshot, Side.non_public):
        if party.named:
            town = towns.get(party.division or "", "")
            lists = groups.setdefault(town, ([], []))
            lists[0 if party.id in paired else 1].append(party.id)
    found = (
        DivisionCoverage(division=town, paired=tuple(a), unpaired=tuple(b))
        for town, (a, b) in groups.items()
    )
    return tuple(sorted(found, key=lambda each: (-len(each.unpaired), each.division)))


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLoad:
    """How many pairs a host carries, and how many it usually does (``stated`` or the default).

    Examples
    --------
    >>> HostLoad(host="o1", load=5, usual=3, stated=True).free
    -2
    """

    host: str
    load: int
    usual: int
    stated: bool

    @property
    def free(self) -> int:
        """Slots left; negative where it carries more than usual."""
        return self.usual - self.load


@lru_cache(maxsize=16)
def host_loads(snapshot: Snapshot) -> tuple[HostLoad, ...]:
    """Return the load of every named state-owned organisation, sorted by id.

    Examples
    --------
    >>> import datetime as dt
    >>> host_loads(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ()
    """
    load = Counter(pair.host for pair in pairs_in_force(snapshot))
    return tuple(
        HostLoad(
            host=party.id,
            load=load[party.id],
            usual=USUAL_LOAD if party.usual_load is None else party.usual_load,
            stated=party.usual_load is not None,
        )
        for party in living(snapshot, Side.soe)
        if party.named
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeHost:
    """The nearest host with a slot left; ``distance_km`` is ``None`` without coordinates.

    Examples
    --------
    >>> FreeHost(host="o1", distance_km=2.5, free=1).free
    1
    """

    host: str
    distance_km: float | None
    free: int


def nearest_free_host(snapshot: Snapshot, guest: str) -> FreeHost | None:
    """Return the nearest host with a slot left, by coordinates; same township first without them.

    Examples
    --------
    >>> import datetime as dt
    >>> nearest_free_host(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "o1") is None
    True
    """
    known = parties(snapshot)
    towns = township_of(snapshot)
    here = known.get(guest)
    best: tuple[float, int, str, FreeHost] | None = None
    for each in host_loads(snapshot):
        if here is None or each.free <= 0:
            continue
        there = known[each.host]
        distance = distance_km(here, there)
        same = towns.get(here.division or "") == towns.get(there.division or "")
        far = distance if distance is not None else (1e5 if same else 1e6)
        found = FreeHost(host=each.host, distance_km=distance, free=each.free)
        key = (far, -each.free, each.host, found)
        if best is None or key[:3] < best[:3]:
            best = key
    return best[3] if best else None


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
