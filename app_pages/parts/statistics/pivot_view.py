"""The table of figures by groups, turned by the user, with its chart."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.statistics.bounded_charts import group_chart
from app_pages.parts.statistics.period_choice import chosen_period
from graphs.model import Figure, Kind, NotComputable, Side, Snapshot
from graphs.statistics.dimension import DIMENSIONS
from graphs.statistics.month import REPORT_MEASURES, PivotTable, ReportMeasure, pivot
from graphs.statistics.report_lines import bounds_of, formula, python_line
from graphs.text import Text

__all__ = ["pivot_view"]

_NONE = Text(zh="（不分列）", en="(one column)")
_HEADS = Text(zh="数|至少|至多|怎样得来", en="Figure|At least|At most|How it is made up")
_ROOM = 564
"""Pixels of the columns: the table's part of a window of 1280."""
_ENDS = {
    Side.non_public.name: Text(zh="归非公方", en="of the non-public end"),
    Side.soe.name: Text(zh="归国企方", en="of the state-owned end"),
}


def pivot_view(view: View, snapshot: Snapshot) -> None:
    """Draw what is chosen: a measure by one or two dimensions."""
    measure, rows, columns, end = _chosen(view)
    declared = REPORT_MEASURES[measure]
    st.caption(plain(view.say(declared.definition), 600))
    period = chosen_period(view, snapshot) if declared.of_period else None
    table = pivot(snapshot, (measure,), rows, columns or None, end=Side[end], period=period)
    if columns:
        _crossed(view, table, rows)
    else:
        _single(view, table, rows, declared)
    line = python_line(
        snapshot,
        "pivot",
        measure,
        by=rows,
        columns=columns,
        end=end if end != next(iter(_ENDS)) else None,
        since=period.first.as_of if period else None,
    )
    st.code(line, language="python", wrap_lines=True)
    if DIMENSIONS[rows].several or (columns and DIMENSIONS[columns].several):
        words = Text(
            zh="一个党组织可能在几条产业链上，各行相加可多于合计。",
            en="An organisation may be on several chains, so rows may add up to more than all.",
        )
        st.caption(view.say(words))


def _chosen(view: View) -> tuple[str, str, str, str]:
    """Draw the four menus and return the measure, the rows, the columns, and whose a pair is."""
    one, two, three, four = st.columns(4)
    measure = one.selectbox(
        view.say(Text(zh="指标", en="Measure")),
        list(REPORT_MEASURES),
        format_func=lambda key: view.say(REPORT_MEASURES[key].label),
        **address_choice("statistics:measure", "pair_coverage", REPORT_MEASURES),
    )
    rows = two.selectbox(
        view.say(Text(zh="按（行）", en="Rows")),
        list(DIMENSIONS),
        format_func=lambda key: view.say(DIMENSIONS[key].label),
        **address_choice("statistics:rows", next(iter(DIMENSIONS)), DIMENSIONS),
    )
    others = ["", *DIMENSIONS]
    columns = three.selectbox(
        view.say(Text(zh="再按（列）", en="Columns")),
        others,
        format_func=lambda key: view.say(DIMENSIONS[key].label if key else _NONE),
        **address_choice("statistics:columns", "", others),
    )
    end = four.selectbox(
        view.say(Text(zh="一对结对归哪一组", en="A pair is in the group")),
        list(_ENDS),
        format_func=lambda key: view.say(_ENDS[key]),
        **address_choice("statistics:end", next(iter(_ENDS)), _ENDS),
    )
    if columns == rows:
        columns = ""
        same = Text(zh="行与列相同，不再分列。", en="Rows and columns are the same: one column.")
        st.caption(view.say(same))
    return measure, rows, columns, end


def _single(view: View, table: PivotTable, rows: str, declared: ReportMeasure) -> None:
    percent = declared.kind is Kind.rate
    heads = [view.say(DIMENSIONS[rows].label), *view.say(_HEADS).split("|")]
    lines = [
        (
            view.say(row.name),
            view.say(row.cells[0].words()),
            *(_number(bound, percent=percent) for bound in bounds_of(row.cells[0])),
            view.say(formula(row.cells[0])),
        )
        for row in (*table.rows, table.total)
    ]
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        key, height = f"statistics:pivot:{view.language}", table_height(len(lines), most=14)
        rows_table(heads, lines, key=key, height=height, room=_ROOM, lines=1)
    with right:
        group_chart(view, [(row.name, row.cells[0]) for row in table.rows], declared)


def _crossed(view: View, table: PivotTable, rows: str) -> None:
    """Draw the table by two dimensions: everybody first, and no column without a figure."""
    *columns, everybody = range(len(table.columns))
    lines = (*table.rows, table.total)
    empty = [at for at in columns if all(_blank(row.cells[at]) for row in lines)]
    shown = [everybody, *(at for at in columns if at not in empty)]
    heads = [DIMENSIONS[rows].label, *(table.columns[at] for at in shown)]
    cells = [
        (view.say(row.name), *("—" if _blank(cell) else view.say(cell.words()) for cell in found))
        for row in lines
        for found in [[row.cells[at] for at in shown]]
    ]
    height = table_height(len(cells), most=16)
    key = f"statistics:cross:{view.language}"
    rows_table([*map(view.say, heads)], cells, key=key, height=height)
    if empty:
        words = Text(
            zh="没有数、未列出的列：{names}。", en="Columns without any figure, left out: {names}."
        )
        names = Text.join([table.columns[at] for at in empty], zh="、")
        st.caption(plain(view.say(words.format(names=names)), 600))


def _blank(cell: Figure) -> bool:
    return isinstance(cell, NotComputable)


def _number(bound: float | None, *, percent: bool) -> float | None:
    return None if bound is None else round(bound * 100 if percent else bound, 1)
