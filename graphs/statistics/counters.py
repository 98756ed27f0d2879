"""The five counters, kept apart so that 30 branches and 32 pairs are never confused again."""

from __future__ import annotations

from collections.abc import Iterable

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
from graphs.network import LIFE_COLUMNS, LifeAt, Pair, count_pairs
from graphs.statistics.measure import measure
from graphs.statistics.record_counts import (
    agreement_count,
    agreement_sizes,
    living,
    organisation_count,
    others_in_force,
    paired_count,
    pairs_in_force,
)
from graphs.text import Text

__all__ = [
    "agreements",
    "enterprises",
    "non_public_organisations",
    "non_public_signatories",
    "other_pairs",
    "pairs",
    "soe_organisations",
]

_ORGANISATIONS = Text(zh="个党组织", en="organisations")


def _named(found: Iterable[Pair]) -> tuple[str, ...]:
    """Return what names each pair, its agreement and its two ends, sorted."""
    return tuple(sorted(f"{each.agreement}|{each.host}|{each.guest}" for each in found))


@derived
def _pair_rows(snapshot: Snapshot) -> tuple[str, ...]:
    return _named(pairs_in_force(snapshot))


@derived
def _other_pair_rows(snapshot: Snapshot) -> tuple[str, ...]:
    return _named(others_in_force(snapshot))


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
    return count_pairs(others_in_force(snapshot))


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
