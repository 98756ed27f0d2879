"""What needs attention today, each with its list and where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from graphs.model import Bounds, Count, Side, Snapshot
from graphs.network import count_by_agreement, dormant, parties
from graphs.statistics.counters import (
    agreement_count,
    agreement_sizes,
    living,
    organisation_count,
    pairs_in_force,
    unpaired_count,
)
from graphs.statistics.coverage import coverage_by_division, host_loads
from graphs.statistics.reconciliation import reconcile
from graphs.statistics.registry import MEASURES
from graphs.text import Text

__all__ = ["CONCERNS", "Attention", "Concern", "attention", "concern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs attention: how many, what, and which records.

    Attributes
    ----------
    ids
        Organisations, agreements or statements, most urgent first.
    parts
        What each of them adds to the count, in the order of ``ids``: the list adds up to it.

    Examples
    --------
    >>> wide = Attention.of("unpaired", Text.same("未结对"), {"o1": Count.exactly(1)})
    >>> wide.count.words().zh, wide.ids
    ('1', ('o1',))
    """

    key: str
    title: Text
    count: Count
    ids: tuple[str, ...]
    parts: tuple[Count, ...]

    @classmethod
    def of(cls, key: str, title: Text, found: Mapping[str, Count]) -> Self:
        """Return what adds up from the records found."""
        count = sum(found.values(), Count())
        return cls(key=key, title=title, count=count, ids=tuple(found), parts=tuple(found.values()))


Look: TypeAlias = Callable[[Snapshot], Iterator[Attention]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A declared concern: key, label, and the function that looks for it.

    Examples
    --------
    >>> CONCERNS["ending_soon"].label.en
    'Agreements ending soon'
    """

    key: str
    label: Text
    look: Look


CONCERNS: dict[str, Concern] = {}
"""Every concern by key, in source order."""


def concern(*, zh: str, en: str) -> Callable[[Look], Look]:
    """Declare a concern; its key is the function's name.

    Examples
    --------
    >>> "dormant_pairs" in CONCERNS
    True
    """

    def declare(look: Look) -> Look:
        key = look.__name__
        CONCERNS[key] = Concern(key=key, label=Text(zh=zh, en=en), look=look)
        return look

    return declare


def attention(snapshot: Snapshot) -> tuple[Attention, ...]:
    """Return everything that needs attention, in the order of the concerns; none that is empty.

    Examples
    --------
    >>> import datetime as dt
    >>> attention(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ()
    """
    return tuple(found for each in CONCERNS.values() for found in each.look(snapshot) if found.ids)


@concern(zh="未结对的非公党组织", en="Unpaired non-public organisations")
def unpaired(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the non-public organisations without a pair in force, townships with most first."""
    if snapshot.profile.population_stated is False:
        return
    known = parties(snapshot)
    found = {
        ident: unpaired_count(snapshot, [known[ident]])
        for town in coverage_by_division(snapshot)
        for ident in town.unpaired.ids
    }
    title = Text(zh="个非公党组织未结对", en="non-public organisations unpaired")
    yield Attention.of("unpaired", title, found)


@concern(zh="沉睡的结对", en="Dormant pairs")
def dormant_pairs(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the pairs in force without an activity in the ledger's months to dormancy."""
    months = snapshot.profile.dormant_after_months or 12
    quiet = [p for p in pairs_in_force(snapshot) if dormant(p, snapshot, months=months)]
    quiet.sort(key=lambda pair: (pair.last_activity is not None, pair.last_activity, pair.key))
    found = count_by_agreement(quiet)
    title = Text(zh="对结对 {n} 个月没有活动", en="pairs without activity for {n} months").format(
        n=months
    )
    yield Attention.of("dormant_pairs", title + _split("pairs", found), found)


@concern(zh="即将到期的协议", en="Agreements ending soon")
def ending_soon(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the agreements that end within the ledger's days before expiry, soonest first."""
    days = snapshot.profile.expiring_within_days or 90
    soon = [
        pair
        for pair in pairs_in_force(snapshot)
        if pair.standing.status.name == "expiring" and pair.standing.ends_on
    ]
    soon.sort(key=lambda pair: (pair.standing.ends_on, pair.agreement))
    sizes = agreement_sizes(snapshot)
    found = {pair.agreement: agreement_count(sizes, [pair]) for pair in soon}
    title = Text(zh="份协议 {n} 天内到期", en="agreements end within {n} days").format(n=days)
    yield Attention.of("ending_soon", title + _split("agreements", found), found)


@concern(zh="超过常规结对数的国企党组织", en="Hosts over their usual load")
def overloaded(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the hosts that carry (or may carry) more than usual, most overloaded first."""
    over = sorted(
        (each for each in host_loads(snapshot) if each.may_be_over),
        key=lambda each: (-each.over, each.host),
    )
    found = {
        each.host: Count(
            inside=Bounds(int(each.over > 0), 1), named=int(each.over > 0), ids=(each.host,)
        )
        for each in over
    }
    title = Text(zh="个国企党组织超过常规结对数", en="hosts over their usual load")
    yield Attention.of("overloaded", title, found)


@concern(zh="未具名的合并记录", en="Unnamed collectives")
def unnamed(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the collectives that stand for organisations nobody has named."""
    found = [p.id for p in parties(snapshot).values() if not p.named and not p.stub]
    title = Text(zh="条记录是未具名的合并记录", en="records stand for unnamed organisations")
    yield Attention.of("unnamed", title, _each(found))


@concern(zh="控股情况未载明的党组织", en="Organisations of unstated ownership")
def side_not_stated(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the organisations formed in units whose side nobody has stated."""
    found = {
        party.id: organisation_count([party])
        for party in living(snapshot, Side.unknown)
        if party.units
    }
    title = Text(
        zh="个党组织所在单位的控股情况未载明", en="organisations in units of unstated ownership"
    )
    yield Attention.of("side_not_stated", title, found)


@concern(zh="与台账不符的上报数", en="Reported figures that differ")
def statements_differ(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the reported figures that the ledger does not bear out."""
    found = [each.statement.id for each in reconcile(snapshot) if each.verdict.name == "differs"]
    title = Text(zh="个上报数与台账不符", en="reported figures differ from the ledger")
    yield Attention.of("statements_differ", title, _each(found))


def _each(ids: Iterable[str]) -> dict[str, Count]:
    return {ident: Count.exactly(1, ids=(ident,)) for ident in ids}


def _split(key: str, found: Mapping[str, Count]) -> Text:
    words = MEASURES[key].split(sum(found.values(), Count()))
    return Text(zh="（{words}）", en=" ({words})").format(words=words) if words else Text.same("")
