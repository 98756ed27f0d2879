"""Part the parties that a cell joins without a separator: 甲支部和乙支部, 1.甲支部2.乙支部, 第一、第二支部.

Only whole names are parted: on both sides stands a name with a body of its own. 白石镇党委和政府机关党支部
stays one.
"""

from __future__ import annotations

import re

from graphs.intake.cells.party_names import is_generic, unit_name

__all__ = ["completed", "is_joined", "is_nobody", "parted"]

_PARTY = r"(?:(?:支部|总支部?|工作)?委员会|党?支部|党?总支|党委|党组|工委)"
_MARK = r"\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]"
_BETWEEN = r"\s*[/／+＋&]\s*|\s+|以及|[和与及暨]"
_JOINED = re.compile(
    rf"(?:(?<=支部)|(?<=总支)|(?<=党委)|(?<=党组)|(?<=工委)|(?<=员会))(?:\s*(?:{_MARK})\s*|{_BETWEEN})"
    rf"(?=([\u4e00-\u9fffA-Za-z0-9（）()]{{2,40}}?{_PARTY}))"
)
_OF_THE_SAME = re.compile("政府|机关|其|下属|所属|直属|班子")
_NUMBER = r"第?[一二三四五六七八九十\d]{1,3}"
_ORDINALS = re.compile(
    rf"(?P<stem>[^、,，;；\n]+?)(?P<all>第[一二三四五六七八九十\d]{{1,3}}(?:[、,，和及与]{_NUMBER})+)(?P<body>{_PARTY})"
)
_NOBODY = re.compile(
    "(暂|尚|目前|还)?(无|没有?|未)(有|结对|签约|联建|共建|对接)?(对象|单位|组织|党组织|企业|合作)?"
)


def is_nobody(words: str) -> bool:
    """Return whether a text says in words that there is no partner.

    Examples
    --------
    >>> [is_nobody(words) for words in ("暂无", "尚未结对", "无结对对象", "无锡公司")]
    [True, True, True, False]
    """
    return _NOBODY.fullmatch(words) is not None


def is_joined(words: str) -> bool:
    """Return whether a text may hold several names without a separator."""
    return _JOINED.search(words) is not None or _ORDINALS.search(words) is not None


def parted(words: str) -> str:
    r"""Return a text with a line for each of the names it joins.

    Examples
    --------
    >>> parted("1.甲公司党支部2.乙厂党支部")
    '1.甲公司党支部\n乙厂党支部'
    >>> parted("甲公司第一、第二党支部"), parted("白石镇党委和政府机关党支部")
    ('甲公司第一党支部\n甲公司第二党支部', '白石镇党委和政府机关党支部')
    """
    return _JOINED.sub(_break, _ORDINALS.sub(_each, words))


def _break(found: re.Match[str]) -> str:
    following = found.group(1)
    if is_generic(following) or _OF_THE_SAME.match(following):
        return found.group()
    return "\n"


def _each(found: re.Match[str]) -> str:
    numbers = re.findall(r"[一二三四五六七八九十\d]+", found.group("all"))
    return "\n".join(f"{found.group('stem')}第{each}{found.group('body')}" for each in numbers)


def completed(name: str, before: str) -> str:
    """Return a numbered branch with the unit of the one before it, which it is a sister of.

    Examples
    --------
    >>> completed("第二党支部", "甲公司第一党支部"), completed("第二党支部", "乙厂")
    ('甲公司第二党支部', '第二党支部')
    """
    unit = unit_name(before)
    if not name.startswith("第") or not is_generic(name) or not before.startswith(f"{unit}第"):
        return name
    return unit + name
