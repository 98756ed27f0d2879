"""A period between two days of one ledger: what happened to each couple of organisations in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from graphs.errors import InputError, NotFound
from graphs.model import Snapshot
from graphs.months import months_after
from graphs.network import AgreementStatus, Pair, Status, agreement_statuses
from graphs.statistics.record_counts import pairs_in_force
from graphs.text import Text

__all__ = ["MOVEMENTS", "PERIODS", "Couple", "Period", "period_between", "period_to"]

Couple: TypeAlias = tuple[str, str]
"""Host and guest."""

MOVEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "new": Text(zh="新结对", en="new"),
        "renewed": Text(zh="续签", en="renewed"),
        "carried": Text(zh="继续", en="carried on"),
        "ended": Text(zh="提前终止", en="ended early"),
        "lapsed": Text(zh="到期未续", en="lapsed"),
        "otherwise": Text(zh="其他原因不再计", en="no longer counted"),
    }
)
"""What may have happened to a couple of organisations, by key."""

PERIODS: Mapping[str, tuple[int, Text]] = MappingProxyType(
    {
        "year": (12, Text(zh="近一年", en="the last year")),
        "quarter": (3, Text(zh="近三个月", en="the last three months")),
        "month": (1, Text(zh="近一个月", en="the last month")),
    }
)
"""Periods up to the day looked at: how many months, and what they are called; the usual one first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Period:
    """Pairs by what happened to their couple between the days of two snapshots of one ledger.

    Attributes
    ----------
    moved
        Of each key of ``MOVEMENTS`` the pairs: those in force on the last day where there are any,
        else those of the first.
    due
        Pairs in force on the first day whose last day by contract fell into the period.
    again
        Of these, those whose couple is in force on the last day.
    """

    first: Snapshot
    last: Snapshot
    moved: Mapping[str, tuple[Pair, ...]]
    due: tuple[Pair, ...]
    again: tuple[Pair, ...]


def period_between(first: Snapshot, last: Snapshot) -> Period:
    """Return what happened to pairs between two days of one ledger.

    1. A couple in force on the last day only is new. 2. One in force on both is renewed where an
    agreement runs then that did not before, else carried on. 3. One in force on the first day
    only ended early or lapsed by the last status of its agreement, and is otherwise no longer
    counted: the agreement is not known any more, or a signatory changed sides.

    Examples
    --------
    >>> nobody = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> period_between(nobody, nobody).moved["new"]
    ()
    """
    before, after = _by_couple(pairs_in_force(first)), _by_couple(pairs_in_force(last))
    # A scope forgets an agreement whose guest is gone: then it went as it was known on the first day.
    then = agreement_statuses(replace(first, as_of=last.as_of))
    statuses = {**then, **agreement_statuses(last)}
    found: defaultdict[str, list[Pair]] = defaultdict(list)
    for couple in sorted({*before, *after}):
        what = _what(before.get(couple, ()), after.get(couple, ()), statuses)
        found[what] += after.get(couple) or before[couple]
    due = tuple(
        pair
        for rows in before.values()
        for pair in rows
        if (end := pair.agreement_status.ends_on) and first.as_of <= end < last.as_of
    )
    return Period(
        first=first,
        last=last,
        moved=MappingProxyType({key: tuple(found[key]) for key in MOVEMENTS}),
        due=due,
        again=tuple(pair for pair in due if (pair.host, pair.guest) in after),
    )


def period_to(
    last: Snapshot, at: Callable[[dt.date], Snapshot], since: dt.date | str = "year"
) -> Period | None:
    """Return the period up to a snapshot from a day, or of a key of ``PERIODS``.

    ``None`` where the scope was not there on its first day.

    Raises
    ------
    InputError
        The first day is after the last.
    """
    if not isinstance(since, str) and since > last.as_of:
        words = Text(
            zh="期初 {first} 晚于当日 {last}；请写更早的一天",
            en="the first day {first} is after the day {last}; give an earlier one",
        )
        raise InputError(words.format(first=since.isoformat(), last=last.as_of.isoformat()))
    if isinstance(since, str):
        since = months_after(last.as_of, -PERIODS[since][0])
    try:
        return period_between(at(since), last)
    except NotFound:
        return None


def _what(
    before: Iterable[Pair], after: Iterable[Pair], last: Mapping[str, AgreementStatus]
) -> str:
    old, new = {p.agreement for p in before}, {p.agreement for p in after}
    if not old:
        return "new"
    if new:
        return "carried" if new <= old else "renewed"
    # of the agreement, and not of the pair: who was dissolved with its end is not known any more
    statuses = {last[agreement].status for agreement in old if agreement in last}
    if Status.ended in statuses:
        return "ended"
    return "lapsed" if Status.expired in statuses else "otherwise"


def _by_couple(found: Iterable[Pair]) -> Mapping[Couple, tuple[Pair, ...]]:
    gathered: defaultdict[Couple, list[Pair]] = defaultdict(list)
    for pair in found:
        gathered[pair.host, pair.guest].append(pair)
    return {couple: tuple(rows) for couple, rows in gathered.items()}
