"""How many pairs: the one place that counts them, for lists, loads, sentences and downloads alike.

A pair between collectives stands for several, within bounds; a pair of a scope belongs to it or
merely reaches into it. So pairs are never counted by ``len`` or ``+= 1`` but here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from graphs.model import Bounds, Count
from graphs.network.pairs import Pair

__all__ = [
    "RunningLoads",
    "count_by_agreement",
    "count_edges",
    "count_pairs",
    "edge_loads",
    "pair_loads",
    "pair_members",
]

# Agreement, fewest, most (negative without an upper bound), whether its non-public end is inside.
_Weight: TypeAlias = tuple[str, float, float, bool]


def count_pairs(found: Iterable[Pair]) -> Count:
    """Return how many pairs these represent; ``ids`` are their agreements."""
    return _sum(map(_of_pair, found))


def count_edges(found: Iterable[Mapping[str, Any]]) -> Count:
    """Return how many pairs edges of the pairing graph represent, by their attributes.

    Examples
    --------
    >>> wide = {"agreement": "g1", "pairs_low": 30, "pairs_high": -1, "inside": True}
    >>> count_edges([wide]).words().zh
    '≥ 30'
    """
    return _sum(map(_of_edge, found))


def count_by_agreement(found: Iterable[Pair]) -> Mapping[str, Count]:
    """Return how many of the pairs each agreement gives, in the order the agreements come."""
    gathered: defaultdict[str, list[_Weight]] = defaultdict(list)
    for pair in found:
        gathered[pair.agreement].append(_of_pair(pair))
    return MappingProxyType({ident: _sum(rows) for ident, rows in gathered.items()})


def pair_loads(found: Iterable[Pair]) -> Mapping[str, Count]:
    """Return how many of the pairs each organisation has, host or guest; zero is left out."""
    return _loads((pair.host, pair.guest, _of_pair(pair)) for pair in found)


def edge_loads(edges: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Mapping[str, Count]:
    """Return how many pairs each node has in edges of the pairing graph; zero is left out.

    Examples
    --------
    >>> one = {"agreement": "g1", "pairs_low": 1, "pairs_high": 1, "inside": True}
    >>> {node: load.words().zh for node, load in edge_loads([("s1", "n1", one)]).items()}
    {'s1': '1', 'n1': '1'}
    """
    return _loads((a, b, _of_edge(data)) for a, b, data in edges)


class RunningLoads:
    """The loads of :func:`edge_loads` as bounds only, added up a piece of the edges at a time.

    A million edges keep their agreements nowhere so; what is left is two numbers a node.

    Examples
    --------
    >>> loads = RunningLoads()
    >>> loads.add([("s1", "n1", {"pairs_low": 1, "pairs_high": 1})])
    >>> loads.add([("s1", "n2", {"pairs_low": 3, "pairs_high": -1})])
    >>> loads.bounds("s1"), loads.bounds("n1"), loads.bounds("n3")
    ((4, None), (1, 1), (0, 0))
    """

    def __init__(self) -> None:
        self._low: dict[str, int] = {}
        self._high: dict[str, int | None] = {}

    def add(self, edges: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
        """Count edges that were not counted before."""
        low, high = self._low, self._high
        for a, b, data in edges:
            least, most = data["pairs_low"], data["pairs_high"]
            for node in (a, b):
                so_far = high.get(node, 0)
                low[node] = low.get(node, 0) + least
                high[node] = None if so_far is None or most < 0 else so_far + most

    def bounds(self, node: str) -> tuple[int, int | None]:
        """Return the fewest and the most pairs of a node; zero where it has none."""
        return self._low.get(node, 0), self._high.get(node, 0)

    def __contains__(self, node: object) -> bool:
        return node in self._low

    def __iter__(self) -> Iterator[str]:
        return iter(self._low)


def pair_members(found: Iterable[Pair], sizes: Mapping[str, Bounds]) -> Mapping[str, Bounds]:
    """Return how many of each organisation's members the pairs reach, by id; none is left out.

    A named organisation is one. Of a collective no more are reached than it has members, nor more
    than it has pairs; and at least as many as its largest pair stands for.
    """
    return _members(((pair.host, pair.guest, _of_pair(pair)) for pair in found), sizes)


def _of_pair(pair: Pair) -> _Weight:
    low, high = pair.count.low, pair.count.high
    return (pair.agreement, low, -1 if high is None else high, pair.inside)


def _of_edge(data: Mapping[str, Any]) -> _Weight:
    return (data["agreement"], data["pairs_low"], data["pairs_high"], data["inside"])


def _gathered(found: Iterable[tuple[str, str, _Weight]]) -> Mapping[str, list[_Weight]]:
    gathered: defaultdict[str, list[_Weight]] = defaultdict(list)
    for a, b, weight in found:
        gathered[a].append(weight)
        gathered[b].append(weight)
    return gathered


def _loads(found: Iterable[tuple[str, str, _Weight]]) -> Mapping[str, Count]:
    return MappingProxyType({node: _sum(rows) for node, rows in _gathered(found).items()})


def _members(
    found: Iterable[tuple[str, str, _Weight]], sizes: Mapping[str, Bounds]
) -> Mapping[str, Bounds]:
    reached = {}
    for node, rows in _gathered(found).items():
        size, most = sizes[node], _sum(rows).high
        high = size.high if most is None else most if size.high is None else min(size.high, most)
        low = min(size.low, max(low for _, low, _, _ in rows))
        reached[node] = Bounds(low, None if high is None else max(high, low))
    return MappingProxyType(reached)


def _sum(weights: Iterable[_Weight]) -> Count:
    lows, highs, open_ended, named = [0.0, 0.0], [0.0, 0.0], [False, False], 0
    ids = set()
    for agreement, low, high, inside in weights:
        ids.add(agreement)
        lows[inside] += low
        highs[inside] += max(high, 0)
        open_ended[inside] |= high < 0
        named += low == high == 1
    part = [
        Bounds(int(low), None if unbounded else int(high))
        for low, high, unbounded in zip(lows, highs, open_ended, strict=True)
    ]
    return Count(inside=part[True], host_only=part[False], named=named, ids=tuple(sorted(ids)))
