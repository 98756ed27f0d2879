"""Calendar arithmetic of months and years: a day that a month does not have is its last."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

__all__ = ["month_end", "months_after", "years_after"]


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month.

    Examples
    --------
    >>> month_end(2012, 2).isoformat()
    '2012-02-29'
    """
    return dt.date(year, month, monthrange(year, month)[1])


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later, or earlier; outside the calendar its first or last day.

    Examples
    --------
    >>> months_after(dt.date(2026, 8, 31), 6).isoformat()
    '2027-02-28'
    >>> months_after(dt.date(2026, 3, 31), -1).isoformat()
    '2026-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if months < 0 else dt.date.max
    return dt.date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day of another year; 29 February becomes 28 where the year has none.

    Examples
    --------
    >>> years_after(dt.date(2012, 2, 29), 1).isoformat()
    '2013-02-28'
    """
    return months_after(day, 12 * years)
