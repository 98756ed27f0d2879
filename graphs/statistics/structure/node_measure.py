"""What a measure of nodes is: one declared function from a network to a number for each node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graphs.registry import Registry
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["NODE_MEASURES", "NodeMeasure", "Values", "node_measures", "of_nodes"]

Values: TypeAlias = NDArray[np.float64]
"""A number for each node in the order of ids; NaN where a measure says nothing of it."""

Compute: TypeAlias = Callable[[SimpleNetwork], Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMeasure:
    """A declared measure of nodes: key, label, what it says in plain words, and its function.

    ``whole`` marks one whose values are whole numbers.
    """

    key: str
    label: Text
    definition: Text
    whole: bool
    compute: Compute


NODE_MEASURES: Registry[str, NodeMeasure] = Registry("node measure")
"""Every measure of nodes by key, in the order they state."""


def of_nodes(
    *, order: int, label: Text, definition: Text, whole: bool = False
) -> Callable[[Compute], Compute]:
    """Declare a measure of nodes; its key is the function's name."""

    def declare(compute: Compute) -> Compute:
        key = compute.__name__
        made = NodeMeasure(
            key=key, label=label, definition=definition, whole=whole, compute=compute
        )
        NODE_MEASURES.declare(key, made, compute, order=order)
        return compute

    return declare


def node_measures(
    keys: Iterable[str], network: SimpleNetwork
) -> Mapping[str, Mapping[str, float | None]]:
    """Return several measures of one network, each by node.

    Examples
    --------
    >>> import networkx as nx
    >>> pair = SimpleNetwork.of(nx.Graph([("a", "b")]))
    >>> node_measures(["degree", "redundancy"], pair)
    {'degree': {'a': 1.0, 'b': 1.0}, 'redundancy': {'a': None, 'b': None}}
    """
    return {
        key: {
            ident: None if np.isnan(value) else float(value)
            for ident, value in zip(
                network.ids, NODE_MEASURES[key].compute(network).tolist(), strict=True
            )
        }
        for key in keys
    }
