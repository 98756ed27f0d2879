"""TSV: tab-separated text, one file a list, for programs that split lines at tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphs.interchange.export_formats import Export, Pieces, export_format
from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.sheet import Cell, Table
from graphs.text import Text

# A tab or a line end inside a cell would begin another cell to whoever splits lines at tabs.
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r", " "))


@export_format(
    order=30,
    zh="TSV 制表符分隔",
    en="TSV, tab-separated",
    streams=True,
    loses=Text(zh="单元格里的制表符和换行成为空格", en="tabs and line ends in cells become blanks"),
)
def tsv(export: Export) -> Pieces:
    """Write one file a sheet in UTF-8 without a mark; tabs and line ends in cells become blanks.

    A cell with a quotation mark is in quotes, as in CSV.
    """
    return {f"{table.key}.tsv": _pieces(table) for table in export.lists}


def _pieces(table: Table) -> Iterator[bytes]:
    yield _line([column.key for column in table.columns]).encode()
    for piece in table.pieces():
        yield "".join(map(_line, piece.rows)).encode()


def _line(cells: Sequence[Cell]) -> str:
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "01"[value]
    words = str(neutral(value)).translate(_BREAKS)
    # pandas, R and Polars take a mark that begins a cell for quotes, and would read on to the next one.
    return '"' + words.replace('"', '""') + '"' if '"' in words else words
