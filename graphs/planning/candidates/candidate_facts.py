"""What the columns of the candidates are read from: a snapshot, gone through once a table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from graphs.model import Division, Segment, Snapshot
from graphs.network import Pair, Party, Status, pair_loads, pairs
from graphs.text import Text

__all__ = ["CandidateFacts", "PairFacts", "SegmentAt"]

_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentAt:
    """A seat on a chain: the segment's position in its chain; -1 where no segment is recorded."""

    chain: str
    chain_name: str
    segment: str
    name: str
    order: int


class PairFacts(NamedTuple):
    """What the pairs of the candidates say of each, by id."""

    load: Mapping[str, int]
    activity: Mapping[str, float]
    partners: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class CandidateFacts:
    """A snapshot and the candidates in it; what several columns share is found once."""

    snapshot: Snapshot
    known: Mapping[str, Party]
    refused: Mapping[str, Text]

    def by_id(self, kind: str, name: str) -> dict[str, Any]:
        """Return a column of a record type by the ids of its records."""
        columns = (self.snapshot.column(kind, each) for each in ("id", name))
        return dict(zip(*columns, strict=True))

    def own(self, name: str) -> dict[str, Any]:
        """Return what a column of organisations states of the candidates; blanks are left out."""
        found = self.by_id("organisation", name)
        return {ident: found[ident] for ident in self.known if found.get(ident) is not None}

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """The units each is formed in."""
        return {ident: party.units for ident, party in self.known.items()}

    @cached_property
    def coded(self) -> Mapping[str, str]:
        """The first unit of each that has an industry code; empty where none has."""
        code = self.by_id("unit", "industry_code")
        return {
            i: next((u for u in members if code.get(u)), "") for i, members in self.units.items()
        }

    @cached_property
    def places(self) -> Mapping[str, tuple[str, str]]:
        """Township and the division above it; empty where unknown."""
        towns = _towns(self.snapshot)
        return {ident: towns.get(party.home, ("", "")) for ident, party in self.known.items()}

    @cached_property
    def seats(self) -> Mapping[str, tuple[SegmentAt, ...]]:
        """Seats on chains, their own and their units'."""
        return _seats(self, self.units)

    @cached_property
    def pairs(self) -> PairFacts:
        """Load, activity and partners."""
        return PairFacts(*_pair_columns(self.snapshot, self.known))

    @cached_property
    def lists(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        """Open needs, and open resources and projects, by category."""
        return _lists(self.snapshot, self.known)


def _towns(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return for each division its township (a village's parent) and its ancestors."""
    divisions = snapshot.by_id(Division)
    found: dict[str, tuple[str, str]] = {}
    for ident, division in divisions.items():
        village = division.level is not None and division.level.name == "village"
        town = divisions.get(division.parent or "", division) if village else division
        local = town.level is None or town.level.name in ("township", "zone")
        found[ident] = (town.id, (town.parent or "") if local else town.id)
    return found


def _seats(
    facts: CandidateFacts, units: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[SegmentAt, ...]]:
    snapshot = facts.snapshot
    chains = facts.by_id("chain", "name")
    segments = snapshot.by_id(Segment)
    by_member: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    rows = zip(
        *(snapshot.column("chain_member", name) for name in ("member", "chain", "segment")),
        strict=True,
    )
    for member, chain, segment in rows:
        by_member[member].add((chain, segment or ""))
    found = {}
    for ident, within in units.items():
        seats = {seat for member in (ident, *within) for seat in by_member.get(member, ())}
        if seats:
            found[ident] = tuple(_seat(chains, segments, *seat) for seat in sorted(seats))
    return found


def _seat(
    chains: Mapping[str, str], segments: Mapping[str, Segment], chain: str, segment: str
) -> SegmentAt:
    at = segments.get(segment)
    order = -1 if at is None or at.order is None else at.order
    return SegmentAt(
        chain=chain, chain_name=chains.get(chain, chain), segment=segment,
        name=at.name if at else "", order=order,
    )  # fmt: skip


def _pair_columns(
    snapshot: Snapshot, known: Mapping[str, Party]
) -> tuple[dict[str, int], dict[str, float], dict[str, tuple[str, ...]]]:
    # Slots are whole: a load without an upper bound takes those it certainly has.
    loads = pair_loads(
        p for p in pairs(snapshot) if p.counted and p.agreement_status.status.in_force
    )
    load = {ident: int(count.low) for ident, count in loads.items() if ident in known}
    done: defaultdict[str, float] = defaultdict(float)
    years: defaultdict[str, float] = defaultdict(float)
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs(snapshot):
        span = _years(pair, snapshot.as_of)
        for one, other in ((pair.host, pair.guest), (pair.guest, pair.host)):
            if one not in known:
                continue
            if pair.agreement_status.status.in_force:
                partners[one].add(other)
            if pair.counted and span:
                done[one] += pair.activities
                years[one] += span
    bodies = zip(
        snapshot.column("membership", "organisation"),
        snapshot.column("membership", "body"),
        strict=True,
    )
    for organisation, body in bodies:
        if organisation in known:
            partners[organisation].add(body)
    rate = {ident: done[ident] / span for ident, span in years.items()}
    return load, rate, {ident: tuple(sorted(others)) for ident, others in partners.items()}


def _years(pair: Pair, day: dt.date) -> float:
    """Return how long a pair has lasted, at least half a year; 0 where it has not begun."""
    if pair.signed_on is None or pair.agreement_status.status is Status.signed:
        return 0.0
    parts = [int(part) for part in pair.signed_on.split("-")]
    begun = dt.date(*[*parts, 1, 1][:3])
    over = min(pair.agreement_status.ends_on or day, day)
    return max(0.5, (over - begun).days / _YEAR)


def _lists(
    snapshot: Snapshot, known: Mapping[str, Party]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    wants: defaultdict[str, set[str]] = defaultdict(set)
    offers: defaultdict[str, set[str]] = defaultdict(set)
    day = snapshot.as_of.isoformat()
    columns = ("organisation", "list", "category", "opened_on", "closed_on")
    for owner, kind, category, opened, closed in zip(
        *(snapshot.column("list_item", name) for name in columns), strict=True
    ):
        over = closed is not None and closed <= day
        later = opened is not None and opened > day
        if owner in known and category and not over and not later:
            (wants if kind == "need" else offers)[owner].add(category.strip())
    return (
        {ident: tuple(sorted(kinds)) for ident, kinds in wants.items()},
        {ident: tuple(sorted(kinds)) for ident, kinds in offers.items()},
    )
