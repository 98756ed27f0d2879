"""Measures of nodes that look at neighbours: degree and core."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphs.statistics.structure.node_measure import Values, of_nodes
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

__all__ = ["core_number", "degree"]


@of_nodes(
    order=10,
    whole=True,
    label=Text(zh="伙伴数（度）", en="Partners (degree)"),
    definition=Text(
        zh="与多少个不同的党组织结对；同两家有几份协议也只算一个伙伴。",
        en="How many different organisations it is paired with; several agreements of the same two "
        "are one partner.",
    ),
)
def degree(network: SimpleNetwork) -> Values:
    """Return the number of neighbours."""
    return network.degree.astype(np.float64)


@of_nodes(
    order=20,
    whole=True,
    label=Text(zh="核数（k 核）", en="Core number (k-core)"),
    definition=Text(
        zh="最大的 k：在一个人人至少有 k 个伙伴的圈子里。1 表示只在单线或星形里，2 以上表示互相交织。",
        en="The largest k such that it is in a circle where everybody has at least k partners. 1 is "
        "a line or a star; 2 and more are woven together.",
    ),
)
def core_number(network: SimpleNetwork) -> Values:
    """Return the largest k whose k-core holds the node."""
    import rustworkx as rx

    found: Any = rx.core_number(network.rust())  # its stub says int
    return np.array([found[place] for place in range(len(network.ids))], dtype=np.float64)
