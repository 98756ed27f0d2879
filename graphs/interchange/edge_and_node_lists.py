"""Edge list, node list and units of exactly the view: plain rows under declared columns."""

from __future__ import annotations

import networkx as nx

from graphs.interchange.facts.edge_rows import EDGES, edge_columns, edge_rows
from graphs.interchange.facts.node_rows import NODES, NodeLoads, node_columns, node_rows
from graphs.interchange.facts.unit_rows import UNITS, unit_columns, unit_rows
from graphs.interchange.sheet import Sheet
from graphs.model import Count, Snapshot, derived
from graphs.network import edge_loads, loads_in_force, pairs
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Language

__all__ = ["edge_list", "node_list", "unit_list", "view_lists"]


@derived
def edge_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an edge of the view a row, sorted by agreement, host and guest."""
    keys = {pair.key for pair in pairs(snapshot)}
    oriented = (
        (a, b, agreement, data) if (agreement, a, b) in keys else (b, a, agreement, data)
        for a, b, agreement, data in graph.edges(keys=True, data=True)
    )
    return Sheet(
        key="edges",
        label=EDGES,
        columns=edge_columns(),
        rows=tuple(edge_rows(snapshot, oriented, graph.nodes, language)),
        figure=shown_pairs(graph),
    )


@derived
def node_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an organisation of the view a row, sorted by id."""
    in_force, shown = loads_in_force(snapshot), edge_loads(graph.edges(data=True))
    nodes = ((node, graph.nodes[node]) for node in sorted(graph))
    loads = NodeLoads(
        in_force=lambda node: _bounds(in_force.get(node)),
        shown=lambda node: _bounds(shown.get(node)),
    )
    return Sheet(
        key="nodes",
        label=NODES,
        columns=node_columns(),
        rows=tuple(node_rows(snapshot, nodes, loads, language)),
        figure=shown_organisations(snapshot, graph),
    )


@derived
def unit_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return a unit of an organisation of the view a row, sorted by organisation and unit."""
    rows = tuple(unit_rows(snapshot, graph, language))
    return Sheet(key="units", label=UNITS, columns=unit_columns(), rows=rows)


def view_lists(
    snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language
) -> tuple[Sheet, ...]:
    """Return the lists of a view that a download holds; an import takes them in again."""
    makers = (edge_list, node_list, unit_list)
    return tuple(make(snapshot, graph, language) for make in makers)


def _bounds(load: Count | None) -> tuple[int, int | None]:
    if load is None:
        return 0, 0
    return int(load.low), None if load.high is None else int(load.high)
