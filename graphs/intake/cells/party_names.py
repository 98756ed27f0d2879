"""The structure of Party organisation names: common forms, and the unit named inside."""

from __future__ import annotations

import re
from functools import lru_cache

from graphs.folding import fold
from graphs.intake.files.cell_text import clean

__all__ = [
    "BODY",
    "PERSON",
    "PERSON_FIRST",
    "completed",
    "is_generic",
    "is_joined",
    "is_nobody",
    "is_organisation",
    "is_relative",
    "likeness",
    "name_ending",
    "parted",
    "unit_name",
]

_LIKE = (
    ("中国共产党", ""), ("中共", ""), ("总支部委员会", "党总支"), ("支部委员会", "党支部"),
    ("党支部委员会", "党支部"), ("工作委员会", "党工委"), ("党党", "党"), ("第", ""),
)  # fmt: skip
_ENDING = re.compile(
    "(第?[一二三四五六七八九十百零〇0-9]+)?(联合|聯合|临时|机关)?"
    "(党支部委员会|支部委员会|总支部委员会|党总支委员会|党委会|工作委员会|党支部|黨支部|党总支|黨總支|总支部|党工委|党委|黨委|党组|"
    "委员会|支部|总支)$"
)
_BEGINNING = re.compile("^(中国共产党|中共)")


def likeness(name: str) -> str:
    """Return the name in the one form that the usual ways of writing it share.

    Examples
    --------
    >>> likeness("中共甲公司支部委员会") == likeness("甲公司党支部")
    True
    """
    folded = fold(name)
    for long, short in _LIKE:
        folded = folded.replace(long, short)
    return folded


def is_generic(name: str) -> bool:
    """Return whether a name says nothing of whose organisation it is.

    Examples
    --------
    >>> is_generic("第一党支部"), is_generic("甲公司第一党支部")
    (True, False)
    """
    return unit_name(name) == _BEGINNING.sub("", clean(name)) and _ENDING.search(name) is not None


def name_ending(name: str) -> str:
    """Return the words of a name that say what kind of organisation it is; blank where none do.

    Examples
    --------
    >>> name_ending("中共白石镇委员会"), name_ending("甲公司第二党支部"), name_ending("甲公司")
    ('委员会', '党支部', '')
    """
    found = _ENDING.search(clean(name))
    return found.group(3) if found else ""


_RELATIVE = re.compile("^(我|本(?!田)|镇|乡|街道|办事处|村|社区|园区)")
_OF_COUNTY = re.compile("^(市|县|区|州|旗)")


def is_relative(name: str, place: str) -> bool:
    """Return whether a name says whose it is only together with the place it is used in.

    Examples
    --------
    >>> is_relative("我院党支部", "东镇"), is_relative("市工信局党支部", "甲市")
    (True, True)
    >>> is_relative("区住建局党支部", "东镇"), is_relative("甲公司党支部", "东镇")
    (False, False)
    """
    bare = _BEGINNING.sub("", clean(name))
    if _RELATIVE.match(bare) or is_generic(name):
        return True
    return bool(_OF_COUNTY.match(bare)) and place.endswith(("市", "县", "区", "州", "旗"))


@lru_cache(maxsize=4096)
def unit_name(organisation: str) -> str:
    """Return the unit that the name of a Party organisation holds.

    Examples
    --------
    >>> unit_name("中共甲公司第二党支部委员会"), unit_name("乙厂联合党总支"), unit_name("丙商会")
    ('甲公司', '乙厂', '丙商会')
    """
    name = _BEGINNING.sub("", clean(organisation))
    return _ENDING.sub("", name) or name


# Names that a cell joins without a separator: only whole ones are parted, with a body on both sides.
_PARTY = r"(?:(?:支部|总支部?|工作)?委员会|党?支部|党?总支|党委|党组|工委)"
_MARK = r"\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]"
_BETWEEN = r"\s*[/／+＋&,，]\s*|\s+|以及|[和与及暨]"
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


_ORGANISATION = re.compile(
    r"(支部|总支|党委|党组|工委|委员会|联盟|共同体|联合体|公司|集团|厂|局|委|办|院|校|学|所|中心|会|银行|行|站|社|店|"
    r"村|社区|街道|镇|乡|县|区|部|处|科|室|队|矿|企业|基地|园|馆|场|司|庭|署|组|家|户|个)"
    r"([（(].*[)）])?$"
)
_ENGLISH = re.compile(
    r"branch|committee|compan|corp|ltd|inc\b|group|bureau|factory|plant|school|hospital|bank|cent(?:re|er)|union|"
    r"alliance|party|organi[sz]ation|enterprise|office|association",
    re.IGNORECASE,
)
BODY = r"(?:支部委员会|总支委员会|支部|总支|党委|党组|工委|公司|委员会)"
PERSON = re.compile(
    rf"(?P<name>.{{2,}}{BODY})\s*[,，:：]?\s*[（(]?"
    r"(?:第一)?(?:副?书记|委员(?!会)|负责人|联系人|联络员|主任|经理|董事长)\s*[:：]?\s*[\u4e00-\u9fff·]{1,4}[)）]?"
)
PERSON_FIRST = re.compile(
    rf"(?P<name>.{{2,}}{BODY})\s+[\u4e00-\u9fff·]{{2,4}}\s*[（(]"
    r"[^（()）]{0,8}(?:书记|委员|负责人|联系人|联络员|主任|经理|[长董])[)）]"
)


def is_organisation(words: str) -> bool:
    """Return whether a text has the words that names of organisations end in.

    Examples
    --------
    >>> [is_organisation(words) for words in ("甲公司", "30余家", "农", "Shunda Branch", "无")]
    [True, True, False, True, False]
    """
    if words.isascii():
        return _ENGLISH.search(words) is not None
    bare = PERSON.sub(lambda match: match.group("name"), words)
    return len(bare) > 1 and _ORGANISATION.search(bare) is not None
