"""Words of places and offices that one writer of a name gives and another leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graphs.codes import division_choices, division_vintage
from graphs.folding import fold

__all__ = ["bare", "is_place", "with_short_office"]

_LEVEL = re.compile(r"(?:省|市|自治区|特别行政区|地区|盟|自治州|州|县|区|旗|镇|乡|街道)$")
_ENDS_AS_PLACE = ("省", "市", "县", "区", "镇", "乡", "街道", "旗", "州")
_OFFICES = {
    "供销合作社联合社": "供销社", "供销合作社": "供销社", "供销合作联社": "供销社",
    "农业农村工作委员会": "农委", "农村工作委员会": "农委", "农业委员会": "农委",
    "工商业联合会": "工商联", "文学艺术界联合会": "文联", "社会科学界联合会": "社科联",
    "残疾人联合会": "残联", "归国华侨联合会": "侨联", "妇女联合会": "妇联",
    "科学技术协会": "科协", "人民武装部": "人武部", "共产主义青年团": "共青团",
    "人民代表大会常务委员会": "人大常委会", "政治协商会议": "政协", "人民政府": "政府",
    "街道办事处": "街道", "社区居民委员会": "社区", "社区居委会": "社区",
    "村村民委员会": "村", "村委会": "村", "人民检察院": "检察院", "人民法院": "法院",
}  # fmt: skip
"""Offices whose short names are fixed by custom and not by their own characters."""


@cache
def _offices() -> re.Pattern[str]:
    names = sorted(_OFFICES, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


def with_short_office(name: str) -> str:
    """Return a name with the customary short names of offices in the place of the full ones.

    Examples
    --------
    >>> with_short_office("上街区供销合作社联合社"), with_short_office("峡窝镇人民政府机关")
    ('上街区供销社', '峡窝镇政府机关')
    """
    return _offices().sub(lambda found: _OFFICES[found.group()], name)


def bare(place: str) -> str:
    """Return the name of a place without its level, as 上街 for 上街区; one character is no name.

    Examples
    --------
    >>> bare("上街区"), bare("河南省"), bare("沙县")
    ('上街', '河南', '沙县')
    """
    short = _LEVEL.sub("", place)
    return short if len(short) > 1 else place


def is_place(words: str, own: Iterable[str]) -> bool:
    """Return whether words are a place: by their ending, one's own, a province or a city.

    Examples
    --------
    >>> is_place("上街", ["上街区"]), is_place("河南", ()), is_place("某某镇", ()), is_place("宏达", ())
    (True, True, True, False)
    """
    if words.endswith(_ENDS_AS_PLACE):
        return True
    return any(words in (place, bare(place)) for place in own) or words in _cities()


@cache
def _cities() -> frozenset[str]:
    """Return the names, without their level, of provinces and cities, folded."""
    listed = division_choices(division_vintage())
    return frozenset(fold(bare(each.names[-1])) for each in listed if each.code.endswith("00"))
