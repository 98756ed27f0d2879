"""Export formats: one declared function each, from sheets to bytes.

A cell that begins like a formula is neutralised with an apostrophe, and the manifest says so.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias, cast

from graphs.interchange.list_columns import Cell, Sheet
from graphs.registry import Registry
from graphs.text import Language, Text

__all__ = ["FORMATS", "ExportFormat", "csv_chunks", "export_format", "neutral"]

Files: TypeAlias = dict[str, bytes]
Write: TypeAlias = Callable[[tuple[Sheet, ...], Language], Files]

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_FORMULA_SIGNS = frozenset(_FORMULA)
# What XML and UTF-8 refuse: C0 and C1 controls but tab and line feed, lone surrogates, and the two
# code points that are no characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000
_PIECE = 20_000
_A4 = 9  # as workbooks number it
_QUOTED = re.compile('[,"\r\n]')
_FIXED = dt.datetime(2010, 6, 15)  # noqa: DTZ001  # a workbook of the same view has the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A declared format: key, label and the function that writes files by name."""

    key: str
    label: Text
    write: Write


FORMATS: Registry[str, ExportFormat] = Registry("export format")
"""Every format by key, in source order."""


def export_format(*, zh: str, en: str) -> Callable[[Write], Write]:
    """Declare a format; its key is the function's name."""

    def declare(write: Write) -> Write:
        key = write.__name__.removesuffix("_")
        FORMATS.declare(key, ExportFormat(key=key, label=Text(zh=zh, en=en), write=write), write)
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
    return {f"{sheet.key}.csv": b"".join(csv_chunks(sheet)) for sheet in sheets}


def csv_chunks(sheet: Sheet) -> Iterator[bytes]:
    """Yield the CSV of a sheet piece by piece, so that a million edges need not be held twice.

    Examples
    --------
    >>> from graphs.interchange.list_columns import EDGE_COLUMNS
    >>> sheet = Sheet(
    ...     key="x", label=Text.same("x"), columns=EDGE_COLUMNS[:2], rows=(("g1", "=1+1"),))
    >>> b"".join(csv_chunks(sheet)).decode("utf-8-sig").splitlines()
    ['agreement_id,agreement', "g1,'=1+1"]
    """
    yield b"\xef\xbb\xbf" + ",".join(column.key for column in sheet.columns).encode() + b"\r\n"
    for start in range(0, len(sheet.rows), _PIECE):
        columns = zip(*sheet.rows[start : start + _PIECE], strict=True)
        lines = map(",".join, zip(*map(_csv_column, columns), strict=True))
        yield "".join(f"{line}\r\n" for line in lines).encode()


def _csv_column(values: tuple[Cell, ...]) -> Iterable[str]:
    """Return the cells of a column as written; one that needs no care is found so as a whole.

    The csv module looks at every character, which for a million edges takes three times as long.
    """
    kinds = set(map(type, values))
    if kinds == {bool}:
        return map("01".__getitem__, cast("tuple[bool, ...]", values))
    if kinds <= {int, float}:
        return map(repr, values)
    if kinds == {str}:
        distinct = set(cast("tuple[str, ...]", values)) - {""}
        joined = "".join(distinct)
        if (
            joined.isprintable()  # no control character, surrogate or line feed
            and "," not in joined
            and '"' not in joined
            and max(map(len, distinct), default=0) <= _LONGEST_CELL
            and _FORMULA_SIGNS.isdisjoint(map(itemgetter(0), distinct))
        ):
            return cast("tuple[str, ...]", values)
    return map(_csv_cell, values)


def _csv_cell(value: Cell) -> str:
    """Return a cell as RFC 4180 has it: in quotes where it holds a comma, a quote or a line end."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "01"[value]
    words = str(neutral(value))
    if _QUOTED.search(words):
        return '"' + words.replace('"', '""') + '"'
    return words


@export_format(zh="XLSX 工作簿", en="XLSX workbook")
def xlsx(sheets: tuple[Sheet, ...], language: Language) -> Files:
    """Write one workbook: a sheet each, headed by labels, and a dictionary of the columns."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _FIXED})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        whole = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.label.say(language)[:31])
            _printed(page)
            for place, column in enumerate(sheet.columns):
                page.write_string(0, place, column.label.say(language), head)
                usual = 26 if column.key in ("host", "guest", "name") else 13
                wrapped = whole if column.width else None
                page.set_column(place, place, column.width or usual, wrapped)
            for line, row in enumerate(sheet.rows, start=1):
                for place, value in enumerate(row):
                    cell = neutral(value)
                    if cell in ("", None):
                        continue
                    if isinstance(cell, str):
                        # never write(): it takes {=…} for an array formula whatever the options say
                        page.write_string(line, place, cell)
                    else:
                        page.write(line, place, cell)
        _dictionary(book, sheets, language, head)
    return {"network.xlsx": target.getvalue()}


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
