"""Both clocks as stored: valid time as day numbers, recording time as UTC text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

__all__ = [
    "ALWAYS",
    "OPEN",
    "Clock",
    "day_number",
    "day_of",
    "moment",
    "moment_of",
    "span_words",
    "wall_clock",
]

Clock: TypeAlias = Callable[[], dt.datetime]
"""Tells what time it is; the one of this machine unless whoever opens a ledger gives another."""


def wall_clock() -> dt.datetime:
    """Return the time of this machine, with its time zone."""
    return dt.datetime.now().astimezone()


ALWAYS = 0
"""A valid day number before every date: in force since always."""

OPEN = 2**31 - 1
"""No end: in force until further notice, or still known."""


def day_number(day: dt.date | None, default: int) -> int:
    """Return the proleptic ordinal of a day, or ``default`` where there is none.

    Examples
    --------
    >>> day_number(dt.date(2010, 6, 15), ALWAYS)
    733938
    """
    return default if day is None else day.toordinal()


def day_of(number: int) -> dt.date | None:
    """Return the day of an ordinal; ``None`` for always and for no end.

    Examples
    --------
    >>> day_of(733938), day_of(OPEN)
    (datetime.date(2010, 6, 15), None)
    """
    return None if number in (ALWAYS, OPEN) else dt.date.fromordinal(number)


def moment(at: dt.datetime) -> str:
    """Return a moment in UTC, to the second.

    Raises
    ------
    ValueError
        The moment has no time zone.

    Examples
    --------
    >>> moment(dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
    '2026-11-23T08:00:00Z'
    """
    if at.tzinfo is None:
        raise ValueError("a recorded moment needs a time zone")
    utc = at.astimezone(dt.UTC)
    return f"{utc:%Y}".zfill(4) + f"{utc:-%m-%dT%H:%M:%SZ}"  # %Y drops the zeros of early years


def moment_of(words: str) -> dt.datetime:
    """Return the moment of its UTC text.

    Raises
    ------
    ValueError
        The text is not written ``YYYY-MM-DDTHH:MM:SSZ``.

    Examples
    --------
    >>> moment_of("2026-11-23T08:00:00Z").year
    2026
    """
    # A year written short, as an earlier version wrote it, is read all the same.
    year, dash, rest = words.partition("-")
    return dt.datetime.strptime(year.zfill(4) + dash + rest, "%Y-%m-%dT%H:%M:%SZ").replace(
        tzinfo=dt.UTC
    )


def span_words(valid_from: int, valid_to: int) -> str:
    """Return an interval as shown in a message, without words of either language.

    Examples
    --------
    >>> span_words(733938, OPEN)
    '2010-06-15 → …'
    """
    return f"{day_of(valid_from) or '…'} → {day_of(valid_to) or '…'}"
