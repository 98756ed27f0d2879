"""Parse dates to partial dates, never more precise than what is written.

==============================  ==========================================
``2010-06-15 2010/6/15``        the day
``2010.6  2010年6月 2010年元月``  the month; the words are kept
``2010年6月11—13日``             the month, the words are kept, and a doubt
``2023-05-04至2025-05-03``       the first day; the last as ``until``
``2010.1``                      the year and a doubt: 2010.10 may have lost its zero
``5月16日  近日  日前``            no year: the words alone, and a doubt
``40350  23.5.4  2O23-5-4``     refused, with the day it may be as ``suggestion``
==============================  ==========================================

Words that are not understood beside a date are a doubt: a date is never shortened silently.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace

from graphs.errors import InputError
from graphs.intake.cells.numerals import as_date_signs, chinese_number, plain_digits
from graphs.model import PartialDate
from graphs.months import month_end
from graphs.text import Text

__all__ = ["DateReading", "read_date"]

_CLOCK = re.compile(r"(?<=\d)[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_PART = "[〇○零一二三四五六七八九十廿卅]{1,3}"
_DIGITS = re.compile(r"(\d{4})([-/.·—–,])(\d{1,2})(?:\2(\d{1,2}))?[.日号]?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_CHINESE = re.compile(
    rf"(\d{{4}})年(?:度)?(?:(\d{{1,2}}|{_PART})月(?:份)?(?:(\d{{1,2}}|{_PART})([日号])?)?)?"
)
_ENGLISH = re.compile(r"(\d{1,2}) ?([A-Za-z]{3})[a-z]* ?(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})")
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905  # reads as a calendar
_BEFORE = re.compile(r"[(（]?(截至|截止|自|于|从|在)?")
# What narrows a date no further than its own text does: the printed words keep it.
_AFTER = re.compile(
    r"((上午|下午|晚上?|早上?|凌晨|中午|傍晚|夜间)(\d{1,2}[时点](半|\d{1,2}分)?)?|当天|起|止|[上中下]旬|[年月]?[初中底末]|春|夏|秋|冬|"
    r"[上下]半年|第?[一二三四1-4]季度|前\d{1,2}个月|[(（]?(星期|周)[一二三四五六日天1-7][)）]?)?[)）.。]?"
)
_BETWEEN = re.compile(r"\s*(?:至|到|[—–~～]+|-{1,2})\s*")
_OPEN_END = re.compile("今|现在|长期|永久|无固定期限")
_SPAN_OF_DAYS = re.compile("[—–~至到、,-]")
_SHORT_YEAR = re.compile(r"(\d{2})([-/.])(\d{1,2})\2(\d{1,2})")
_SHORT_CHINESE = re.compile(r"(\d{2})(年)(\d{1,2})月(?:(\d{1,2})[日号]?)?")
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

    ``until`` is the end of a period the text names; ``suggestion`` what a refused text may mean.

    Examples
    --------
    >>> read_date("近日").doubt.en
    'gives no year'
    """

    date: PartialDate | None = None
    until: PartialDate | None = None
    fault: Text | None = None
    doubt: Text | None = None
    remedy: Text | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in our notation; ``exact`` where the words say just that in digits."""

    text: str
    exact: bool = False
    doubt: Text | None = None


_WRITE = Text(
    zh="写成 2010、2010-06 或 2010-06-15；只有月日的照原文填写即可",
    en="write 2010, 2010-06 or 2010-06-15; words without a year may stay as printed",
)
_NO_YEAR = Text(zh="没有年份，只保留原文", en="gives no year")
_LUNAR = re.compile("^[^0-9]{0,4}(?:农历|阴历|旧历|古历)|月初[一二三四五六七八九十]|月廿|[冬腊]月")
_OF_THE_MOON = Text(
    zh="是农历日期，未换算成公历，只保留原文",
    en="is a date of the lunar calendar; it is not converted, only its words are kept",
)
_DAYS = Text(
    zh="是一段日期，只取其共同的年月，原文保留",
    en="names several days: what they share is kept, and the words",
)
_NO_DAY_SIGN = Text(
    zh="“日”字缺失，末尾的数读作日", en="lacks 日; its last number is read as the day"
)
_OCTOBER = Text(
    zh="1 月还是 10 月（2010.10 丢了末位的零）无法分辨，只取年份",
    en="January, or October that lost its last zero: only the year is kept",
)


def read_date(words: str, printed: str = "") -> DateReading:
    """Return what the words say; ``printed`` is the source's own wording where it is separate.

    The year counts as inferred where the printed words do not hold it.

    Examples
    --------
    >>> read_date("2010年 6月").date
    PartialDate(text='2010-06', printed='2010年 6月', inferred=False)
    >>> read_date("2024-03-13", "3月13日").date
    PartialDate(text='2024-03-13', printed='3月13日', inferred=True)
    >>> read_date("2023.5.4至2025.5.3").until.text
    '2025-05-03'
    >>> read_date("2010-02-30").fault.en
    'not a date of the calendar'
    """
    plain = _plain(words)
    kept = printed.strip()
    if not plain:
        return _printed_only(kept)
    if _LUNAR.search(plain):
        moon = PartialDate(None, kept or words.strip())
        return DateReading(date=moon, doubt=_OF_THE_MOON, remedy=_WRITE)
    span = _span(plain)
    found = span[0] if span else _dated(plain)
    if found is None:
        return _no_date(plain, kept or words.strip())
    end = span[1] if span else None
    for each in (found, end):
        if each is not None and not _in_calendar(each.text):
            fault = Text(zh="不是日历上的日期", en="not a date of the calendar")
            last = None if span else _last_day(each.text)
            return DateReading(
                fault=fault, suggestion=last, remedy=_perhaps(last) if last else _WRITE
            )
    said = words.strip()
    if kept:
        inferred = found.text[:4] not in _plain(kept)
        date = PartialDate(found.text, kept, inferred)
    else:
        date = PartialDate(found.text, None if found.exact and not span else said)
    return DateReading(
        date=date,
        until=PartialDate(end.text, None if end.exact else said) if end else None,
        doubt=found.doubt or (end.doubt if end else None),
        remedy=_WRITE if found.doubt else None,
    )


def _plain(words: str) -> str:
    """Return the words in one spelling: half width, Arabic years, no blanks but one before a clock."""
    folded = unicodedata.normalize("NFKC", words).strip().replace("元月", "1月")
    folded = _CLOCK.sub("", folded)
    folded = re.sub(r"(?<=\d) *([-/.]) *(?=\d{1,2}(?!\d))", r"\1", folded)
    if not folded.isascii():
        folded = re.sub(r"\s+", "", folded)
    return plain_digits(" ".join(folded.split()))


def _printed_only(kept: str) -> DateReading:
    if not kept:
        return DateReading()
    alone = read_date(kept)
    if alone.date is not None and alone.date.text is not None:
        return replace(alone, date=PartialDate(alone.date.text, kept))
    return DateReading(date=PartialDate(None, kept), doubt=_NO_YEAR, remedy=_WRITE)


def _span(plain: str) -> tuple[_Found, _Found | None] | None:
    """Return both ends of a period whose two ends name their years, or one that is open."""
    for match in _BETWEEN.finditer(plain):
        first, last = _dated(plain[: match.start()]), plain[match.end() :]
        if first is None or first.doubt:
            continue
        if _OPEN_END.fullmatch(last):
            return first, None
        second = _dated(last) if re.match(r"\d{4}", last) else None
        if second is not None and second.doubt is None and second.text >= first.text[:4]:
            return first, second
    return None


def _dated(plain: str) -> _Found | None:
    if re.fullmatch(r"\d{4}", plain) and 1900 <= int(plain) <= 2200:
        return _Found(plain, exact=True)
    if re.fullmatch(r"\d{4}\.1", plain):
        return _Found(plain[:4], doubt=_OCTOBER)
    for pattern, groups in ((_DIGITS, (1, 3, 4)), (_SOLID, (1, 2, 3))):
        match = pattern.match(plain)
        if match and 1900 <= int(match.group(1)) <= 2200:
            rest = plain[match.end() :].strip()
            if not rest or _AFTER.fullmatch(rest):
                return _Found(_joined(*(match.group(at) for at in groups)), exact=not rest)
    return _english(plain) or _chinese(plain)


def _english(plain: str) -> _Found | None:
    """Return a day as English writes it, the month second or first: 4 May 2023, May 4, 2023."""
    if match := _ENGLISH.fullmatch(plain):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(plain):
        name, day, year = match.groups()
    else:
        return None
    if name.lower() not in _ENGLISH_MONTHS:
        return None
    month = _ENGLISH_MONTHS.index(name.lower()) + 1
    return _Found(_joined(year, str(month), day), exact=True)


def _chinese(plain: str) -> _Found | None:
    match = _CHINESE.search(plain)
    if match is None:
        return None
    year, month, day, sign = match.groups()
    head, tail = plain[: match.start()], plain[match.end() :]
    doubt = None
    if day and _SPAN_OF_DAYS.match(tail):  # 11—13日: the month is what is certain
        return _Found(_joined(year, month, None), doubt=_DAYS)
    if day and not sign:
        doubt = _NO_DAY_SIGN
    unread = ("" if _BEFORE.fullmatch(head) else head) or ("" if _AFTER.fullmatch(tail) else tail)
    if unread:
        doubt = Text(
            zh=f"“{unread}”没有读懂，只取日期部分",
            en=f"“{unread}” was not understood; only the date is kept",
        )
    return _Found(_joined(year, month, day), doubt=doubt)


def _joined(year: str | None, month: str | None, day: str | None) -> str:
    parts = [year or ""]
    for part in (month, day):
        if part is None:
            break
        number = int(part) if part.isdigit() else chinese_number(part)
        parts.append(f"{int(number or 0):02d}")
    return "-".join(parts)


def _in_calendar(text: str) -> bool:
    try:
        PartialDate(text)
    except InputError:
        return False
    return True


def _last_day(text: str) -> str | None:
    """Return the last day of the month for a day just beyond it: 31 June is 30 June, mostly."""
    year, month, day = (*text.split("-"), "")[:3]
    if not day or not 1 <= int(month) <= 12 or not 29 <= int(day) <= 32:
        return None
    return month_end(int(year), int(month)).isoformat()


def _slip(plain: str) -> str | None:
    """Return the date that a text gives once letters are digits and signs are those of dates."""
    meant = as_date_signs(plain)
    reading = read_date(meant) if meant != plain else DateReading()
    sure = reading.date is not None and reading.doubt is None and reading.until is None
    return reading.date.text if reading.date is not None and sure else None


def _perhaps(suggestion: str) -> Text:
    return Text(
        zh=f"写成完整的日期（可能是 {suggestion}）",
        en=f"write the whole date (it may be {suggestion})",
    )


def _no_date(plain: str, words: str) -> DateReading:
    short = _SHORT_YEAR.fullmatch(plain) or _SHORT_CHINESE.fullmatch(plain)
    suggestion = None
    if _SERIAL.fullmatch(plain):
        fault = Text(zh="像是失去日期格式的数字", en="looks like a date that lost its format")
        suggestion = (dt.date(1899, 12, 30) + dt.timedelta(days=int(float(plain)))).isoformat()
    elif short:
        fault = Text(zh="年份只有两位", en="gives its year with two digits")
        suggestion = _joined(f"20{short.group(1)}", short.group(3), short.group(4))
    elif _UNDATED.search(plain) and len(words) <= _LONGEST:
        return DateReading(date=PartialDate(None, words), doubt=_NO_YEAR, remedy=_WRITE)
    else:
        fault, suggestion = Text(zh="看不出日期", en="is no date"), _slip(plain)
        if suggestion is None:
            return DateReading(fault=fault, remedy=_WRITE)
    if not _in_calendar(suggestion):
        return DateReading(fault=fault, remedy=_WRITE)
    return DateReading(
        fault=fault,
        suggestion=suggestion,
        remedy=_perhaps(suggestion),
    )
