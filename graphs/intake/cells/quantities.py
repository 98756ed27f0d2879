"""Parse numbers with their operator to quantities.

The signs follow the domain: 余、多、超、逾 → >; 近、不到、不足 → <; 以上、至少 → ≥; 不超过 → ≤;
约、左右、百名 → ≈; a range → –.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from graphs.intake.cells.numerals import NUMERAL, numeral_range
from graphs.model import Quantity

__all__ = ["counted", "is_percentage", "likely_count", "read_quantity"]

_BEFORE = {
    "将近": "<", "接近": "<", "近": "<", "不到": "<", "不足": "<", "少于": "<", "<": "<",
    "不超过": "≤", "不多于": "≤", "至多": "≤", "最多": "≤", "≤": "≤", "<=": "≤",
    "小于": "<", "低于": "<", "大于": ">", "高于": ">", "超过": ">", "超": ">", "逾": ">", "多于": ">", ">": ">",
    "至少": "≥", "不少于": "≥", "不低于": "≥", "≥": "≥", ">=": "≥", "上": "≥",
    "大约": "≈", "约": "≈", "≈": "≈", "~": "≈", "about ": "≈", "nearly ": "<", "over ": ">",
    "at least ": "≥", "more than ": ">",
}  # fmt: skip
_AFTER = {
    "余": ">", "餘": ">", "多": ">", "+": "≥", "以上": "≥", "及以上": "≥", "左右": "≈", "来": "≈",
    "上下": "≈", "以内": "≤", "以下": "≤",
}  # fmt: skip
_COUNTED = "人名家户戶个個对對场場次条條份支座所项項位组組方元件期亩畝吨平公"
_SCALES = {"千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_RANGE = r"\s*(?:[-—–~、至到])\s*"
# What is counted: a measure word and the noun it counts, or one English word. Anything else beside
# a number says something of its own and is never dropped.
_UNIT = rf"(?:[{_COUNTED}][\u4e00-\u9fff]{{0,6}}?|党员|党组织|党支部| ?[A-Za-z]{{3,20}}|)"
_WRITTEN = re.compile(
    rf"(?:共计|合计|总计|总共|共有?)?(?P<before>{_any(_BEFORE)})?\s*(?P<number>{NUMERAL})(?:{_RANGE}(?P<upper>{NUMERAL}))?"
    rf"\s*(?P<after>{_any(_AFTER)})?(?P<scale>[千万萬亿億])?(?P<more>{_any(_AFTER)})?\s*"
    rf"(?P<unit>{_UNIT})(?P<end>左右|以上|以内|以下)?"
)
_WITH_PARTS = re.compile(r"(\d+) ?[人名个]?\([^()]*\)")
_ROMAN = re.compile(r"(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})) ?[人名个]?")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PERCENT = re.compile(r".*[%％]|百分之.*")


def is_percentage(words: str) -> bool:
    """Return whether the words are a share and no count.

    Examples
    --------
    >>> is_percentage("50%"), is_percentage("百分之五十"), is_percentage("50")
    (True, True, False)
    """
    return _PERCENT.fullmatch(words.strip()) is not None


def read_quantity(words: str) -> Quantity | None:
    """Return the quantity the words name; ``None`` where they name none, or not only that.

    Examples
    --------
    >>> read_quantity("30余家")
    Quantity(operator='>', value=30, upper=None, printed='30余家')
    >>> [read_quantity(w).words().zh for w in ("近200人", "百名", "3至5", "1.2万人", "二三十人")]
    ['< 200', '≈ 100', '3–5', '12,000', '20–30']
    >>> read_quantity("全覆盖") is None
    True
    """
    kept = words.strip()
    plain = unicodedata.normalize("NFKC", kept).replace("，", ",").replace("∼", "~")
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    plain = re.sub("[万萬亿億](?=元)", "", plain)  # 万元 is the unit of count, stated in its column
    match = _WRITTEN.fullmatch(plain)
    bounds = _bounds(match) if match else None
    if match is None or bounds is None:
        return None
    low, high = bounds
    operator = _operator(match, plain)
    if low != high:
        # an estimate of two numbers with a sign of its own (约二三十, 七八家以上) has no one bound
        if operator not in ("=", "≈"):
            return None
        operator = "–"
    exact = re.fullmatch(r"\d+(\.\d+)?", kept) is not None
    upper = _whole(high) if operator == "–" else None
    return Quantity(operator, _whole(low), upper, None if exact else kept)


def likely_count(words: str) -> str | None:
    """Return the count that words which are none may mean, as it would be typed.

    Examples
    --------
    >>> [likely_count(w) for w in ("Ⅻ", "XXI人", "1 205", "35名（其中女12名）", "2个小组38人")]
    ['12', '21', '1205', '35', None]
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", plain):
        return plain.replace(" ", "")
    whole = _WITH_PARTS.fullmatch(plain)
    if whole and read_quantity(whole.group(1)) is not None:
        return whole.group(1)
    roman = _ROMAN.fullmatch(plain)
    return str(_roman(roman.group(1))) if roman and roman.group(1) else None


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _bounds(match: re.Match[str]) -> tuple[float, float] | None:
    first = numeral_range(match.group("number"))
    last = numeral_range(match.group("upper")) if match.group("upper") else first
    if first is None or last is None:
        return None
    low, high = first[0], last[1]
    scale = match.group("scale")
    factor = _SCALES[scale] if scale else 1
    upward = match.group("upper") is None or high > low
    return (low * factor, high * factor) if upward else None


def _operator(match: re.Match[str], plain: str) -> str:
    before, after = match.group("before"), match.group("after") or match.group("more")
    if before:
        return _BEFORE[before]
    if after:
        return _AFTER[after]
    if match.group("end"):
        return _AFTER[match.group("end")]
    # 百名 and 千人 without a digit before are round figures.
    return "≈" if re.match("[百千万]", plain) else "="


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def counted(words: str, units: tuple[str, ...]) -> Quantity | None:
    """Return the first number in a text right before one of the units.

    Examples
    --------
    >>> counted("四方开展党建联建", ("方",)).value
    4
    >>> counted("30余家非公企业党支部", ("家", "个")).words().zh
    '> 30'
    >>> counted("双方联建", ("方",)) is None
    True
    """
    if not words.isascii():
        # Nearly every name lacks all the units, and comes once: looking for them costs least.
        words = unicodedata.normalize("NFKC", words)
    return _counted(words, units) if any(unit in words for unit in units) else None


@lru_cache(maxsize=4096)
def _counted(words: str, units: tuple[str, ...]) -> Quantity | None:
    found = _counting(units).search(words)
    return read_quantity(found.group()) if found else None


@cache
def _counting(units: tuple[str, ...]) -> re.Pattern[str]:
    after, before = _any(_AFTER), _any(_BEFORE)
    wanted = "|".join(map(re.escape, units))
    return re.compile(rf"(?:{before})?(?<![\d第]){NUMERAL}(?:{after})?\s*(?:{wanted})")
