"""GEXF 1.3, dynamic: Gephi plays the pairs over time, each from its start to its end."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.errors import InputError
from graphs.interchange.export_formats import Export, Files, export_format, legible
from graphs.interchange.graph_files.network_lists import NetworkLists, network_lists, pair_id
from graphs.interchange.graph_files.xml_columns import TYPE_NAMES, quoted, row_pieces
from graphs.interchange.sheet import Cell, ListColumn, Sheet
from graphs.model import PartialDate

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date"'
    ' timerepresentation="interval">\n'
)


@export_format(
    order=110, zh="GEXF 1.3（Gephi，带时间）", en="GEXF 1.3 (Gephi, with time)", network=True
)
def gexf(export: Export) -> Files:
    """Write ``network.gexf``: an edge begins on its first possible day and ends on its last.

    A date of a year or a month is its first day at the start and its last day at the end; the
    dates as recorded are attributes beside. An edge without a date is always there.
    """
    return {"network.gexf": "".join(_pieces(network_lists(export))).encode()}


def _pieces(lists: NetworkLists) -> Iterator[str]:
    yield _HEAD
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
    yield from _edges(lists.edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edges(sheet: Sheet) -> Iterator[str]:
    places = {column.key: place for place, column in enumerate(sheet.columns)}
    rows = zip(pair_id(sheet), sheet.rows, row_pieces(sheet, _value), strict=True)
    for ident, row, values in rows:
        host, guest = _words(row[places["host_id"]]), _words(row[places["guest_id"]])
        starts = row[places["starts_on"]] or row[places["signed_on"]]
        spell = _day("start", starts) + _day("end", row[places["ends_on"]])
        weight = row[places["pairs_low"]]
        yield (
            f'<edge id={_words(ident)} source={host} target={guest} weight="{weight}"{spell}>'
            f"<attvalues>{values}</attvalues></edge>\n"
        )


def _day(end: str, printed: Cell) -> str:
    """Return the start or end of a spell; blank where the text is no date."""
    if not printed:
        return ""
    try:
        date = PartialDate(str(printed))
    except InputError:  # the words as printed, where they give no year
        return ""
    day = date.earliest if end == "start" else date.latest
    return f' {end}="{day.isoformat()}"' if day else ""


def _attribute(place: int, column: ListColumn) -> str:
    title, kind = quoted(column.key), TYPE_NAMES[column.kind]
    return f'<attribute id="{place}" title={title} type="{kind}"/>\n'


def _value(place: int, _: ListColumn, words: str) -> str:
    return f'<attvalue for="{place}" value={quoted(words)}/>'


def _words(value: Cell) -> str:
    return quoted(legible(str(value)))
