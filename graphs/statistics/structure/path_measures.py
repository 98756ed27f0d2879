"""Measures of nodes by shortest paths: closeness, harmonic closeness and betweenness, all exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from graphs.statistics.structure.brandes import path_counts
from graphs.statistics.structure.node_measure import Values, of_nodes
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["betweenness", "closeness", "harmonic"]

_WORDS = 256
"""Words of 64 sources searched from at one time."""


@of_nodes(
    order=30,
    label=Text(zh="中介中心性", en="Betweenness"),
    definition=Text(
        zh="其他两家之间的最短路有多大一份要经过它（0 到 1）；高者是牵线搭桥的。",
        en="The share of shortest paths between two others that run through it (0 to 1); high for "
        "who brings others together.",
    ),
)
def betweenness(network: SimpleNetwork) -> Values:
    """Return the share of shortest paths between others that pass the node."""
    size = len(network.ids)
    couples = (size - 1) * (size - 2) / 2
    return path_counts(network) / couples if couples > 0 else np.zeros(size)


@of_nodes(
    order=40,
    label=Text(zh="接近中心性", en="Closeness"),
    definition=Text(
        zh="到它能到达的各家平均要几步，取倒数，再按能到达的比例折算（0 到 1）；高者离大家近。",
        en="One over the mean number of steps to those it reaches, times the share it reaches (0 to "
        "1); high for who is near to all.",
    ),
)
def closeness(network: SimpleNetwork) -> Values:
    """Return closeness, scaled by the share of nodes reached (Wasserman and Faust)."""
    size = len(network.ids)
    reached, steps = np.zeros(size), np.zeros(size)
    for distance, count in _circles(network):
        reached += count
        steps += distance * count
    mean = np.divide(reached, steps, out=np.zeros(size), where=steps > 0)
    return mean * reached / (size - 1) if size > 1 else mean


@of_nodes(
    order=50,
    label=Text(zh="调和中心性", en="Harmonic closeness"),
    definition=Text(
        zh="对其他每一家，隔几步就加几分之一，合计；到不了的加零，所以网络不连通也可比。",
        en="For each other one, one over the steps to it, added up; nothing for who cannot be "
        "reached, so it compares in a network of several pieces.",
    ),
)
def harmonic(network: SimpleNetwork) -> Values:
    """Return the sum of one over the distance to each other node."""
    total = np.zeros(len(network.ids))
    for distance, count in _circles(network):
        total += count / distance
    return total


def _circles(network: SimpleNetwork) -> Sequence[tuple[int, NDArray[np.int64]]]:
    """Return the circles around all nodes, searched for once."""
    if "circles" not in network.kept:
        network.kept["circles"] = tuple(_search(network))
    return cast("Sequence[tuple[int, NDArray[np.int64]]]", network.kept["circles"])


def _search(network: SimpleNetwork) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each distance with how many nodes are at it from every node.

    Searches from 64 sources stand in one word, so that a step of all of them is one ``or``; as
    links have no direction, a node is at that distance from whoever is from it.
    """
    size = len(network.ids)
    ends = np.concatenate((network.starts, network.stops))
    order = np.argsort(ends, kind="stable")
    near = np.concatenate((network.stops, network.starts))[order]
    joined, first = np.unique(ends[order], return_index=True)
    if not joined.size:
        return
    for begin in range(0, size, _WORDS * 64):
        sources = np.arange(begin, min(size, begin + _WORDS * 64))
        seen = np.zeros((size, -(-len(sources) // 64)), dtype=np.uint64)
        at = sources - begin
        seen[sources, at // 64] = np.uint64(1) << (at % 64).astype(np.uint64)
        front, distance = seen.copy(), 0
        while front.any():
            distance += 1
            step = np.zeros_like(front)
            step[joined] = np.bitwise_or.reduceat(front[near], first, axis=0)
            front = step & ~seen
            seen |= front
            count = np.bitwise_count(front).sum(axis=1, dtype=np.int64)
            if count.any():
                yield distance, count
