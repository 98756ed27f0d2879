"""The card of coverage: the share, why it is no single figure, its townships and lists."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.network.attention_lists import names_of, town_rows
from app_pages.parts.network.cards import safe, show
from app_pages.parts.network.organisation_directory import organisation_rows
from graphs.model import NotComputable, Rate, Snapshot
from graphs.network import parties
from graphs.statistics import MEASURES, coverage_by_division
from graphs.text import Text

__all__ = ["coverage_card", "coverage_lines"]

_MOST_NAMES = 3


def coverage_lines(snapshot: Snapshot) -> float:
    """Return about how many lines the card takes."""
    return 9.0 if isinstance(MEASURES["coverage"].compute(snapshot), Rate) else 3.5


def coverage_card(view: View, snapshot: Snapshot) -> None:
    """Draw coverage as a formula with its bar; its lists are computed when they are opened."""
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
