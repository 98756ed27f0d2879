"""Name similarity: equal, suffix, abbreviation, or equal in sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from graphs.duplicates.entries import Entry
from graphs.duplicates.names.abbreviations import (
    PART_OF,
    Likeness,
    abbreviation,
    head,
    inner_body,
    spoken,
)
from graphs.duplicates.names.place_words import bare, is_place
from graphs.folding import fold
from graphs.text import Text

__all__ = ["likeness", "sound"]

_SAME, _SAME_PLAIN, _SOUND = 7.0, 5.5, 4.0
_NAMED_AS_UNIT, _TAIL_AFTER_KNOWN = 4.0, 4.0
_TRADE_CUT = 4.0
_REORDERED, _MOVED = 2.0, 4.0
_TAIL_AFTER_PLACE = 5.0
_OFFICE = 1.0  # less, where one is an office or firm that names no organisation
_GENERIC = 2.0  # a core too short to tell anybody from anybody
_NEARLY = 1.0
_NEAR = 0.85  # share of the shorter name that stands in the other in its order
_COMPANY = re.compile(r"公司$|集团$")
_PART = re.compile(r"分公司|子公司|事业部|分厂|分局|分中心")
_BRANCH = re.compile(r"(?:分局|分公司|支行|分行|支队|大队)$")
_TRADE = re.compile(r"(?:制造|实业|科技|工贸|商贸|贸易|发展|技术|工业|投资|控股){1,2}")
"""What a firm's name goes on with and those who know it leave out: 鑫旺机械制造有限公司."""

# In place names 咀 is written for 嘴 and read like it; the dictionary reads it jǔ.
_CUSTOMARY = {"咀": "嘴"}


def likeness(left: Entry, right: Entry) -> Likeness | None:
    """Return the strongest way two names relate; ``None`` where they do not.

    1. One core once kind, number and marks are off. 2. The same without the legal form of a
    company. 3. An office named as the unit of the other. 4. One sounds like the other (石咀, 石嘴).
    5. One is the tail of the other, best where what stands before is a unit, a superior or a
    place. 6. One is an abbreviation of the other (经管系, 经济管理系). 7. The words in another order.
    8. One source writes them almost alike.
    """
    a, b = left.name, right.name
    if bool(left.level) != bool(right.level):
        return _named_as_unit(left, right)
    if a.core == b.core and a.core:
        return _identical(a.core)
    if a.plain == b.plain and a.plain and left.level == right.level:
        reason = Text(zh="去掉公司后缀后名称相同", en="the names agree without the company's form")
        return Likeness(weight=_SAME_PLAIN if len(a.plain) > 2 else _GENERIC, reason=reason)
    if len(a.core) == len(b.core) >= 2 and sound(a.core) == sound(b.core):
        reason = Text(zh="读音相同，用字不同", en="they sound alike and are written differently")
        return Likeness(weight=_SOUND, reason=reason)
    found = [each for each in (_of_firms(left, right), _shorter(left, right)) if each]
    return max(found, key=lambda each: each.weight) if found else _nearly(left, right)


def _of_firms(left: Entry, right: Entry) -> Likeness | None:
    """Return how two firms relate by their names without the legal form."""
    short, long = sorted((left, right), key=lambda entry: (len(entry.name.plain), entry.id))
    few, many = short.name.plain, long.name.plain
    if len(few) < 4 or few == many or not _COMPANY.search(long.name.core):
        return None
    if many.endswith(few) and is_place(many[: -len(few)], long.places):
        return _tail(long, many[: -len(few)], few)
    before, found, after = many.partition(few)
    placed = not before or is_place(before, long.places)
    if found and placed and _TRADE.fullmatch(after):
        reason = Text(
            zh="只少了“{after}”和公司后缀", en="only “{after}” and the company's form are missing"
        )
        words = f"{before}…{after}" if before else after
        return Likeness(weight=_TRADE_CUT, reason=reason.format(after=words))
    return None


def _nearly(left: Entry, right: Entry) -> Likeness | None:
    """Return a weak likeness of names that one source writes almost alike."""
    one, other = sorted((left.name.core, right.name.core), key=len)
    if len(one) < 6 or not left.sources & right.sources:
        return None
    if LCSseq.similarity(one, other) < _NEAR * len(one):
        return None
    reason = Text(zh="名称只差少数几个字", en="the names differ in a few characters")
    return Likeness(weight=_NEARLY, reason=reason)


