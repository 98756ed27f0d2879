"""Compound values of a record: partial dates, quantities with operators, bounds, absence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Self

from graphs.errors import InputError, Problem
from graphs.model.digits import number_text
from graphs.months import month_end
from graphs.text import Text

__all__ = ["Absence", "Answer", "Bounds", "Choice", "PartialDate", "Quantity"]


class Choice(Enum):
    """A closed list of values; the member's name is stored, its ``Text`` is shown.

    Examples
    --------
    >>> Absence.not_stated.label.zh
    '未载明'
    """

    @property
    def label(self) -> Text:
        """The words shown for this value."""
        text = self.value
        if not isinstance(text, Text):  # a declaration error, found by the first test that looks
            raise TypeError(self.name)
        return text


class Absence(Choice):
    """Why a value is not there; a blank is none of these."""

    not_stated = Text(zh="未载明", en="not stated")
    not_applicable = Text(zh="不适用", en="not applicable")
    unreadable = Text(zh="无法辨认", en="unreadable")


class Answer(Choice):
    """The answer of an incomplete record to a yes-or-no question.

    Examples
    --------
    >>> PartialDate("2010").not_after(dt.date(2010, 6, 15)) is Answer.possible
    True
    """

    certain = Text(zh="确定", en="certain")
    possible = Text(zh="可能", en="possible")
    no = Text(zh="否", en="no")


# ASCII digits only: full-width ones would not sort or compare as dates do
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=1 << 16)
def _span(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a text may mean; a ledger repeats its dates often."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    ending = int(month or 12)
    return first, month_end(first.year, ending)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day, with its wording and whether it is inferred.

    ``text`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``None`` where the printed words give no
    year ("5月16日"), which keeps the words and compares as unknown.

    Raises
    ------
    InputError
        The text is no date of the calendar.

    Examples
    --------
    >>> PartialDate("2010-06").earliest, PartialDate("2010-06").latest
    (datetime.date(2010, 6, 1), datetime.date(2010, 6, 30))
    """

    text: str | None
    printed: str | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        if self.text is None:
            return
        try:
            _span(self.text)
        except ValueError as error:
            raise InputError(
                Text(zh="日期写法不对", en="this is not a date"),
                (
                    Problem(
                        place=Text(zh="日期", en="date"),
                        value=self.text,
                        reason=Text(zh="不是日历上的日期", en="not a date of the calendar"),
                        remedy=Text(
                            zh="写成 2010、2010-06 或 2010-06-15",
                            en="write 2010, 2010-06 or 2010-06-15",
                        ),
                    ),
                ),
            ) from error

    @property
    def earliest(self) -> dt.date | None:
        """The first day it may mean; ``None`` where the year is unknown."""
        return None if self.text is None else _span(self.text)[0]

    @property
    def latest(self) -> dt.date | None:
        """The last day it may mean; ``None`` where the year is unknown."""
        return None if self.text is None else _span(self.text)[1]

    def not_after(self, day: dt.date) -> Answer:
        """Return whether the date is ``day`` or earlier.

        Examples
        --------
        >>> PartialDate("2009").not_after(dt.date(2010, 6, 15)).name
        'certain'
        """
        if self.text is None:
            return Answer.possible
        first, last = _span(self.text)
        if last <= day:
            return Answer.certain
        return Answer.possible if first <= day else Answer.no

    def before(self, day: dt.date) -> Answer:
        """Return whether the date is earlier than ``day``.

        Examples
        --------
        >>> PartialDate("2010-06-15").before(dt.date(2010, 6, 15)).name
        'no'
        """
        if day == dt.date.min:
            return Answer.no
        return self.not_after(day - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Bounds:
    """A count known between two bounds; ``high`` is ``None`` where there is no upper bound.

    Examples
    --------
    >>> Bounds(2, 2) + Bounds(30, None)
    Bounds(low=32, high=None)
    >>> (Bounds(2, 2) + Bounds(30, None)).words().zh
    '≥ 32'
    """

    low: float
    high: float | None

    def __add__(self, other: Bounds) -> Bounds:
        """Return the bounds of the sum."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)

    @classmethod
    def exactly(cls, count: float) -> Self:
        """Return bounds that meet in one number."""
        return cls(count, count)

    @classmethod
    def total(cls, parts: Iterable[Bounds]) -> Self:
        """Return the bounds of the sum of all, [0, 0] of none.

        Examples
        --------
        >>> Bounds.total([Bounds(2, 2), Bounds(30, None), Bounds(1, 1)])
        Bounds(low=33, high=None)
        """
        found = tuple(parts)
        highs = [each.high for each in found if each.high is not None]
        return cls(
            sum(each.low for each in found), sum(highs) if len(highs) == len(found) else None
        )

    def admits(self, value: float) -> bool:
        """Return whether the count may be ``value``.

        Examples
        --------
        >>> Bounds(30, None).admits(32)
        True
        """
        return self.low <= value and (self.high is None or value <= self.high)

    def words(self) -> Text:
        """Return the count as shown: ``5``, ``≥ 30`` or ``30–32``.

        Examples
        --------
        >>> Bounds(30, 32).words().zh
        '30–32'
        """
        if self.high is None:
            return Text.same(f"≥ {_shown(self.low)}")
        if self.high == self.low:
            return Text.same(_shown(self.low))
        return Text.same(f"{_shown(self.low)}–{_shown(self.high)}")


_OPERATORS = ("=", ">", "≥", "<", "≤", "≈", "–")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as somebody wrote it: 30, 余/多 (>), 近 (<), 约 and 百名 (≈), a range (–).

    ``upper`` is the second number of a range. ``printed`` keeps the words.

    Raises
    ------
    InputError
        The operator is unknown, or a range lacks its upper number or runs backwards.

    Examples
    --------
    >>> Quantity(">", 180, printed="180多户").bounds
    Bounds(low=181, high=None)
    """

    operator: str
    value: float
    upper: float | None = None
    printed: str | None = None

    def __post_init__(self) -> None:
        is_range = self.operator == "–"
        if (
            self.operator not in _OPERATORS
            or is_range != (self.upper is not None)
            or (self.upper is not None and self.upper < self.value)
        ):
            raise InputError(
                Text(zh="数量写法不对", en="this is not a quantity"),
                (
                    Problem(
                        place=Text(zh="数量", en="quantity"),
                        value=f"{self.operator} {self.value} {self.upper}",
                        reason=Text(zh="算符或范围不对", en="wrong operator or range"),
                        remedy=Text(
                            zh="算符用 = > ≥ < ≤ ≈ –，范围要有上限",
                            en="use one of = > ≥ < ≤ ≈ –; a range needs its upper number",
                        ),
                    ),
                ),
            )

    @property
    def bounds(self) -> Bounds:
        """The whole numbers it admits, as bounds; ``≈`` promises nothing and gives [0, ∞)."""
        step = 1 if float(self.value).is_integer() else 0
        low, high = {
            "=": (self.value, self.value),
            ">": (self.value + step, None),
            "≥": (self.value, None),
            "<": (0, self.value - step),
            "≤": (0, self.value),
            "≈": (0, None),
            "–": (self.value, self.upper),
        }[self.operator]
        return Bounds(low, high)

    def words(self) -> Text:
        """Return the number with its operator, as shown.

        Examples
        --------
        >>> Quantity("<", 200).words().zh
        '< 200'
        """
        if self.upper is not None:
            return Text.same(f"{_shown(self.value)}–{_shown(self.upper)}")
        sign = "" if self.operator == "=" else f"{self.operator} "
        return Text.same(f"{sign}{_shown(self.value)}")


def _shown(number: float) -> str:
    return number_text(number, grouped=True)
