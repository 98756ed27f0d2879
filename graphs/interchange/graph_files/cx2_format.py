"""CX2: the JSON of Cytoscape and NDEx, with declared types."""

from __future__ import annotations

import json

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.graph_files.network_lists import edge_ids, network_lists, typed_columns
from graphs.interchange.sheet import Cell, CellKind, Sheet

_TYPES: dict[CellKind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "double",
    "flag": "boolean",
    "date": "string",
}


@export_format(order=140, zh="CX2（Cytoscape、NDEx）", en="CX2 (Cytoscape, NDEx)", network=True)
def cx2(export: Export) -> Files:
    """Write ``network.cx2``: numbered nodes and edges, the ledger's ids as an attribute."""
    lists = network_lists(export)
    numbers = {str(row[0]): place for place, row in enumerate(lists.nodes.rows)}
    nodes = [{"id": place, "v": values} for place, values in enumerate(_values(lists.nodes))]
    edges = [
        {"id": place, "s": numbers[source], "t": numbers[target]}
        | {"v": {"edge_id": ident} | values}
        for place, ((source, target), ident, values) in enumerate(
            zip(lists.ends, edge_ids(lists), _values(lists.edges), strict=True)
        )
    ]
    declared = {"nodes": _types(lists.nodes), "edges": _types(lists.edges)}
    if export.about:
        declared["networkAttributes"] = {"about": {"d": "string"}}
    declared["edges"] |= {"edge_id": {"d": "string"}}
    content = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": _counts(len(nodes), len(edges), about=bool(export.about))},
        {"attributeDeclarations": [declared]},
        *([{"networkAttributes": [{"about": export.about}]}] if export.about else []),
        {"nodes": nodes},
        {"edges": edges},
        {"status": [{"success": True}]},
    ]
    return {"network.cx2": json.dumps(content, ensure_ascii=False, indent=0).encode() + b"\n"}


def _counts(nodes: int, edges: int, *, about: bool) -> list[dict[str, object]]:
    own = {"networkAttributes": 1} if about else {}
    counted = {"attributeDeclarations": 1, **own, "nodes": nodes, "edges": edges}
    return [{"name": name, "elementCount": count} for name, count in counted.items()]


def _types(sheet: Sheet) -> dict[str, dict[str, str]]:
    return {column.key: {"d": _TYPES[column.kind]} for column in sheet.columns}


def _values(sheet: Sheet) -> list[dict[str, Cell]]:
    typed = typed_columns(sheet)
    keys = [column.key for column, _ in typed]
    rows = zip(*(values for _, values in typed), strict=True)
    return [
        {key: value for key, value in zip(keys, row, strict=True) if value is not None}
        for row in rows
    ]
