"""Potentials of a residual graph: prices under which no exchange gains."""

from __future__ import annotations

import numpy as np

from graphs.planning.solve.flow_network import Numbers
from graphs.planning.solve.residual import Residual

__all__ = ["potentials"]


def potentials(graph: Residual) -> Numbers | None:
    """Return potentials under which no arc is negative; ``None`` where a cycle gains.

    Bellman's iteration from a root that reaches every node at cost 0.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.solve.flow_network import network_of, weights_of
    >>> from graphs.planning.solve.residual import residual_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> graph = residual_of(network_of(problem, weights_of(problem)), np.array([[0, 1], [1, 0]]))
    >>> potentials(graph) is None
    True
    """
    distance = np.zeros(len(graph.costs), dtype=graph.costs.dtype)
    # A shortest path has fewer arcs than nodes; one round more that still gains is a cycle.
    for _ in range(len(distance) + 1):
        nearer = np.minimum(distance, (graph.costs + distance[:, None]).min(axis=0))
        if (nearer == distance).all():
            return distance
        distance = nearer
    return None
