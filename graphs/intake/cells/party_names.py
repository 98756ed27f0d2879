"""The structure of Party organisation names: common forms, and the unit named inside."""

from __future__ import annotations

import re
from functools import lru_cache

from graphs.folding import fold
from graphs.intake.cells.cells import clean

__all__ = ["is_generic", "is_relative", "likeness", "name_ending", "unit_name"]

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
