"""The list of questions by topic, and the box that takes one in words."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View, current
from app_pages.parts.questions.asked_question import open_question, put_question
from graphs.model import Snapshot
from graphs.network import find_record, record_name
from graphs.questions import (
    QUESTIONS,
    OneOf,
    Reference,
    Topic,
    Understood,
    ids_in,
    listed,
    understand,
)
from graphs.text import Text

__all__ = ["question_box", "question_list"]

_TYPED, _HEARD = "control:ask", "ask:heard"


def question_list(view: View) -> None:
    """Draw every question under its topic; the open one is highlighted."""
    shown = open_question(view).key
    for topic in Topic:
        st.caption(view.say(topic.label))
        for each in listed():
            if each.topic is topic:
                st.button(
                    plain(view.say(each.label)),
                    key=f"ask:open:{each.key}",
                    type="primary" if each.key == shown else "tertiary",
                    on_click=_open,
                    args=(each.key,),
                    width="stretch" if each.key == shown else "content",
                )


def _open(key: str) -> None:
    st.session_state.pop(_HEARD, None)
    st.session_state[_TYPED] = ""
    put_question(key)


def question_box(view: View, snapshot: Snapshot) -> None:
    """Draw the box for a question in words, what it was taken for, and what else it may mean."""
    st.text_input(
        view.say(Text(zh="用一句话问", en="Ask in words")),
        key=_TYPED,
        placeholder=view.say(
            Text(
                zh="用一句话问，例如：谁没有结对；60 天内到期的协议；半年没有活动的结对",
                en="Ask in words, e.g. who has no partner; who ends within 60 days; no activity for 6 months",
            )
        ),
        on_change=_typed,
        label_visibility="collapsed",
        icon=":material/chat:",
    )
    heard: tuple[str, tuple[Understood, ...]] | None = st.session_state.get(_HEARD)
    if heard is None or heard[0] != st.session_state.get(_TYPED):
        return
    words, found = heard
    if not found:
        sorry = Text(
            zh="没听懂“{words}”，请换个说法，或从左侧选一个问题。",
            en="“{words}” is not understood; put it another way, or choose a question at the left.",
        )
        st.warning(plain(view.say(sorry.format(words=words))), icon=":material/help:")
        return
    shown = open_question(view).key
    sentence, *others = st.columns([0.4, *[0.2] * 3], vertical_alignment="center")
    best = next((each for each in found if each.question == shown), found[0])
    taken = Text(zh="听成：", en="Taken for: ") + _words(best, snapshot)
    sentence.caption(plain(view.say(taken)))
    for place, each in zip(others, (f for f in found if f.question != shown), strict=False):
        label = Text(zh="或：", en="or: ") + QUESTIONS[each.question].label
        place.button(
            plain(view.say(label)),
            key=f"ask:other:{each.question}",
            on_click=put_question,
            args=(each.question, dict(each.given)),
            type="tertiary",
        )


def _typed() -> None:
    view = current()
    words = st.session_state[_TYPED].strip()
    st.session_state[_TYPED] = words
    if not words:
        st.session_state.pop(_HEARD, None)
        return
    found = understand(words, view.snapshot())
    st.session_state[_HEARD] = (words, found)
    if found:
        put_question(found[0].question, found[0].given)


def _words(heard: Understood, snapshot: Snapshot) -> Text:
    """Return a question with the parameters that were read, in words."""
    declared = QUESTIONS[heard.question]
    said = []
    for each in declared.parameters:
        words = heard.given.get(each.key)
        if not words:
            continue
        value = Text.same(words)
        if isinstance(each, OneOf):
            value = each.options[words]
        elif isinstance(each, Reference):
            value = Text.join(
                [record_name(snapshot, find_record(snapshot, ident)) for ident in ids_in(words)]
            )
        said.append(each.label + Text(zh="：", en=": ") + value)
    if not said:
        return declared.label
    return declared.label + Text(zh="（", en=" (") + Text.join(said) + Text(zh="）", en=")")
