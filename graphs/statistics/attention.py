"""What needs attention today, each with its list and where to look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from graphs.model import Bounds, Comparison, Count, Side, Snapshot, derived
from graphs.network import (
    Pair,
    count_by_agreement,
    dormancy_months,
    dormant,
    parties,
    party_columns,
)
from graphs.statistics.concerns import CONCERNS, Attention, Reconciled, concern
from graphs.statistics.counters import (
    agreement_count,
    agreement_sizes,
    organisation_count,
    pairs_in_force,
    uncounted_signatories,
    unpaired_counts,
)
from graphs.statistics.coverage import USUAL_LOAD, coverage_by_division, host_loads
from graphs.statistics.measure import MEASURES
from graphs.statistics.unstated_data import Silence
from graphs.text import Text

__all__ = ["attention"]


@derived
def attention(snapshot: Snapshot, reconciled: Reconciled) -> tuple[Attention, ...]:
    """Return everything that needs attention, in the order of the concerns.

    What is empty is left out, except where the datum it needs is not stated everywhere: then the
    entry says so, for silence is not zero.
    """
    return tuple(
        found
        for each in CONCERNS.values()
        for found in each.look(snapshot, reconciled)
        if found.ids or (found.silence is not None and found.silence.missing)
    )


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
        yield Attention.of("unpaired", _numbered(title, {}), {}, _POPULATION)
        return
    known = parties(snapshot)
    found = {
        ident: count
        for town in coverage_by_division(snapshot)
        for ident, count in unpaired_counts(snapshot, town.unpaired.ids)
        if homes is None or known[ident].home in homes
    }
    yield Attention.of("unpaired", _numbered(title, found), found)


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
    title = _numbered(title, found, n=months)
    by_agreement = {pair.agreement: pair.last_activity is None for pair in running}
    # Where the ledger records activities, in this scope or elsewhere, having none is a fact.
    instead = _NO_ACTIVITY if snapshot.activity_recorded else None
    missing = list(by_agreement.values())
    silence = _silence(Text(zh="活动", en="activity"), _IN_FORCE, missing, instead)
    yield Attention.of("dormant_pairs", title + _split("pairs", found), found, silence)


_NO_ACTIVITY = Text(zh="按没有活动计", en="taken as none held")
_IN_FORCE = Text(zh="份有效协议", en="agreements in force")


def _silence(
    datum: Text, records: Text, missing: list[bool], instead: Text | None = None
) -> Silence:
    return Silence(
        datum=datum, records=records, missing=sum(missing), total=len(missing), instead=instead
    )


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
    title = _numbered(title, found, n=days)
    endless = {pair.agreement: pair.agreement_status.ends_on is None for pair in running}
    silence = _silence(Text(zh="到期日", en="end date"), _IN_FORCE, list(endless.values()))
    yield Attention.of("ending_soon", title + _split("agreements", found), found, silence)


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
    silence = _silence(
        Text(zh="常规结对数", en="usual load"),
        Text(zh="个国企党组织", en="hosts"),
        [not each.stated for each in loads],
        default,
    )
    yield Attention.of("overloaded", _numbered(title, found), found, silence)


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
    yield Attention.of("other_signatories", _numbered(title, found), found)


@concern(
    order=50,
    zh="未具名的合并记录",
    en="Unnamed collectives",
    definition=Text(
        zh="只写了家数、没有写名称的记录，如“其余30余家”；无法逐一联系。",
        en="Records that give a number and no names, such as “over 30 firms”; nobody in them can be reached one by one.",
    ),
)
def unnamed(snapshot: Snapshot, _reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the collectives of unnamed organisations."""
    found = party_columns(snapshot).unnamed()
    title = Text(
        zh="条记录是未具名的合并记录",
        en="{m:record represents|records represent} unnamed organisations",
    )
    yield Attention.of("unnamed", _numbered(title, _each(found)), _each(found))


@concern(
    order=60,
    zh="控股情况未载明的党组织",
    en="Organisations of unstated ownership",
    definition=Text(
        zh="所在单位没有载明国有还是非公，因此不计入任何一侧。",
        en="Organisations in units of which nobody says whether they are state-owned or not; they count on neither side.",
    ),
)
def side_not_stated(snapshot: Snapshot, _reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the organisations formed in units whose side nobody has stated."""
    columns, known = party_columns(snapshot), parties(snapshot)
    unstated = columns.on(Side.unknown, formed=True)
    found = {ident: organisation_count([known[ident]]) for ident in unstated}
    title = Text(
        zh="个党组织所在单位的控股情况未载明",
        en="{m:organisation|organisations} in units of unstated ownership",
    )
    silence = _silence(
        Text(zh="所在单位", en="unit"),
        Text(zh="个党组织", en="organisations"),
        columns.without_unit(),
    )
    yield Attention.of("side_not_stated", _numbered(title, found), found, silence)


@concern(
    order=70,
    zh="与台账不符的上报数",
    en="Reported figures that differ",
    definition=Text(
        zh="上报（报道）的数与台账按同一口径、时点、范围算出的数不一致。",
        en="Reported figures that differ from what the ledger counts by the same measure, day and scope.",
    ),
)
def statements_differ(_snapshot: Snapshot, reconciled: Reconciled) -> Iterator[Attention]:
    """Yield the reported figures that the ledger does not bear out."""
    found = [each.statement.id for each in reconciled if each.verdict is Comparison.differs]
    title = Text(
        zh="个上报数与台账不符",
        en="{m:reported figure differs|reported figures differ} from the ledger",
    )
    silence = _silence(
        Text(zh="可对照的统计项、时点、范围", en="comparable measure, day and scope"),
        Text(zh="个上报数", en="reported figures"),
        [each.verdict is Comparison.not_comparable for each in reconciled],
    )
    yield Attention.of("statements_differ", _numbered(title, _each(found)), _each(found), silence)


def _numbered(title: Text, found: Mapping[str, Count], **values: object) -> Text:
    """Return a title in the form that its number asks for."""
    return title.format(m=Count.total(found.values()).words(), **values)


def _each(ids: Iterable[str]) -> dict[str, Count]:
    return {ident: Count.exactly(1, ids=(ident,)) for ident in ids}


def _split(key: str, found: Mapping[str, Count]) -> Text:
    words = MEASURES[key].split(Count.total(found.values()))
    return Text(zh="（{words}）", en=" ({words})").format(words=words) if words else Text.same("")
