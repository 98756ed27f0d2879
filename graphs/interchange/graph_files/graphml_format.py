"""GraphML 1.0: the XML that NetworkX, igraph, yEd, Gephi and Neo4j read."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from graphs.interchange.export_formats import Export, Files, export_format, legible
from graphs.interchange.graph_files.network_lists import NetworkLists, edge_ids, network_lists
from graphs.interchange.graph_files.xml_columns import TYPE_NAMES, element, quoted, row_pieces
from graphs.interchange.sheet import ListColumn, Sheet

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


@export_format(
    order=100, zh="GraphML（igraph、yEd、Gephi）", en="GraphML (igraph, yEd)", network=True
)
def graphml(export: Export) -> Files:
    """Write ``network.graphml``: every column a typed key with its label; blanks are left out."""
    return {"network.graphml": "".join(_pieces(network_lists(export), export)).encode()}


def _pieces(lists: NetworkLists, export: Export) -> Iterator[str]:
    yield _HEAD
    for owner, sheet in (("node", lists.node_attributes), ("edge", lists.edges)):
        for place, column in enumerate(sheet.columns):
            yield _key(owner, place, column, export)
    direction = "directed" if lists.roles.directed else "undirected"
    yield f'<graph id="G" edgedefault="{direction}">\n'
    if export.about:
        yield element("desc", legible(export.about), "").replace("<desc >", "<desc>") + "\n"
    for ident, data in zip(
        map(itemgetter(0), lists.nodes.rows), _data(lists.node_attributes, "n"), strict=True
    ):
        yield f"<node id={quoted(legible(str(ident)))}>{data}</node>\n"
    rows = zip(edge_ids(lists), lists.ends, _data(lists.edges, "e"), strict=True)
    for ident, ends, data in rows:
        source, target = (quoted(legible(end)) for end in ends)
        yield f"<edge id={quoted(legible(ident))} source={source} target={target}>{data}</edge>\n"
    yield "</graph>\n</graphml>\n"


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
