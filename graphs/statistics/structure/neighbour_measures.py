"""Measures of nodes by neighbours: degree, core, and partners in common on two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphs.errors import LimitExceeded
from graphs.statistics.structure.node_measure import Values, of_nodes
from graphs.statistics.structure.simple_network import SimpleNetwork
from graphs.text import Text

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["clustering", "core_number", "degree", "redundancy"]

_MOST = 60_000_000
"""Couples with a partner in common that are compared at most."""


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


@of_nodes(
    order=80,
    label=Text(zh="二部聚类", en="Bipartite clustering"),
    definition=Text(
        zh="与同侧“有共同伙伴”的各家相比，伙伴重合的平均比例（共同的 ÷ 两家合计的；0 到 1）。",
        en="Beside each one it has a partner in common with: how far their partners are the same "
        "(common ÷ all of the two), on average (0 to 1).",
    ),
)
def clustering(network: SimpleNetwork) -> Values:
    """Return the mean overlap with each node two steps away (Latapy's dot clustering)."""
    size = len(network.ids)
    if not network.starts.size:
        return np.zeros(size)
    common = _common(network)
    degree = network.degree
    rows = np.repeat(np.arange(size), np.diff(common.indptr))
    other = rows != common.indices
    rows, columns, shared = rows[other], common.indices[other], common.data[other]
    overlap = shared / (degree[rows] + degree[columns] - shared)
    total = np.bincount(rows, weights=overlap, minlength=size)
    count = np.bincount(rows, minlength=size)
    return np.asarray(np.divide(total, count, out=np.zeros(size), where=count > 0))


@of_nodes(
    order=90,
    label=Text(zh="冗余度", en="Redundancy"),
    definition=Text(
        zh="它的伙伴两两之间，除它以外还有共同伙伴的比例（0 到 1）；0 表示离了它就没有交集。"
        "伙伴不足两个的不计。",
        en="Of each two of its partners, the share that have another partner in common (0 to 1): at "
        "0 nothing else joins them. Not given with fewer than two partners.",
    ),
)
def redundancy(network: SimpleNetwork) -> Values:
    """Return the share of couples of neighbours with another common neighbour; NaN below two."""
    from scipy.sparse import csr_array

    size = len(network.ids)
    found = np.full(size, np.nan)
    if not network.starts.size:
        return found
    links, common = network.adjacency(), _common(network)
    rows = np.repeat(np.arange(size), np.diff(common.indptr))
    twice = (common.data >= 2) & (rows != common.indices)
    again = csr_array(
        (np.ones(int(twice.sum())), (rows[twice], common.indices[twice])), shape=(size, size)
    )
    couples = np.asarray(((links @ again) * links).sum(axis=1)).ravel()
    degree = network.degree
    several = degree >= 2
    found[several] = couples[several] / (degree[several] * (degree[several] - 1))
    return found


def _common(network: SimpleNetwork) -> csr_array[Any]:
    """Return how many partners each two have in common, a sparse matrix."""
    couples = int((network.degree.astype(np.float64) ** 2).sum())
    if couples > _MOST:
        raise LimitExceeded(
            Text(
                zh="有共同伙伴的组合太多（{n}），请缩小范围",
                en="too many pairs of organisations with a partner in common ({n}); narrow the scope",
            ).format(n=couples)
        )
    links = network.adjacency()
    common: csr_array[Any] = links @ links
    return common
