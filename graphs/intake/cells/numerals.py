"""Parse Chinese, Arabic and mixed numerals to the numbers they may mean.

cn2an was tried first (0.5.24): it reads 七八 (seven or eight) as 78 and refuses 百, 十几 and 二三十,
and its wheel puts packages named ``src`` and ``build`` beside the app's. On exact numerals both
agree (``tests/intake/cells/test_numerals.py`` keeps its answers).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = [
    "NUMERAL",
    "as_date_signs",
    "as_digits",
    "chinese_number",
    "numeral_range",
    "plain_digits",
]

_DIGITS = {
    **{c: at for at, c in enumerate("〇一二三四五六七八九")},
    **{c: at for at, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0, "Ｏ": 0, "两": 2, "兩": 2,
}  # fmt: skip
_ZEROS = "〇零○Ｏ"
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_SOME = "几幾"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_SHORT = str.maketrans({"廿": "二十", "卅": "三十"})

NUMERAL = r"(?:\d+(?:\.\d+)?|[" + "".join([*_DIGITS, *_UNITS, *_LARGE, *_SOME]) + "廿卅])+"
"""A pattern for a run that may be one numeral, such as 30, 三十, 3百, 1.2万, 二三十 or 十几."""

_HAN = "".join(_DIGITS)
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<digits>[{_HAN}{_SOME}]+)|(?P<unit>[{''.join(_UNITS)}])"
    rf"|(?P<large>[{''.join(_LARGE)}])"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """What a numeral read so far may mean; ``ends`` where nothing may follow it."""

    low: float
    high: float
    ends: bool = False

    def times(self, factor: float) -> _Span:
        return _Span(_whole(self.low * factor), _whole(self.high * factor), self.ends)

    def plus(self, other: _Span) -> _Span:
        return _Span(self.low + other.low, self.high + other.high, other.ends)


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number


_ZERO = _Span(0, 0)
_ONE = _Span(1, 1)


class _NoNumeral(Exception):  # never leaves this module
    """The words name no number."""


def numeral_range(words: str) -> tuple[float, float] | None:
    """Return the least and the greatest number that a numeral may mean; ``None`` if it is none.

    Two neighbouring digits are an estimate (七八, 二三十), as is 几 after tens (十几 is 11 to 19).
    Digits in a row with a zero, or three and more, are read by their places (一二〇 is 120). What is
    ambiguous (二五, 3百5) or boundless (几十) is no numeral.

    Examples
    --------
    >>> [numeral_range(words) for words in ("三十二", "3百", "二三十", "十几", "一二〇", "甲")]
    [(32, 32), (300, 300), (20, 30), (11, 19), (120, 120), None]
    """
    try:
        found = _number(words.translate(_SHORT))
    except _NoNumeral:
        return None
    return found.low, found.high


def chinese_number(words: str) -> float | None:
    """Return the one number that a numeral names; ``None`` where it names none or several.

    Examples
    --------
    >>> [chinese_number(words) for words in ("三十二", "十", "两百零五", "一万二", "七八", "甲")]
    [32, 10, 205, 12000, None, None]
    """
    found = numeral_range(words)
    return found[0] if found and found[0] == found[1] else None


def _tokens(words: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(words):
        match = _TOKEN.match(words, at)
        if match is None:
            raise _NoNumeral
        tokens.append((str(match.lastgroup), match.group()))
        at = match.end()
    if not tokens:
        raise _NoNumeral
    return tokens


def _number(words: str) -> _Span:
    """Read from left to right: sections below 万, each closed by 万 or 亿 in falling order."""
    total, section = _ZERO, list[tuple[str, str]]()
    last = 0.0
    for kind, text in _tokens(words):
        if kind != "large":
            section.append((kind, text))
            continue
        factor = _LARGE[text]
        if not section or total.ends or (last and factor >= last):
            raise _NoNumeral
        total, section, last = total.plus(_section(section).times(factor)), [], factor
    if section:
        if total.ends:
            raise _NoNumeral
        total = total.plus(_section(section, above=last))
    return total


def _section(tokens: list[tuple[str, str]], above: float = 0) -> _Span:
    """Read a numeral below 万; a bare last digit counts one place below the unit before it."""
    total, last = _ZERO, above
    waiting: _Span | None = None
    zero = False
    for at, (kind, text) in enumerate(tokens):
        if total.ends:
            raise _NoNumeral
        if kind == "unit":
            factor = _UNITS[text]
            leading = at == 0 and not above
            if (last and factor >= last) or (waiting is None and not leading and factor != 10):
                raise _NoNumeral
            total, waiting = total.plus((waiting or _ONE).times(factor)), None
            last, zero = factor, False
            continue
        if waiting is not None:
            total, waiting, last = total.plus(_tens(waiting)), None, 10  # 10几
        zero = text[0] in _ZEROS and last > 0
        waiting = _digits(kind, text.lstrip(_ZEROS) if zero else text, last)
    if waiting is None:
        return total
    if tokens[-1][0] == "number" and last:  # 3百5 may be 305 or 350
        raise _NoNumeral
    # 一百二 is 120 and 一万二 is 12,000, but 一百零二 is 102 and 十二 is 12
    place = last / 10 if last >= 100 and not zero else 1
    return total.plus(waiting.times(place))


def _tens(span: _Span) -> _Span:
    """Return a number in digits that 几 may follow: it ends in one zero."""
    if span.ends or span.low % 10 or not 10 <= span.low < 100:
        raise _NoNumeral
    return span


def _digits(kind: str, text: str, last: float) -> _Span:
    if kind == "number":
        return _Span(_plain(text), _plain(text))
    if text in _SOME:  # 十几, 二十几: some after tens; 几十 alone may be anything
        if last != 10:
            raise _NoNumeral
        return _Span(1, 9, ends=True)
    if any(c in _SOME for c in text) or not text:
        raise _NoNumeral
    values = [_DIGITS[c] for c in text]
    if len(values) == 1:
        return _Span(values[0], values[0])
    if len(values) == 2 and (values[1] == values[0] + 1 or values == [3, 5]) and values[0]:
        return _Span(values[0], values[1], ends=True)
    if last or (len(values) == 2 and 0 not in values):
        raise _NoNumeral
    placed = int("".join(map(str, values)))
    return _Span(placed, placed, ends=True)


def _plain(text: str) -> float:
    return float(text) if "." in text else int(text)


def plain_digits(words: str) -> str:
    """Return the words with a year in Chinese digits written in Arabic ones.

    Examples
    --------
    >>> plain_digits("二〇一〇年六月"), plain_digits("贰零贰叁年伍月")
    ('2010年六月', '2023年五月')
    """

    def arabic(match: re.Match[str]) -> str:
        return "".join(str(_DIGITS.get(c, c)) for c in match.group(1)) + "年"

    plain = words.translate(_CAPITALS) if "年" in words else words
    return re.sub("([一二][〇○零0一二三四五六七八九]{3})年", arabic, plain)


_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1"})
_DATE_SIGNS = re.compile(r"\s*[。、，,:：·\s]\s*(?=\d)")


def as_digits(words: str) -> str:
    """Return a text with the letters that look like digits as these: only ever offered as a guess.

    Examples
    --------
    >>> as_digits("1O人"), as_digits("2O23-O5-l2")
    ('10人', '2023-05-12')
    """
    return unicodedata.normalize("NFKC", words).translate(_LOOK_ALIKES)


def as_date_signs(words: str) -> str:
    """Return the text of a date with full stops between its parts, and digits for letters.

    Examples
    --------
    >>> as_date_signs("2023。5。4"), as_date_signs("2023 5 4")
    ('2023.5.4', '2023.5.4')
    """
    return _DATE_SIGNS.sub(".", as_digits(words).lstrip("'`‘’ "))
