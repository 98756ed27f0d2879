"""From a snapshot to the candidates in columns: one pass over each table that matters."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from graphs.model import Answer, Division, Segment, Side, Snapshot
from graphs.network import Pair, Party, Status, pair_loads, pairs, parties
from graphs.planning.candidates.links import links_of, superiors
from graphs.planning.candidates.pool import Members, Pool, SegmentAt
from graphs.statistics import USUAL_LOAD
from graphs.text import Text

__all__ = ["default_guests", "default_hosts", "gather"]

_YEAR = 365.25


def default_guests(snapshot: Snapshot, *, everyone: bool = False) -> tuple[str, ...]:
    """Return the named living non-public organisations without a pair in force, sorted by id.

    With ``everyone`` those that have one are returned too.

    Examples
    --------
    >>> default_guests(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ()
    """
    paired = {pair.guest for pair in _in_force(snapshot)}
    return tuple(
        ident
        for ident, party in parties(snapshot).items()
        if _candidate(party, Side.non_public) and (everyone or ident not in paired)
    )


def default_hosts(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the named living state-owned organisations, sorted by id.

    Examples
    --------
    >>> default_hosts(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ()
    """
    return tuple(i for i, party in parties(snapshot).items() if _candidate(party, Side.soe))


def _candidate(party: Party, side: Side) -> bool:
    return party.side is side and party.named and not party.stub and party.alive is not Answer.no


def _in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    return tuple(p for p in pairs(snapshot) if p.counted and p.agreement_status.status.in_force)


def gather(
    snapshot: Snapshot,
    guests: Collection[str],
    hosts: Collection[str],
    refused: Mapping[str, Text],
) -> Pool:
    """Return guests and hosts with all that the criteria and rules look at.

    Examples
    --------
    >>> gather(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), (), (), {}).shape
    (0, 0)
    """
    known = parties(snapshot)
    wanted = {*guests, *hosts}
    columns = _columns(snapshot, {ident: known[ident] for ident in wanted if ident in known})
    columns["refused"] = refused
    units = columns["units"]
    return Pool(
        guests=Members.of(guests, **columns),
        hosts=Members.of(hosts, **columns),
        links=links_of(snapshot, set(guests), set(hosts), units),
    )


def _columns(snapshot: Snapshot, known: Mapping[str, Party]) -> dict[str, Mapping[str, Any]]:
    towns = _towns(snapshot)
    rows = _organisation_rows(snapshot, known)
    units = {ident: party.units for ident, party in known.items()}
    code = _by_id(snapshot, "unit", "industry_code")
    edition = _by_id(snapshot, "unit", "industry_edition")
    parent = _by_id(snapshot, "unit", "parent")
    coded = {i: next((u for u in members if code.get(u)), "") for i, members in units.items()}
    seats = _seats(snapshot, units)
    place = {ident: towns.get(party.home, ("", "")) for ident, party in known.items()}
    load, activity, partners = _pair_columns(snapshot, known)
    wants, offers = _lists(snapshot, known)
    return {
        "names": {ident: party.name for ident, party in known.items()},
        "side": {ident: party.side.name for ident, party in known.items()},
        "alive": {ident: party.alive is not Answer.no for ident, party in known.items()},
        "town": {ident: town for ident, (town, _) in place.items()},
        "district": {ident: district for ident, (_, district) in place.items()},
        "place": {ident: party.place for ident, party in known.items() if party.place},
        "industry": {ident: code.get(unit) or "" for ident, unit in coded.items()},
        "edition": {ident: edition.get(unit) or "" for ident, unit in coded.items()},
        "seats": seats,
        "needs": wants,
        "offers": offers,
        "party_members": {i: float(row[0]) for i, row in rows.items() if row[0] is not None},
        "vacant": {
            i: float(row[1] == "vacant")
            for i, row in rows.items()
            if row[1] in ("vacant", "filled")
        },
        "load": load,
        "usual": {
            i: USUAL_LOAD if p.usual_load is None else p.usual_load for i, p in known.items()
        },
        "activity": activity,
        "partners": partners,
        "superior": {i: above for i, above in superiors(snapshot).items() if i in known},
        "units": units,
        "parents": {
            i: tuple(sorted({parent[u] for u in members if parent.get(u)}))
            for i, members in units.items()
        },
        "groups": {i: _groups(place[i], seats.get(i, ())) for i in known},
    }


def _groups(place: tuple[str, str], seats: tuple[SegmentAt, ...]) -> tuple[str, ...]:
    return tuple(sorted({each for each in place if each} | {seat.chain for seat in seats}))


def _by_id(snapshot: Snapshot, kind: str, name: str) -> dict[str, Any]:
    return dict(zip(snapshot.column(kind, "id"), snapshot.column(kind, name), strict=True))


def _organisation_rows(
    snapshot: Snapshot, known: Mapping[str, Party]
) -> dict[str, tuple[Any, Any]]:
    columns = ("id", "members", "secretary")
    table = zip(*(snapshot.column("organisation", name) for name in columns), strict=True)
    return {ident: (members, post) for ident, members, post in table if ident in known}


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
    snapshot: Snapshot, units: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[SegmentAt, ...]]:
    chains = _by_id(snapshot, "chain", "name")
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
    loads = pair_loads(_in_force(snapshot))
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
