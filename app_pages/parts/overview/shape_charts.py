"""Figures that have a shape: coverage by township, pairs of hosts, pairs by year."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import show
from graphs.briefs import Bar, bars_html, coverage_bars, load_bars, year_bars
from graphs.model import Snapshot
from graphs.statistics import MEASURES
from graphs.text import Text

__all__ = ["coverage_chart", "load_chart", "year_chart"]


def coverage_chart(view: View, snapshot: Snapshot) -> None:
    """Draw coverage by township."""
    title = Text(zh="各乡镇（街道）结对覆盖率", en="Coverage by township")
    _chart(view, title, MEASURES["coverage"].definition, coverage_bars(snapshot))


def load_chart(view: View, snapshot: Snapshot) -> None:
    """Draw the hosts with most pairs."""
    title = Text(zh="国企党组织的结对数（最多的）", en="Pairs of hosts, the most first")
    _chart(view, title, _LOAD + MEASURES["pairs"].definition, load_bars(snapshot))


def year_chart(view: View, snapshot: Snapshot) -> None:
    """Draw the pairs in force by the year they were signed."""
    title = Text(zh="有效结对的签订年份", en="Pairs in force by year of signing")
    _chart(view, title, MEASURES["pairs"].definition, year_bars(snapshot))


_LOAD = Text(zh="一个国企党组织的有效结对。", en="The pairs in force of one host. ")


def _chart(view: View, title: Text, definition: Text, bars: tuple[Bar, ...]) -> None:
    if not bars:
        return
    with st.container(border=True):
        st.markdown("**" + view.say(title) + "**", help=view.say(definition))
        show(bars_html(bars, view.language))
