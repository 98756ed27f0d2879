"""Which hosts a question about loads names, surely or only perhaps, and how many those are."""

from __future__ import annotations

from collections.abc import Mapping

from graphs.model import Bounds, Count
from graphs.statistics import HostLoad

__all__ = ["counted_hosts", "more_pairs_than", "without_pairs"]

_SURELY, _PERHAPS, _NO = 2, 1, 0


def more_pairs_than(each: HostLoad, number: int) -> int:
    """Return 2 for a host with certainly more pairs than a number, 1 for possibly, 0 for no."""
    if each.load.low > number:
        return _SURELY
    return _PERHAPS if each.load.high is None or each.load.high > number else _NO


def without_pairs(each: HostLoad) -> int:
    """Return 2 for a host without a pair, 0 for any other."""
    return _SURELY if each.load.is_zero else _NO


def counted_hosts(marks: Mapping[str, int]) -> Count:
    """Return how many hosts are marked, those that only may be one making the upper bound."""
    certain = tuple(sorted(host for host, mark in marks.items() if mark == _SURELY))
    some = tuple(sorted(host for host, mark in marks.items() if mark))
    return Count(inside=Bounds(len(certain), len(some)), named=len(certain), ids=some)