def _identical(core: str) -> Likeness:
    if len(core) < 2:
        reason = Text(zh="名称相同但没有单位名", en="the names agree and name no unit")
        return Likeness(weight=_GENERIC, reason=reason)
    reason = Text(
        zh="规范化后名称相同：{core}", en="the names agree once put in one form: {core}"
    ).format(core=core)
    return Likeness(weight=_SAME, reason=reason)


def _named_as_unit(left: Entry, right: Entry) -> Likeness | None:
    office, organisation = (left, right) if not left.level else (right, left)
    if organisation.name.number:
        return None
    alike = _shorter(left, right)
    hosted = fold(office.shown) in organisation.unit_names
    own = hosted and (not organisation.name.core or (alike is not None and not alike.inner))
    if own or office.name.plain == organisation.name.plain:
        reason = Text(
            zh="一方是另一方所在单位的名称", en="one is called by the name of the other's unit"
        )
        return Likeness(weight=_NAMED_AS_UNIT, reason=reason)
    return None if alike is None else replace(alike, weight=alike.weight - _OFFICE)


def _shorter(left: Entry, right: Entry) -> Likeness | None:
    short, long = sorted((left, right), key=lambda entry: (len(entry.name.core), entry.id))
    few, many = spoken(short.name.core), spoken(long.name.core)
    # Counting the characters is cheap and rules out almost every pair.
    if len(few) < 2 or few == many or Counter(few) - Counter(many):
        return None
    if many.endswith(few):
        return _tail(long, many[: -len(few)], few)
    if many.startswith(few) and (_PART.search(many[len(few) :]) or not _COMPANY.search(many)):
        return head(few, many, many[len(few) :])
    runs = [code for code in LCSseq.opcodes(few, many) if code.tag == "equal"]
    if sum(code.src_end - code.src_start for code in runs) == len(few):
        places = [(code.dest_start, code.dest_end) for code in runs]
        return abbreviation(few, many, places, left.places | right.places)
    return _reordered(few, many, left.places | right.places)


def _reordered(few: str, many: str, places: Iterable[str]) -> Likeness | None:
    if len(few) < 4:
        return None
    reason = Text(
        zh="“{few}”的字都在“{many}”里，次序不同",
        en="all characters of “{few}” are in “{many}”, in another order",
    ).format(few=few, many=many)
    # 市公安局上街分局 is called 上街公安分局: the place of a branch office moves.
    branch = _BRANCH.search(few)
    moved = branch and many.endswith(branch[0]) and any(bare(each) in few for each in places)
    return Likeness(weight=_MOVED if moved else _REORDERED, reason=reason)


def _tail(long: Entry, before: str, few: str) -> Likeness:
    known = any(
        before == name or name.endswith(before) or before.endswith(name)
        for name in long.unit_names
        if name
    )
    # 上街 before 区委组织部: the name of the place goes on in the shorter one.
    cut = any(each.startswith(before) and few.startswith(each[len(before) :] or few)
              for each in long.places)  # fmt: skip
    place = cut or is_place(before, long.places)
    own_place = place and (cut or before in long.places or len(few) >= 5)
    if known or place or (_COMPANY.search(before) and len(few) >= 5):
        reason = Text(
            zh="只差前面的单位名或地名“{before}”",
            en="only the unit or place before it, “{before}”, is missing",
        )
        weight = _TAIL_AFTER_PLACE if own_place else _TAIL_AFTER_KNOWN
    else:
        reason = Text(zh="只差前缀“{before}”", en="only the prefix “{before}” is missing")
        weight = PART_OF
    return Likeness(
        weight=weight, reason=reason.format(before=before), inner=inner_body(before, few)
    )


@lru_cache(maxsize=100_000)
def sound(core: str) -> str:
    """Return how a name sounds, each character by its commonest reading, without tones.

    Examples
    --------
    >>> sound("石咀") == sound("石嘴")
    True
    """
    return " ".join(_reading(character) for character in core)


@lru_cache(maxsize=20_000)
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(_CUSTOMARY.get(character, character))[0])
