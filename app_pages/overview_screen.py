"""Overview screen: five counters, coverage, reported figures beside the ledger's, concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current, put_address
from app_pages.parts.network.cards import safe, show
from app_pages.parts.network.reported_figures import reconciled, reported_card, reported_lines
from app_pages.parts.overview.attention_card import attention_card, attention_lines
from app_pages.parts.overview.column_balance import Block, two_columns
from app_pages.parts.overview.coverage_card import coverage_card, coverage_lines
from app_pages.parts.overview.finding_card import FINDING_LINES, finding_card
from app_pages.parts.overview.reader_switch import reader_of, reader_switch
from app_pages.parts.overview.shape_charts import bar_chart, chart_bars, chart_lines
from app_pages.parts.overview.today_strip import today_strip
from graphs.glossary import GLOSSARY, heading
from graphs.model import Count, Snapshot
from graphs.network import chains
from graphs.scene import chain_sentence
from graphs.statistics import MEASURES, Measure, Reconciliation
from graphs.text import Text

SCREEN = Screen(label=heading("overview"), icon="dashboard", group=Group.explore, place=1)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the district at a glance."""
    view = current()
    snapshot = view.snapshot()
    reader_switch(view)
    _counters(view, snapshot)
    found = reconciled(view, snapshot)
    today_strip(view, snapshot, found)
    keys = _ARRANGED[reader_of(view)].split()
    dealt = two_columns([_block(view, snapshot, found, key) for key in keys])
    for place, column in zip(st.columns(2, gap="medium"), dealt, strict=True):
        with place:
            for block in column:
                block.draw()


_ARRANGED: Mapping[str, str] = {
    "official": "reported coverage attention towns chains",
    "planner": "attention loads coverage towns years",
    "analyst": "coverage years reported towns loads",
    "steward": "findings reported attention chains",
}
"""What each reader sees, first things first."""


def _block(view: View, snapshot: Snapshot, found: tuple[Reconciliation, ...], key: str) -> Block:
    """Return a block by its key; what has nothing to draw takes no line."""
    match key:
        case "findings":
            return Block(draw=lambda: finding_card(view, snapshot), lines=FINDING_LINES)
        case "reported":
            return Block(draw=lambda: reported_card(view, found), lines=reported_lines(found))
        case "coverage":
            return Block(draw=lambda: coverage_card(view, snapshot), lines=coverage_lines(snapshot))
        case "attention":
            first = reader_of(view) == "steward"
            return Block(
                draw=lambda: attention_card(view, snapshot, found, records_first=first),
                lines=attention_lines(snapshot, found),
            )
        case "chains":
            return Block(draw=lambda: _chains(view, snapshot), lines=2.5 * len(chains(snapshot)))
    bars = chart_bars(snapshot, key)
    return Block(draw=lambda: bar_chart(view, bars, key), lines=chart_lines(bars))


def _counters(view: View, snapshot: Snapshot) -> None:
    with st.container(key=f"counters-{view.language}"):
        shown = [each for each in MEASURES.values() if each.counter]
        for place, measure in zip(st.columns(len(shown)), shown, strict=True):
            with place, st.container(border=True, height="stretch"):
                _counter(view, snapshot, measure)


def _counter(view: View, snapshot: Snapshot, measure: Measure) -> None:
    """Draw a figure with its unit, and each part of it on a line of its own."""
    figure = measure.compute(snapshot)
    st.metric(view.say(measure.label), view.say(figure.words()), help=view.say(measure.definition))
    parts = [*measure.parts_of(figure), *_beside(snapshot, measure)]
    lines = "".join(
        f"<div><span>{safe(view.say(what))}</span><b>{safe(view.say(number))}</b></div>"
        for what, number in parts
    )
    unit = safe(view.say(measure.unit))
    show(f'<div class="quiet">{unit}</div><div class="parts">{lines}</div>')


_BESIDE: Mapping[str, str] = {"pairs": "other_pairs", "agreements": "other_agreements"}
"""What a counter leaves out is said beside it, so that a ledger of other pairings is seen whole."""


def _beside(snapshot: Snapshot, measure: Measure) -> tuple[tuple[Text, Text], ...]:
    """Return the name and number of what a counter leaves out, where there is any."""
    if measure.key not in _BESIDE:
        return ()
    other = MEASURES[_BESIDE[measure.key]]
    figure = other.compute(snapshot)
    left_out = isinstance(figure, Count) and not figure.is_zero
    return ((other.label, figure.words()),) if left_out else ()


def _chains(view: View, snapshot: Snapshot) -> None:
    found = chains(snapshot)
    if not found:
        return
    with st.container(border=True):
        title = "**" + view.say(Text(zh="产业链党组织", en="Industry chains")) + "**"
        st.markdown(title, help=view.say(GLOSSARY["chain"].definition))
        for chain in found:
            words, button = st.columns([0.8, 0.2], vertical_alignment="center")
            with words:
                show(safe(view.say(chain_sentence(snapshot, chain.id))))
            look = view.say(Text(zh="看图", en="Picture"))
            if button.button(look, key=f"chain:{chain.id}", width="stretch"):
                put_address(replace(view.address, picture=f"chain:{chain.id}", focus=""))
                st.switch_page("app_pages/network_screen.py")


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
