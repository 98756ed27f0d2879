"""Read the tables of a page in the reader process: HTML and "XML Spreadsheet 2003" called .xls.

Office systems of many years hand out either as a workbook, and Excel opens both. A table inside a
table is one of its own, since layout tables surround the true one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from graphs.intake.formats.delimited import batches, sheet_frame
from graphs.intake.formats.encodings import decode
from graphs.intake.formats.file_errors import Fault
from graphs.intake.formats.limits import Limits

__all__ = ["is_markup", "markup_frames"]

_BEGINNINGS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<body")
_UNSEEN = frozenset(("script", "style"))
_LINES = frozenset(("br", "p", "div", "li"))
_CELLS = frozenset(("td", "th", "cell"))
_MIDNIGHT = ("T00:00:00.000", "T00:00:00")


def is_markup(content: bytes) -> bool:
    """Return whether a file begins as HTML or XML does.

    Examples
    --------
    >>> is_markup(b"<html><table>"), is_markup("名称,类型".encode())
    (True, False)
    """
    return content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_BEGINNINGS)


def markup_frames(content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    """Give a frame for each table that holds something, and for each batch of its rows.

    Raises
    ------
    Fault
        There is no table, its encoding cannot be told, or it goes beyond a limit.
    """
    text, _ = decode(content)
    pages = _Tables(limits)
    pages.feed(text)
    pages.close()
    found = [each for each in pages.tables if any(any(row.values()) for row in each.rows)]
    if not found:
        raise Fault("not_a_workbook", what="HTML/XML")
    if len(found) > limits.sheets:
        raise Fault("too_many_sheets", count=len(found), limit=limits.sheets)
    for number, table in enumerate(found, 1):
        name = table.name or (f"表{number}" if len(found) > 1 else "")
        yield sheet_frame(name, merges=table.merges)
        yield from batches(table.lines())


@dataclass(slots=True)
class _Table:
    """A table under way: its rows by column, areas that span, and places those take further down."""

    name: str = ""
    rows: list[dict[int, str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)  # column: last row that an area covers
    column: int = 0
    at: int = 0  # the place of the cell under way
    words: list[str] | None = None

    def lines(self) -> Iterator[list[Any]]:
        for number, row in enumerate(self.rows):
            if any(row.values()):
                yield [number, [row.get(at, "") for at in range(max(row) + 1)], {}]

    def begin_row(self, at: int | None) -> None:
        """Begin a row; XML may name its number, the rows between being blank."""
        self.finish_cell()
        self.rows += [{} for _ in range(max(1, (at or 0) - len(self.rows)))]
        self.column = 0

    def begin_cell(self, at: int | None, across: int, down: int) -> None:
        """Begin a cell in the first place of its row that no area covers."""
        self.finish_cell()
        if not self.rows:
            self.rows.append({})
        row = len(self.rows) - 1
        while at is None and self.taken.get(self.column, -1) >= row:
            self.column += 1
        left = self.column if at is None else at - 1
        if across or down:
            self.merges.append((row, left, row + down, left + across))
        if down:
            self.taken.update(dict.fromkeys(range(left, left + across + 1), row + down))
        self.at = left
        self.rows[row][left] = ""
        self.words = []
        self.column = left + across + 1

    def finish_cell(self) -> None:
        """Keep what was written in the cell under way."""
        if self.words is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\v"))
        self.rows[-1][self.at] = "\n".join(line for line in lines if line)
        self.words = None


class _Tables(HTMLParser):
    """Collects the tables of a page, each in the order in which it begins."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._limits = limits
        self._unseen = self._cells = 0
        self._sheet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag, said = (
            tag.rpartition(":")[2],
            {name.rpartition(":")[2]: value for name, value in attrs},
        )
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "worksheet":
            self._sheet = said.get("name") or ""
        elif tag == "table":
            table = _Table(self._sheet)
            self.tables.append(table)
            self._open.append(table)
        elif self._open:
            self._inside(self._open[-1], tag, said)

    def _inside(self, table: _Table, tag: str, said: dict[str, str | None]) -> None:
        limits = self._limits
        at = _number(said.get("index"), limits.rows + 1) or None
        if tag in ("tr", "row"):
            table.begin_row(at)
            if len(table.rows) > limits.rows:
                raise Fault("too_many_rows", limit=limits.rows, sheet=table.name or "HTML")
        elif tag in _CELLS:
            across = _number(said.get("mergeacross"), limits.columns)
            down = _number(said.get("mergedown"), limits.rows)
            across = across or max(_number(said.get("colspan"), limits.columns) - 1, 0)
            down = down or max(_number(said.get("rowspan"), limits.rows) - 1, 0)
            self._cells += 1
            table.begin_cell(at, across, down)
            if table.column > limits.columns:
                raise Fault("too_many_columns", limit=limits.columns, sheet=table.name or "HTML")
            if self._cells > limits.cells:
                raise Fault("too_many_cells", limit=limits.cells, sheet=table.name or "HTML")
        elif tag in _LINES and table.words is not None:
            table.words.append("\v")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._open:
            self._open.pop().finish_cell()
        elif self._open and (tag in _CELLS or tag in ("tr", "row")):
            self._open[-1].finish_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and self._open[-1].words is not None:
            for end in _MIDNIGHT:
                data = data.removesuffix(end)
            self._open[-1].words.append(data)


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() else 0
