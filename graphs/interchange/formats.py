"""Export formats: one declared function each, from sheets to bytes.

A cell that begins like a formula is neutralised with an apostrophe, and the manifest says so.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.interchange.lists import Cell, Sheet
from graphs.text import Language, Text

__all__ = ["FORMATS", "ExportFormat", "export_format", "neutral"]

Files: TypeAlias = dict[str, bytes]
Write: TypeAlias = Callable[[tuple[Sheet, ...], Language], Files]

_FORMULA = tuple("=+-@\t\r＝＋－＠")
# What XML and UTF-8 refuse: C0 and C1 controls but tab and line feed, lone surrogates, and the two
# code points that are no characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000
_FIXED = dt.datetime(2010, 6, 15)  # noqa: DTZ001  # a workbook of the same view has the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A declared format: key, label and the function that writes files by name.

    Examples
    --------
    >>> FORMATS["csv"].label.zh
    'CSV（UTF-8，可用 Excel、WPS 打开）'
    """

    key: str
    label: Text
    write: Write


FORMATS: dict[str, ExportFormat] = {}
"""Every format by key, in source order."""


def export_format(*, zh: str, en: str) -> Callable[[Write], Write]:
    """Declare a format; its key is the function's name.

    Examples
    --------
    >>> list(FORMATS)
    ['csv', 'xlsx']
    """

    def declare(write: Write) -> Write:
        key = write.__name__.removesuffix("_")
        FORMATS[key] = ExportFormat(key=key, label=Text(zh=zh, en=en), write=write)
        return write

    return declare


def neutral(value: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; control characters are dropped.

    Examples
    --------
    >>> neutral("=1+1"), neutral(-3), neutral("甲")
    ("'=1+1", -3, '甲')
    """
    if not isinstance(value, str):
        return value
    clean = _CONTROL.sub("", value)[:_LONGEST_CELL]
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


@export_format(zh="CSV（UTF-8，可用 Excel、WPS 打开）", en="CSV (UTF-8, opens in Excel and WPS)")
def csv_(sheets: tuple[Sheet, ...], language: Language) -> Files:
    """Write one file a sheet, headed by the stable keys; true and false as 1 and 0."""
    del language  # keys, not labels, head a file that programs read
    files = {}
    for sheet in sheets:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.key for column in sheet.columns])
        writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
        files[f"{sheet.key}.csv"] = b"\xef\xbb\xbf" + text.getvalue().encode()
    return files


def _csv_cell(value: Cell) -> Cell:
    if isinstance(value, bool):
        return int(value)
    return "" if value is None else neutral(value)


@export_format(zh="XLSX 工作簿", en="XLSX workbook")
def xlsx(sheets: tuple[Sheet, ...], language: Language) -> Files:
    """Write one workbook: a sheet each, headed by labels, and a dictionary of the columns."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _FIXED})
        head = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.label.say(language)[:31])
            page.freeze_panes(1, 0)
            for place, column in enumerate(sheet.columns):
                page.write_string(0, place, column.label.say(language), head)
                page.set_column(place, place, 26 if column.key in ("host", "guest", "name") else 13)
            for line, row in enumerate(sheet.rows, start=1):
                for place, value in enumerate(row):
                    cell = neutral(value)
                    if isinstance(cell, str):
                        # never write(): it takes {=…} for an array formula whatever the options say
                        page.write_string(line, place, cell)
                    elif cell is not None:
                        page.write(line, place, cell)
        _dictionary(book, sheets, language, head)
    return {"network.xlsx": target.getvalue()}


def _dictionary(book: object, sheets: tuple[Sheet, ...], language: Language, head: object) -> None:
    page = book.add_worksheet(Text(zh="字段说明", en="Columns").say(language))  # type: ignore[attr-defined]  # xlsxwriter ships no types
    titles = Text(zh="工作表|栏目|代号|说明", en="Sheet|Column|Key|What it says").say(language)
    for place, title in enumerate(titles.split("|")):
        page.write_string(0, place, title, head)
    page.set_column(0, 3, 24)
    line = 1
    for sheet in sheets:
        for column in sheet.columns:
            values = (sheet.label, column.label, Text.same(column.key), column.note)
            for place, words in enumerate(values):
                page.write_string(line, place, words.say(language))
            line += 1
