"""GML, Pajek and DOT: plain text that older network software reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import networkx as nx

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.text import Text

_LINE_ENDS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@export_format(
    order=150,
    zh="GML 文本",
    en="GML text",
    network=True,
    loses=Text(zh="是否写作 1、0", en="true and false become 1 and 0"),
)
def gml(export: Export) -> Files:
    """Write ``network.gml``: ids as labels, 1 and 0 for true and false, Chinese as entities."""
    graph = network_lists(export).graph()
    for _, data in graph.nodes(data=True):
        data.update(_numbers(data))
    for _, _, data in graph.edges(data=True):
        data.update(_numbers(data))
    return {"network.gml": ("\n".join(nx.generate_gml(graph)) + "\n").encode("ascii")}


@export_format(
    order=160,
    zh="Pajek 文本",
    en="Pajek text",
    network=True,
    loses=Text(
        zh="都成文字；双引号成单引号，换行成空格",
        en="everything is text; double quotes become single ones, line ends blanks",
    ),
)
def pajek(export: Export) -> Files:
    """Write ``network.net``: vertices labelled by id, attributes in quotes; blanks for line ends.

    Pajek has no way to write a double quote inside quotes: it becomes a single one.
    """
    lists = network_lists(export)
    graph = lists.graph()
    numbers = {ident: place for place, ident in enumerate(graph, start=1)}
    lines = [f"*Vertices {len(numbers)}"]
    for ident, data in graph.nodes(data=True):
        # Read in this order: label, x, y, shape, then any pairs of name and value.
        lines.append(f"{numbers[ident]} {_quoted(ident)} 0.0 0.0 ellipse{_pairs(data)}")
    lines.append("*Arcs" if lists.roles.directed else "*Edges")
    for source, target, data in graph.edges(data=True):
        weight = data.get(lists.roles.weight, 1)
        lines.append(f"{numbers[source]} {numbers[target]} {weight}{_pairs(data)}")
    return {"network.net": ("\n".join(lines) + "\n").encode()}


@export_format(
    order=170,
    zh="DOT（Graphviz）",
    en="DOT (Graphviz)",
    network=True,
    loses=Text(zh="都成文字；换行成空格", en="everything is text; line ends become blanks"),
)
def dot(export: Export) -> Files:
    """Write ``network.dot`` for Graphviz: names as labels, every column an attribute."""
    graph = network_lists(export).graph()
    return {"network.dot": ("\n".join(_dot_lines(graph)) + "\n").encode()}


def _dot_lines(graph: nx.MultiGraph[str]) -> Iterator[str]:
    kind, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    yield f"{kind} network {{"
    for ident, data in graph.nodes(data=True):
        yield f"  {_dot(ident)} [{_dot_pairs({'label': data.get('name', ident)} | data)}];"
    for host, guest, data in graph.edges(data=True):
        yield f"  {_dot(host)} {arrow} {_dot(guest)} [{_dot_pairs(data)}];"
    yield "}"


def _dot_pairs(data: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_dot(value)}" for name, value in data.items())


def _dot(value: object) -> str:
    # JSON escapes quotes and backslashes as DOT does; line ends are gone before.
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return json.dumps(words.translate(_LINE_ENDS), ensure_ascii=False)


def _pairs(data: Mapping[str, object]) -> str:
    return "".join(f" {name} {_quoted(value)}" for name, value in data.items())


def _quoted(value: object) -> str:
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + words.replace('"', "'").translate(_LINE_ENDS) + '"'


def _numbers(data: Mapping[str, object]) -> dict[str, object]:
    return {name: int(value) for name, value in data.items() if isinstance(value, bool)}
