"""The two tables that Gephi and Gephi Lite import as they are."""

from __future__ import annotations

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.csv_format import csv_chunks
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.interchange.network_tools.profile_columns import led_by, with_column
from graphs.interchange.sheet import list_column


@export_format(order=300, zh="Gephi 表", en="Gephi tables", network=True)
def gephi(export: Export) -> Files:
    """Write ``Id,Label`` of nodes and ``Source,Target,Type,Weight,Label`` of edges, then the rest."""
    lists = network_lists(export)
    kind = list_column("Type", "类型", "Type", "无向", "undirected")
    edges = with_column(lists.edges, kind, ["Undirected"] * len(lists.edges.rows))
    first = {"host_id": "Source", "guest_id": "Target", "Type": "Type"}
    edges = led_by(edges, "edges", first | {"pairs_low": "Weight", "agreement": "Label"})
    nodes = led_by(lists.nodes, "nodes", {"id": "Id", "name": "Label"})
    return {
        f"gephi/{sheet.key}.csv": b"".join(csv_chunks(sheet, mark=False, flags=("false", "true")))
        for sheet in (nodes, edges)
    }
