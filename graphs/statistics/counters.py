"""The five counters, kept apart so that 30 branches and 32 pairs are never confused again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphs.model import (
    HOME_RULE,
    Answer,
    Bounds,
    Count,
    Ownership,
    Quantity,
    Side,
    Snapshot,
    derived,
)
from graphs.network import (
    LIFE_COLUMNS,
    LifeAt,
    Pair,
    Party,
    count_pairs,
    pair_members,
    parties,
    party_columns,
)
from graphs.network import pairs as every_pair
from graphs.statistics.measure import measure
from graphs.text import Text

__all__ = [
    "agreement_count",
    "agreement_sizes",
    "agreements",
    "enterprises",
    "living",
    "members_paired",
    "non_public_organisations",
    "non_public_signatories",
    "organisation_count",
    "other_pairs",
    "paired_count",
    "pairs",
    "pairs_in_force",
    "sized_count",
    "soe_organisations",
    "unpaired_count",
    "unpaired_counts",
]

_ORGANISATIONS = Text(zh="个党组织", en="organisations")


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


def _others_in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    return tuple(
        p for p in every_pair(snapshot) if not p.counted and p.agreement_status.status.in_force
    )


def _named(found: Iterable[Pair]) -> tuple[str, ...]:
    """Return what names each pair, its agreement and its two ends, sorted."""
    return tuple(sorted(f"{each.agreement}|{each.host}|{each.guest}" for each in found))


@derived
def _pair_rows(snapshot: Snapshot) -> tuple[str, ...]:
    return _named(pairs_in_force(snapshot))


@derived
def _other_pair_rows(snapshot: Snapshot) -> tuple[str, ...]:
    return _named(_others_in_force(snapshot))


def organisation_count(found: Iterable[Party]) -> Count:
    """Return how many organisations the parties represent, named and unnamed apart."""
    return _part((party, party.count) for party in found)


@measure(
    order=10,
    counter=True,
    label=Text(zh="国企党组织", en="State-owned organisations"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="范围内、当日存在、所在单位属国企侧的党组织；未具名的按合并记录载明的数计上下限。",
        en="Organisations in scope, alive on the day, formed in units of the state-owned side; "
        "unnamed ones count within the bounds their record states. ",
    )
    + HOME_RULE,
)
def soe_organisations(snapshot: Snapshot) -> Count:
    """Return the state-owned-side organisations."""
    return organisation_count(living(snapshot, Side.soe))


@measure(
    order=20,
    counter=True,
    label=Text(zh="非公党组织", en="Non-public organisations"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="范围内、当日存在、所在单位属非公侧的党组织；未具名的按合并记录载明的数计上下限。",
        en="Organisations in scope, alive on the day, formed in units of the non-public side; "
        "unnamed ones count within the bounds their record states. ",
    )
    + HOME_RULE,
)
def non_public_organisations(snapshot: Snapshot) -> Count:
    """Return the non-public-side organisations."""
    return organisation_count(living(snapshot, Side.non_public))


@measure(
    order=30,
    counter=True,
    label=Text(zh="企业", en="Enterprises"),
    unit=Text(zh="家", en="units"),
    definition=Text(
        zh="范围内、当日未注销、控股情况属国企侧或非公侧的单位；控股情况未载明的不计。",
        en="Units in scope, not dissolved on the day, whose ownership is on the state-owned or the "
        "non-public side; units whose ownership is not stated are not counted.",
    ),
)
def enterprises(snapshot: Snapshot) -> Count:
    """Return the enterprises of both sides."""
    ids: list[str] = []
    sizes: list[Bounds] = []
    named = 0
    members = Ownership.__members__
    life = LifeAt(snapshot.as_of)
    columns = (snapshot.column("unit", name) for name in _UNIT_COLUMNS)
    for ident, owner, size, operator, upper, *dates in zip(*columns, strict=True):
        sided = owner is not None and members[owner].side in (Side.soe, Side.non_public)
        if sided and ident not in snapshot.stubs and life[tuple(dates)] is not Answer.no:
            ids.append(ident)
            named += size is None
            sizes.append(_ONE if size is None else Quantity(operator or "=", size, upper).bounds)
    return Count(inside=Bounds.total(sizes), named=named, ids=tuple(ids))


_ONE = Bounds(1, 1)
_UNIT_COLUMNS = ("id", "ownership", "size", "size_operator", "size_upper", *LIFE_COLUMNS)


@measure(
    order=40,
    counter=True,
    label=Text(zh="结对", en="Pairs"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="当日有效的协议中，国企侧与非公侧签约方两两成对（协议列明结对名单的从其名单）；"
        "同一对组织在两份协议中计两对；未具名的按合并记录计上下限。机关—企业等其他结对不计。"
        "至少一方在范围内才计；非公方在范围内的各对，各乡镇连同区直属的相加等于全区。",
        en="In agreements in force on the day, each state-owned with each non-public signatory (or "
        "the pairs an agreement lists); two agreements of the same two count twice; unnamed "
        "collectives count within their bounds. Other kinds of pairs are left out. At least one "
        "end is in the scope; those whose non-public end does add up over townships and what the "
        "district holds directly. ",
    )
    + HOME_RULE,
    parts=(
        Text(zh="非公方在范围内", en="non-public end in scope"),
        Text(zh="仅国企方在范围内", en="only the state-owned end"),
    ),
    rows=_pair_rows,
)
def pairs(snapshot: Snapshot) -> Count:
    """Return the pairs in force."""
    return count_pairs(pairs_in_force(snapshot))


@measure(
    order=50,
    counter=True,
    label=Text(zh="协议", en="Agreements"),
    unit=Text(zh="份", en="agreements"),
    definition=Text(
        zh="当日有效、至少产生一对国企—非公结对（至少一方在范围内）的协议份数；未具名的按合并记录"
        "载明的数计上下限。协议归于其首个有归属区划的非公签约方（按编号）所在的范围，故各乡镇连同区直属的相加等于全区。",
        en="Agreements in force on the day that give at least one state-owned–non-public pair with "
        "an end in scope; unnamed ones count within the bounds their record states. An agreement "
        "belongs where its first non-public signatory with a home division (by id) is, so townships and what the "
        "district holds directly add up.",
    ),
    parts=(
        Text(zh="归本范围", en="belonging to the scope"),
        Text(zh="归他处", en="belonging elsewhere"),
    ),
)
def agreements(snapshot: Snapshot) -> Count:
    """Return the agreements in force that give a counted pair."""
    return agreement_count(agreement_sizes(snapshot), pairs_in_force(snapshot))


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


@measure(
    order=60,
    label=Text(zh="其他结对", en="Other pairs"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="当日有效、但不是国企—非公的结对（机关—企业、村—企、同侧之间等），不计入上面的结对数。",
        en="Pairs in force that do not join a state-owned with a non-public side; they stay out of "
        "the number of pairs above.",
    ),
    parts=(
        Text(zh="后一方（按编号）在范围内", en="second end (by id) in scope"),
        Text(zh="仅前一方在范围内", en="only the first end"),
    ),
    rows=_other_pair_rows,
)
def other_pairs(snapshot: Snapshot) -> Count:
    """Return the pairs in force of other kinds."""
    return count_pairs(_others_in_force(snapshot))


@measure(
    order=70,
    label=Text(zh="已签约的非公党组织", en="Non-public organisations that signed"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="至少有一对有效结对的非公侧党组织。",
        en="Non-public-side organisations with at least one pair in force.",
    ),
)
def non_public_signatories(snapshot: Snapshot) -> Count:
    """Return the non-public organisations with a pair in force."""
    return paired_count(snapshot, living(snapshot, Side.non_public))


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
