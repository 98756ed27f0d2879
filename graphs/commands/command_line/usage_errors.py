"""Usage errors of ``argparse`` in both languages, and argument types."""

from __future__ import annotations

import datetime as dt
import re

from graphs.errors import InputError, Problem
from graphs.text import Text

__all__ = ["count", "day", "in_words"]

_DIGITS = 18

# The messages of the standard library, which speaks English only; one it does not know is shown
# as it is.
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (
        r"the following arguments are required: (?P<a>.+)",
        "缺少参数：{a}",
        "these arguments are missing: {a}",
    ),
    (r"unrecognized arguments: (?P<a>.+)", "不认识的参数：{a}", "unknown arguments: {a}"),
    (
        r"argument (?P<a>.+): invalid choice: (?P<b>.+?) \(choose from (?P<c>.+)\)",
        "参数 {a}：没有 {b} 这一项；可选 {c}",
        "argument {a}: there is no {b}; choose from {c}",
    ),
    (
        r"argument (?P<a>.+): expected .*argument.*",
        "参数 {a} 后面要写一个值",
        "argument {a} wants a value",
    ),
    (
        r"argument (?P<a>.+): invalid int value: (?P<b>.+)",
        "参数 {a}：{b} 不是整数",
        "argument {a}: {b} is no whole number",
    ),
)


def in_words(message: str) -> Text:
    """Return a complaint of ``argparse`` in both languages.

    Examples
    --------
    >>> in_words("unrecognized arguments: --colour").zh
    '不认识的参数：--colour'
    """
    for pattern, zh, en in _MESSAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return Text(zh=zh, en=en).format(**found.groupdict())
    return Text(zh="参数有误：", en="the arguments are wrong: ") + Text.same(message)


def _refused(place: Text, value: str, reason: Text) -> InputError:
    problem = Problem(place=place, value=value, reason=reason)
    return InputError(problem.sentence(), (problem,))


def day(words: str) -> dt.date:
    """Return the day that an argument names.

    Raises
    ------
    InputError
        It is no day of the calendar.

    Examples
    --------
    >>> day("2010-06-15")
    datetime.date(2010, 6, 15)
    """
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        reason = Text(
            zh="不是日历上的日期，写成 2010-06-15",
            en="is no day of the calendar; write 2010-06-15",
        )
        raise _refused(Text(zh="日期", en="date"), words, reason) from None


def count(words: str) -> int:
    """Return the whole number of at least 1 that an argument gives.

    Raises
    ------
    InputError
        It is none.

    Examples
    --------
    >>> count("12")
    12
    """
    if words.isascii() and words.isdecimal() and len(words) <= _DIGITS and int(words) >= 1:
        return int(words)
    reason = Text(
        zh=f"要写大于零、不超过 {_DIGITS} 位的整数",
        en=f"write a whole number of at least 1, of {_DIGITS} digits at most",
    )
    raise _refused(Text(zh="数目", en="number"), words, reason)
