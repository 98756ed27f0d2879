"""Attributes of nodes and edges as pieces of XML, a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from graphs.interchange.graph_files.network_lists import typed_columns
from graphs.interchange.sheet import Cell, CellKind, ListColumn, Sheet

__all__ = ["TYPE_NAMES", "attribute_text", "element", "quoted", "row_pieces"]

TYPE_NAMES: dict[CellKind, str] = {
    "text": "string",
    "integer": "long",
    "number": "double",
    "flag": "boolean",
    "date": "string",
}
"""The kinds of columns as GraphML, GEXF and Neo4j call them."""

# As XML attributes these would be read back as blanks.
_KEPT = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}

_Piece = Callable[[int, ListColumn, str], str]


def attribute_text(value: Cell) -> str:
    """Return a value as XML says it: ``true`` and ``false``, digits, text.

    Examples
    --------
    >>> attribute_text(True), attribute_text(3), attribute_text("甲")
    ('true', '3', '甲')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def quoted(words: str) -> str:
    """Return a text in quotes as the value of an XML attribute.

    Examples
    --------
    >>> print(quoted('a "b" & c'))
    'a "b" &amp; c'
    """
    return quoteattr(words, _KEPT)


def row_pieces(sheet: Sheet, piece: _Piece) -> Iterator[str]:
    """Yield a row's attributes as one text; ``piece`` writes one of them, blanks are left out.

    A million rows of thirty columns are written in seconds so, an element object each in minutes.
    Equal values are written once a column.
    """
    columns = []
    for place, (column, values) in enumerate(typed_columns(sheet)):
        written: dict[Cell | tuple[bool], str] = {}
        texts = []
        for value in values:
            # 1 and True are one key of a dictionary and two texts of XML.
            key = (value,) if isinstance(value, bool) else value
            if key not in written:
                known = "" if value is None else piece(place, column, attribute_text(value))
                written[key] = known
            texts.append(written[key])
        columns.append(texts)
    return map("".join, zip(*columns, strict=True))


def element(name: str, words: str, attributes: str) -> str:
    """Return an element with text.

    Examples
    --------
    >>> element("data", "甲 & 乙", 'key="n1"')
    '<data key="n1">甲 &amp; 乙</data>'
    """
    return f"<{name} {attributes}>{escape(words, {chr(13): '&#13;'})}</{name}>"
