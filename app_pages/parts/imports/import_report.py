"""Issues of an import as counts, a table and downloads, and the account of its cells."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from graphs.glossary import heading
from graphs.intake import Import, Issue, IssueKind, kinds_of
from graphs.interchange import FORMATS, Sheet, list_column
from graphs.text import Text

__all__ = ["issue_table", "report_downloads"]

_SEVERITIES = {
    "error": Text(zh="错误", en="error"),
    "warning": Text(zh="警告", en="warning"),
    "hint": Text(zh="提示", en="hint"),
}
_MOST = 1000


_ISSUE_COLUMNS = (
    list_column("severity", "轻重", "Severity"),
    list_column("sheet", "表", "Sheet"),
    list_column("row", "行", "Row"),
    list_column("column", "列", "Column"),
    list_column("whose", "谁的行", "Whose row"),
    list_column("value", "值", "Value"),
    list_column("reason", "原因", "Reason"),
    list_column("remedy", "怎么办", "What to do"),
)
_ROWS_LISTED = 5
_KIND_HEADS = Text(
    zh="轻重|问题|次数|行|列|例|怎么办|表",
    en="Severity|What is wrong|Times|Rows|Col.|For example|What to do|Sheet",
)


def issue_table(view: View, outcome: Import) -> None:
    """Draw the account of cells and the kinds of problems, errors first, each with its rows."""
    if outcome.account.read:
        st.caption(":material/fact_check: " + view.say(outcome.account.sentence()))
    if not outcome.issues:
        st.caption(view.say(Text(zh="没有导入问题。", en="No issues.")))
        return
    st.caption(view.say(_count(outcome)))
    rows = [_kind(each, view) for each in kinds_of(outcome.issues)]
    heads = view.say(_KIND_HEADS).split("|")
    rows_table(heads, rows[:_MOST], key="imports:issues", height=table_height(len(rows), most=8))


def _kind(found: IssueKind, view: View) -> tuple[str | int | None, ...]:
    """Return one line for all rows of a kind: what is wrong, how often, where first, what to do."""
    first = found.first
    return (
        view.say(_SEVERITIES[first.severity]),
        view.say(first.heading),
        found.times,
        ", ".join(map(str, found.rows[:_ROWS_LISTED]))
        + (" …" if found.rows[_ROWS_LISTED:] else ""),
        first.column,
        first.value,
        view.say(first.remedy) if first.remedy else "",
        first.sheet,
    )


def report_downloads(view: View, outcome: Import) -> None:
    """Offer every problem as a list to take away, and list what was recognised as no data."""
    if outcome.issues:
        sheet = Sheet(
            key="findings",
            label=heading("issue"),
            columns=_ISSUE_COLUMNS,
            rows=tuple(_issue(each, view) for each in outcome.issues),
        )
        st.download_button(
            view.say(
                Text(zh="下载导入问题，逐行（XLSX）", en="Download every issue, row by row (XLSX)")
            ),
            data=lambda: next(iter(FORMATS["xlsx"].write((sheet,), view.language).values())),
            file_name="findings.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="imports:issues:xlsx",
        )
    _account(view, outcome)


def _account(view: View, outcome: Import) -> None:
    """List on demand what was recognised as no data."""
    account = outcome.account
    if not account.recognised:
        return
    parts = [(sheet.sheet, part) for sheet in account.sheets for part in sheet.recognised]
    title = Text(zh="不作数据的单元格（{n}）", en="Cells that are no data ({n})")
    with st.expander(view.say(title.format(n=account.recognised))):
        rows = [
            (
                sheet,
                view.say(part.kind.label),
                "、".join(map(str, part.rows)),
                part.cells,
                part.sample,
            )
            for sheet, part in parts
        ]
        heads = Text(
            zh="表|是什么|行（至多列 20 个）|格数|例",
            en="Sheet|What it is|Rows (20 at most)|Cells|For example",
        )
        rows_table(view.say(heads).split("|"), rows, key="imports:account", height=220)


def _count(outcome: Import) -> Text:
    """Return how many issues there are of each severity."""
    kinds = {key: sum(each.severity == key for each in outcome.issues) for key in _SEVERITIES}
    words = Text(
        zh="错误 {error} 处，警告 {warning} 处，提示 {hint} 处（警告和提示不妨碍导入）：",
        en="errors: {error}, warnings: {warning}, hints: {hint} (warnings and hints stop nothing):",
    )
    return words.format(**kinds)


def _issue(each: Issue, view: View) -> tuple[str | int | None, ...]:
    return (
        view.say(_SEVERITIES[each.severity]),
        each.sheet,
        each.row or None,
        each.column,
        each.whose,
        each.value,
        view.say(each.reason),
        view.say(each.remedy) if each.remedy else "",
    )
