"""The questions screen: a question chosen or typed, its parameters, its answer, and the ways on."""

from __future__ import annotations

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current
from app_pages.parts.questions.answer_view import answer_view
from app_pages.parts.questions.asked_question import answer_of, open_question, settings_shown
from app_pages.parts.questions.question_inputs import question_inputs
from app_pages.parts.questions.question_list import question_box, question_list
from graphs.errors import InputError
from graphs.glossary import heading
from graphs.model import Snapshot
from graphs.text import Text

SCREEN = Screen(label=heading("question"), icon="contact_support", group=Group.explore, place=3)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the questions at the left, the open one with its answer at the right."""
    view = current()
    snapshot = view.snapshot()
    question_box(view, snapshot)
    left, right = st.columns([0.2, 0.8], gap="medium")
    with left, st.container(key="questions"):
        question_list(view)
    with right:
        _open(view, snapshot)


def _open(view: View, snapshot: Snapshot) -> None:
    declared = open_question(view)
    st.markdown("## " + plain(view.say(declared.label)))
    settings = settings_shown(view, snapshot)
    question_inputs(view, snapshot, settings)
    missing = declared.missing(settings, snapshot)
    if missing:
        names = Text.join([each.label for each in missing])
        hint = Text(zh="请先选择：{names}。", en="Choose first: {names}.").format(names=names)
        st.info(plain(view.say(hint)), icon=":material/touch_app:")
        return
    try:
        answer = answer_of(view, snapshot, declared.key, settings)
    except InputError as error:
        st.warning(plain(error.say(view.language)))
        return
    answer_view(view, snapshot, settings, answer)


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
