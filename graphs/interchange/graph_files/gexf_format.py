"""GEXF 1.3, dynamic: Gephi plays the pairs over time, each from its start to its end."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.formula_guard import legible
from graphs.interchange.graph_files.network_lists import (
    NetworkLists,
    cells_of,
    edge_ids,
    network_lists,
)
from graphs.interchange.graph_files.xml_columns import TYPE_NAMES, element, quoted, row_pieces
from graphs.interchange.sheet import Cell, ListColumn

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
_DYNAMIC = ' mode="dynamic" timeformat="date" timerepresentation="interval"'


@export_format(
    order=110, zh="GEXF 1.3（Gephi，带时间）", en="GEXF 1.3 (Gephi, with time)", network=True
)
def gexf(export: Export) -> Files:
    """Write ``network.gexf``: an edge begins on its first possible day and ends on its last.

    The dates as recorded are attributes beside. An edge without a date is always there.
    """
    return {"network.gexf": "".join(_pieces(network_lists(export), export.about)).encode()}


def _pieces(lists: NetworkLists, about: str) -> Iterator[str]:
    direction = "directed" if lists.roles.directed else "undirected"
    time = _DYNAMIC if lists.roles.first_day else ' mode="static"'
    meta = f"<meta>{element('description', legible(about), '')}</meta>\n" if about else ""
    meta = meta.replace("<description >", "<description>")
    yield f'{_HEAD}{meta}<graph defaultedgetype="{direction}"{time}>\n'
    for owner, sheet in (("node", lists.node_attributes), ("edge", lists.edges)):
        yield f'<attributes class="{owner}" mode="static">\n'
        for place, column in enumerate(sheet.columns):
            yield _attribute(place, column)
        yield "</attributes>\n"
    yield "<nodes>\n"
    names = [column.key for column in lists.nodes.columns]
    for row, values in zip(
        lists.nodes.rows, row_pieces(lists.node_attributes, _value), strict=True
    ):
        ident, label = _words(row[names.index("id")]), _words(row[names.index("name")])
        yield f"<node id={ident} label={label}><attvalues>{values}</attvalues></node>\n"
    yield "</nodes>\n<edges>\n"
    yield from _edges(lists)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edges(lists: NetworkLists) -> Iterator[str]:
    roles, rows = lists.roles, lists.edges.rows
    first, last = (
        cells_of(lists.edges, name) if name else [None for _ in rows]
        for name in (roles.first_day, roles.last_day)
    )
    weights = cells_of(lists.edges, roles.weight) if roles.weight else [1 for _ in rows]
    columns = (edge_ids(lists), lists.ends, weights, first, last, row_pieces(lists.edges, _value))
    for ident, (source, target), weight, begins, ends, values in zip(*columns, strict=True):
        spell = _day("start", begins) + _day("end", ends)
        yield (
            f"<edge id={_words(ident)} source={_words(source)} target={_words(target)}"
            f' weight="{weight}"{spell}><attvalues>{values}</attvalues></edge>\n'
        )


def _day(end: str, day: Cell) -> str:
    return f" {end}={quoted(str(day))}" if day else ""


def _attribute(place: int, column: ListColumn) -> str:
    title, kind = quoted(column.key), TYPE_NAMES[column.kind]
    return f'<attribute id="{place}" title={title} type="{kind}"/>\n'


def _value(place: int, _: ListColumn, words: str) -> str:
    return f'<attvalue for="{place}" value={quoted(words)}/>'


def _words(value: Cell) -> str:
    return quoted(legible(str(value)))
