"""Parse single plan arguments: weights, marks, capacities, ids separated by colons."""

from __future__ import annotations

import math
from collections.abc import Callable

from graphs.errors import InputError, Problem
from graphs.planning import CRITERIA, SETTING_RANGES, Capacity, Mark
from graphs.text import Text

__all__ = [
    "PAIR",
    "capacity_of",
    "mark_of",
    "number_of",
    "refused_argument",
    "split_ids",
    "weight_of",
]

PAIR = Text(zh="非公方:国企方:事由", en="GUEST:HOST:REASON")


def number_of(setting: str) -> Callable[[str], float]:
    """Return what reads the number of a setting, within the range declared for it.

    Examples
    --------
    >>> number_of("budget")("0"), number_of("max_distance_km")("2.5")
    (0, 2.5)
    """
    return lambda words: _number("--" + setting.replace("_", "-"), words, setting)


def _number(flag: str, words: str, setting: str) -> float:
    range_ = SETTING_RANGES[setting]
    try:
        value = float(words)
    except ValueError:
        value = math.nan
    if range_.allows(value):
        return int(value) if range_.whole else value
    raise refused_argument(flag, words, range_.words())


def weight_of(words: str) -> tuple[str, float]:
    """Return the criterion and the weight of ``CRITERION=WEIGHT``.

    Raises
    ------
    InputError
        There is no such criterion, or the weight is no number of at least 0.

    Examples
    --------
    >>> weight_of("distance=2")
    ('distance', 2.0)
    """
    key, equals, value = words.partition("=")
    if equals and key in CRITERIA:
        return key, _number("--weight", value, "weight")
    keys = Text.join([Text.same(each) for each in CRITERIA])
    reason = Text(zh="写成 评价项=权重，评价项为 ", en="write CRITERION=WEIGHT, one of ") + keys
    raise refused_argument("--weight", words, reason)


def split_ids(flag: str, words: str, parts: int) -> tuple[str, ...]:
    """Return ids parted by colons, and what follows them.

    Raises
    ------
    InputError
        There are too few.

    Examples
    --------
    >>> split_ids("--why", "n1:s1", 2), split_ids("--lock", "n1:s1:双方已商定", 3)[2]
    (('n1', 's1'), '双方已商定')
    """
    found = tuple(words.split(":", parts - 1))
    if len(found) == parts and all(each.strip() for each in found):
        return found
    shape = PAIR if parts == 3 else Text(zh="非公方:国企方", en="GUEST:HOST")
    raise refused_argument(flag, words, Text(zh="写成 ", en="write ") + shape)


def mark_of(flag: str, words: str) -> Mark:
    """Return the mark of ``GUEST:HOST:REASON``.

    Raises
    ------
    InputError
        A part is missing, the reason for instance.

    Examples
    --------
    >>> mark_of("--lock", "n1:s1:双方已商定").reason
    '双方已商定'
    """
    guest, host, reason = split_ids(flag, words, 3)
    return Mark(guest=guest, host=host, reason=reason)


def capacity_of(words: str) -> Capacity:
    """Return the capacity of ``ID=MOST`` or ``ID=LEAST-MOST``.

    Raises
    ------
    InputError
        It is not written so.

    Examples
    --------
    >>> capacity_of("s1=1-3").high
    3
    """
    ident, equals, range_ = words.rpartition("=")
    low, dash, high = range_.rpartition("-")
    if ident and equals and high and (low or not dash):
        least, most = _number("--capacity", low or "0", "low"), _number("--capacity", high, "high")
        return Capacity(id=ident, low=int(least), high=int(most))
    reason = Text(zh="写成 编号=至多 或 编号=至少-至多", en="write ID=MOST or ID=LEAST-MOST")
    raise refused_argument("--capacity", words, reason)


def refused_argument(flag: str, words: str, reason: Text) -> InputError:
    """Return the error about one argument.

    Examples
    --------
    >>> refused_argument("--scope", "x", Text(zh="不是范围", en="is no scope")).message.en
    '--scope: “x”: is no scope'
    """
    problem = Problem(place=Text.same(flag), value=words, reason=reason)
    return InputError(problem.sentence(), (problem,))
