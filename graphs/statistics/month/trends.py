"""Figures over time, by month or year, with breaks in the series marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model import Answer, Figure, Organisation, Snapshot
from graphs.months import month_end
from graphs.network import parties
from graphs.statistics.month.period import period_between
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part
from graphs.text import Text

__all__ = ["TREND_STEPS", "TrendPoint", "TrendStep", "month_ends", "trend", "year_ends"]

_SHARE, _LEAST = 0.1, 5
"""So many more organisations, recorded but founded before, break a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The figures of one day; ``break_`` says why they do not compare with those before."""

    day: dt.date
    figures: Mapping[str, Figure]
    break_: Text | None


def trend(
    at: Callable[[dt.date], Snapshot], days: Iterable[dt.date], keys: Iterable[str]
) -> tuple[TrendPoint, ...]:
    """Return figures on each day, and where the series breaks.

    It breaks where the ledger begins or ceases to state its population, where activities begin to be
    recorded, and where organisations enter the ledger that were founded long before: then the records
    grew, and not what they record. A measure of a period is of that since the day before it in the
    list, and of none on the first.
    """
    chosen = tuple(keys)
    found: list[TrendPoint] = []
    before: Snapshot | None = None
    for day in days:
        snapshot = at(day)
        moved = any(REPORT_MEASURES[key].of_period for key in chosen)
        period = period_between(before, snapshot) if moved and before else None
        part = Part(snapshot=snapshot, period=period)
        figures = {key: REPORT_MEASURES[key].compute(part) for key in chosen}
        found.append(TrendPoint(day=day, figures=figures, break_=_break(before, snapshot)))
        before = snapshot
    return tuple(found)


def month_ends(last: dt.date, count: int) -> tuple[dt.date, ...]:
    """Return so many days, each the end of a month, up to ``last`` which is the last of them.

    Examples
    --------
    >>> [day.isoformat() for day in month_ends(dt.date(2026, 3, 15), 3)]
    ['2026-01-31', '2026-02-28', '2026-03-15']
    """
    months = last.year * 12 + last.month - 1
    ends = [divmod(months - back, 12) for back in range(count - 1, 0, -1)]
    return (*(month_end(y, m + 1) for y, m in ends), last)


def year_ends(last: dt.date, count: int) -> tuple[dt.date, ...]:
    """Return so many days, each the end of a year, up to ``last`` which is the last of them.

    Examples
    --------
    >>> [day.isoformat() for day in year_ends(dt.date(2026, 6, 30), 2)]
    ['2025-12-31', '2026-06-30']
    """
    years = range(last.year - count + 1, last.year)
    return (*(dt.date(year, 12, 31) for year in years), last)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendStep:
    """How far apart the points of a trend are: label, the days up to one, and how many there are."""

    label: Text
    days: Callable[[dt.date, int], tuple[dt.date, ...]]
    count: int


TREND_STEPS: Mapping[str, TrendStep] = MappingProxyType(
    {
        "years": TrendStep(
            label=Text(zh="近 8 年，每年末", en="8 years, each at its end"), days=year_ends, count=8
        ),
        "months": TrendStep(
            label=Text(zh="近 12 个月，每月末", en="12 months, each at its end"),
            days=month_ends,
            count=12,
        ),
    }
)
"""The steps of a trend by key; the usual one first."""


def _break(before: Snapshot | None, now: Snapshot) -> Text | None:
    if before is None:
        return None
    if bool(before.profile.population_stated) != bool(now.profile.population_stated):
        return Text(zh="总数是否载明有变", en="whether the population is stated has changed")
    if not before.activity_recorded and now.activity_recorded:
        return Text(zh="从此有活动记录", en="activities are recorded from here on")
    known, alive = parties(before), parties(now)
    records = now.by_id(Organisation)
    late = [
        ident
        for ident, party in alive.items()
        if ident not in known and not party.stub and _older(records[ident], before.as_of)
    ]
    if len(late) < max(_LEAST, _SHARE * len(known)):
        return None
    return Text(
        zh="补录了 {n} 个早已成立（或未载明成立日期）的党组织",
        en="{n} organisations were entered that were founded before, or on no stated day",
    ).format(n=len(late))


def _older(record: Organisation, day: dt.date) -> bool:
    return record.founded_on is None or record.founded_on.not_after(day) is Answer.certain
