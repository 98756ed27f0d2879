"""Dates as people write them, to partial dates; never more precise than the words.

==============================  ==========================================
``2010-06-15 2010/6/15``        the day
``2010.6  2010年6月``            the month; the words are kept
``2010年6月11—13日``             the month; the words are kept
``5月16日  近日  日前``            no year: the words alone, and a finding
``40350``                       refused: a date cell that lost its format
==============================  ==========================================
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from graphs.errors import InputError
from graphs.intake.numerals import NUMERAL, chinese_number, plain_digits
from graphs.model import PartialDate
from graphs.text import Text

__all__ = ["DateReading", "read_date"]

_CLOCK = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_DIGITS = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?\.?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_CHINESE = re.compile(
    rf"(\d{{4}})年(?:度)?(?:(\d{{1,2}}|{NUMERAL}{{1,3}})月)?(?:份)?(?:(\d{{1,2}}|{NUMERAL}{{1,3}})(?:日|号))?"
)
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905  # reads as a calendar
_UNDATED = re.compile(
    "近日|日前|目前|截至|此前|以来|期间|当年|本月|上月|昨日|今日|今天|昨天|前天|近期|近年|当日|同日|当天|上午|下午|今年|去年|上半年|下半年|年初|年底|"
    "月|日|旬|季度|长期|永久|至今|无固定|recently|yesterday|today",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?")
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """What a text says as a date: the date, or why it is none; or a doubt about it.

    Examples
    --------
    >>> read_date("近日").doubt.en
    'gives no year'
    """

    date: PartialDate | None = None
    fault: Text | None = None
    doubt: Text | None = None
    remedy: Text | None = None


_WRITE = Text(
    zh="写成 2010、2010-06 或 2010-06-15；只有月日的照原文填写即可",
    en="write 2010, 2010-06 or 2010-06-15; words without a year may stay as printed",
)
_NO_YEAR = Text(zh="没有年份，只保留原文", en="gives no year")


def read_date(words: str, printed: str = "") -> DateReading:
    """Return what the words say; ``printed`` is the wording of the source where it stands apart.

    The year counts as inferred where the printed words do not hold it.

    Examples
    --------
    >>> read_date("2010年6月").date
    PartialDate(text='2010-06', printed='2010年6月', inferred=False)
    >>> read_date("2024-03-13", "3月13日").date
    PartialDate(text='2024-03-13', printed='3月13日', inferred=True)
    >>> read_date("2010-02-30").fault.en
    'not a date of the calendar'
    """
    plain = plain_digits(unicodedata.normalize("NFKC", words).strip())
    kept = printed.strip()
    if not plain:
        return _printed_only(kept)
    plain = _CLOCK.sub("", plain)
    text, exact = _dated(plain)
    if text is None:
        return _no_date(plain, kept or words.strip())
    try:
        PartialDate(text)
    except InputError:
        return DateReading(
            fault=Text(zh="不是日历上的日期", en="not a date of the calendar"), remedy=_WRITE
        )
    year = text[:4]
    if kept:
        inferred = year not in plain_digits(unicodedata.normalize("NFKC", kept))
        return DateReading(date=PartialDate(text, kept, inferred))
    return DateReading(date=PartialDate(text, None if exact else words.strip()))


def _printed_only(kept: str) -> DateReading:
    if not kept:
        return DateReading()
    alone = read_date(kept)
    if alone.date is not None and alone.date.text is not None:
        return DateReading(date=PartialDate(alone.date.text, kept))
    return DateReading(date=PartialDate(None, kept), doubt=_NO_YEAR, remedy=_WRITE)


def _dated(plain: str) -> tuple[str | None, bool]:
    """Return the date in our notation, and whether the words say just that in digits."""
    if re.fullmatch(r"\d{4}", plain):
        return plain, True
    for pattern, groups in ((_DIGITS, (1, 3, 4)), (_SOLID, (1, 2, 3))):
        match = pattern.fullmatch(plain)
        if match and 1900 <= int(match.group(1)) <= 2200:
            return _joined(*(match.group(at) for at in groups)), True
    english = re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})", plain)
    if english and english.group(2).lower() in _ENGLISH_MONTHS:
        month = _ENGLISH_MONTHS.index(english.group(2).lower()) + 1
        return _joined(english.group(3), str(month), english.group(1)), True
    match = _CHINESE.search(plain)
    if match is None:
        return None, False
    tail = plain[match.end() :]
    day = match.group(3)
    if re.match("[—–~至、-]", tail):  # 11—13日: the month is what is certain
        day = None
    return _joined(match.group(1), match.group(2), day), False


def _joined(year: str | None, month: str | None, day: str | None) -> str:
    parts = [year or ""]
    for part in (month, day):
        if part is None:
            break
        number = int(part) if part.isdigit() else chinese_number(part)
        parts.append(f"{number or 0:02d}")
    return "-".join(parts)


def _no_date(plain: str, words: str) -> DateReading:
    if _SERIAL.fullmatch(plain):
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(float(plain)))
        return DateReading(
            fault=Text(zh="像是失去日期格式的数字", en="looks like a date that lost its format"),
            remedy=Text(
                zh=f"把单元格格式改为日期（可能是 {day}）",
                en=f"format the cell as a date (it may be {day})",
            ),
        )
    if _UNDATED.search(plain) and len(words) <= _LONGEST:
        return DateReading(date=PartialDate(None, words), doubt=_NO_YEAR, remedy=_WRITE)
    return DateReading(fault=Text(zh="看不出日期", en="is no date"), remedy=_WRITE)
