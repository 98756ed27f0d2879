"""XLSX workbooks: a sheet a list, set up for paper, and a dictionary of the columns."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.sheet import Cell, CellKind, Sheet
from graphs.text import Language, Text

__all__ = ["xlsx"]

_MOST_ROWS = 1_048_575
"""Rows of a worksheet below its head."""

_LONGEST_COMMENT = 8_000

_A4 = 9  # as workbooks number it
_FIXED = dt.datetime(2010, 6, 15)  # noqa: DTZ001  # a workbook of the same view has the same bytes


@export_format(order=20, zh="XLSX 工作簿", en="XLSX workbook", usual=True)
def xlsx(export: Export) -> Files:
    """Write one workbook: a sheet each, headed by labels, and a dictionary of the columns."""
    import xlsxwriter

    sheets, language = export.sheets, export.language
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _FIXED, "comments": export.about[:_LONGEST_COMMENT]})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        whole = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, sheet in _pages(sheets, language):
            page = book.add_worksheet(name)
            _printed(page)
            for place, column in enumerate(sheet.columns):
                page.write_string(0, place, column.label.say(language), head)
                usual = 26 if column.key in ("host", "guest", "name") else 13
                wrapped = whole if column.width else None
                page.set_column(place, place, column.width or usual, wrapped)
            kinds = [column.kind for column in sheet.columns]
            for line, row in enumerate(sheet.rows, start=1):
                _write_row(page, line, row, kinds, day)
        _dictionary(book, sheets, language, head)
    return {"network.xlsx": target.getvalue()}


def _pages(sheets: tuple[Sheet, ...], language: Language) -> Iterator[tuple[str, Sheet]]:
    """Yield each list with the name of its worksheet; one past the limit goes on in another."""
    for sheet in sheets:
        label = sheet.label.say(language)
        yield label[:31], replace(sheet, rows=sheet.rows[:_MOST_ROWS])
        for number, start in enumerate(range(_MOST_ROWS, len(sheet.rows), _MOST_ROWS), start=2):
            rest = sheet.rows[start : start + _MOST_ROWS]
            yield f"{label[:25]} ({number})", replace(sheet, rows=rest)


def _write_row(page: Any, line: int, row: Sequence[Cell], kinds: list[CellKind], day: Any) -> None:
    for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
        cell = neutral(value)
        if cell in ("", None):
            continue
        if kind == "date" and str(cell) >= "1900":  # earlier days are none to a workbook
            page.write_datetime(line, place, dt.date.fromisoformat(str(cell)), day)
        elif isinstance(cell, str):
            # never write(): it takes {=…} for an array formula whatever the options say
            page.write_string(line, place, cell)
        else:
            page.write(line, place, cell)


def _printed(page: Any) -> None:
    """Set a sheet up for paper: A4 across, one page wide, its head on every page, numbered."""
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")


def _dictionary(book: object, sheets: tuple[Sheet, ...], language: Language, head: object) -> None:
    page = book.add_worksheet(Text(zh="字段说明", en="Columns").say(language))  # type: ignore[attr-defined]  # xlsxwriter ships no types
    titles = Text(zh="工作表|栏目|代号|说明", en="Sheet|Column|Key|What it says").say(language)
    for place, title in enumerate(titles.split("|")):
        page.write_string(0, place, title, head)
    _printed(page)
    page.set_column(0, 3, 24)
    line = 1
    for sheet in sheets:
        for column in sheet.columns:
            values = (sheet.label, column.label, Text.same(column.key), column.note)
            for place, words in enumerate(values):
                page.write_string(line, place, words.say(language))
            line += 1
