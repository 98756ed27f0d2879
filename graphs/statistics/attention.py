"""What needs attention today, each with its list and where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import Side, Snapshot
from graphs.network import dormant, parties
from graphs.registry import Registry
from graphs.statistics.counters import living, pairs_in_force
from graphs.statistics.coverage import coverage_by_division, host_loads
from graphs.statistics.reconciliation import reconcile
from graphs.text import Text

__all__ = ["CONCERNS", "Attention", "Concern", "attention", "concern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs attention: how many, what, and which records.

    ``ids`` are organisations, agreements or statements, most urgent first.

    Examples
    --------
    >>> Attention(key="unpaired", title=Text.same("未结对"), count=2, ids=("o1", "o2")).count
    2
    """

    key: str
    title: Text
    count: int
    ids: tuple[str, ...]


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


CONCERNS: Registry[str, Concern] = Registry("concern")
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
        CONCERNS.declare(key, Concern(key=key, label=Text(zh=zh, en=en), look=look), look)
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
    return tuple(
        found for each in CONCERNS.values() for found in each.look(snapshot) if found.count
    )


@concern(zh="未结对的非公党组织", en="Unpaired non-public organisations")
def unpaired(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the non-public organisations without a pair in force, townships with most first."""
    if snapshot.profile.population_stated is False:
        return
    ids = tuple(ident for town in coverage_by_division(snapshot) for ident in town.unpaired)
    title = Text(zh="非公党组织未结对", en="non-public organisations unpaired")
    yield Attention(key="unpaired", title=title, count=len(ids), ids=ids)


@concern(zh="沉睡的结对", en="Dormant pairs")
def dormant_pairs(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the pairs in force without an activity in the ledger's months to dormancy."""
    months = snapshot.profile.dormant_after_months or 12
    asleep = [p for p in pairs_in_force(snapshot) if dormant(p, snapshot, months=months)]
    asleep.sort(key=lambda pair: (pair.last_activity is not None, pair.last_activity, pair.key))
    title = Text(zh="对结对 {n} 个月没有活动", en="pairs without activity for {n} months").format(
        n=months
    )
    ids = tuple(dict.fromkeys(pair.agreement for pair in asleep))
    yield Attention(key="dormant_pairs", title=title, count=len(asleep), ids=ids)


@concern(zh="即将到期的协议", en="Agreements ending soon")
def ending_soon(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the agreements that end within the ledger's days before expiry, soonest first."""
    days = snapshot.profile.expiring_within_days or 90
    soon = {
        pair.agreement: pair.standing.ends_on
        for pair in pairs_in_force(snapshot)
        if pair.standing.status.name == "expiring" and pair.standing.ends_on
    }
    ids = tuple(sorted(soon, key=lambda ident: (soon[ident], ident)))
    title = Text(zh="份协议 {n} 天内到期", en="agreements end within {n} days").format(n=days)
    yield Attention(key="ending_soon", title=title, count=len(ids), ids=ids)


@concern(zh="超过常规结对数的国企党组织", en="Hosts over their usual load")
def overloaded(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the hosts that carry more pairs than they usually do, most overloaded first."""
    over = sorted(
        (each for each in host_loads(snapshot) if each.free < 0), key=lambda e: (e.free, e.host)
    )
    title = Text(zh="个国企党组织超过常规结对数", en="hosts over their usual load")
    yield Attention(key="overloaded", title=title, count=len(over), ids=tuple(e.host for e in over))


@concern(zh="未具名的合并记录", en="Unnamed collectives")
def unnamed(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the collectives that stand for organisations nobody has named."""
    found = tuple(p.id for p in parties(snapshot).values() if not p.named and not p.stub)
    title = Text(zh="条记录是未具名的合并记录", en="records stand for unnamed organisations")
    yield Attention(key="unnamed", title=title, count=len(found), ids=found)


@concern(zh="控股情况未载明的党组织", en="Organisations of unstated ownership")
def side_not_stated(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the organisations formed in units whose side nobody has stated."""
    found = tuple(party.id for party in living(snapshot, Side.unknown) if party.units)
    title = Text(
        zh="个党组织所在单位的控股情况未载明", en="organisations in units of unstated ownership"
    )
    yield Attention(key="side_not_stated", title=title, count=len(found), ids=found)


@concern(zh="与台账不符的上报数", en="Reported figures that differ")
def statements_differ(snapshot: Snapshot) -> Iterator[Attention]:
    """Yield the reported figures that the ledger does not bear out."""
    found = tuple(
        each.statement.id for each in reconcile(snapshot) if each.verdict.name == "differs"
    )
    title = Text(zh="个上报数与台账不符", en="reported figures differ from the ledger")
    yield Attention(key="statements_differ", title=title, count=len(found), ids=found)
