"""Betweenness by Brandes, level by level for many sources at once, on what is left without trees.

1. Nodes with one neighbour are folded into it again and again: the paths through a tree follow
   from the sizes of its branches. What is left is the 2-core, each node with the weight of those
   folded into it.
2. In each piece of the core, shortest paths are counted from a block of sources at a time: a level
   of the search is one product of the links with the counts of the level before.
3. Dependencies flow back along the levels (Brandes 2001), weighted at both ends.

In a piece of two sides every level is on one side, so each product takes half of the nodes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphs.statistics.structure.simple_network import SimpleNetwork

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["path_counts"]

_SOURCES = 96
_Numbers = NDArray[np.float64]
_Places = NDArray[np.int64]


def path_counts(network: SimpleNetwork) -> _Numbers:
    """Return for each node over how many couples of others its share of shortest paths adds up.

    Examples
    --------
    >>> import networkx as nx
    >>> path_counts(SimpleNetwork.of(nx.path_graph(["a", "b", "c", "d"]))).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    if not network.starts.size:
        return np.zeros(len(network.ids))
    from scipy.sparse.csgraph import connected_components

    links = network.adjacency()
    _, piece = connected_components(links, directed=False)
    found, weight, core = _fold(links, np.bincount(piece)[piece])
    inner = links[core][:, core]
    count, part = connected_components(inner, directed=False)
    order = np.argsort(part, kind="stable")
    for places in np.split(order, np.searchsorted(part[order], np.arange(1, count))):
        if len(places) > 1:
            own = inner[places][:, places]
            found[core[places]] += _piece(own, weight[core[places]])
    return found


def _fold(links: csr_array[Any], size: _Places) -> tuple[_Numbers, _Numbers, _Places]:
    """Return couples parted by trees, the weight of each node left, and the places left."""
    first, near = links.indptr.tolist(), links.indices.tolist()
    free = np.diff(links.indptr).tolist()
    weight, gone = [1] * len(free), [False] * len(free)
    folded, within = [0] * len(free), [0.0] * len(free)  # size of branches, couples between them
    leaves = deque(place for place, count in enumerate(free) if count == 1)
    while leaves:
        leaf = leaves.popleft()
        if gone[leaf] or free[leaf] != 1:
            continue
        gone[leaf] = True
        for other in near[first[leaf] : first[leaf + 1]]:
            if not gone[other]:
                within[other] += folded[other] * weight[leaf]
                folded[other] += weight[leaf]
                weight[other] += weight[leaf]
                free[other] -= 1
                if free[other] == 1:
                    leaves.append(other)
    inside, branches = np.array(within), np.array(folded, dtype=np.float64)
    couples = inside + branches * (size - 1 - branches)
    return couples, np.array(weight, dtype=np.float64), np.flatnonzero(~np.array(gone))


def _piece(links: csr_array[Any], weight: _Numbers) -> _Numbers:
    """Return the weighted dependencies of one connected piece, each couple counted once."""
    blocks = _sides(links)
    steps = [links[blocks[(at + 1) % len(blocks)]][:, block] for at, block in enumerate(blocks)]
    found = np.zeros(len(weight))
    weights = [weight[block] for block in blocks]
    for side, block in enumerate(blocks):
        for begin in range(0, len(block), _SOURCES):
            sources = np.arange(begin, min(len(block), begin + _SOURCES))
            for at, gained in _dependencies(steps, weights, side, sources):
                found[blocks[at]] += gained
    return found / 2


def _sides(links: csr_array[Any]) -> tuple[_Places, ...]:
    """Return the two sides of a connected piece, or all of it where it has no two."""
    from scipy.sparse.csgraph import breadth_first_order

    order, before = breadth_first_order(links, 0, directed=False)
    side = np.zeros(len(order), dtype=np.int64)
    for place in order[1:].tolist():
        side[place] = 1 - side[before[place]]
    rows = np.repeat(np.arange(len(side)), np.diff(links.indptr))
    if (side[rows] == side[links.indices]).any():
        return (np.arange(len(side)),)
    return np.flatnonzero(side == 0), np.flatnonzero(side == 1)


def _dependencies(
    steps: Sequence[csr_array[Any]], weights: Sequence[_Numbers], side: int, sources: _Places
) -> Iterator[tuple[int, _Numbers]]:
    """Yield for each level of the searches its block, and what its nodes gain from them."""
    levels = _levels(steps, side, sources)
    own = weights[side][sources]
    flow: Any = 0.0
    for distance in range(len(levels) - 1, 0, -1):
        at = (side + distance) % len(steps)
        paths = levels[distance]
        share = paths * flow
        yield at, share @ own
        ratio = np.divide(
            share + weights[at][:, None], paths, out=np.zeros_like(paths), where=paths > 0
        )
        flow = steps[at] @ ratio


def _levels(
    steps: Sequence[csr_array[Any]], side: int, sources: _Places
) -> list[NDArray[np.float64]]:
    """Return the number of shortest paths to each node of each level, a column a source."""
    first = np.zeros((steps[side].shape[1], len(sources)))
    first[sources, np.arange(len(sources))] = 1.0
    new = [np.ones((step.shape[1], len(sources)), dtype=bool) for step in steps]
    new[side][first > 0] = False
    levels = [first]
    while True:
        at = (side + len(levels)) % len(steps)
        paths = steps[at - 1] @ levels[-1]
        paths *= new[at]
        if not paths.any():
            return levels
        new[at] &= paths == 0
        levels.append(paths)
