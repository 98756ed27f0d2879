"""Nestedness: whether those with few partners choose them from the partners of those with many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphs.errors import LimitExceeded
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["nestedness"]

_MOST = 5_000


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
