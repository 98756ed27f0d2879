"""Patterns of who pairs with whom: assortativity by a kind, and nestedness of partners."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from graphs.errors import LimitExceeded
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["assortativity", "nestedness"]

_MOST = 5_000


def assortativity(network: SimpleNetwork, values: Mapping[str, str]) -> tuple[float | None, int]:
    """Return Newman's coefficient in [-1, 1], and how many links it leaves out.

    A link with an end that has no value is left out; ``None`` where no link is left or all ends
    have one value, which says nothing.

    Examples
    --------
    >>> import networkx as nx
    >>> pairs = SimpleNetwork.of(nx.Graph([("a", "b"), ("c", "d")]))
    >>> assortativity(pairs, {"a": "x", "b": "x", "c": "y", "d": "y"})
    (1.0, 0)
    """
    kinds = {value: place for place, value in enumerate(sorted(set(values.values())))}
    kind = np.array([kinds.get(values.get(ident, ""), -1) for ident in network.ids], dtype=np.int64)
    starts, stops = kind[network.starts], kind[network.stops]
    given = (starts >= 0) & (stops >= 0)
    left_out = int((~given).sum())
    starts, stops = starts[given], stops[given]
    if not starts.size:
        return None, left_out
    same = float((starts == stops).mean())
    share = np.bincount(np.concatenate((starts, stops))) / (2 * len(starts))
    chance = float((share**2).sum())
    return (None if chance >= 1 else (same - chance) / (1 - chance)), left_out


def nestedness(network: SimpleNetwork) -> float | None:
    """Return NODF in [0, 100] (Almeida-Neto and others 2008) of who has a partner; else ``None``.

    For each two of a side with different numbers of partners: the share of the smaller one's that
    the larger one has too; two with equally many count nothing. The mean over both sides.

    Raises
    ------
    LimitExceeded
        More than 5,000 of one side have a partner.

    Examples
    --------
    >>> import networkx as nx
    >>> nested = nx.Graph([("s", "a"), ("s", "b"), ("s", "c"), ("t", "a"), ("t", "b"), ("u", "a")])
    >>> sides = {node: int(node in "abc") for node in nested}
    >>> nx.set_node_attributes(nested, sides, "bipartite")
    >>> nestedness(SimpleNetwork.of(nested))
    100.0
    """
    degree = network.degree
    side = np.array([network.nodes[ident]["bipartite"] for ident in network.ids], dtype=np.int64)
    total, couples = 0.0, 0.0
    for number in (0, 1):
        own = np.flatnonzero((side == number) & (degree > 0)) if len(side) else np.arange(0)
        if len(own) > _MOST:
            raise LimitExceeded(
                Text(
                    zh="一侧超过 {n} 家，不算嵌套度，请缩小范围",
                    en="more than {n} on one side; narrow the scope for nestedness",
                ).format(n=_MOST)
            )
        if len(own) > 1:
            total += _side(network, own, degree[own])
            couples += len(own) * (len(own) - 1) / 2
    return 100 * total / couples if couples else None


def _side(network: SimpleNetwork, own: NDArray[np.int64], degree: NDArray[np.int64]) -> float:
    links = network.adjacency()[own]
    common = (links @ links.T).tocoo()
    first, second = degree[common.row], degree[common.col]
    larger = first > second
    return float((common.data[larger] / second[larger]).sum())
