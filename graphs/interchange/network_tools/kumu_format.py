"""The two sheets that Kumu and Polinode import: organisations by a name that no other has."""

from __future__ import annotations

from dataclasses import replace

from graphs.interchange.export_formats import FORMATS, Export, Files, export_format
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.interchange.network_tools.profile_columns import (
    led_by,
    unique_names,
    weighted,
    with_column,
)
from graphs.interchange.sheet import NetworkRoles, Sheet, list_column
from graphs.text import Text


@export_format(order=310, zh="Kumu 工作簿", en="Kumu workbook", network=True)
def kumu(export: Export) -> Files:
    """Write ``Label,Type`` of elements and ``From,To,Type`` of connections, then the rest."""
    elements, connections, roles, _ = _named(export)
    elements = led_by(elements, "elements", {"unique": "Label", roles.node_type: "Type"})
    label = {} if roles.edge_label == roles.edge_type else {roles.edge_label: "Label"}
    first = {"from": "From", "to": "To", roles.edge_type: "Type"} | label
    connections = led_by(connections, "connections", first)
    return {"kumu.xlsx": _workbook(elements, "Elements", connections, "Connections")}


@export_format(order=340, zh="Polinode 工作簿", en="Polinode workbook", network=True)
def polinode(export: Export) -> Files:
    """Write ``Name`` of nodes and ``Source,Target`` of edges, then the rest."""
    nodes, edges, _, weight = _named(export)
    nodes = led_by(nodes, "nodes", {"unique": "Name"})
    edges = led_by(edges, "edges", {"from": "Source", "to": "Target", weight: "Weight"})
    return {"polinode.xlsx": _workbook(nodes, "Nodes", edges, "Edges")}


def _named(export: Export) -> tuple[Sheet, Sheet, NetworkRoles, str]:
    """Return both lists with a name that no other node has, their roles, the column of weights."""
    lists = network_lists(export)
    keys = [column.key for column in lists.nodes.columns]
    ids, names = (
        [str(row[keys.index(name)]) for row in lists.nodes.rows] for name in ("id", "name")
    )
    called = dict(zip(ids, unique_names(ids, names), strict=True))
    nodes = with_column(
        lists.nodes, list_column("unique", "名称", "Name"), [called[i] for i in ids]
    )
    roles = lists.roles
    edges, weight = weighted(lists)
    for new, old in (("from", roles.source), ("to", roles.target)):
        place = [column.key for column in edges.columns].index(old)
        ends = [called[str(row[place])] for row in edges.rows]
        edges = with_column(edges, list_column(new, "一端", "End"), ends)
    return nodes, edges, roles, weight


def _workbook(nodes: Sheet, nodes_name: str, edges: Sheet, edges_name: str) -> bytes:
    """Return a workbook whose heads are the keys: the tool knows them, not their labels."""
    sheets = tuple(
        _keyed(sheet, name) for sheet, name in ((nodes, nodes_name), (edges, edges_name))
    )
    [content] = FORMATS["xlsx"].write(sheets, "en").values()
    return content


def _keyed(sheet: Sheet, name: str) -> Sheet:
    columns = tuple(replace(each, label=Text.same(each.key)) for each in sheet.columns)
    return replace(sheet, columns=columns, label=Text.same(name))
