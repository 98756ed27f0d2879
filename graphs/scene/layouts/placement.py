"""The placement of a graph by a layout: kept by its content, with what the layout reads besides."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from graphs.model import Snapshot
from graphs.scene.layouts.layout import LAYOUTS, Placement

__all__ = ["placed"]


def placed(
    snapshot: Snapshot, graph: nx.MultiGraph[str], groups: Mapping[str, str], layout: str
) -> Placement:
    """Return the placement of a graph by a layout; the graph gets what the layout reads.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> dict(placed(empty, nx.MultiGraph(), {}, "hubs").points)
    {}
    """
    declared = LAYOUTS[layout]
    if declared.reads is None:
        return declared.arrange(graph, groups)
    known = declared.reads(snapshot)
    enriched: nx.MultiGraph[str] = nx.MultiGraph(**graph.graph)
    enriched.add_nodes_from(
        (node, {**data, **known.get(node, {})}) for node, data in graph.nodes(data=True)
    )
    for a, b, key, data in graph.edges(keys=True, data=True):
        enriched.add_edge(a, b, key=key, **data)
    return declared.arrange(enriched, groups)
