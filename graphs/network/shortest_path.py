"""Shortest paths between two records, with their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from graphs.errors import NotFound
from graphs.network.relationship import RELATIONS
from graphs.text import Text

__all__ = ["Path", "shortest_path"]

# Places join almost everybody in two steps, which says nothing about who works with whom.
_PLACES = frozenset({"located", "within"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The shortest chain of relations between two nodes, with its reading in words."""

    nodes: tuple[str, ...]
    relations: tuple[str, ...]
    sentence: Text

    @property
    def length(self) -> int:
        """How many relations it takes."""
        return len(self.relations)


def shortest_path(graph: nx.MultiDiGraph[str], start: str, stop: str) -> Path | None:
    """Return a shortest chain of relations between two nodes; ``None`` where there is none.

    Direction and membership of places are left aside. Among equals the first by ids is taken.

    Raises
    ------
    NotFound
        The graph lacks one of the nodes.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation, Snapshot, Superior
    >>> from graphs.network import relationship_graph
    >>> graph = relationship_graph(Snapshot.from_records([
    ...     Organisation(id="o1", name="甲党总支"), Organisation(id="o2", name="乙党支部"),
    ...     Superior(id="p", organisation="o2", superior="o1")], as_of=dt.date(2010, 6, 15)))
    >>> shortest_path(graph, "o1", "o2").sentence.zh
    '甲党总支 ← 隶属 ← 乙党支部'
    """
    _need(graph, start)
    _need(graph, stop)
    # nx.shortest_path takes any of several equals; this search takes the first by ids.
    came: dict[str, str] = {}
    for before, near in _steps(graph, start):
        came[near] = before
        if near == stop:
            break
    if stop not in came and stop != start:
        return None
    nodes = [stop]
    while nodes[-1] != start:
        nodes.append(came[nodes[-1]])
    return _read(graph, tuple(reversed(nodes)))


def _need(graph: nx.MultiDiGraph[str], node: str) -> None:
    if node not in graph:
        raise NotFound(
            Text(zh="图中没有“{node}”", en="the network has no “{node}”").format(node=node)
        )


def _steps(graph: nx.MultiDiGraph[str], node: str) -> Iterator[tuple[str, str]]:
    """Yield (from, to) of each node met, nearest first, then by id."""
    # Views without places and direction would need no _near, but each counts the whole graph.
    return nx.generic_bfs_edges(
        graph, node, neighbors=lambda each: iter(sorted(_near(graph, each)))
    )


def _near(graph: nx.MultiDiGraph[str], node: str) -> set[str]:
    found = set()
    for other, edges in (*graph.succ[node].items(), *graph.pred[node].items()):
        if any(data.get("relation") not in _PLACES for data in edges.values()):
            found.add(other)
    return found


def _read(graph: nx.MultiDiGraph[str], nodes: tuple[str, ...]) -> Path:
    relations = []
    words = _name(graph, nodes[0])
    for a, b in pairwise(nodes):
        onward = graph.has_edge(a, b) and any(
            data["relation"] not in _PLACES for data in graph[a][b].values()
        )
        edges = graph[a][b] if onward else graph[b][a]
        relation = min(d["relation"] for d in edges.values() if d["relation"] not in _PLACES)
        relations.append(relation)
        arrow = Text.same(" → ") if onward else Text.same(" ← ")
        words = words + arrow + RELATIONS[relation] + arrow + _name(graph, b)
    return Path(nodes=nodes, relations=tuple(relations), sentence=words)


def _name(graph: nx.MultiDiGraph[str], node: str) -> Text:
    data = graph.nodes[node]
    return Text(zh=data["short_zh"], en=data["short_en"])
