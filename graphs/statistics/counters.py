"""The five counters, kept apart so that 30 branches and 32 pairs are never confused again."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.model import Answer, Bounds, Quantity, Side, Snapshot, Unit
from graphs.network import Pair, Party, parties
from graphs.network import pairs as every_pair
from graphs.statistics.registry import Figure, measure
from graphs.text import Text

__all__ = [
    "agreements",
    "enterprises",
    "figure_of",
    "living",
    "non_public_organisations",
    "non_public_signatories",
    "other_pairs",
    "pairs",
    "pairs_in_force",
    "soe_organisations",
]

_ORGANISATIONS = Text(zh="个党组织", en="organisations")


def living(snapshot: Snapshot, side: Side) -> tuple[Party, ...]:
    """Return the organisations of a side that are (or may be) alive, partners outside left out.

    Examples
    --------
    >>> import datetime as dt
    >>> living(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), Side.soe)
    ()
    """
    return tuple(
        party
        for party in parties(snapshot).values()
        if party.side is side and party.alive is not Answer.no and not party.stub
    )


def pairs_in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Return the counted pairs whose agreement is in force at the snapshot's date."""
    return tuple(p for p in every_pair(snapshot) if p.counted and p.standing.status.in_force)


def figure_of(found: Iterable[Party]) -> Figure:
    """Return how many organisations the parties stand for, named and unnamed apart.

    Examples
    --------
    >>> figure_of(()).words().en
    '0'
    """
    listed = tuple(found)
    unnamed = Bounds(0, 0)
    for party in listed:
        if not party.named:
            unnamed = unnamed + party.count
    return Figure(
        named=sum(party.named for party in listed),
        unnamed=unnamed,
        numerator=tuple(party.id for party in listed),
    )


@measure(
    label=Text(zh="国企党组织", en="State-owned organisations"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="范围内、当日存在、所在单位属国企侧的党组织；未具名的按合并记录载明的数计上下限。",
        en="Organisations in scope, alive on the day, formed in units of the state-owned side; "
        "unnamed ones count within the bounds their record states.",
    ),
)
def soe_organisations(snapshot: Snapshot) -> Figure:
    """Return the state-owned-side organisations."""
    return figure_of(living(snapshot, Side.soe))


@measure(
    label=Text(zh="非公党组织", en="Non-public organisations"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="范围内、当日存在、所在单位属非公侧的党组织；未具名的按合并记录载明的数计上下限。",
        en="Organisations in scope, alive on the day, formed in units of the non-public side; "
        "unnamed ones count within the bounds their record states.",
    ),
)
def non_public_organisations(snapshot: Snapshot) -> Figure:
    """Return the non-public-side organisations."""
    return figure_of(living(snapshot, Side.non_public))


@measure(
    label=Text(zh="企业", en="Enterprises"),
    unit=Text(zh="家", en="units"),
    definition=Text(
        zh="范围内、当日未注销、控股情况属国企侧或非公侧的单位；控股情况未载明的不计。",
        en="Units in scope, not dissolved on the day, whose ownership is on the state-owned or the "
        "non-public side; units whose ownership is not stated are not counted.",
    ),
)
def enterprises(snapshot: Snapshot) -> Figure:
    """Return the enterprises of both sides."""
    ids: list[str] = []
    named = 0
    unnamed = Bounds(0, 0)
    for unit in snapshot.records(Unit):
        sided = unit.ownership and unit.ownership.side in (Side.soe, Side.non_public)
        over = unit.dissolved_on.not_after(snapshot.as_of) if unit.dissolved_on else Answer.no
        begun = unit.founded_on.not_after(snapshot.as_of) if unit.founded_on else Answer.possible
        if not sided or unit.id in snapshot.stubs or over is Answer.certain or begun is Answer.no:
            continue
        ids.append(unit.id)
        named += unit.size is None
        unnamed = unnamed + (unit.size.bounds if unit.size else Bounds(0, 0))
    return Figure(named=named, unnamed=unnamed, numerator=tuple(ids))


@measure(
    label=Text(zh="结对", en="Pairs"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="当日有效的协议中，国企侧与非公侧签约方两两成对（协议列明结对名单的从其名单）；"
        "同一对组织在两份协议中计两对。机关—企业等其他结对不计。",
        en="In agreements in force on the day, each state-owned with each non-public signatory (or "
        "the pairs an agreement lists); two agreements of one couple count twice. Other kinds of "
        "pairs are left out.",
    ),
)
def pairs(snapshot: Snapshot) -> Figure:
    """Return the pairs in force."""
    return _pairs(pairs_in_force(snapshot))


def _pairs(found: Iterable[Pair]) -> Figure:
    named = 0
    unnamed = Bounds(0, 0)
    ids = set()
    for pair in found:
        ids.add(pair.agreement)
        if pair.count == Bounds(1, 1):
            named += 1
        else:
            unnamed = unnamed + pair.count
    return Figure(named=named, unnamed=unnamed, numerator=tuple(sorted(ids)))


@measure(
    label=Text(zh="协议", en="Agreements"),
    unit=Text(zh="份", en="agreements"),
    definition=Text(
        zh="当日有效、至少产生一对国企—非公结对的协议份数；未具名的按合并记录载明的数计上下限。",
        en="Agreements in force on the day that give at least one state-owned–non-public pair; "
        "unnamed ones count within the bounds their record states.",
    ),
)
def agreements(snapshot: Snapshot) -> Figure:
    """Return the agreements in force that give a counted pair."""
    ids = sorted({pair.agreement for pair in pairs_in_force(snapshot)})
    sizes = _sizes(snapshot)
    unnamed = Bounds(0, 0)
    for ident in ids:
        unnamed = unnamed + sizes.get(ident, Bounds(0, 0))
    named = sum(ident not in sizes for ident in ids)
    return Figure(named=named, unnamed=unnamed, numerator=tuple(ids))


def _sizes(snapshot: Snapshot) -> dict[str, Bounds]:
    table = snapshot.table("agreement").select(["id", "size", "size_operator", "size_upper"])
    return {
        row["id"]: Quantity(row["size_operator"] or "=", row["size"], row["size_upper"]).bounds
        for row in table.to_pylist()
        if row["size"] is not None
    }


@measure(
    label=Text(zh="其他结对", en="Other pairs"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="当日有效、但不是国企—非公的结对（机关—企业、村—企、同侧之间等），不计入上面的结对数。",
        en="Pairs in force that do not join a state-owned with a non-public side; they stay out of "
        "the number of pairs above.",
    ),
)
def other_pairs(snapshot: Snapshot) -> Figure:
    """Return the pairs in force of other kinds."""
    return _pairs(p for p in every_pair(snapshot) if not p.counted and p.standing.status.in_force)


@measure(
    label=Text(zh="已签约的非公党组织", en="Non-public organisations that signed"),
    unit=_ORGANISATIONS,
    definition=Text(
        zh="至少有一对有效结对的非公侧党组织。",
        en="Non-public-side organisations with at least one pair in force.",
    ),
)
def non_public_signatories(snapshot: Snapshot) -> Figure:
    """Return the non-public organisations with a pair in force."""
    known = parties(snapshot)
    return figure_of(
        known[ident]
        for ident in sorted({pair.guest for pair in pairs_in_force(snapshot)})
        if not known[ident].stub
    )
