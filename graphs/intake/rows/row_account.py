"""Account for the cells of a row: each is a value, recognised, or reported."""

from __future__ import annotations

from graphs.folding import fold
from graphs.intake.files.cell_text import is_blank_sign
from graphs.intake.files.sheets import Row
from graphs.intake.mapping.bind import SERIAL_HEADERS
from graphs.intake.rows.field_values import Evaluator
from graphs.intake.tables.cell_account import RowKind
from graphs.intake.tables.table_bounds import Table
from graphs.text import Text

__all__ = ["account_row"]

_UNUSED = Text(
    zh="没有成为任何记录的值（这一行没有产生它所属的记录）",
    en="became no value: the row made no record that it belongs to",
)


def account_row(
    table: Table,
    evaluator: Evaluator,
    row: Row,
    used: set[int],
    read: frozenset[int],
    *,
    derived: frozenset[str],
) -> None:
    """Count the cells of a row; a cell that nothing else names is named here.

    ``used`` are the columns that gave a value of a record, ``read`` those that any rule reads: a
    column that none reads is named once for the table. ``derived`` are folded headers of columns
    that the ledger works out itself.
    """
    tally, own = table.tally, row.own
    if used.issuperset(own):  # nearly every row
        tally.values += len(own)
        return
    for at in own:
        header = table.headers[at] if at < len(table.headers) else ""
        if at in used:
            tally.values += 1
        elif at not in read and header and fold(header) in SERIAL_HEADERS:
            tally.recognise(RowKind.serial, row.number, 1, header)
        elif at not in read and header and fold(header) in derived:
            tally.recognise(RowKind.derived, row.number, 1, header)
        elif row.cell(at).strip() and is_blank_sign(row.cell(at)):
            tally.recognise(RowKind.blank, row.number, 1, row.cell(at).strip())
        else:
            tally.issues += 1
            if at in read and at not in evaluator.log.named:
                evaluator.log.report(row, at, row.cell(at), _UNUSED, "warning")
