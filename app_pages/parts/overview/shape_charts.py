"""Figures that have a shape: coverage by township, pairs of hosts, pairs by year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import show
from graphs.briefs import Bars, bars_html, coverage_bars, load_bars, year_bars
from graphs.model import Snapshot
from graphs.statistics import MEASURES
from graphs.text import Text

__all__ = ["bar_chart", "chart_bars", "chart_lines"]


def chart_bars(snapshot: Snapshot, key: str) -> Bars:
    """Return the bars of a chart; none where there is nothing to compare."""
    return _CHARTS[key].bars(snapshot)


def chart_lines(bars: Bars) -> float:
    """Return about how many lines a chart takes."""
    return 2.5 + len(bars.drawn) if bars.drawn else 0.0


def bar_chart(view: View, bars: Bars, key: str) -> None:
    """Draw a chart under its title."""
    chart = _CHARTS[key]
    with st.container(border=True):
        st.markdown("**" + view.say(chart.title) + "**", help=view.say(chart.definition))
        show(bars_html(bars, view.language))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """A figure with a shape: its title, what it counts, and its bars."""

    title: Text
    definition: Text
    bars: Callable[[Snapshot], Bars]


_CHARTS = {
    "towns": _Chart(
        title=Text(zh="各乡镇（街道）结对覆盖率", en="Coverage by township"),
        definition=MEASURES["coverage"].definition,
        bars=coverage_bars,
    ),
    "loads": _Chart(
        title=Text(zh="国企党组织的结对数（最多的）", en="Pairs of hosts, the most first"),
        definition=Text(zh="一个国企党组织的有效结对。", en="The pairs in force of one host. ")
        + MEASURES["pairs"].definition,
        bars=load_bars,
    ),
    "years": _Chart(
        title=Text(zh="有效结对的签订年份", en="Pairs in force by year of signing"),
        definition=MEASURES["pairs"].definition,
        bars=year_bars,
    ),
}
