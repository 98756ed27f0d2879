"""The network that structure is measured on: each two that are joined once, in arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphs.model import Snapshot, derived
from graphs.network import pairing_graph

if TYPE_CHECKING:
    import rustworkx as rx
    from scipy.sparse import csr_array

__all__ = ["SimpleNetwork", "network_in_force"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimpleNetwork:
    """Nodes in the order of their ids, and the two ends of each link by place.

    Two agreements of the same two are one link, and direction and loops are left aside: structure
    asks who is joined to whom, not by how many papers.

    Attributes
    ----------
    ids
        Sorted; a measure's values are in this order.
    starts, stops
        Places of the two ends of each link, the smaller one first.
    nodes
        What the graph says of each node, by id.
    kept
        What several measures need, found once; the network itself never changes.

    Examples
    --------
    >>> twice = nx.MultiGraph([("b", "a"), ("a", "b"), ("b", "c")])
    >>> network = SimpleNetwork.of(twice)
    >>> network.ids, network.degree.tolist()
    (('a', 'b', 'c'), [1, 2, 1])
    """

    ids: tuple[str, ...]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    nodes: Mapping[str, Mapping[str, Any]]
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, graph: nx.Graph[str]) -> SimpleNetwork:
        """Return the simple network of any graph of NetworkX."""
        ids = tuple(sorted(graph.nodes))
        place = {ident: number for number, ident in enumerate(ids)}
        joined = {
            (min(place[a], place[b]), max(place[a], place[b])) for a, b in graph.edges() if a != b
        }
        links = np.array(sorted(joined), dtype=np.int64).reshape(-1, 2)
        return cls(ids=ids, starts=links[:, 0], stops=links[:, 1], nodes=dict(graph.nodes.items()))

    @property
    def degree(self) -> NDArray[np.int64]:
        """How many others each node is joined to."""
        ends = np.concatenate((self.starts, self.stops))
        return np.bincount(ends, minlength=len(self.ids)).astype(np.int64)

    def adjacency(self) -> csr_array[Any]:
        """Return the symmetric matrix of links, 1.0 where two are joined."""
        from scipy.sparse import csr_array

        rows = np.concatenate((self.starts, self.stops))
        columns = np.concatenate((self.stops, self.starts))
        size = len(self.ids)
        return csr_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))

    def rust(self) -> rx.PyGraph[int, None]:
        """Return the network as rustworkx takes it, nodes numbered by place."""
        import rustworkx as rx

        graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(self.ids)))
        graph.add_edges_from_no_data(
            list(zip(self.starts.tolist(), self.stops.tolist(), strict=True))
        )
        return graph

    def graph(self) -> nx.Graph[str]:
        """Return the network as a graph of NetworkX, with what is said of the nodes."""
        found: nx.Graph[str] = nx.Graph()
        found.add_nodes_from((ident, dict(self.nodes[ident])) for ident in self.ids)
        found.add_edges_from(
            (self.ids[a], self.ids[b])
            for a, b in zip(self.starts.tolist(), self.stops.tolist(), strict=True)
        )
        return found


@derived
def network_in_force(snapshot: Snapshot) -> SimpleNetwork:
    """Return who is joined to whom by a pair in force, with everybody of the two sides."""
    graph = pairing_graph(snapshot)
    running: nx.Graph[str] = nx.Graph()
    running.add_nodes_from(graph.nodes(data=True))
    running.add_edges_from((a, b) for a, b, data in graph.edges(data=True) if data["in_force"])
    return SimpleNetwork.of(running)
