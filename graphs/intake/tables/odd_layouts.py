"""Recognise layouts that are no list of records: a matrix of ticks, a form with its headers at the left."""

from __future__ import annotations

from graphs.folding import fold
from graphs.intake.cells.party_names import is_organisation
from graphs.intake.files.cell_text import is_blank_sign
from graphs.intake.tables.row_issues import Issue, issue
from graphs.intake.tables.table_bounds import Table
from graphs.text import Text

__all__ = ["matrix_issue", "sideways_issue"]

_TICKS = frozenset(map(fold, ("√", "✓", "✔", "☑", "●", "○", "◯", "★", "1", "是", "对", "x", "×")))
_RESHAPE = Text(
    zh="改成每对一行，表头写：国企党组织、非公党组织、签订日期；打勾的每一格就是一行",
    en="write a row for each pair, under 国企党组织, 非公党组织, 签订日期: every tick is one row",
)


def matrix_issue(table: Table) -> Issue | None:
    """Return what to do with a table that is a matrix of pairs; ``None`` where it is none."""
    names = [header for header in table.headers[1:] if header]
    rows = [row for row in table.sample if row.cell(0)]
    if len(names) < 2 or not rows:
        return None
    if not all(map(is_organisation, [*names, *(row.cell(0) for row in rows)])):
        return None
    inside = [cell for row in rows for cell in row.cells[1:] if not is_blank_sign(cell)]
    if not inside or not all(fold(cell) in _TICKS for cell in inside):
        return None
    return issue(
        table.title,
        table.header_row,
        value="、".join(names)[:200],
        severity="warning",
        zh="认不出这张表：像是行列都是党组织、格里打勾的矩阵，整张搁置",
        en="looks like a matrix with organisations above and at the left; it is set aside as a whole",
        remedy=_RESHAPE,
    )


_TURN = Text(
    zh="改成表头在上、一行一条：在 Excel 里复制，选择性粘贴时勾选“转置”",
    en="put the headers above and a record in each row: copy it, and paste it transposed",
)


def sideways_issue(table: Table) -> Issue | None:
    """Return what to do with a table whose headers are in its first column; ``None`` for others."""
    first = [text for text in table.first_column if text]
    # 党支部 is a value of a list as well as a header; 甲 and 乙 head the parties' columns.
    heads = {text for text in first if len(text) > 1 and table.known(text)}
    named = {text for text in heads if not is_organisation(text)}
    if len(named) < 3 or len(named) < 0.6 * len(first):  # two may be a header of two rows
        return None
    return issue(
        table.title,
        table.header_row,
        value="、".join(first)[:200],
        severity="warning",
        zh="像一张竖排的表：表头写在左边一列，整张搁置",
        en="has its headers in the first column; it is set aside as a whole",
        remedy=_TURN,
    )
