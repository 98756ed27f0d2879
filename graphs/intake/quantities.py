"""Numbers as people write them, to quantities with their operator.

The signs follow the domain: 余、多、超、逾 → >; 近、不到、不足 → <; 以上、至少 → ≥; 不超过 → ≤;
约、左右、百名 → ≈; a range → –.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from graphs.intake.numerals import NUMERAL, chinese_number
from graphs.model import Quantity

__all__ = ["counted", "read_quantity"]

_BEFORE = {
    "将近": "<", "接近": "<", "近": "<", "不到": "<", "不足": "<", "少于": "<", "<": "<",
    "不超过": "≤", "不多于": "≤", "至多": "≤", "最多": "≤", "≤": "≤", "<=": "≤",
    "超过": ">", "超": ">", "逾": ">", "多于": ">", ">": ">",
    "至少": "≥", "不少于": "≥", "不低于": "≥", "≥": "≥", ">=": "≥", "上": "≥",
    "大约": "≈", "约": "≈", "≈": "≈", "~": "≈", "about ": "≈", "nearly ": "<", "over ": ">",
    "at least ": "≥", "more than ": ">",
}  # fmt: skip
_AFTER = {
    "余": ">", "餘": ">", "多": ">", "+": "≥", "以上": "≥", "及以上": "≥", "左右": "≈",
    "上下": "≈", "以内": "≤", "以下": "≤",
}  # fmt: skip
_COUNTED = "人名家户戶个個对對场場次条條份支座所项項位"
_SCALES = {"千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = rf"(?:\d+(?:\.\d+)?|{NUMERAL}+)"
_WRITTEN = re.compile(
    rf"(?P<before>{_any(_BEFORE)})?\s*(?P<number>{_NUMBER})(?:(?P<range>[-—–~至到])(?P<upper>{_NUMBER}))?"
    rf"\s*(?P<after>{_any(_AFTER)})?(?P<scale>[千万萬亿億])?(?P<more>{_any(_AFTER)})?(?P<unit>\D{{0,6}}?)(?P<end>左右|以上|以内)?"
)


def read_quantity(words: str) -> Quantity | None:
    """Return the quantity the words name; ``None`` where they name none.

    Examples
    --------
    >>> read_quantity("30余家")
    Quantity(operator='>', value=30, upper=None, printed='30余家')
    >>> [read_quantity(w).words().zh for w in ("近200人", "百名", "3至5", "1.2万人", "三十二")]
    ['< 200', '≈ 100', '3–5', '12,000', '32']
    >>> read_quantity("全覆盖") is None
    True
    """
    kept = words.strip()
    plain = unicodedata.normalize("NFKC", kept).replace("，", ",").replace("∼", "~")
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    value, upper = _value(match.group("number")), _value(match.group("upper"))
    if value is None:
        return None
    unit = match.group("unit")
    scale = match.group("scale")
    if scale and (not unit or unit[0] in _COUNTED):
        value, upper = value * _SCALES[scale], upper and upper * _SCALES[scale]
    operator = _operator(match, plain)
    if match.group("range"):
        if upper is None or upper < value:
            return None
        operator = "–"
    exact = re.fullmatch(r"\d+(\.\d+)?", kept) is not None
    return Quantity(operator, _whole(value) or 0, _whole(upper), None if exact else kept)


def _operator(match: re.Match[str], plain: str) -> str:
    before, after = match.group("before"), match.group("after") or match.group("more")
    if before:
        return _BEFORE[before]
    if after:
        return _AFTER[after]
    if match.group("end"):
        return _AFTER[match.group("end")]
    # 百名 and 千人 without a digit before are round figures.
    return "≈" if re.match("[百千]", plain) else "="


def _value(number: str | None) -> float | None:
    if number is None:
        return None
    return float(number) if number[0].isdigit() else chinese_number(number)


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number


def counted(words: str, units: tuple[str, ...]) -> Quantity | None:
    """Return the first number in a text that stands right before one of the units.

    Examples
    --------
    >>> counted("四方开展党建联建", ("方",)).value
    4
    >>> counted("30余家非公企业党支部", ("家", "个")).words().zh
    '> 30'
    >>> counted("双方联建", ("方",)) is None
    True
    """
    found = _counting(units).search(unicodedata.normalize("NFKC", words))
    return read_quantity(found.group()) if found else None


@cache
def _counting(units: tuple[str, ...]) -> re.Pattern[str]:
    after, before = _any(_AFTER), _any(_BEFORE)
    wanted = "|".join(map(re.escape, units))
    return re.compile(rf"(?:{before})?(?<![\d第]){_NUMBER}(?:{after})?\s*(?:{wanted})")
