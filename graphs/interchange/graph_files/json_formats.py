"""JSON of networks: node-link as NetworkX and D3 read it, and the form of Cytoscape."""

from __future__ import annotations

import json

import networkx as nx

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.graph_files.network_lists import network_lists


@export_format(order=120, zh="JSON 点边（NetworkX、D3）", en="JSON node-link", network=True)
def node_link(export: Export) -> Files:
    """Write ``network.json`` as ``networkx.node_link_graph`` takes it; blanks are left out."""
    graph = network_lists(export).graph()
    if export.about:
        graph.graph["about"] = json.loads(export.about)
    content = nx.node_link_data(graph, edges="edges")
    return {"network.json": _text(content)}


@export_format(order=130, zh="JSON（Cytoscape）", en="JSON (Cytoscape)", network=True)
def cytoscape(export: Export) -> Files:
    """Write ``network.cyjs`` as Cytoscape, Cytoscape.js and ``networkx.cytoscape_graph`` open it."""
    graph = network_lists(export).graph()
    # nx.cytoscape_data would name the nameless after their ids and give edges no id.
    # It reads the id of a node from "value", and that of an edge from "key".
    nodes = [
        {"data": data | {"id": ident, "value": ident}} for ident, data in graph.nodes(data=True)
    ]
    edges = [
        {"data": data | {"id": key, "key": key, "source": host, "target": guest}}
        for host, guest, key, data in graph.edges(keys=True, data=True)
    ]
    about: object = json.loads(export.about) if export.about else []
    elements = {"nodes": nodes, "edges": edges}
    content = {
        "multigraph": True,
        "directed": graph.is_directed(),
        "data": about,
        "elements": elements,
    }
    return {"network.cyjs": _text(content)}


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=0).encode() + b"\n"
