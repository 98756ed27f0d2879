"""Overview screen: five counters, coverage, reported figures beside the ledger's, concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

import streamlit as st

from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View, current, put_address
from app_pages.parts.network.attention_lists import attention_rows, names_of, town_rows
from app_pages.parts.network.cards import safe, show
from app_pages.parts.network.organisation_directory import organisation_rows
from app_pages.parts.network.reported_figures import reconciled, reported_card
from app_pages.parts.overview.reader_switch import reader_of, reader_switch
from app_pages.parts.overview.shape_charts import coverage_chart, load_chart, year_chart
from app_pages.parts.overview.today_strip import today_strip
from app_pages.parts.questions.asked_question import answer_of, put_question
from graphs.glossary import GLOSSARY, heading
from graphs.model import Count, NotComputable, Rate, Snapshot
from graphs.network import chains, parties
from graphs.questions import question_of
from graphs.scene import chain_sentence
from graphs.statistics import (
    CONCERNS,
    MEASURES,
    Attention,
    Measure,
    Reconciliation,
    attention,
    coverage_by_division,
)
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
    left, right = st.columns([0.5, 0.5], gap="medium")
    parts: dict[str, Callable[[], None]] = {
        "reported": lambda: reported_card(view, found),
        "coverage": lambda: _coverage(view, snapshot),
        "attention": lambda: _attention(view, snapshot, found),
        "chains": lambda: _chains(view, snapshot),
        "towns": lambda: coverage_chart(view, snapshot),
        "loads": lambda: load_chart(view, snapshot),
        "years": lambda: year_chart(view, snapshot),
    }
    for place, keys in zip((left, right), _ARRANGED[reader_of(view)], strict=True):
        with place:
            for key in keys.split():
                parts[key]()


_ARRANGED: Mapping[str, tuple[str, str]] = {
    "official": ("reported", "coverage attention towns chains"),
    "planner": ("attention coverage", "loads towns years"),
    "analyst": ("reported years", "coverage towns loads"),
    "steward": ("reported", "attention chains"),
}
"""What each reader sees at the left and at the right, first things first."""


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


def _coverage(view: View, snapshot: Snapshot) -> None:
    measure = MEASURES["coverage"]
    figure = measure.compute(snapshot)
    with st.container(border=True):
        st.markdown("**" + view.say(measure.label) + "**", help=view.say(measure.definition))
        if isinstance(figure, NotComputable):
            words = Text(zh="不可计算：", en="Not computable: ") + figure.reason
            show(safe(view.say(words)))
        if not isinstance(figure, Rate):
            return
        formula = Text(
            zh="{rate} ＝ 已结对 {a} ÷ 非公党组织 {b}",
            en="{rate} = {a} paired ÷ {b} non-public organisations",
        ).format(rate=figure.words(), a=figure.numerator.words(), b=figure.denominator.words())
        st.progress(figure.bounds.low, text=view.say(formula))
        remark = view.say(figure.remark() + _endless(snapshot, figure))
        if remark:
            st.caption(plain(remark, 600))
        with opened_list(view.say(Text(zh="按乡镇", en="By township")), key="towns") as opened:
            if opened:
                heads = Text(zh="乡镇|已结对|未结对|覆盖率", en="Township|Paired|Unpaired|Coverage")
                rows = town_rows(snapshot, coverage_by_division(snapshot), view.language)
                rows_table(view.say(heads).split("|"), rows, key="towns")
        words = Text(zh="名单：已结对与全部", en="Lists: paired, and all")
        with opened_list(view.say(words), key="population") as opened:
            if opened:
                _population(view, snapshot, figure)


def _endless(snapshot: Snapshot, figure: Rate) -> Text:
    """Name the collectives that leave a bound open; blank where every number has its end."""
    known = parties(snapshot)
    ids = (ident for ident in figure.denominator.ids if known[ident].count.high is None)
    names = [known[ident].name for ident in islice(ids, _MOST_NAMES)]
    if not names:
        return Text.same("")
    listed = Text(zh="：{names}", en=": {names}")
    return listed.format(names=Text.join(names, zh="、", en=", "))


_MOST_NAMES = 3


def _population(view: View, snapshot: Snapshot, figure: Rate) -> None:
    paired = set(figure.numerator.ids)
    heads = Text(zh="党组织|已结对", en="Organisation|Paired")
    yes = Text(zh="是", en="yes"), Text(zh="否", en="no")
    ids = figure.denominator.ids
    ids = ids[page_of(len(ids), view.language, key="population")]
    listed = [
        (name, view.say(yes[0] if ident in paired else yes[1]))
        for ident, name in zip(ids, names_of(snapshot, ids, view.language), strict=True)
    ]
    organisation_rows(view, view.say(heads).split("|"), listed, ids, key="population", height=260)


def _attention(view: View, snapshot: Snapshot, reported: tuple[Reconciliation, ...]) -> None:
    with st.container(border=True):
        st.markdown("**" + view.say(Text(zh="需要关注", en="Needs attention")) + "**")
        found = attention(snapshot, reported)
        if not found:
            st.caption(view.say(Text(zh="没有。", en="Nothing.")))
        for each in found:
            _concern(view, snapshot, each)


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


_UNKNOWN = Text(zh="：无从判断", en=": cannot be decided")


def _concern(view: View, snapshot: Snapshot, each: Attention) -> None:
    said = view.say(each.silence.words()) if each.silence and each.silence.missing else ""
    number = Text(zh="{n} ", en="{n} ").format(n=each.count.words()) + each.title
    title = number if each.computable else CONCERNS[each.key].label + _UNKNOWN
    if not each.ids:
        show(safe(view.say(title)))
        st.caption(plain(said))
        return
    with opened_list(plain(view.say(title)), key=each.key) as opened:
        if not opened:
            return
        st.caption(plain(view.say(CONCERNS[each.key].definition), 300))
        if said:
            st.caption(plain(said))
        question = question_of(each.key)
        if question is None:
            _listed(view, snapshot, each)
        else:
            _question(view, snapshot, *question)


def _listed(view: View, snapshot: Snapshot, each: Attention) -> None:
    key = f"attention:{each.key}"
    page = page_of(len(each.ids), view.language, key=each.key)
    each = replace(each, ids=each.ids[page], parts=each.parts[page])
    heads, rows = attention_rows(snapshot, each, view.language)
    if each.ids[0] in parties(snapshot):
        organisation_rows(view, heads, rows, each.ids, key=key, height=260)
    else:
        rows_table(heads, rows, key=key, height=260)


def _question(view: View, snapshot: Snapshot, key: str, given: Mapping[str, str]) -> None:
    """Draw the answer to the question that a concern is, and the way to it."""
    answer = answer_of(view, snapshot, key, given)
    heads = [view.say(column.label) for column in answer.columns]
    page = page_of(len(answer.rows), view.language, key=key)
    rows = replace(answer, rows=answer.rows[page]).table(view.language)
    rows_table(heads, rows, key=f"attention:{key}", height=260)
    words = Text(zh="作为问题打开", en="Open as a question")
    if st.button(view.say(words), icon=":material/contact_support:", key=f"ask:{key}"):
        put_question(key, given)
        st.switch_page("app_pages/questions_screen.py")


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
