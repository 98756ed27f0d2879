"""Figures by month or year, drawn as a line, with breaks in the series said; and what moved."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.statistics.bounded_charts import trend_chart
from app_pages.parts.statistics.figure_lines import without_blank
from graphs.errors import NotFound
from graphs.model import Snapshot
from graphs.network import parties
from graphs.statistics.month import (
    MOVEMENT_DEFINITIONS,
    MOVEMENTS,
    REPORT_MEASURES,
    TREND_STEPS,
    TrendPoint,
    movements,
    period_between,
    trend,
)
from graphs.statistics.report_lines import formula, python_line
from graphs.text import Text

__all__ = ["trend_view"]


def trend_view(view: View, snapshot: Snapshot) -> None:
    """Draw a measure over time, then what happened to pairs in the last of its periods."""
    one, two = st.columns(2)
    measure = one.selectbox(
        view.say(Text(zh="指标", en="Measure")),
        list(REPORT_MEASURES),
        format_func=lambda key: view.say(REPORT_MEASURES[key].label),
        **address_choice("statistics:trend", "running_pairs", REPORT_MEASURES),
    )
    step = two.selectbox(
        view.say(Text(zh="时段", en="Period")),
        list(TREND_STEPS),
        format_func=lambda key: view.say(TREND_STEPS[key].label),
        **address_choice("statistics:step", next(iter(TREND_STEPS)), TREND_STEPS),
    )
    day = snapshot.as_of
    days = TREND_STEPS[step].days(day, TREND_STEPS[step].count)

    def at(when: dt.date) -> Snapshot:
        return snapshot if when == day else snapshot_of(view.ledger, view.scope, when)

    try:
        points = trend(at, days, (measure,))
        before = at(days[-2])
    except NotFound as error:  # the scope was not there on an earlier day
        st.info(plain(view.say(error.message)))
        return
    _series(view, points, measure)
    st.code(python_line(snapshot, "trend", measure, step), language="python", wrap_lines=True)
    _moved(view, before, snapshot)


def _series(view: View, points: tuple[TrendPoint, ...], measure: str) -> None:
    declared = REPORT_MEASURES[measure]
    st.caption(plain(view.say(declared.definition), 600))
    left, right = st.columns(2, gap="medium")
    with left:
        trend_chart(view, [(p.day, p.figures[measure]) for p in points], declared)
        for day, why in ((p.day, p.break_) for p in points if p.break_ is not None):
            words = Text(zh="{day} 起与以前不可比：{why}", en="From {day} not comparable: {why}")
            st.caption(plain(view.say(words.format(day=day.isoformat(), why=why))))
    with right:
        _series_table(view, points, measure)


def _series_table(view: View, points: tuple[TrendPoint, ...], measure: str) -> None:
    heads = Text(zh="日期|数|怎样得来|口径中断", en="Day|Figure|How it is made up|Break")
    rows = [
        (
            point.day.isoformat(),
            view.say(point.figures[measure].words()),
            view.say(formula(point.figures[measure])),
            view.say(point.break_) if point.break_ else "",
        )
        for point in points
    ]
    named, shown = without_blank(view.say(heads).split("|"), rows)
    key, height = f"statistics:series:{view.language}", table_height(len(rows), most=12)
    rows_table(named, shown, key=key, height=height, room=470, lines=1)


def _moved(view: View, before: Snapshot, now: Snapshot) -> None:
    found = movements(period_between(before, now))
    title = Text(zh="{a} 至 {b} 的变动", en="What moved from {a} to {b}").format(
        a=before.as_of.isoformat(), b=now.as_of.isoformat()
    )
    st.markdown("**" + view.say(title) + "**")
    for place, (key, label) in zip(st.columns(len(MOVEMENTS)), MOVEMENTS.items(), strict=True):
        place.metric(
            view.say(label),
            view.say(found.counts[key].words()),
            help=view.say(MOVEMENT_DEFINITIONS[key]),
        )
    words = Text(zh="续签率 {rate}（{how}）", en="Renewal rate {rate} ({how})").format(
        rate=found.renewal.words(), how=formula(found.renewal)
    )
    st.caption(plain(view.say(words)))
    gone = [
        (view.say(MOVEMENTS[key]), *(view.say(_name(picture, end)) for end in couple))
        for key, picture in _listed(before, now)
        for couple in found.couples[key]
    ]
    if gone:
        with st.expander(view.say(Text(zh="名单", en="List")), icon=":material/list:"):
            heads = Text(zh="变动|国企方|非公方", en="What happened|Host|Guest")
            rows_table(
                view.say(heads).split("|"),
                gone,
                key=f"statistics:moved:{view.language}",
                height=360,
            )


def _listed(before: Snapshot, now: Snapshot) -> tuple[tuple[str, Snapshot], ...]:
    """Return what is listed, each with the snapshot that knows both ends; carried on is not."""
    return (
        ("new", now),
        ("renewed", now),
        ("ended", before),
        ("lapsed", before),
        ("otherwise", before),
    )


def _name(snapshot: Snapshot, ident: str) -> Text:
    return parties(snapshot)[ident].name
