"""Parse an organisation's name: kind, number, and the remaining words.

中共X支部委员会, X党支部 and X支部 are one name; so are X党委 and 中共X委员会.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graphs.duplicates.names.enterprise_names import (
    enterprise_first,
    enterprise_in,
    with_short_name,
)
from graphs.duplicates.names.place_words import with_short_office
from graphs.folding import fold

__all__ = ["ParsedName", "parse_name"]

_OPENING = re.compile(r"^(?:中国共产党|中共)")
# The first ending that matches decides, so longer ones stand first.
_ENDINGS = (
    (
        re.compile(
            r"(联合)?(?:党总支部委员会|总支部委员会|党总支委员会|总支委员会|党总支部|总支部|党总支|总支)$"
        ),
        "general_branch",
    ),
    (re.compile(r"(联合)?(?:党支部委员会|支部委员会|党支部|支部|支委会)$"), "branch"),
    (re.compile(r"()(?:党工委|工作委员会|工委)$"), "working_committee"),
    (re.compile(r"()(?:党组)$"), "leading_group"),
    (re.compile(r"(联合|综合)?(?:党委会|党委|委员会)$"), "committee"),
)
_COMPANY = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|股份公司)")
_COMPANY_ANY = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|公司|集团)$")
_MARKS = re.compile(r"[\s()\[\]{}<>〈〉《》「」『』【】〔〕“”\"'‘’·•・,，。、:：;；\-—–_/\\|]+")
_ORDINAL = re.compile(r"第?([一二三四五六七八九十]{1,3}|\d{1,3})$")
_INNER = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,3})")
_BODY = re.compile(
    r"(?<!第)([一二三四五六七八九十]{1,3}|(?<!\d)\d{1,3})"
    r"(?=公?局|处|分?公司|工区|车间|标段|大?队|[班组期厂]|[中小](?!学|[\u4e00-\u9fff]*公司)|附[属院]|幼(?!儿))"
)
_OF_CHINA = 6  # characters of a name that is one without 中国 too: 中国长城铝业, but not 中国移动
_DIGITS = {mark: value for value, mark in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedName:
    """A name taken apart.

    Attributes
    ----------
    core
        What is left without 中共, marks, number and kind.
    plain
        The core without the legal form of a company, and with the short name of a large enterprise.
    enterprise
        The large enterprise it begins with, by its short name; empty without one.
    level
        ``branch``, ``general_branch``, ``committee`` …; empty where the name says none.
    joint
        Whether it calls itself 联合 (or 综合).
    number
        The number right before the kind (第一党支部), 0 without one.
    ordinals
        The other ordinals in it (第二工区), in order.
    bodies
        Numbers that tell bodies apart without 第 (中铁七局, 一分公司), in order.

    Examples
    --------
    >>> parse_name("中共东山街机关支部委员会") == parse_name("東山街機關黨支部")
    True
    """

    core: str
    plain: str
    enterprise: str
    level: str
    joint: bool
    number: int
    ordinals: tuple[int, ...]
    bodies: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number in the core, sorted."""
        return tuple(sorted((*self.ordinals, *self.bodies)))


@lru_cache(maxsize=100_000)
def parse_name(name: str) -> ParsedName:
    """Return a name taken apart, after folding width, case and traditional characters.

    Examples
    --------
    >>> parse_name("阿斯利康江苏第一党支部").number, parse_name("阿斯利康江苏第1支部").core
    (1, '阿斯利康江苏')
    """
    text = _OPENING.sub("", _MARKS.sub("", fold(name)))
    level, joint = "", False
    for pattern, word in _ENDINGS:
        found = pattern.search(text)
        if found:
            level, joint, text = word, bool(found[1]), text[: found.start()]
            break
    number = 0
    found = _ORDINAL.search(text) if level else None
    if found:
        number, text = _value(found[1]), text[: found.start()]
    text = _INNER.sub(lambda found: f"第{_value(found[1])}", text)
    ordinals = tuple(_value(mark) for mark in _INNER.findall(text))
    bodies = tuple(_value(mark) for mark in _BODY.findall(text))
    text = with_short_office(text)
    short = with_short_name(text)
    plain = with_short_name(_COMPANY_ANY.sub("", _COMPANY.sub("", text)) or text)
    plain = enterprise_first(plain)
    if len(plain) >= _OF_CHINA:
        plain = plain.removeprefix("中国")
    return ParsedName(
        core=text,
        plain=plain,
        enterprise=enterprise_in(short),
        level=level,
        joint=joint,
        number=number,
        ordinals=ordinals,
        bodies=bodies,
    )


def _value(mark: str) -> int:
    if mark.isdigit():
        return int(mark)
    tens, found, units = mark.partition("十")
    if not found:
        return _DIGITS.get(mark[0], 0)
    return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(units, 0)
