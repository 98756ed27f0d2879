"""Probability that two records are the same, by additive weights of evidence (Fellegi-Sunter).

After Fellegi and Sunter (1969): each observation has a weight in bits, the logarithm of how much
likelier it is among true duplicates than among chance pairs; weights add up, and the score is the
probability they stand for. The weights are set by hand on the press sample and on invented
districts, and are this product's own judgement; nothing was learnt from confidential ledgers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphs.duplicates.entries import Entry
from graphs.duplicates.name_likeness import likeness
from graphs.duplicates.names.abbreviations import Likeness
from graphs.duplicates.names.name_parts import ParsedName
from graphs.folding import fold
from graphs.text import Text

__all__ = ["Part", "barred", "evidence", "probability"]

_PRIOR = -3.0
_SAME_SOURCE = 3.5
_SAME_UNIT = 1.5
_SAME_DIVISION = 1.0
_OTHER_COUNTY = -6.0
_OTHER_PLACE = -3.5  # two townships of one county: one name is suggested, not called likely
_JOINT_DIFFERS = -1.0
_INNER_BODY = -4.0
_MISSING_ORDINAL = -3.0
_SAME_CODE = 10.0
_SAME_FOREIGN = 10.0
_ALIAS = 7.0
_SIGNED_TOGETHER = -5.0
_OTHER_UNIT_CODE = -6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One observation: its weight in bits (below 0 it speaks against) and what was seen."""

    key: str
    weight: float
    reason: Text


def probability(weight: float) -> float:
    """Return the probability that corresponds to a sum of weights, in (0, 1).

    Examples
    --------
    >>> probability(0.0), round(probability(4.0), 2)
    (0.5, 0.94)
    """
    bounded = max(-40.0, min(40.0, weight))
    return float(2**bounded / (1 + 2**bounded))


def barred(left: Entry, right: Entry) -> bool:
    """Return whether two records cannot be one, whatever their names.

    1. They are of different types or of different levels (支部, 总支, 党委). 2. Their numbers differ
    (第一 and 第二 of one unit; one numbered and one not). 3. Other ordinals contradict (第二工区 and
    第三工区, 七局 and 四局). 4. One stands above the other. 5. Both have a credit code, and not the same.
    6. They are of two large enterprises (中石油, 中石化).
    """
    a, b = left.name, right.name
    one_unnamed = not left.level or not right.level
    return (
        left.kind != right.kind
        or (not one_unnamed and left.level != right.level)
        or (not one_unnamed and a.number != b.number)
        or _other_numbers(a, b)
        or bool(a.enterprise and b.enterprise and a.enterprise != b.enterprise)
        or left.id in right.superiors
        or right.id in left.superiors
        or bool(left.code and right.code and left.code != right.code)
    )


def _other_numbers(a: ParsedName, b: ParsedName) -> bool:
    """Whether numbers contradict; 第二工程公司 and 二公司 give the same ones in different words."""
    if a.numbers == b.numbers:
        return False
    as_many = a.numbers and len(a.numbers) == len(b.numbers)
    ordinals = a.ordinals and b.ordinals and a.ordinals != b.ordinals
    return bool(as_many or ordinals or (a.bodies and b.bodies and a.bodies != b.bodies))


def evidence(left: Entry, right: Entry) -> tuple[Part, ...]:
    """Return the observations on two records, the prior first; nothing where no name relates.

    The order of the two does not matter.
    """
    named = _named(left, right)
    same_code = bool(left.code and left.code == right.code)
    same_foreign = left.foreign & right.foreign
    if named is None and not same_code and not same_foreign:
        return ()
    found = [
        Part(key="prior", weight=_PRIOR, reason=Text(zh="起点：任意两条", en="any two records"))
    ]
    if named is not None:
        found.append(named[0])
    if same_code:
        reason = Text(zh="信用代码相同：{code}", en="one credit code: {code}").format(
            code=left.code
        )
        found.append(Part(key="code", weight=_SAME_CODE, reason=reason))
    for system, value in sorted(same_foreign)[:1]:
        reason = Text(zh="外部编号相同：{value}", en="one foreign id: {value}").format(
            value=f"{system} {value}"
        )
        found.append(Part(key="foreign", weight=_SAME_FOREIGN, reason=reason))
    found.extend(_context(left, right))
    if named is not None and named[1] is not None:
        found.extend(_against(left, right, named[1]))
    return tuple(found)


def _named(left: Entry, right: Entry) -> tuple[Part, Likeness | None] | None:
    alias = _known_as(left, right) or _known_as(right, left) or left.aliases & right.aliases
    alike = likeness(left, right)
    if alias and (alike is None or alike.weight < _ALIAS):
        reason = Text(zh="名称是对方的别名", en="the name is an alias of the other")
        return Part(key="alias", weight=_ALIAS, reason=reason), None
    if alike is None:
        return None
    return Part(key="name", weight=alike.weight, reason=alike.reason), alike


def _known_as(one: Entry, other: Entry) -> bool:
    """Return whether one is recorded as called what the other is called in full."""
    full = fold(other.shown)
    return full in one.aliases or full == one.short


def _context(left: Entry, right: Entry) -> Iterator[Part]:
    if left.sources & right.sources:
        reason = Text(zh="出自同一来源", en="stated by the same source")
        yield Part(key="source", weight=_SAME_SOURCE, reason=reason)
    if left.agreements & right.agreements:
        reason = Text(zh="共同签署同一份协议", en="both signed one agreement")
        yield Part(key="together", weight=_SIGNED_TOGETHER, reason=reason)
    if left.unit_codes and right.unit_codes and not left.unit_codes & right.unit_codes:
        reason = Text(zh="所在单位的信用代码不同", en="their units have different credit codes")
        yield Part(key="unit_code", weight=_OTHER_UNIT_CODE, reason=reason)
    elif (left.units & right.units) or (left.unit_names & right.unit_names):
        yield Part(
            key="unit", weight=_SAME_UNIT, reason=Text(zh="所在单位相同", en="the same unit")
        )
    if left.division and left.division == right.division:
        reason = Text(zh="所在区划相同", en="the same division")
        yield Part(key="division", weight=_SAME_DIVISION, reason=reason)
    elif left.county and right.county and left.county != right.county:
        reason = Text(zh="不在同一个县（区）", en="in different counties")
        yield Part(key="county", weight=_OTHER_COUNTY, reason=reason)
    elif (
        left.division
        and right.division
        and left.division not in right.divisions
        and right.division not in left.divisions
    ):
        reason = Text(zh="所在区划不同", en="in different divisions")
        yield Part(key="place", weight=_OTHER_PLACE, reason=reason)


def _against(left: Entry, right: Entry, alike: Likeness) -> Iterator[Part]:
    if left.level and right.level and left.name.joint != right.name.joint:
        reason = Text(zh="一个是联合组织，一个不是", en="one is joint, the other is not")
        yield Part(key="joint", weight=_JOINT_DIFFERS, reason=reason)
    if alike.inner:
        reason = Text(zh="一方多出内设机构“{word}”", en="one adds an inner body “{word}”").format(
            word=alike.inner
        )
        yield Part(key="inner", weight=_INNER_BODY, reason=reason)
    same = left.name.numbers == right.name.numbers
    if left.name.ordinals != right.name.ordinals and not same:
        reason = Text(zh="一方带序号，一方不带", en="one has an ordinal the other lacks")
        yield Part(key="ordinal", weight=_MISSING_ORDINAL, reason=reason)
