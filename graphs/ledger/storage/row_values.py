"""Convert a record to the values of its row, with every problem found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphs.errors import Problem
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.model import Column, PartialDate, Quantity, Record, record_type, to_row
from graphs.text import Text

__all__ = ["FORBIDDEN", "LONGEST_TEXT", "row_values", "text_problem", "well_formed"]

LONGEST_TEXT = 20_000
"""Characters a text may have."""

_IDENT = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Everything XML, Word and terminals choke on: C0 and C1 controls but tab and line feed, lone
# surrogates, and the two code points that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WHOLE = 2**63


def well_formed(ident: str) -> bool:
    """Return whether an identifier may be kept as it is.

    Examples
    --------
    >>> well_formed("sj-b1"), well_formed("a/b"), well_formed("new:1")
    (True, False, False)
    """
    return _IDENT.fullmatch(ident) is not None


def text_problem(words: str) -> Text | None:
    r"""Return what is wrong with a text; ``None`` where nothing is.

    Examples
    --------
    >>> text_problem("上街区") is None
    True
    >>> text_problem("a\x07b").en
    'holds the forbidden character U+0007 at position 2'
    """
    found = FORBIDDEN.search(words)
    if found:
        code = f"U+{ord(found.group()):04X}"
        return Text(
            zh="第 {at} 个字符 {code} 不允许",
            en="holds the forbidden character {code} at position {at}",
        ).format(at=found.start() + 1, code=code)
    if len(words) > LONGEST_TEXT:
        return Text(
            zh="有 {count} 字，最多 {most} 字", en="has {count} characters; {most} are allowed"
        ).format(count=len(words), most=LONGEST_TEXT)
    if not words.strip():
        return Text(zh="是空白文字；没有值请留空", en="is blank text; leave out what has no value")
    return None


def row_values(item: Record) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the stored values of a record, faulty ones left out, and every problem found."""
    declared = record_type(item)
    problems: list[Problem] = []
    faulty: set[str] = set()
    for each in declared.columns:
        for reason in _faults(each, getattr(item, each.name)):
            column = _place(item) + Text(zh="「", en=", ") + each.label + Text(zh="」", en="")
            problems.append(Problem(place=column, reason=reason))
            faulty.add(each.name)
    problems += _absent_problems(item)
    mark: object = item.synthetic  # what a caller gave, whatever the declaration says
    if not isinstance(mark, bool):
        problems.append(_no_flag(item))
    if problems:
        item = _without(item, faulty)
    values: dict[str, Any] = dict(to_row(item))
    for part in declared.stored:
        if part.storage == "real" and values[part.name] is not None:
            # One spelling of a number whether it was given whole or not; adding 0.0 drops -0.0.
            values[part.name] = float(values[part.name]) + 0.0
    return values, tuple(problems)


def _no_flag(item: Record) -> Problem:
    return problem(_place(item), zh="虚构标记不是真假值", en="the synthetic mark is no flag")


def _place(item: Record) -> Text:
    """Return what messages call a record; only one with a problem needs it."""
    return record_words(record_type(item).key, item.id, _names(item))


def _names(item: Record) -> Mapping[str, Any]:
    return {
        name: value
        for name in ("name", "title")
        if isinstance(value := getattr(item, name, None), str)
    }


def _without(item: Record, faulty: set[str]) -> Record:
    kept: dict[str, Any] = {
        each.name: None if each.name in faulty else getattr(item, each.name)
        for each in record_type(item).columns
    }
    return type(item)(id=item.id, **kept)


def _absent_problems(item: Record) -> Iterator[Problem]:
    if not item.absent:
        return
    place = _place(item)
    names = {each.name for each in record_type(item).columns}
    for name in dict(item.absent):
        if name not in names:
            yield problem(
                place, value=name, zh="缺值原因所指的列不存在", en="a reason names no column of it"
            )
        elif getattr(item, name) is not None:
            yield problem(
                place, value=name, zh="既有值又写了缺值原因", en="has a value and a reason for none"
            )


def _faults(each: Column, value: object) -> Iterator[Text]:
    if value is None:
        if each.required:
            yield Text(zh="必填", en="is required")
        return
    if not _is_of(each.value, value):
        yield Text(zh="类型不对：{kind}", en="is of the wrong type: {kind}").format(
            kind=type(value).__name__
        )
        return
    for part in _parts(value):
        yield from _part_faults(part)


def _is_of(wanted: type, value: object) -> bool:
    if wanted is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, wanted)


def _parts(value: object) -> tuple[object, ...]:
    if isinstance(value, PartialDate):
        return (value.printed,)
    if isinstance(value, Quantity):
        return (value.value, value.upper, value.printed)
    return (value,)


def _part_faults(part: object) -> Iterator[Text]:
    if isinstance(part, str):
        reason = text_problem(part)
        if reason:
            yield reason
    elif isinstance(part, float) and not math.isfinite(part):
        yield Text(zh="不是有限的数", en="is not a finite number")
    elif isinstance(part, int) and not -_WHOLE <= part < _WHOLE:
        yield Text(zh="数太大", en="is too large a number")
