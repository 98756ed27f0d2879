"""Count organisations, pairs and agreements within bounds: one function each, and nothing else counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphs.model import Bounds, Count, Quantity, Side, Snapshot, derived
from graphs.network import Pair, Party, pair_members, parties, party_columns
from graphs.network import pairs as every_pair

__all__ = [
    "agreement_count",
    "agreement_sizes",
    "living",
    "members_paired",
    "organisation_count",
    "others_in_force",
    "paired_count",
    "pairs_in_force",
    "sized_count",
    "unpaired_count",
    "unpaired_counts",
]


@derived
def living(snapshot: Snapshot, side: Side) -> tuple[Party, ...]:
    """Return the organisations of a side that are (or may be) alive, partners outside left out."""
    known = parties(snapshot)
    return tuple(known[ident] for ident in party_columns(snapshot).on(side))


@derived
def pairs_in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Return the counted pairs whose agreement is in force at the snapshot's date."""
    return tuple(
        p for p in every_pair(snapshot) if p.counted and p.agreement_status.status.in_force
    )


def others_in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Return the pairs in force of other kinds, which the counted ones leave out."""
    return tuple(
        p for p in every_pair(snapshot) if not p.counted and p.agreement_status.status.in_force
    )


def organisation_count(found: Iterable[Party]) -> Count:
    """Return how many organisations the parties represent, named and unnamed apart."""
    return _part((party, party.count) for party in found)


def agreement_count(sizes: Mapping[str, Bounds], found: Iterable[Pair]) -> Count:
    """Return how many agreements the pairs come from, each once or as many as its size says."""
    return sized_count(sizes, {pair.agreement: pair.agreement_inside for pair in found})


def sized_count(sizes: Mapping[str, Bounds], inside: Mapping[str, bool]) -> Count:
    """Return how many agreements these are, in two parts: those of the scope, and the others."""
    parts = {True: Bounds(0, 0), False: Bounds(0, 0)}
    for ident, own in inside.items():
        parts[own] = parts[own] + sizes.get(ident, Bounds(1, 1))
    return Count(
        inside=parts[True],
        host_only=parts[False],
        named=sum(ident not in sizes for ident in inside),
        ids=tuple(sorted(inside)),
    )


@derived
def agreement_sizes(snapshot: Snapshot) -> Mapping[str, Bounds]:
    """Return how many agreements a collective agreement represents, by its id."""
    table = snapshot.table("agreement").select(["id", "size", "size_operator", "size_upper"])
    return {
        row["id"]: Quantity(row["size_operator"] or "=", row["size"], row["size_upper"]).bounds
        for row in table.to_pylist()
        if row["size"] is not None
    }


@derived
def members_paired(snapshot: Snapshot) -> Mapping[str, Bounds]:
    """Return how many each organisation with a pair in force represents in its pairs, by id."""
    found = pairs_in_force(snapshot)
    known = parties(snapshot)
    sizes = {end: known[end].count for pair in found for end in (pair.host, pair.guest)}
    return pair_members(found, sizes)


def paired_count(snapshot: Snapshot, found: Iterable[Party]) -> Count:
    """Return how many organisations of these have a pair in force."""
    reached = members_paired(snapshot)
    return _part((party, reached[party.id]) for party in found if party.id in reached)


def unpaired_count(snapshot: Snapshot, found: Iterable[Party]) -> Count:
    """Return how many organisations of these have none."""
    reached = members_paired(snapshot)
    # One by name is unpaired or it is not: only of a collective a part may be left.
    left = (
        (party, _rest(party.count, reached[party.id]) if party.id in reached else party.count)
        for party in found
    )
    return _part((party, bounds) for party, bounds in left if bounds != _NONE)


def unpaired_counts(snapshot: Snapshot, ids: Iterable[str]) -> Iterator[tuple[str, Count]]:
    """Yield each of these with how many of what it represents have no pair in force."""
    known, reached = parties(snapshot), members_paired(snapshot)
    for ident in ids:
        party = known[ident]
        left = _rest(party.count, reached[ident]) if ident in reached else party.count
        if left != _NONE:
            yield ident, Count(inside=left, named=int(party.named), ids=(ident,))


_NONE = Bounds(0, 0)


def _rest(whole: Bounds, part: Bounds) -> Bounds:
    low = 0 if part.high is None else max(0, whole.low - part.high)
    return Bounds(low, None if whole.high is None else max(0, whole.high - part.low))


def _part(found: Iterable[tuple[Party, Bounds]]) -> Count:
    rows = tuple(found)
    return Count(
        inside=Bounds.total(bounds for _, bounds in rows),
        named=sum(party.named for party, _ in rows),
        ids=tuple(sorted(party.id for party, _ in rows)),
    )
