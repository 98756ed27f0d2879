"""Name similarity: equal, suffix, abbreviation, or equal in sound."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from graphs.duplicates.entries import Entry
from graphs.folding import fold
from graphs.text import Text

__all__ = ["Likeness", "likeness", "sound"]

_SAME, _SAME_PLAIN, _SOUND = 7.0, 5.5, 4.0
_NAMED_AS_UNIT, _TAIL_AFTER_KNOWN, _TAIL = 4.0, 4.0, 3.0
_REORDERED = 2.0
_HEAD = 1.0
_TAIL_AFTER_PLACE = 5.0
_ABBREVIATION = 3.0  # and for each character of its average run a little more
_INSERTED = 1.5  # one word more inside is another name, not a longer form of it
_OFFICE = 1.0  # less, where one is an office or firm that names no organisation
_GENERIC = 2.0  # a core too short to tell anybody from anybody
_NEARLY = 1.0
_NEAR = 0.85  # share of the shorter name that stands in the other in its order
_COMPANY = re.compile(r"公司$|集团$")
# Bodies inside a unit have organisations of their own.
_INNER = re.compile(
    r"机关|车间|工区|班组|工段|离退休|退休|(?:生产|经营|营业|项目)[一二三四五六七八九十]*部|门店|科室|教研室"
)

_PART = re.compile(r"分公司|子公司|事业部|分厂|分局|分中心")
_SUPERIOR = re.compile(r"(?:公司|集团|有限|责任|股份|省|市|县|区|镇|乡|街道)$")

# In place names 咀 is written for 嘴 and read like it; the dictionary reads it jǔ.
_CUSTOMARY = {"咀": "嘴"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two names relate, with its weight in bits and the inner body that only one names."""

    weight: float
    reason: Text
    inner: str = ""


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
    return _shorter(left, right) or _nearly(left, right)


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
    few, many = short.name.core, long.name.core
    # Counting the characters is cheap and rules out almost every pair.
    if len(few) < 2 or few == many or Counter(few) - Counter(many):
        return None
    if many.endswith(few):
        return _tail(long, many[: -len(few)], few)
    if many.startswith(few) and (_PART.search(many[len(few) :]) or not _COMPANY.search(many)):
        return _head(few, many, many[len(few) :])
    runs = [code for code in LCSseq.opcodes(few, many) if code.tag == "equal"]
    if sum(code.src_end - code.src_start for code in runs) == len(few):
        return _abbreviation(few, many, [(code.dest_start, code.dest_end) for code in runs])
    return _reordered(few, many)


def _head(few: str, many: str, after: str) -> Likeness:
    # What follows a whole name is a body inside it or beside it, no longer form of it.
    reason = Text(
        zh="“{many}”比“{few}”多出后面的“{after}”", en="“{many}” adds “{after}” to “{few}”"
    )
    return Likeness(
        weight=_HEAD, reason=reason.format(few=few, many=many, after=after), inner=after
    )


def _reordered(few: str, many: str) -> Likeness | None:
    if len(few) < 4:
        return None
    reason = Text(
        zh="“{few}”的字都在“{many}”里，次序不同",
        en="all characters of “{few}” are in “{many}”, in another order",
    ).format(few=few, many=many)
    return Likeness(weight=_REORDERED, reason=reason)


def _tail(long: Entry, before: str, few: str) -> Likeness:
    known = any(
        before == name or name.endswith(before) or before.endswith(name)
        for name in long.unit_names
        if name
    )
    place = before.endswith(("省", "市", "县", "区", "镇", "乡", "街道", "旗", "州"))
    own_place = place and (before in long.places or len(few) >= 5)
    if known or place:
        reason = Text(
            zh="只差前面的单位名或地名“{before}”",
            en="only the unit or place before it, “{before}”, is missing",
        )
        weight = _TAIL_AFTER_PLACE if own_place else _TAIL_AFTER_KNOWN
    else:
        reason = Text(zh="只差前缀“{before}”", en="only the prefix “{before}” is missing")
        weight = _TAIL
    return Likeness(weight=weight, reason=reason.format(before=before), inner=_inner(before, few))


def _abbreviation(few: str, many: str, runs: list[tuple[int, int]]) -> Likeness | None:
    """Return how a name relates to one that holds its characters in order.

    An abbreviation cuts words short in several places (住房和城乡建设局, 住建局). One gap alone is a
    word more: of a superior or a place it is left out (国网河南省电力公司上街区供电公司), any other
    makes another name (农业局, 农业机械局).
    """
    if len(few) < 3:
        return None
    gaps = [many[end:start] for (_, end), (start, _) in pairwise(runs)]
    whole = runs[0][1] - runs[0][0] > 1  # one character alone is a word cut short (建行)
    if len(gaps) == 1 and len(gaps[0]) > 1 and whole and not _SUPERIOR.search(gaps[0]):
        reason = Text(zh="一方中间多出“{word}”", en="one has “{word}” inside").format(word=gaps[0])
        return Likeness(weight=_INSERTED, reason=reason, inner=gaps[0])
    after = many[runs[-1][1] :]
    if (
        after and after != "员会" and not _COMPANY.search(after)
    ):  # an abbreviation ends as the name does: 局, 会, 行
        return _head(few, many, after)
    if not gaps:
        reason = Text(zh="“{few}”是“{many}”中的一段", en="“{few}” is a part of “{many}”")
        return Likeness(weight=_TAIL, reason=reason.format(few=few, many=many))
    average = len(few) / len(runs)
    reason = Text(zh="“{few}”是“{many}”的简称", en="“{few}” abbreviates “{many}”").format(
        few=few, many=many
    )
    weight = _ABBREVIATION + 0.7 * min(average, 3.0)
    return Likeness(weight=weight, reason=reason, inner=_inner(many, few))


def _inner(many: str, few: str) -> str:
    extra = [word for word in _INNER.findall(many) if word not in few]
    return extra[0] if extra else ""


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
