"""The two tables that Gephi and Gephi Lite import as they are."""

from __future__ import annotations

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.csv_format import csv_chunks
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.interchange.network_tools.profile_columns import led_by, weighted, with_column
from graphs.interchange.sheet import list_column


@export_format(order=300, zh="Gephi 表", en="Gephi tables", network=True)
def gephi(export: Export) -> Files:
    """Write ``Id,Label`` of nodes and ``Source,Target,Type,Weight,Label`` of edges, then the rest."""
    lists = network_lists(export)
    roles = lists.roles
    kind = list_column("Type", "类型", "Type", "有向或无向", "directed or undirected")
    edges, weight = weighted(lists)
    direction = "Directed" if roles.directed else "Undirected"
    edges = with_column(edges, kind, [direction] * len(edges.rows))
    first = {roles.source: "Source", roles.target: "Target", "Type": "Type"}
    edges = led_by(edges, "edges", first | {weight: "Weight", roles.edge_label: "Label"})
    nodes = led_by(lists.nodes, "nodes", {"id": "Id", "name": "Label"})
    return {
        f"gephi/{sheet.key}.csv": b"".join(csv_chunks(sheet, mark=False, flags=("false", "true")))
        for sheet in (nodes, edges)
    }
