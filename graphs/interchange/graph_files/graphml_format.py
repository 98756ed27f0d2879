"""GraphML 1.0: the XML that NetworkX, igraph, yEd, Gephi and Neo4j read."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.interchange.export_formats import Export, Pieces, export_format
from graphs.interchange.formats.formula_guard import legible
from graphs.interchange.graph_files.network_lists import NetworkLists, cells_of, edge_ids
from graphs.interchange.graph_files.xml_columns import TYPE_NAMES, element, quoted, row_pieces
from graphs.interchange.sheet import ListColumn, Sheet, Table

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


@export_format(
    order=100,
    zh="GraphML（igraph、yEd、Gephi）",
    en="GraphML (igraph, yEd)",
    network=True,
    streams=True,
)
def graphml(export: Export) -> Pieces:
    """Write ``network.graphml``: every column a typed key with its label; blanks are left out."""
    tables = {table.key: table for table in export.lists}
    return {"network.graphml": _pieces(tables["nodes"], tables["edges"], export)}


def _pieces(nodes: Table, edges: Table, export: Export) -> Iterator[bytes]:
    roles = export.roles
    head = [_HEAD]
    for owner, columns in (("node", _attributes(nodes)), ("edge", edges.columns)):
        head += [_key(owner, place, column, export) for place, column in enumerate(columns)]
    direction = "directed" if roles.directed else "undirected"
    head.append(f'<graph id="G" edgedefault="{direction}">\n')
    if export.about:
        desc = element("desc", legible(export.about), "")
        head.append(desc.replace("<desc >", "<desc>") + "\n")
    yield "".join(head).encode()
    none = Sheet(key="none", label=nodes.label, columns=(), rows=())
    for piece in nodes.pieces():
        yield "".join(_node_lines(NetworkLists(nodes=piece, edges=none, roles=roles))).encode()
    for piece in edges.pieces():
        yield "".join(_edge_lines(NetworkLists(nodes=none, edges=piece, roles=roles))).encode()
    yield b"</graph>\n</graphml>\n"


def _attributes(nodes: Table) -> list[ListColumn]:
    return [column for column in nodes.columns if column.key != "id"]


def _node_lines(lists: NetworkLists) -> Iterator[str]:
    rows = zip(cells_of(lists.nodes, "id"), _data(lists.node_attributes, "n"), strict=True)
    for ident, data in rows:
        yield f"<node id={quoted(legible(str(ident)))}>{data}</node>\n"


def _edge_lines(lists: NetworkLists) -> Iterator[str]:
    for ident, ends, data in zip(edge_ids(lists), lists.ends, _data(lists.edges, "e"), strict=True):
        source, target = (quoted(legible(end)) for end in ends)
        yield f"<edge id={quoted(legible(ident))} source={source} target={target}>{data}</edge>\n"


def _key(owner: str, place: int, column: ListColumn, export: Export) -> str:
    words = legible(f"{column.label.say(export.language)} · {column.note.say(export.language)}")
    name, kind = quoted(column.key), TYPE_NAMES[column.kind]
    return (
        f'<key id="{owner[0]}{place}" for="{owner}" attr.name={name} attr.type="{kind}">'
        + element("desc", words, "").replace("<desc >", "<desc>")
        + "</key>\n"
    )


def _data(sheet: Sheet, letter: str) -> Iterator[str]:
    return row_pieces(
        sheet, lambda place, _, words: element("data", words, f'key="{letter}{place}"')
    )
