"""Communities: circles whose members have more to do with each other than with others."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from graphs.statistics.structure.simple_network import SimpleNetwork

__all__ = ["communities", "modularity"]


def communities(network: SimpleNetwork, *, seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return circles found by Louvain's method, the largest first; the same for the same seed.

    Who has no partner is a circle of one. The method seeks a high modularity and need not find
    the highest; another seed may find other circles.

    Examples
    --------
    >>> import networkx as nx
    >>> two = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x")])
    >>> communities(SimpleNetwork.of(two))
    (('a', 'b', 'c'), ('x', 'y', 'z'))
    """
    if not network.starts.size:
        return tuple((ident,) for ident in network.ids)
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Louvain

    links = csr_matrix(network.adjacency())
    labels = Louvain(random_state=seed).fit_predict(links).tolist()
    degree = network.degree.tolist()
    circles: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for place, (ident, label) in enumerate(zip(network.ids, labels, strict=True)):
        circles[(label, -1) if degree[place] else (-1, place)].append(ident)
    found = (tuple(members) for members in circles.values())
    return tuple(sorted(found, key=lambda members: (-len(members), members)))


def modularity(network: SimpleNetwork, circles: tuple[tuple[str, ...], ...]) -> float | None:
    """Return how many more links are inside circles than chance would put there, in [-0.5, 1).

    ``None`` without a link.
    """
    links = len(network.starts)
    if not links:
        return None
    circle = {ident: number for number, members in enumerate(circles) for ident in members}
    label = np.array([circle[ident] for ident in network.ids])
    inside = (label[network.starts] == label[network.stops]).sum() / links
    ends = np.bincount(label, weights=network.degree) / (2 * links)
    return float(inside - (ends**2).sum())
