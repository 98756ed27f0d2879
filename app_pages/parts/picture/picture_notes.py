"""The notes above the picture: its sentence, what was changed in it, and the path to the focus."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View, put_address, shown_address
from app_pages.parts.network.canvas import moved_marks
from app_pages.parts.network.cards import safe, show
from app_pages.parts.network.view_pictures import options
from app_pages.parts.picture.saved_views import plain_places
from app_pages.parts.questions.asked_question import answer_of
from graphs.model import Count, Snapshot
from graphs.network import parties
from graphs.questions import Answer
from graphs.scene import LAYOUTS, Scene, compared_answer
from graphs.statistics import MEASURES
from graphs.text import Language, Text

__all__ = ["compared_table", "path_of", "picture_notes", "sentence_html"]

_LINES = 10
_WIDE = 0x2E7F  # characters from here on are two wide
_ONE_LINE, _ONE_LONG_LINE = 127, 215  # in a window of 1280 and of 1920 pixels


def path_of(view: View, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the records of the path from its start to the focus."""
    answer = _path(view, snapshot)
    return answer.ids if answer and answer.rows else ()


def _path(view: View, snapshot: Snapshot) -> Answer | None:
    start, stop = view.address.start, view.address.focus.removeprefix("node:")
    known = parties(snapshot)
    if start not in known or stop not in known or start == stop:
        return None
    return answer_of(view, snapshot, "connection", {"start": start, "stop": stop})


def picture_notes(view: View, snapshot: Snapshot, scene: Scene, chosen: str) -> None:
    """Draw the sentence of the picture, then the path, then the ways back to the plain picture."""
    words = scene.sentence
    if view.address.since is None:
        words = words + _not_drawn(snapshot, chosen)
    show(sentence_html(view.say(words), view.language))
    if view.address.picture not in ("", chosen):  # a link that was mistyped, or of another ledger
        words = Text(
            zh="网址所指的图“{wanted}”这里没有，画的是“{drawn}”。",
            en="The picture “{wanted}” of the address is not here; drawn is “{drawn}”.",
        ).format(wanted=view.address.picture, drawn=options(snapshot)[chosen])
        st.caption(plain(view.say(words)))
    if view.address.since is not None and chosen not in LAYOUTS:
        words = Text(
            zh="两个日期的对比画在“按结对中心”等结对图上；这幅图只画当日。",
            en="Two days are compared in the pictures of pairs; this one shows one day.",
        )
        st.caption(view.say(words))
    elif view.address.since is not None and view.address.since >= snapshot.as_of:
        words = Text(
            zh="对比的日期不早于当前时点，未作对比。",
            en="The day to compare with is not before the day shown; nothing is compared.",
        )
        st.caption(view.say(words))
    address = view.address
    moved = moved_marks(chosen)
    if not (address.start or address.hidden or address.expanded or moved):
        return
    said, back = st.columns(
        [0.82, 0.18] if not (address.hidden or address.expanded or moved) else [0.66, 0.34],
        vertical_alignment="center",
    )
    with said:
        if address.start:
            st.markdown(plain(view.say(_path_words(view, snapshot))))
    with back, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if address.start:
            _back(view, Text(zh="结束找路径", en="End path"), "start")
        if address.hidden or address.expanded or moved:
            _back(view, Text(zh="恢复原图", en="Restore picture"), chosen)


def _not_drawn(snapshot: Snapshot, chosen: str) -> Text:
    """Return how many pairs of other kinds a picture of pairs leaves out; blank where there are none."""
    others = MEASURES["other_pairs"].compute(snapshot)
    if chosen not in LAYOUTS or not isinstance(others, Count) or others.is_zero:
        return Text.same("")
    return Text(
        zh="另有其他结对 {n} 对不画在图中，见“提问”。",
        en=" {n} other {n:pair|pairs} {n:is|are} not drawn; see Ask.",
    ).format(n=others.words())


def sentence_html(words: str, language: Language) -> str:
    """Return a sentence of which one line is seen at first, all of it where it is opened.

    The words are whole either way; what is too long for it is cut by the style sheet only.

    Examples
    --------
    >>> sentence_html("国企侧党组织 1 个。", "zh")
    '<p class="sentence"><bdi>国企侧党组织 1 个。</bdi></p>'
    >>> "<details" in sentence_html("国企侧党组织 1 个。" * 20, "zh")
    True
    """
    shown = safe(words, len(words))
    wide = sum(2 if ord(each) > _WIDE else 1 for each in words)
    if wide <= _ONE_LINE:
        return f'<p class="sentence">{shown}</p>'
    more = Text(zh="全文", en="all of it").say(language)
    fewer = Text(zh="收起", en="less").say(language)
    long = " long" if wide > _ONE_LONG_LINE else ""
    return (
        f'<details class="sentence{long}"><summary><span>{shown}</span>'
        f'<b class="more">{more}</b><b class="fewer">{fewer}</b></summary></details>'
    )


def _path_words(view: View, snapshot: Snapshot) -> Text:
    known = parties(snapshot)
    start = view.address.start
    if start not in known:
        return Text(
            zh="路径的起点在这一天和范围里没有。",
            en="The start of the path is not there on this day.",
        )
    answer = _path(view, snapshot)
    if answer is not None:
        return answer.sentence
    return Text(
        zh="从{name}出发：再点图中另一个党组织，看两者怎样相连。",
        en="From {name}: choose another organisation to see how the two are connected.",
    ).format(name=known[start].name)


def _back(view: View, words: Text, what: str) -> None:
    st.button(
        view.say(words), icon=":material/undo:", key=f"back:{what}", on_click=_undo, args=(what,)
    )


def _undo(what: str) -> None:
    address = shown_address()
    if what == "start":
        put_address(replace(address, start=""))
    else:
        put_address(replace(address, expanded=(), hidden=(), saved=""))
        plain_places(what)


def compared_table(view: View, before: Snapshot, after: Snapshot) -> None:
    """Draw the changes of pairs between the two days as a table."""
    answer = compared_answer(before, after, view.address.filters)
    if answer.empty:
        return
    title = Text(
        zh="两个日期之间变化的结对（{n} 行）",
        en="Pairs that changed between the two days ({n} {n:row|rows})",
    )
    with st.expander(view.say(title.format(n=len(answer.rows))), key="picture:changes"):
        rows_table(
            [view.say(each.label) for each in answer.columns],
            answer.table(view.language),
            key=f"changes:{view.language}",
            height=table_height(len(answer.rows), most=_LINES),
        )
