"""Find the tables of a sheet: headers, data rows, and what is no data.

1. Merged areas are filled with the value of their first cell.
2. Among the first rows the one that names most known columns is the header; a second header row
   below joins in where it makes more columns known ("国企" over "名称" is "国企名称").
3. Titles above it, rows that repeat it, totals, notes and footers are counted as what they are.
4. A row that is another header, and the title above it, begin the sheet's next table.
5. A row wider or narrower than the header of a text file is refused: its columns have shifted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from graphs.folding import fold
from graphs.intake.files.sheets import Row, Sheet
from graphs.intake.tables.cell_account import CellTally, RowKind
from graphs.intake.tables.header_rows import find_header
from graphs.intake.tables.merged_areas import filled_rows
from graphs.intake.tables.repairs import NO_REPAIRS, Repairs, SetAside
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.row_kinds import plain_header, row_kind, undecorated
from graphs.text import Text

__all__ = [
    "Table",
    "find_table",
    "next_table",
]

_HEAD = 40
_SAMPLE = 20
_WORDS = 4096  # texts kept: values of closed lists and the like, which occur in row after row


@dataclass(slots=True, kw_only=True)
class Table:
    """A table found in a sheet; ``rows`` is given once, ``issues`` grow while it is read.

    ``headers`` has one text for each column, blank where there is none; ``sample`` the first rows,
    ``first_column`` what all the first rows begin with, those above the header too.
    ``tally`` counts the cells of the sheet; ``rest`` are the rows of its next table, once the rows
    of this one are read; ``words`` keeps which texts are known headers, folded, and which none.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    header_row: int
    rows: Iterator[Row]
    known: Callable[[str], bool]
    tally: CellTally
    sample: tuple[Row, ...] = ()
    first_column: tuple[str, ...] = ()
    issues: list[Issue] = field(default_factory=list)
    rest: Iterator[Row] | None = None
    repairs: Repairs = NO_REPAIRS
    set_aside: list[SetAside] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the table is called in messages."""
        return self.sheet.title


def find_table(
    sheet: Sheet, known: Callable[[str], bool], repairs: Repairs = NO_REPAIRS
) -> Table | None:
    """Return the table of a sheet, or ``None`` where the sheet holds nothing at all.

    ``known`` tells whether a header is one that is looked for. Where no row has any such header,
    the first row with two filled cells is taken, so that a person can map its columns.
    """
    return _table(sheet, filled_rows(sheet), known, CellTally(sheet.title), repairs)


def next_table(table: Table) -> Table | None:
    """Return the next table of the sheet, once every row of this one is read."""
    if table.rest is None:
        return None
    return _table(table.sheet, table.rest, table.known, table.tally, table.repairs)


def _table(
    sheet: Sheet,
    rows: Iterator[Row],
    known: Callable[[str], bool],
    tally: CellTally,
    repairs: Repairs,
) -> Table | None:
    head = list(islice(rows, _HEAD))
    if not head:
        return None
    at, headers, taken = find_header(head, known)
    table = Table(
        sheet=sheet,
        headers=headers,
        header_row=head[at].number,
        rows=iter(()),
        known=known,
        tally=tally,
        sample=tuple(head[at + taken :][:_SAMPLE]),
        first_column=tuple(row.cell(0).strip() for row in head),
        repairs=repairs,
    )
    for place, row in enumerate(head[: at + taken]):
        _recognise(table, RowKind.title if place < at else RowKind.header, row)
    table.rows = _data(table, chain(head[at + taken :], rows), head[at : at + taken])
    if sheet.hidden_columns:
        table.issues.append(
            _hint(sheet, "有隐藏的列，仍已读取", "has hidden columns; they were read")
        )
    return table


def _recognise(table: Table, kind: RowKind, row: Row) -> None:
    own = row.own
    table.tally.read += len(own)
    # A footer names persons: only what kind of row it is may be shown.
    sample = "" if kind is RowKind.footer or not own else row.cell(own[0])
    table.tally.recognise(kind, row.number, len(own), sample)


def _hint(sheet: Sheet, zh: str, en: str, row: int = 0, value: str = "") -> Issue:
    return issue(sheet.title, row, zh=zh, en=en, value=value, severity="hint")


def _data(table: Table, rows: Iterator[Row], header: list[Row]) -> Iterator[Row]:
    """Give the data rows; count what is no data, and stop where another table begins."""
    width = max((at + 1 for at, text in enumerate(table.headers) if text), default=0)
    heads = [tuple(map(plain_header, row.cells)) for row in header]
    waiting: list[Row] = []  # single texts, which are the next table's title if a header follows
    for row in rows:
        filled = row.filled
        if not filled or (table.repairs.rows and _put_aside(table, row)):
            continue
        first = plain_header(row.cells[0])  # most rows differ from a header in their first cell
        if any(head[0] == first and _repeats(row, head) for head in heads if head):
            yield from _released(table, waiting, width)
            _recognise(table, RowKind.repeated_header, row)
            continue
        if _is_header(table, row, filled):
            table.rest = chain(waiting, [row], rows)
            return
        cells = [row.cell(at) for at in filled]
        single = len(set(cells)) == 1
        kind = row_kind(cells, single=single, wide=width > 1) if filled[0] <= 3 else None
        if kind is not None:
            yield from _released(table, waiting, width)
            _recognise(table, kind, row)
        elif single and width > 1:
            waiting.append(row)
        else:
            if waiting:
                yield from _released(table, waiting, width)
            yield _checked(table, row, width)
    yield from _released(table, waiting, width)


def _repeats(row: Row, head: tuple[str, ...]) -> bool:
    return len(row.cells) == len(head) and all(
        plain_header(cell) == text for cell, text in zip(row.cells, head, strict=True)
    )


def _put_aside(table: Table, row: Row) -> bool:
    """Count a row that a person set aside, and keep it to be taken away."""
    title = table.sheet.title
    why = table.repairs.rows.get((title, row.number))
    if why is None:
        return False
    _recognise(table, RowKind.set_aside, row)
    table.set_aside.append(
        SetAside(sheet=title, row=row.number, headers=table.headers, cells=row.cells, why=why)
    )
    return True


def _released(table: Table, waiting: list[Row], width: int) -> Iterator[Row]:
    for row in waiting:
        yield _checked(table, row, width)
    waiting.clear()


def _is_header(table: Table, row: Row, filled: tuple[int, ...]) -> bool:
    """Whether a row below the header names columns, nearly all of them known ones."""
    if len(filled) < 2 or (row.marks and any(at in row.marks for at in filled)):
        return False
    wanted = max(2, 0.6 * len(filled))
    texts = [row.cells[at] for at in filled]
    unknown = sum([table.words.get(text) == "" for text in texts])
    if len(filled) - unknown < wanted:
        return False  # not even if all others were known: nearly every data row ends here
    return len({_header_word(table, text) for text in texts} - {""}) >= wanted


def _header_word(table: Table, cell: str) -> str:
    """Return the known header that a cell shows, folded; blank where it shows none."""
    word = table.words.get(cell)
    if word is None:
        text = undecorated(plain_header(cell), table.known)
        word = fold(text) if text and table.known(text) else ""
        if len(table.words) < _WORDS:
            table.words[cell] = word
    return word


def _checked(table: Table, row: Row, width: int) -> Row:
    sheet = table.sheet
    if table.repairs.cells:
        row = table.repairs.applied(sheet.title, row)
    filled = row.filled
    table.tally.read += len(row.own if row.copied else filled)
    if row.number in sheet.hidden_rows:
        table.issues.append(
            _hint(sheet, "隐藏的行，仍已读取", "is hidden; it was read", row.number)
        )
    headers = table.headers
    stray = [at for at in filled if at >= len(headers) or not headers[at]]
    if stray:
        table.issues.append(
            issue(
                sheet.title, row.number, stray[0], value=row.cell(stray[0]),
                zh="这一列没有表头", en="is under no header",
                remedy=Text(
                    zh="补上表头，或检查这一行是否错列", en="add the header, or see whether the row has shifted"
                ),
            )
        )  # fmt: skip
    elif sheet.delimited and len(row.cells) < width:
        table.issues.append(
            issue(
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
