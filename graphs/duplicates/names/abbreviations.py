"""Abbreviations: a name whose characters are found in a longer one, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from graphs.duplicates.names.place_words import is_place
from graphs.text import Text

__all__ = ["PART_OF", "Likeness", "abbreviation", "head", "inner_body", "spoken"]

PART_OF = 3.0
_ABBREVIATION = 3.0  # and for each character of its average run a little more
_LONG = 0.3  # more, where five characters or more are found in their order
_INSERTED = 1.5  # one word more inside is another name, not a longer form of it
_HEAD = 1.0
_COMPANY = re.compile(r"公司$|集团$")
# Bodies inside a unit have organisations of their own.
_INNER = re.compile(
    r"机关|车间|工区|班组|工段|离退休|退休|(?:生产|经营|营业|项目)[一二三四五六七八九十]*部|门店|科室|教研室"
)
_SUPERIOR = re.compile(r"(?:公司|集团|有限|责任|股份|省|市|县|区|镇|乡|街道|政府)$")
_FILLER = re.compile(r"事务|管理|工作|服务|业务|[初高]级")
"""Words that an office's name may do without: 退役军人事务局, 退役军人局."""
_CUT_ENDS = {"员会": "委", "学": "中小", "儿园": "幼", "会": "协联"}
"""What may be cut off the end, and after which characters: 卫健委, 一中, 三幼, 科协."""
_ORDINAL = re.compile(r"第(\d{1,2})")
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two names relate, with its weight in bits and the inner body that only one names."""

    weight: float
    reason: Text
    inner: str = ""


def spoken(core: str) -> str:
    """Return a name with its ordinals as they are said in short names: 第1中学 is 一中学."""
    return _ORDINAL.sub(lambda found: _numeral(int(found[1])), core)


def _numeral(number: int) -> str:
    tens, units = divmod(number, 10)
    head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return head + (_NUMERALS[units] if units or not tens else "")


def head(few: str, many: str, after: str) -> Likeness:
    """Return how a name relates to one that begins with it and goes on."""
    # What follows a whole name is a body inside it or beside it, no longer form of it.
    reason = Text(
        zh="“{many}”比“{few}”多出后面的“{after}”", en="“{many}” adds “{after}” to “{few}”"
    )
    return Likeness(
        weight=_HEAD, reason=reason.format(few=few, many=many, after=after), inner=after
    )


def abbreviation(
    few: str, many: str, runs: list[tuple[int, int]], places: Iterable[str]
) -> Likeness | None:
    """Return how a name relates to one that holds its characters in order.

    An abbreviation cuts words short in several places (住房和城乡建设局, 住建局). One gap alone is a
    word more: of a superior or a place it is left out (国网河南省电力公司上街区供电公司), any other
    makes another name (农业局, 农业机械局).
    """
    if len(few) < 3:
        return None
    gaps = [many[end:start] for (_, end), (start, _) in pairwise(runs)]
    whole = runs[0][1] - runs[0][0] > 1  # one character alone is a word cut short (建行)
    word = gaps[0] if len(gaps) == 1 and whole else ""
    if (len(word) > 1 or word in _NUMERALS) and word and not _may_lack(word, places):
        reason = Text(zh="一方中间多出“{word}”", en="one has “{word}” inside").format(word=word)
        return Likeness(weight=_INSERTED, reason=reason, inner=word)
    after = many[runs[-1][1] :]
    cut = few[-1] in _CUT_ENDS.get(after, "")
    if (
        after and not cut and not _COMPANY.search(after)
    ):  # an abbreviation ends as the name does: 局, 会, 行
        return head(few, many, after)
    if not gaps:
        reason = Text(zh="“{few}”是“{many}”中的一段", en="“{few}” is a part of “{many}”")
        return Likeness(weight=PART_OF, reason=reason.format(few=few, many=many))
    average = len(few) / len(runs)
    reason = Text(zh="“{few}”是“{many}”的简称", en="“{few}” abbreviates “{many}”").format(
        few=few, many=many
    )
    weight = _ABBREVIATION + 0.7 * min(average, 3.0) + (_LONG if len(few) >= 5 else 0)
    return Likeness(weight=weight, reason=reason, inner=inner_body(many, few))


def _may_lack(gap: str, places: Iterable[str]) -> bool:
    """Whether a name stays the same one without a word of a superior, a place, or no meaning."""
    return bool(_SUPERIOR.search(gap) or _FILLER.fullmatch(gap)) or is_place(gap, places)


def inner_body(many: str, few: str) -> str:
    """Return the body inside a unit that only the longer name has; blank for none."""
    extra = [word for word in _INNER.findall(many) if word not in few]
    return extra[0] if extra else ""
