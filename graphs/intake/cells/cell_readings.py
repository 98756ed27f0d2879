"""The result of parsing a cell: its value and the remarks about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphs.model import Absence
from graphs.text import Text

__all__ = ["CellReading", "refused", "term_reading"]

# 23年 is a year of two digits, so years go to nine and months to two digits.
_LENGTH = re.compile(
    r"(?:为期|期限)?(?:[一二三四五六七八九十两半\d]年半?|[一二三四五六七八九十两\d]{1,3}个月)期?|长期|永久|不限期?"
)
_NO_DAY = Text(
    zh="是期限的长短，不是日期，没有填入",
    en="is how long it lasts and no date; nothing was filled in",
)
_GIVE_DAYS = Text(
    zh="写明起止日期，如 2023-05-04至2026-05-03；长期的不必填",
    en="give the first and the last day, 2023-05-04至2026-05-03; leave open what has no end",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReading:
    """A value, or why there is none.

    Attributes
    ----------
    absent
        Why the cell says there is no value.
    fault
        Why the text is no value of its column.
    doubt
        What needs a look although a value was read.
    note
        What was changed in reading, such as invisible characters taken away.
    remedy
        What can be done about a fault or a doubt.
    suggestion
        What a refused text may mean, as it would be typed.
    further
        Values the same text gives for other columns, by column: "33（含预备2）" gives the members
        and the probationary ones, "2023-05-04至2025-05-03" the day and the end.
    """

    value: object = None
    absent: Absence | None = None
    fault: Text | None = None
    doubt: Text | None = None
    note: Text | None = None
    remedy: Text | None = None
    suggestion: str | None = None
    further: tuple[tuple[str, object], ...] = ()


def refused(zh: str, en: str, remedy_zh: str, remedy_en: str) -> CellReading:
    """Return the reading of a text that is no value of its column, with what can be done."""
    return CellReading(fault=Text(zh=zh, en=en), remedy=Text(zh=remedy_zh, en=remedy_en))


def term_reading(words: str) -> CellReading | None:
    """Return the doubt about words that say how long something lasts; ``None`` for all others.

    Examples
    --------
    >>> term_reading("三年").value is None, term_reading("2023年")
    (True, None)
    """
    return CellReading(doubt=_NO_DAY, remedy=_GIVE_DAYS) if _LENGTH.fullmatch(words) else None
