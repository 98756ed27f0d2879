"""Report rows that are no data, once for each sheet and kind."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.intake.tables.cell_account import CellAccount, RowKind
from graphs.intake.tables.row_issues import Issue, issue
from graphs.text import Text

__all__ = ["left_out_rows"]

_SAID = {
    RowKind.total: Text(zh="合计行，已略过", en="is a total; left out"),
    RowKind.note: Text(zh="表下说明，已略过", en="is a note; left out"),
    RowKind.footer: Text(zh="表尾（填表、审核、日期等），已略过", en="is a footer; left out"),
    RowKind.derived: Text(
        zh="由台账推算的栏目（状态、计数等），不导入",
        en="columns that the ledger works out itself (status, counts …); not imported",
    ),
    RowKind.repeated_header: Text(zh="重复的表头行，已略过", en="repeats the header; left out"),
}


def left_out_rows(account: CellAccount) -> Iterator[Issue]:
    """Yield a hint for each kind of row that was left out of a sheet."""
    for sheet in account.sheets:
        for part in sheet.recognised:
            if part.kind not in _SAID:
                continue
            more = Text.same("")
            whole = part.kind is RowKind.derived  # columns, not rows
            if len(part.rows) > 1 and not whole:
                rows = "、".join(map(str, part.rows))
                more = Text(zh=f"（第 {rows} 行）", en=f" (rows {rows})")
            yield issue(
                sheet.sheet,
                0 if whole else part.rows[0],
                value="" if whole else part.sample,
                reason=_SAID[part.kind] + more,
                severity="hint",
            )
