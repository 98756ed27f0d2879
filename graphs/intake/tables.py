"""Where in a sheet the table is: its header, its rows, and what is no data.

1. Merged areas are filled with the value of their first cell.
2. Among the first rows the one that names most known columns is the header; a second header row
   below joins in where it makes more columns known ("国企" over "名称" is "国企名称").
3. Rows that repeat the header, total rows and notes under the table are left out, each with a hint.
4. A row wider or narrower than the header of a text file is refused: its columns have shifted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from graphs.folding import fold
from graphs.intake.sheets import Row, Sheet
from graphs.intake.troubles import Trouble, trouble
from graphs.text import Text

__all__ = ["Table", "find_table"]

_HEAD = 40
_TOTAL = re.compile(
    r"(本页|全区|全市|全县|全镇)?(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|total|subtotal|sum)[:：]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[（(※*★]?\s*(注|备注|说明|填表|填报|制表|审核|单位负责人|单位[（(]盖章|填写说明|数据来源|来源|联系|note|remark|source)"
    r".*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True, kw_only=True)
class Table:
    """A table found in a sheet; ``rows`` is given once, ``troubles`` grow while it is read.

    ``headers`` has one text for each column, blank where there is none.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    header_row: int
    rows: Iterator[Row]
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the table is called in messages."""
        return self.sheet.title


def find_table(sheet: Sheet, known: Callable[[str], bool]) -> Table | None:
    """Return the table of a sheet, or ``None`` where the sheet holds nothing at all.

    ``known`` tells whether a header is one that is looked for. Where no row has any such header,
    the first row with two filled cells is taken, so that a person can map its columns.
    """
    rows = _filled(sheet)
    head = list(islice(rows, _HEAD))
    if not head:
        return None
    at, headers, taken = _header(head, known)
    table = Table(sheet=sheet, headers=headers, header_row=head[at].number, rows=iter(()))
    table.rows = _data(table, chain(head[at + taken :], rows), head[at : at + taken])
    if sheet.hidden_columns:
        table.troubles.append(
            _hint(sheet, "有隐藏的列，仍已读取", "has hidden columns; they were read")
        )
    return table


def _hint(sheet: Sheet, zh: str, en: str, row: int = 0, value: str = "") -> Trouble:
    return trouble(sheet.title, row, zh=zh, en=en, value=value, severity="hint")


def _filled(sheet: Sheet) -> Iterator[Row]:
    """Give rows with merged areas filled from their first cell, downward and to the right."""
    if not sheet.merges:
        for row in sheet.rows:  # no "yield from": the reader outlives a table that is dropped
            yield row
        return
    first: dict[tuple[int, int], tuple[str, str]] = {}
    starts = {(area[0] + 1, area[1]): area for area in sheet.merges}
    by_row: dict[int, list[tuple[int, int, int, int]]] = {}
    for area in sheet.merges[:5000]:
        for number in range(area[0] + 1, min(area[2] + 2, area[0] + 5000)):
            by_row.setdefault(number, []).append(area)
    for row in sheet.rows:
        areas = by_row.get(row.number, ())
        cells, marks = list(row.cells), dict(row.marks)
        for area in areas:
            top = (area[0] + 1, area[1])
            if row.number == top[0] and top in starts:
                first[top] = (row.cell(area[1]), row.marks.get(area[1], ""))
            value, mark = first.get(top, ("", ""))
            cells += [""] * (min(area[3], 400) + 1 - len(cells))
            for column in range(area[1], min(area[3], 400) + 1):
                cells[column] = value
                if mark:
                    marks[column] = mark
        yield Row(row.number, tuple(cells), marks) if areas else row


def _header(head: list[Row], known: Callable[[str], bool]) -> tuple[int, tuple[str, ...], int]:
    """Return the place of the header among the first rows, its texts, and how many rows it takes."""
    best: tuple[int, int] | None = None
    chosen: tuple[int, tuple[str, ...], int] | None = None
    for at, row in enumerate(head):
        single = tuple(_plain(cell) for cell in row.cells)
        score = _score(single, known)
        offers = [(score, 1, single)]
        if at + 1 < len(head):
            double = _joined(single, head[at + 1], known)
            offers.append((_score(double, known), 2, double))
        for known_count, taken, headers in offers:
            # One row wins over two that know no more; an earlier header over a later equal one.
            rank = (known_count, -taken)
            if known_count and (best is None or known_count > best[0]):
                best, chosen = rank, (at, headers, taken)
    if chosen is not None:
        return chosen
    wide = next((at for at, row in enumerate(head) if len(set(row.filled)) > 1), 0)
    return wide, tuple(_plain(cell) for cell in head[wide].cells), 1


def _plain(cell: str) -> str:
    return re.sub(r"\s+", "", cell) if not cell.isascii() else " ".join(cell.split())


def _score(headers: tuple[str, ...], known: Callable[[str], bool]) -> int:
    return len({fold(header) for header in headers if header and known(header)})


def _joined(upper: tuple[str, ...], row: Row, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return two header rows in one: below if that is all, both where both say something."""
    width = max(len(upper), len(row.cells))
    group, texts = "", []
    for column in range(width):
        above = upper[column] if column < len(upper) else ""
        below = _plain(row.cell(column))
        group = above or group
        if not below or below == above:
            texts.append(above)
        elif known(group + below) or not (known(below) or known(above)):
            texts.append(group + below)
        else:
            texts.append(below if known(below) else above)
    return tuple(texts)


