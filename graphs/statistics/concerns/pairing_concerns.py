"""Concerns of pairs and of who has none: unpaired, dormant, ending, overloaded, other signatories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from graphs.model import Bounds, Count, Snapshot
from graphs.network import Pair, count_by_agreement, dormancy_months, dormant, parties
from graphs.statistics.concerns.attention import Attention, Reconciled, concern
from graphs.statistics.concerns.concern_words import numbered, silence_of, split_words
from graphs.statistics.coverage import USUAL_LOAD, coverage_by_division, host_loads
from graphs.statistics.other_pairings import uncounted_signatories
from graphs.statistics.record_counts import (
    agreement_count,
    agreement_sizes,
    organisation_count,
    pairs_in_force,
    unpaired_counts,
)
from graphs.statistics.unstated_data import Silence
from graphs.text import Text

__all__: list[str] = []


@concern(
    order=10,
    zh="未结对的非公党组织",
    en="Unpaired non-public organisations",
    definition=Text(
        zh="当日存在、没有任何有效结对的非公党组织；未具名的合并记录按其家数计。",
        en="Non-public organisations alive on the day without any pair in force; an unnamed collective counts for as many as it stands for.",
    ),
)
def unpaired(
    snapshot: Snapshot, _reconciled: Reconciled, *, homes: Collection[str] | None = None
) -> Iterator[Attention]:
    """Yield the non-public organisations without a pair in force, townships with most first.

    ``homes`` keeps those at home in these divisions.
    """
    title = Text(zh="个非公党组织未结对", en="non-public {m:organisation|organisations} unpaired")
    if snapshot.profile.population_stated is False:
        yield Attention.of("unpaired", numbered(title, {}), {}, _POPULATION)
        return
    known = parties(snapshot)
    found = {
        ident: count
        for town in coverage_by_division(snapshot)
        for ident, count in unpaired_counts(snapshot, town.unpaired.ids)
        if homes is None or known[ident].home in homes
    }
    yield Attention.of("unpaired", numbered(title, found), found)


_POPULATION = Silence(
    datum=Text(zh="非公党组织总数", en="number of non-public organisations"),
    records=Text(zh="个台账", en="ledgers"),
    missing=1,
    total=1,
)


@concern(
    order=20,
    zh="沉睡的结对",
    en="Dormant pairs",
    definition=Text(
        zh="结对仍然有效，但在台账所定的月数内没有登记活动。",
        en="Pairs in force without a recorded activity for the number of months the ledger sets.",
    ),
)
def dormant_pairs(
    snapshot: Snapshot,
    _reconciled: Reconciled,
    *,
    months: int | None = None,
    chosen: Iterable[Pair] | None = None,
) -> Iterator[Attention]:
    """Yield the pairs in force without an activity in the ledger's months to dormancy.

    ``months`` stands for the ledger's own number; ``chosen`` are the pairs in force to look at,
    those counted unless they are given.
    """
    months = months or dormancy_months(snapshot)
    running = pairs_in_force(snapshot) if chosen is None else tuple(chosen)
    quiet = [p for p in running if dormant(p, snapshot, months=months)]
    quiet.sort(key=lambda pair: (pair.last_activity is not None, pair.last_activity, pair.key))
    found = count_by_agreement(quiet)
    title = Text(
        zh="对结对 {n} 个月没有活动",
        en="{m:pair|pairs} without activity for {n} {n:month|months}",
    )
    title = numbered(title, found, n=months)
    by_agreement = {pair.agreement: pair.last_activity is None for pair in running}
    # Where the ledger records activities, in this scope or elsewhere, having none is a fact.
    instead = _NO_ACTIVITY if snapshot.activity_recorded else None
    missing = list(by_agreement.values())
    silence = silence_of(Text(zh="活动", en="activity"), _IN_FORCE, missing, instead)
    yield Attention.of("dormant_pairs", title + split_words("pairs", found), found, silence)


_NO_ACTIVITY = Text(zh="按没有活动计", en="taken as none held")

_IN_FORCE = Text(zh="份有效协议", en="agreements in force")


@concern(
    order=30,
    zh="即将到期的协议",
    en="Agreements ending soon",
    definition=Text(
        zh="有效协议中，到期日在台账所定的天数之内的。",
        en="Agreements in force whose last day is within the number of days the ledger sets.",
    ),
)
def ending_soon(
    snapshot: Snapshot,
    _reconciled: Reconciled,
    *,
    days: int | None = None,
    chosen: Iterable[Pair] | None = None,
) -> Iterator[Attention]:
    """Yield the agreements that end within the ledger's days before expiry, soonest first.

    ``days`` stands for the ledger's own number; ``chosen`` are the pairs in force to look at,
    those counted unless they are given.
    """
    days = days or snapshot.profile.expiring_within_days or 90
    running = pairs_in_force(snapshot) if chosen is None else tuple(chosen)
    last = snapshot.as_of + dt.timedelta(days=days)
    soon = [
        pair
        for pair in running
        if pair.agreement_status.ends_on and pair.agreement_status.ends_on <= last
    ]
    soon.sort(key=lambda pair: (pair.agreement_status.ends_on, pair.agreement))
    sizes = agreement_sizes(snapshot)
    found = {pair.agreement: agreement_count(sizes, [pair]) for pair in soon}
    title = Text(
        zh="份协议 {n} 天内到期", en="{m:agreement ends|agreements end} within {n} {n:day|days}"
    )
    title = numbered(title, found, n=days)
    endless = {pair.agreement: pair.agreement_status.ends_on is None for pair in running}
    silence = silence_of(Text(zh="到期日", en="end date"), _IN_FORCE, list(endless.values()))
    yield Attention.of("ending_soon", title + split_words("agreements", found), found, silence)


@concern(
    order=40,
    zh="超过常规结对数的国企党组织",
    en="Hosts over their usual load",
    definition=Text(
        zh="有效结对数超过自身常规结对数的国企党组织；未载明常规数的按台账的缺省值。",
        en="Hosts with more pairs in force than their own usual number; where none is stated, the ledger’s default.",
    ),
)
def overloaded(snapshot: Snapshot, _reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the hosts that carry (or may carry) more than usual, most overloaded first."""
    loads = host_loads(snapshot)
    over = sorted(
        (each for each in loads if each.may_be_over),
        key=lambda each: (-each.over, each.host),
    )
    found = {
        each.host: Count(
            inside=Bounds(int(each.over > 0), 1), named=int(each.over > 0), ids=(each.host,)
        )
        for each in over
    }
    title = Text(zh="个国企党组织超过常规结对数", en="{m:host|hosts} over {m:its|their} usual load")
    default = Text(zh="按默认值 {n} 计", en="the default of {n} is taken").format(n=USUAL_LOAD)
    silence = silence_of(
        Text(zh="常规结对数", en="usual load"),
        Text(zh="个国企党组织", en="hosts"),
        [not each.stated for each in loads],
        default,
    )
    yield Attention.of("overloaded", numbered(title, found), found, silence)


@concern(
    order=45,
    zh="签了协议、没有国企—非公结对的党组织",
    en="Signed, but without a state-owned–non-public pair",
    definition=Text(
        zh="签有有效协议，但没有一对国企—非公结对：与机关、村（社区）、事业单位等联建的。",
        en="They signed an agreement in force and have no state-owned–non-public pair: their partners "
        "are government bodies, villages, public institutions and others.",
    ),
)
def other_signatories(
    snapshot: Snapshot, _reconciled: Reconciled, *, homes: Collection[str] | None = None
) -> Iterator[Attention]:
    """Yield the organisations that signed an agreement in force and have no counted pair in force.

    ``homes`` keeps those at home in these divisions.
    """
    known = parties(snapshot)
    found = {
        ident: organisation_count([known[ident]])
        for ident in uncounted_signatories(snapshot)
        if homes is None or known[ident].home in homes
    }
    title = Text(
        zh="个党组织签了协议、没有国企—非公结对",
        en="{m:organisation|organisations} signed, but without a state-owned–non-public pair",
    )
    yield Attention.of("other_signatories", numbered(title, found), found)
