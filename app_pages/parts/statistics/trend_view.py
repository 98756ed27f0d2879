"""Figures by month or year, drawn as a line, with breaks in the series said; and what moved."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View
from app_pages.parts.statistics.figure_lines import without_blank
from graphs.errors import NotFound
from graphs.model import Kind, Snapshot
from graphs.network import parties
from graphs.statistics.month import (
    MOVEMENT_DEFINITIONS,
    MOVEMENTS,
    REPORT_MEASURES,
    TrendPoint,
    month_ends,
    movements,
    period_between,
    trend,
    year_ends,
)
from graphs.statistics.report_lines import bounds_of, formula
from graphs.text import Text

__all__ = ["trend_view"]

_STEPS = {
    "years": Text(zh="近 8 年，每年末", en="8 years, each at its end"),
    "months": Text(zh="近 12 个月，每月末", en="12 months, each at its end"),
}


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
        list(_STEPS),
        format_func=lambda key: view.say(_STEPS[key]),
        **address_choice("statistics:step", next(iter(_STEPS)), _STEPS),
    )
    day = snapshot.as_of
    days = year_ends(day, 8) if step == "years" else month_ends(day, 12)

    def at(when: dt.date) -> Snapshot:
        return snapshot if when == day else snapshot_of(view.ledger, view.scope, when)

    try:
        points = trend(at, days, (measure,))
        before = at(days[-2])
    except NotFound as error:  # the scope was not there on an earlier day
        st.info(plain(view.say(error.message)))
        return
    _series(view, points, measure)
    _moved(view, before, snapshot)


def _series(view: View, points: tuple[TrendPoint, ...], measure: str) -> None:
    declared = REPORT_MEASURES[measure]
    st.caption(plain(view.say(declared.definition), 600))
    scale = 100 if declared.kind is Kind.rate else 1
    known = [(point, bounds_of(point.figures[measure])[0]) for point in points]
    left, right = st.columns([0.55, 0.45], gap="medium")
    with left:
        st.line_chart(
            {
                "x": [point.day.isoformat() for point, low in known if low is not None],
                "y": [round(low * scale, 1) for _, low in known if low is not None],
            },
            x="x",
            y="y",
            x_label="",
            y_label=view.say(declared.label) + (" (%)" if scale == 100 else ""),
            color="#9E1B22",
            height=340,
        )
        for point in points:
            if point.break_ is not None:
                words = Text(
                    zh="{day} 起与以前不可比：{why}", en="From {day} not comparable: {why}"
                ).format(day=point.day.isoformat(), why=point.break_)
                st.caption(plain(view.say(words)))
    with right:
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
        rows_table(
            named,
            shown,
            key=f"statistics:series:{view.language}",
            height=table_height(len(rows), most=12),
        )


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
