"""An answer on the screen: sentence, table, the card of the chosen row, its ways on, its download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import beside_chosen, chosen_row, table_height
from app_pages.parts.frame.view import View, put_address
from app_pages.parts.network.canvas import canvas
from app_pages.parts.network.cards import card_html, safe, show
from app_pages.parts.questions.asked_question import open_question
from graphs.errors import NotFound
from graphs.interchange import FORMATS, answer_name, answer_sheets, bundle, view_of
from graphs.model import Snapshot
from graphs.network import pairing_graph, relationship_graph
from graphs.questions import Answer, AnswerRow
from graphs.scene import describe, picture_of
from graphs.text import Text

__all__ = ["answer_view"]

_LINES = 13
_MOST_DRAWN = 600
_PICTURE_HEIGHT = 520


def answer_view(
    view: View, snapshot: Snapshot, settings: Mapping[str, str], answer: Answer
) -> None:
    """Draw the sentence, what is not stated, the table with the card of the chosen row."""
    said, links = st.columns([0.56, 0.44], gap="small", vertical_alignment="center")
    with said:
        show(f'<p class="answer">{safe(view.say(answer.sentence))}</p>')
        for words in answer.notes():
            st.caption(plain(view.say(words)))
    if answer.empty:
        return
    with links:
        _links_on(view, snapshot, settings, answer)
    _table(view, snapshot, settings, answer)
    _picture(view, snapshot, answer)


def _table(view: View, snapshot: Snapshot, settings: Mapping[str, str], answer: Answer) -> None:
    """Draw the table over the whole width; the card of a chosen row takes a part of it."""
    declared = open_question(view)
    heads = [view.say(each.label) for each in answer.columns]
    key = f"answer:{declared.key}:{view.language}:{abs(_digest(settings))}"
    table, card = beside_chosen(key, 0.66)
    with table:
        height = table_height(len(answer.rows), most=_LINES)
        place = chosen_row(heads, answer.table(view.language), key=key, height=height)
        if place is None:
            hint = Text(
                zh="在表格左侧勾选一行：旁边显示它的卡片，并可到关系图中看。",
                en="Tick a row at its left: its card opens beside, with the way to the network.",
            )
            st.caption(view.say(hint))
    if place is not None:
        with card, st.container(border=True, height=table_height(_LINES, most=_LINES)):
            _row_card(view, snapshot, answer.rows[place])


def _picture(view: View, snapshot: Snapshot, answer: Answer) -> None:
    """Draw whom the answer is about as a picture, once it is opened."""
    drawn = [ident for ident in answer.ids if ident in pairing_graph(snapshot)]
    if not drawn:
        return
    words = Text(zh="图：所列的 {n} 个党组织", en="Picture: the {n} organisations listed")
    title = view.say(words.format(n=len(drawn)))
    with st.expander(title, icon=":material/hub:", key="answer:picture", on_change="rerun") as part:
        if not part.open:
            return
        if len(drawn) > _MOST_DRAWN:
            many = Text(
                zh="太多，画不清；请缩小范围或改参数（最多 {n} 个）。",
                en="Too many to be read; narrow the scope or the parameters (at most {n}).",
            )
            st.caption(view.say(many.format(n=_MOST_DRAWN)))
            return
        scene = picture_of(snapshot, drawn, language=view.language)
        canvas(scene, key="canvas:answer", language=view.language, height=_PICTURE_HEIGHT)
        st.caption(plain(scene.sentence.say(view.language)))


def _digest(settings: Mapping[str, str]) -> int:
    return sum(ord(c) * (n + 1) for n, c in enumerate("|".join(settings.values())))


def _row_card(view: View, snapshot: Snapshot, line: AnswerRow) -> None:
    marks = (line.focus.removeprefix("node:"), *line.ids)
    here = [ident for ident in marks if ident in relationship_graph(snapshot)]
    if here and st.button(
        view.say(Text(zh="在关系图中看", en="Show in the network")),
        icon=":material/hub:",
        key="answer:network",
    ):
        put_address(replace(view.address, picture=f"around:{here[0]}", focus=f"node:{here[0]}"))
        st.switch_page("app_pages/network_screen.py")
    try:
        show(card_html(describe(snapshot, line.focus), view.language))
    except NotFound as error:
        st.info(plain(error.say(view.language)))


def _links_on(view: View, snapshot: Snapshot, settings: Mapping[str, str], answer: Answer) -> None:
    """Draw the downloads, and for the unpaired the way to a plan."""
    declared = open_question(view)
    name = answer_name(view.ledger.entry.key, declared.key, snapshot)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if declared.key == "unpaired":
            words = Text(zh="拟结对方案", en="Plan pairs")
            if st.button(view.say(words), icon=":material/join_inner:", key="answer:plan"):
                st.switch_page("app_pages/plan_screen.py")
        _download(view, _files(view, snapshot, settings, answer, "xlsx"), f"{name}.xlsx")
        _download(view, _files(view, snapshot, settings, answer, "csv"), f"{name}.zip")


def _download(view: View, make: Callable[[], bytes], name: str) -> None:
    kind = name.rpartition(".")[2]
    label = Text.same("XLSX") if kind == "xlsx" else Text.same("CSV")
    st.download_button(
        view.say(label),
        data=make,
        file_name=name,
        mime="application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        help=view.say(
            Text(
                zh="下载这个回答：表格，以及问题、台账和日期",
                en="Download this answer: the table, and the question, ledger and day",
            )
        ),
        key=f"answer:download:{kind}",
    )


def _files(
    view: View, snapshot: Snapshot, settings: Mapping[str, str], answer: Answer, kind: str
) -> Callable[[], bytes]:
    """Return what makes the file: a workbook, or a zip of CSV files with a manifest."""
    query = "&".join(f"{key}={value}" for key, value in sorted(view.address.query().items()))
    shown = replace(view_of(view.address, view.ledger.profile, snapshot), address=f"?{query}")
    key, language = open_question(view).key, view.language

    def make() -> bytes:
        sheets = answer_sheets(snapshot, shown, key, settings, answer, language=language)
        if kind == "xlsx":
            return next(iter(FORMATS["xlsx"].write(sheets, language).values()))
        return bundle(snapshot, shown, sheets, formats=(kind,), language=language)

    return make
