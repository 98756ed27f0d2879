"""The strip "today": what became due since this browser's last look, and what the month brings."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.cached_ledgers import snapshot_of
from app_pages.parts.frame.interface_words import keep_look, last_look
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.questions.asked_question import answer_of, put_question
from graphs.briefs import DueLine, became_due, due_this_month
from graphs.errors import GraphsError
from graphs.model import Snapshot
from graphs.questions import Context
from graphs.statistics import Reconciliation
from graphs.text import Text

__all__ = ["today_strip"]


def today_strip(view: View, snapshot: Snapshot, reported: tuple[Reconciliation, ...]) -> None:
    """Draw what is due, each line a way to its question; and keep that this day was looked at."""
    ledger = view.ledger.entry.key
    last = last_look(ledger)
    if view.address.as_of is None:
        keep_look(ledger, snapshot.as_of)
    context = Context(snapshot=snapshot, at=lambda day: snapshot_of(view.ledger, view.scope, day))
    with st.container(border=True, key="today"):
        st.markdown("**" + view.say(_title(snapshot.as_of, last)) + "**")
        since = _since(context, last, reported)
        month = due_this_month(
            context, answer=lambda key, given: answer_of(view, snapshot, key, given)
        )
        for place, line in enumerate((*since, *month)):
            if line.unknown is None:
                _line(view, line, place)
        unknown = [line.unknown for line in month if line.unknown is not None]
        if unknown:
            words = Text(
                zh="台账没有载明、无从判断的：{what}", en="Not stated, so undecided: {what}"
            )
            st.caption(plain(view.say(words.format(what=Text.join(unknown)))))


def _title(day: dt.date, last: dt.date | None) -> Text:
    words = Text(zh="今日（{day}）", en="Today ({day})").format(day=day.isoformat())
    if last is None or last >= day:
        return words
    return words + Text(
        zh="：上次查看 {last} 以来新增，及本月到期",
        en=": since the last look, {last}, and due this month",
    ).format(last=last.isoformat())


def _since(
    context: Context, last: dt.date | None, reported: tuple[Reconciliation, ...]
) -> tuple[DueLine, ...]:
    if last is None:
        return ()
    try:
        return became_due(context, last, reported)
    except GraphsError:  # the scope was not there yet on that day
        return ()


def _line(view: View, line: DueLine, place: int) -> None:
    words, button = st.columns([0.86, 0.14], vertical_alignment="center")
    words.markdown(plain(view.say(line.words)))
    look = view.say(Text(zh="名单", en="List"))
    if line.question and button.button(look, key=f"today:{place}", type="tertiary"):
        put_question(line.question, line.settings)
        st.switch_page("app_pages/questions_screen.py")
