"""TSV: tab-separated text, one file a list, for programs that split lines at tabs."""

from __future__ import annotations

from graphs.interchange.export_formats import Export, Files, export_format, neutral
from graphs.interchange.sheet import Cell, Sheet
from graphs.text import Text

# A tab or a line end inside a cell would begin another cell; the format knows no quotes.
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r", " "))


@export_format(
    order=30,
    zh="TSV 制表符分隔",
    en="TSV, tab-separated",
    loses=Text(zh="单元格里的制表符和换行成为空格", en="tabs and line ends in cells become blanks"),
)
def tsv(export: Export) -> Files:
    """Write one file a sheet in UTF-8 without a mark; tabs and line ends in cells become blanks."""
    return {f"{sheet.key}.tsv": _lines(sheet).encode() for sheet in export.sheets}


def _lines(sheet: Sheet) -> str:
    head = [column.key for column in sheet.columns]
    return "".join("\t".join(map(_cell, row)) + "\n" for row in (head, *sheet.rows))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "01"[value]
    return str(neutral(value)).translate(_BREAKS)
