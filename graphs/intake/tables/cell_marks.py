"""What a workbook says beside the text of its cells: notes on them, and what is crossed out."""

from __future__ import annotations

from graphs.intake.files.sheets import Sheet
from graphs.intake.tables.row_issues import Issue, issue
from graphs.text import Text

__all__ = ["marked_cells"]

_NOTE = Text(
    zh="这一格有批注；批注不导入",
    en="there is a note on this cell; notes are not imported",
)
_KEEP = Text(
    zh="批注要保留的，写进单元格或备注列；上面是批注的文字",
    en="the text above is the note: what should be kept goes into the cell or a column of remarks",
)
_STRUCK = Text(
    zh="这一行有删除线，仍照常读入",
    en="something in this row is crossed out; it was read all the same",
)
_ENDED = Text(
    zh="已终止的请填终止日期，作废的请搁置此行",
    en="give what has ended its end, and set aside what does not count",
)


def marked_cells(sheet: Sheet) -> list[Issue]:
    """Return a warning for each note, and for each row in which something is crossed out."""
    notes = [
        issue(sheet.title, row, column, value=words, reason=_NOTE, remedy=_KEEP, severity="warning")
        for row, column, words in sheet.notes
        if words
    ]
    first: dict[int, int] = {}
    for row, column in sheet.struck:
        first[row] = min(first.get(row, column), column)
    struck = [
        issue(sheet.title, row, column, reason=_STRUCK, remedy=_ENDED, severity="warning")
        for row, column in sorted(first.items())
    ]
    return [*notes, *struck]
