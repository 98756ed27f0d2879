"""Assortativity: whether pairs join those of the same kind more often than chance would."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graphs.statistics.structure.simple_network import SimpleNetwork

__all__ = ["assortativity"]


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
