"""The card of what needs attention: a folded list for each concern, and what nobody can decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table
from app_pages.parts.frame.view import View
from app_pages.parts.network.attention_lists import attention_rows
from app_pages.parts.network.cards import safe, show
from app_pages.parts.network.organisation_directory import organisation_rows
from app_pages.parts.questions.asked_question import answer_of, put_question
from graphs.briefs import TIMELY
from graphs.model import Snapshot
from graphs.network import parties
from graphs.questions import question_of
from graphs.statistics import CONCERNS, Attention, Reconciliation, attention
from graphs.text import Text

__all__ = ["attention_card", "attention_lines"]

_LINES_EACH = 2.0


def attention_lines(snapshot: Snapshot, reported: tuple[Reconciliation, ...]) -> float:
    """Return about how many lines the card takes."""
    found = attention(snapshot, reported)
    listed = sum(bool(each.ids) for each in found)
    return 2.5 + _LINES_EACH * (listed + (listed < len(found)))


def attention_card(
    view: View, snapshot: Snapshot, reported: tuple[Reconciliation, ...], *, records_first: bool
) -> None:
    """Draw the concerns that have a list, then in one fold those that have none or cannot have.

    ``records_first`` is for who mends the records: what time brings about comes after them.
    """
    found = attention(snapshot, reported)
    if records_first:
        found = tuple(sorted(found, key=lambda each: each.key in TIMELY))
    with st.container(border=True):
        st.markdown("**" + view.say(Text(zh="需要关注", en="Needs attention")) + "**")
        if not found:
            st.caption(view.say(Text(zh="没有。", en="Nothing.")))
        for each in found:
            if each.ids:
                _concern(view, snapshot, each)
        _unlisted(view, [each for each in found if not each.ids])


def _said(view: View, each: Attention) -> str:
    """Return of how many records the datum is not stated; blank where all state it."""
    return view.say(each.silence.words()) if each.silence and each.silence.missing else ""


def _unlisted(view: View, found: list[Attention]) -> None:
    """Draw what has no list, each with why: silence is not zero, so it is not left out either."""
    if not found:
        return
    unknown = sum(not each.computable for each in found)
    words = Text(zh="{k} 项无从判断", en="{k} cannot be decided").format(k=unknown)
    if not unknown:
        words = Text(zh="{n} 项未查全", en="{n} not checked everywhere").format(n=len(found))
    elif unknown < len(found):
        more = Text(zh="，{m} 项未查全", en=", {m} not checked everywhere")
        words += more.format(m=len(found) - unknown)
    reason = Text(zh="：台账没有载明", en=": the ledger does not state it")
    with st.expander(view.say(words + reason), key="list:unlisted"):
        lines = "".join(
            f"<li>{safe(view.say(_title(each)))}"
            f' <span class="quiet">{safe(_said(view, each))}</span></li>'
            for each in found
        )
        show(f"<ul>{lines}</ul>")


def _title(each: Attention) -> Text:
    if not each.computable:
        return CONCERNS[each.key].label
    return Text(zh="{n} ", en="{n} ").format(n=each.count.words()) + each.title


def _concern(view: View, snapshot: Snapshot, each: Attention) -> None:
    with opened_list(plain(view.say(_title(each))), key=each.key) as opened:
        if not opened:
            return
        st.caption(plain(view.say(CONCERNS[each.key].definition), 300))
        said = _said(view, each)
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
