"""One indicator as several sources or several days have it, beside the ledger's own figure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from graphs.glossary import word
from graphs.model import Division, Snapshot, Source
from graphs.network import display_name
from graphs.statistics import Reconciliation, ReportedSeries, difference_words
from graphs.statistics.statements.reported_units import unit_words
from graphs.text import Text

__all__ = ["series_view"]

_HEADS = Text(
    zh="统计时点|来源|上报|台账|差额|结论", en="As of|Source|Reported|Ledger|Difference|Verdict"
)


def series_view(view: View, snapshot: Snapshot, series: Sequence[ReportedSeries]) -> None:
    """Draw the indicators that were reported more than once, each with its figures by day."""
    title = Text(zh="报过不止一次的指标", en="Indicators reported more than once")
    st.markdown("**" + view.say(title) + "**")
    if not series:
        none = Text(
            zh="这个范围没有报过不止一次的指标。",
            en="No indicator of this scope was reported twice.",
        )
        st.caption(view.say(none))
    for place, each in enumerate(series):
        st.markdown("**" + plain(view.say(_name(snapshot, each))) + "**")
        if each.disagreeing:
            words = Text(
                zh="同一时点的几个上报数不能同时为真：{days}",
                en="figures of one day that cannot both be right: {days}",
            ).format(days=Text.join([Text.same(day) for day in each.disagreeing]))
            st.warning(view.say(words), icon=":material/error:")
        rows = [_row(view, snapshot, point) for point in each.points]
        rows_table(view.say(_HEADS).split("|"), rows, key=f"series:{place}:{view.language}")


def _name(snapshot: Snapshot, each: ReportedSeries) -> Text:
    home = snapshot.by_id(Division).get(each.division)
    where = display_name(home.name, home.name_en) if home else None
    return each.label + Text.same(" · ") + where if where else each.label


def _row(view: View, snapshot: Snapshot, point: Reconciliation) -> tuple[str, ...]:
    said = point.statement
    source = snapshot.by_id(Source).get(said.source or "")
    difference = difference_words(point)
    not_stated = view.say(word("not_stated"))
    unit = view.say(unit_words(said.unit_of_count))
    return (
        (said.as_of.text or said.as_of.printed or not_stated) if said.as_of else not_stated,
        source.title if source else not_stated,
        view.say(said.value.words()) + unit if said.value else not_stated,
        view.say(point.own_words()) or "—",
        view.say(difference) if difference else "—",
        view.say(point.verdict_words()),
    )
