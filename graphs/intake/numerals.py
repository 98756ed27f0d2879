"""Chinese numerals to numbers."""

from __future__ import annotations

import re

__all__ = ["NUMERAL", "chinese_number", "plain_digits"]

_DIGITS = {
    **{c: at for at, c in enumerate("〇一二三四五六七八九")},
    **{c: at for at, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0, "Ｏ": 0, "两": 2, "兩": 2, "廿": 20,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

NUMERAL = "[" + "".join([*_DIGITS, *_UNITS]).replace("廿", "") + "]"
"""A pattern for one character of a Chinese numeral below ten thousand."""


def chinese_number(words: str) -> int | None:
    """Return the number that Chinese numerals name; ``None`` where they name none.

    Examples
    --------
    >>> [chinese_number(words) for words in ("三十二", "十", "两百零五", "一万二", "甲")]
    [32, 10, 205, 12000, None]
    """
    total = section = digit = 0
    last_unit = 1
    seen = False
    for character in words:
        if character in _DIGITS:
            digit, seen = _DIGITS[character], True
        elif character in _UNITS:
            last_unit = _UNITS[character]
            section += (digit or (0 if seen and digit == 0 and section else 1)) * last_unit
            digit, seen = 0, True
        elif character in _LARGE and seen:
            last_unit = _LARGE[character]
            total = (total + section + digit) * last_unit
            section = digit = 0
        else:
            return None
    if not seen:
        return None
    # 一万二 is 12,000 and 一百二 is 120: a last digit after a unit stands one place below it.
    bare = digit and last_unit >= 100 and not re.search("[零〇○]", words)
    return total + section + (digit * last_unit // 10 if bare else digit)


def plain_digits(words: str) -> str:
    """Return the words with a year in Chinese digits written in Arabic ones.

    Examples
    --------
    >>> plain_digits("二〇一〇年六月")
    '2010年六月'
    """

    def arabic(match: re.Match[str]) -> str:
        return "".join(str(_DIGITS[c]) for c in match.group(1)) + "年"

    return re.sub("([一二][〇○零一二三四五六七八九]{3})年", arabic, words)
