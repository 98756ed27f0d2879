"""The two tables that igraph, in R and in Python, takes: ends first, names first."""

from __future__ import annotations

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.csv_format import csv_chunks
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.interchange.network_tools.profile_columns import led_by, weighted


@export_format(order=330, zh="igraph 表（R、Python）", en="igraph tables (R, Python)", network=True)
def igraph(export: Export) -> Files:
    """Write edges with both ends first and vertices with the id as ``name``, then ``label``."""
    lists = network_lists(export)
    edges, weight = weighted(lists)
    first = {lists.roles.source: "from", lists.roles.target: "to", weight: "weight"}
    edges = led_by(edges, "edges", first)
    vertices = led_by(lists.nodes, "vertices", {"id": "name", "name": "label"})
    return {
        f"igraph/{sheet.key}.csv": b"".join(csv_chunks(sheet, mark=False, flags=("FALSE", "TRUE")))
        for sheet in (vertices, edges)
    }
