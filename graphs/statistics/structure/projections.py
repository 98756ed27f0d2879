"""One side of a two-sided network by itself: who shares partners with whom, and how much."""

from __future__ import annotations

from typing import Literal, TypeAlias

import networkx as nx
import numpy as np

from graphs.statistics.structure.simple_network import SimpleNetwork

__all__ = ["Weighting", "projection"]

Weighting: TypeAlias = Literal["shared", "newman"]
"""``shared`` counts partners in common; ``newman`` shares each out among all it joins."""


def projection(
    network: SimpleNetwork, side: int, *, weighting: Weighting = "shared"
) -> nx.Graph[str]:
    """Return the nodes of a side (``bipartite`` 0 or 1), joined where they share a partner.

    The weight is the number of partners in common, or Newman's: each common partner of ``d``
    counts 1 / (d - 1), as somebody with many partners joins each two of them less.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_nodes_from(["s", "t"], bipartite=0)
    >>> graph.add_nodes_from(["a", "b", "c"], bipartite=1)
    >>> graph.add_edges_from([("s", "a"), ("s", "b"), ("s", "c"), ("t", "a"), ("t", "b")])
    >>> network = SimpleNetwork.of(graph)
    >>> projection(network, 1).edges["a", "b"]["weight"]
    2.0
    >>> projection(network, 1, weighting="newman").edges["a", "b"]["weight"]
    1.5
    """
    own = [place for place, ident in enumerate(network.ids)
           if network.nodes[ident]["bipartite"] == side]  # fmt: skip
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((network.ids[at], dict(network.nodes[network.ids[at]])) for at in own)
    if not network.starts.size:
        return found
    links = network.adjacency()[own]
    degree = network.degree
    each = np.ones(len(degree))
    if weighting == "newman":
        each = np.divide(1.0, degree - 1, out=np.zeros(len(degree)), where=degree > 1)
    together = ((links * each[None, :]) @ links.T).tocoo()
    cells = zip(together.row.tolist(), together.col.tolist(), together.data.tolist(), strict=True)
    found.add_weighted_edges_from(
        (network.ids[own[x]], network.ids[own[y]], float(weight))
        for x, y, weight in cells
        if x < y and weight
    )
    return found