def _data(table: Table, rows: Iterator[Row], header: list[Row]) -> Iterator[Row]:
    """Give the data rows, noting what was left out and what has shifted."""
    sheet = table.sheet
    width = max((at + 1 for at, text in enumerate(table.headers) if text), default=0)
    heads = [tuple(map(_plain, row.cells)) for row in header]
    for row in rows:
        filled = row.filled
        if not filled:
            continue
        plain = tuple(map(_plain, row.cells))
        if plain in heads:
            table.troubles.append(
                _hint(sheet, "重复的表头行，已略过", "repeats the header; left out", row.number)
            )
            continue
        first = row.cell(filled[0]).strip()
        if filled[0] <= 3 and _TOTAL.fullmatch(first):
            table.troubles.append(
                _hint(sheet, "合计行，已略过", "is a total; left out", row.number, first)
            )
            continue
        if len({row.cell(at) for at in filled}) == 1 and _NOTE.match(first):
            table.troubles.append(
                _hint(sheet, "表下说明，已略过", "is a note; left out", row.number, first)
            )
            continue
        yield _checked(table, row, filled, width)


def _checked(table: Table, row: Row, filled: tuple[int, ...], width: int) -> Row:
    sheet = table.sheet
    if row.number in sheet.hidden_rows:
        table.troubles.append(
            _hint(sheet, "隐藏的行，仍已读取", "is hidden; it was read", row.number)
        )
    stray = [at for at in filled if at >= len(table.headers) or not table.headers[at]]
    if stray:
        table.troubles.append(
            trouble(
                sheet.title, row.number, stray[0], value=row.cell(stray[0]),
                zh="这一列没有表头", en="stands under no header",
                remedy=Text(
                    zh="补上表头，或检查这一行是否错列", en="add the header, or see whether the row has shifted"
                ),
            )
        )  # fmt: skip
    elif sheet.delimited and len(row.cells) < width:
        table.troubles.append(
            trouble(
                sheet.title, row.number, value=" | ".join(row.cells)[:80],
                reason=Text(
                    zh="只有 {have} 列，表头有 {want} 列", en="has {have} cells; the header has {want}"
                ).format(have=len(row.cells), want=width),
                remedy=Text(
                    zh="检查这一行是否少了分隔符", en="see whether a delimiter is missing in this row"
                ),
            )
        )  # fmt: skip
    return row
