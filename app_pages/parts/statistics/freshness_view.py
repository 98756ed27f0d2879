"""How fresh and complete the data are, a line a group: what a steward asks of whom next."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from graphs.model import Snapshot
from graphs.statistics.dimension import DIMENSIONS
from graphs.statistics.month import DATED_KINDS, FRESHNESS_DEFINITION, FreshnessRow, freshness
from graphs.statistics.report_lines import bounds_of, python_line
from graphs.text import Text

__all__ = ["freshness_view"]

_HEADS = Text(
    zh="{by}|具名党组织|最近录入|距当日（天）|最近事件|资料完整率 %|资料齐全 %",
    en="{by}|Named organisations|Last recorded|Days before the day|Last event|Fields stated %|Complete records %",
)


def freshness_view(view: View, snapshot: Snapshot) -> None:
    """Draw the groups of a dimension, the longest untouched first."""
    by = st.selectbox(
        view.say(Text(zh="分组", en="By")),
        list(DIMENSIONS),
        format_func=lambda key: view.say(DIMENSIONS[key].label),
        width=320,
        **address_choice("statistics:fresh", next(iter(DIMENSIONS)), DIMENSIONS),
    )
    st.caption(plain(view.say(FRESHNESS_DEFINITION), 600))
    recorded = view.ledger.ledger.recorded_days(snapshot, DATED_KINDS)
    *rows, everybody = freshness(snapshot, recorded, by)
    rows.sort(key=lambda row: (str(row.recorded_on or ""), str(row.event_on or ""), row.key))
    lines = [_cells(view, row) for row in (*rows, everybody)]
    rows_table(
        view.say(_HEADS.format(by=DIMENSIONS[by].label)).split("|"),
        lines,
        key=f"statistics:fresh:{by}:{view.language}",
        height=table_height(len(lines), most=18),
    )
    st.code(python_line(snapshot, "freshness", by), language="python", wrap_lines=True)


def _cells(view: View, row: FreshnessRow) -> tuple[object, ...]:
    return (
        view.say(row.name),
        row.organisations,
        row.recorded_on.isoformat() if row.recorded_on else "",
        row.age_days,
        row.event_on.isoformat() if row.event_on else "",
        *(_percent(bounds_of(figure)[0]) for figure in (row.stated, row.complete)),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
