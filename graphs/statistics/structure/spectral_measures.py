"""Measures of nodes by whom they know: eigenvector centrality and PageRank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphs.statistics.structure.node_measure import Values, of_nodes
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["eigenvector", "pagerank"]

_DENSE = 400
"""A piece of at most so many nodes is solved whole."""

_DAMPING = 0.85


@of_nodes(
    order=60,
    label=Text(zh="特征向量中心性", en="Eigenvector centrality"),
    definition=Text(
        zh="伙伴越有分量，自己越有分量；网络不连通时各块各算，每块平方和为 1，只在同一块内可比。",
        en="The weightier its partners, the weightier it is. Each piece of the network on its own "
        "(its squares add up to 1), so it compares within one piece only.",
    ),
)
def eigenvector(network: SimpleNetwork) -> Values:
    """Return the leading eigenvector of each connected piece, of norm 1; 0 for who is alone."""
    found = np.zeros(len(network.ids))
    if not network.starts.size:
        return found
    from scipy.sparse.csgraph import connected_components

    links = network.adjacency()
    count, piece = connected_components(links, directed=False)
    order = np.argsort(piece, kind="stable")
    for places in np.split(order, np.searchsorted(piece[order], np.arange(1, count))):
        if len(places) > 1:
            found[places] = _leading(links[places][:, places])
    return found


def _leading(links: csr_array[Any]) -> Values:
    size = links.shape[0]
    degree = np.diff(links.indptr)
    hub = int(degree.argmax())
    if degree[hub] == size - 1 == links.nnz // 2:  # a star, by far the most frequent piece
        star = np.full(size, 1 / np.sqrt(2 * (size - 1)))
        star[hub] = 1 / np.sqrt(2)
        return star
    if size <= _DENSE:
        leading = np.linalg.eigh(links.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        leading = eigsh(links, k=1, which="LA", v0=np.sqrt(degree), tol=0)[1][:, 0]
    return np.asarray(np.abs(leading), dtype=np.float64)


@of_nodes(
    order=70,
    label=Text(zh="PageRank", en="PageRank"),
    definition=Text(
        zh="沿结对随意走动（每步有 15% 从任意一家重新开始），长期停在它那里的比例；全体相加为 1。",
        en="Walking along pairs at random (starting again anywhere at 15% of the steps), the share "
        "of time spent at it; all add up to 1.",
    ),
)
def pagerank(network: SimpleNetwork) -> Values:
    """Return the stationary distribution of the random walk with damping 0.85."""
    size = len(network.ids)
    if not size:
        return np.zeros(0)
    links = network.adjacency()
    degree = network.degree
    alone = degree == 0
    out = np.divide(1.0, degree, out=np.zeros(size), where=~alone)
    rank = np.full(size, 1 / size)
    while True:
        spread = _DAMPING * rank[alone].sum() / size + (1 - _DAMPING) / size
        new = _DAMPING * (links @ (rank * out)) + spread
        if np.abs(new - rank).sum() < 1e-15 * size + 1e-14:
            return np.asarray(new / new.sum(), dtype=np.float64)
        rank = new
