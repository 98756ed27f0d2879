"""The statistics screen: figures of the month, by groups, over time, and of the network."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice, address_row
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current
from app_pages.parts.statistics.figure_lines import figure_lines
from app_pages.parts.statistics.freshness_view import freshness_view
from app_pages.parts.statistics.network_view import network_view
from app_pages.parts.statistics.period_choice import chosen_period
from app_pages.parts.statistics.pivot_view import pivot_view
from app_pages.parts.statistics.trend_view import trend_view
from graphs.model import Snapshot
from graphs.statistics.report_lines import report_lines
from graphs.text import Text

SCREEN = Screen(
    label=Text(zh="统计", en="Statistics"),
    icon="bar_chart",
    group=Group.figures,
    place=1,
    definition=Text(
        zh="月报指标、分组、走势、资料新旧和网络指标，每个数附定义和名单。",
        en="Figures of the month, by groups, over time, of the network and of the data, each with definition and lists.",
    ),
)
"""What the menu says of this screen."""


def _report(view: View, snapshot: Snapshot) -> None:
    period = chosen_period(view, snapshot)
    lines = report_lines(snapshot, period)
    at_first = address_row("statistics:report", [each.key for each in lines])
    figure_lines(view, snapshot, lines, key="statistics:report", at_first=at_first)


_PARTS = {
    "report": (Text(zh="月报指标", en="The month's report"), _report),
    "groups": (Text(zh="分组", en="By groups"), pivot_view),
    "trend": (Text(zh="走势与变动", en="Over time"), trend_view),
    "freshness": (Text(zh="资料新旧", en="Freshness"), freshness_view),
    "network": (Text(zh="网络", en="The network"), network_view),
}


def main() -> None:
    """Draw the part that is chosen; only that one is computed."""
    view = current()
    snapshot = view.snapshot()
    chosen = st.segmented_control(
        view.say(Text(zh="看什么", en="What to look at")),
        list(_PARTS),
        required=True,
        format_func=lambda key: view.say(_PARTS[key][0]),
        label_visibility="collapsed",
        **address_choice("statistics:part", "report", _PARTS),
    )
    _PARTS[chosen or "report"][1](view, snapshot)


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
