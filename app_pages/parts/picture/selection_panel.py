"""Several organisations selected in the picture: how many, their table, and the questions about them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.sheet_tables import rows_table, table_height
from app_pages.parts.frame.view import View, put_address, shown_address, turn_to
from app_pages.parts.network.cards import safe, show
from app_pages.parts.questions.asked_question import answer_of
from graphs.errors import InputError
from graphs.model import Side, Snapshot
from graphs.network import loads_in_force, parties, relationship_graph
from graphs.profiles import pairing_state
from graphs.questions import QUESTIONS, References, ids_words, listed, settings_of
from graphs.statistics import organisation_count, township_of
from graphs.text import Text

__all__ = ["selection_panel", "selection_summary"]

_TABLE = "table"
_LINES = 9


def selection_panel(view: View, snapshot: Snapshot) -> None:
    """Draw what is selected and what can be done with it; nothing where nothing is."""
    picked = view.address.picked
    if not picked:
        return
    here = _here(view, snapshot)
    with st.container(border=True, key="selection"):
        st.markdown(f"**{plain(view.say(_counted(snapshot, picked, here)))}**")
        if not here:
            return
        kinds = {_TABLE: Text(zh="一览与比较", en="Table, compared")}
        kinds |= {each.key: each.label for each in listed() if _of_these(each.key)}
        chosen = st.segmented_control(
            view.say(Text(zh="问所选的", en="Ask of these")),
            list(kinds),
            format_func=lambda key: view.say(kinds[key]),
            default=_TABLE,
            key="selection:asked",
            label_visibility="collapsed",
        )
        if chosen and chosen != _TABLE:
            _answer(view, snapshot, chosen, here)
        else:
            _compared(view, snapshot, here)


def selection_summary(view: View, snapshot: Snapshot) -> None:
    """Say beside the picture how many are selected, with what can be done; below it is out of sight."""
    picked = view.address.picked
    if not picked:
        return
    known, here = parties(snapshot), _here(view, snapshot)
    st.markdown(f"**{plain(view.say(_counted(snapshot, picked, here)))}**")
    with st.container(horizontal=True, gap="small"):
        guests = [ident for ident in here if known[ident].side is Side.non_public]
        if guests and st.button(
            view.say(Text(zh="为这 {n} 个拟结对", en="Plan these {n}").format(n=len(guests))),
            icon=":material/join_inner:",
            key="selection:plan",
        ):
            turn_to("plan", view.address)
        st.button(
            view.say(Text(zh="清空", en="Clear")),
            icon=":material/deselect:",
            key="selection:clear",
            on_click=_clear,
        )
    if here:
        below = Text(
            zh="一览、比较和对它们的提问在图下方。",
            en="Their table, compared, and questions about them are below the picture.",
        )
        st.caption(view.say(below))
    st.divider()


def _here(view: View, snapshot: Snapshot) -> tuple[str, ...]:
    known = parties(snapshot)
    return tuple(ident for ident in view.address.picked if ident in known)


def _of_these(key: str) -> bool:
    return any(isinstance(each, References) for each in QUESTIONS[key].parameters)


def _counted(snapshot: Snapshot, picked: tuple[str, ...], here: tuple[str, ...]) -> Text:
    """How many are selected: organisations, and what else; and who is not there on this day."""
    known, graph = parties(snapshot), relationship_graph(snapshot)
    count = organisation_count(known[ident] for ident in here)
    words = Text(zh="已选 {n} 个党组织", en="{n} {n:organisation|organisations} selected").format(
        n=count.words()
    )
    others = [ident for ident in picked if ident in graph and ident not in known]
    if others:
        words = words + Text(
            zh="，另选 {n} 个其他记录", en=", and {n} other {n:record|records}"
        ).format(n=len(others))
    absent = [ident for ident in picked if ident not in graph]
    if absent:
        words = words + Text(
            zh="；其余 {n} 个在这一天和范围里没有", en="; {n} more are not there on this day"
        ).format(n=len(absent))
    return words


def _compared(view: View, snapshot: Snapshot, here: tuple[str, ...]) -> None:
    """Those selected side by side, a row each."""
    heads = Text(
        zh="党组织|类别|区划|状态|有效结对|隶属",
        en="Organisation|Kind|Division|State|Pairs in force|Superior",
    )
    known, graph, load = parties(snapshot), relationship_graph(snapshot), loads_in_force(snapshot)
    towns = township_of(snapshot)
    rows = []
    for ident in here:
        party = known[ident]
        superior = [
            graph.nodes[other][f"name_{view.language}"]
            for _, other, data in graph.out_edges(ident, data=True)
            if data["relation"] == "superior"
        ]
        home = towns.get(party.home, party.home)
        rows.append(
            (
                view.say(party.name),
                view.say(party.kind.label) if party.kind else "—",
                graph.nodes[home][f"name_{view.language}"] if home in graph else "—",
                view.say(pairing_state(snapshot, ident)),
                load[ident].words().say(view.language) if ident in load else "0",
                "、".join(superior) or "—",
            )
        )
    rows_table(
        view.say(heads).split("|"),
        rows,
        key=f"selection:table:{view.language}",
        height=table_height(len(rows), most=_LINES),
    )


def _answer(view: View, snapshot: Snapshot, key: str, here: tuple[str, ...]) -> None:
    declared = QUESTIONS[key]
    given = {"organisations": ids_words(here)}
    try:
        answer = answer_of(view, snapshot, key, settings_of(declared, given, snapshot))
    except InputError as error:
        st.info(plain(error.say(view.language)))
        return
    said, onward = st.columns([0.8, 0.2], vertical_alignment="center")
    with said:
        show(f'<p class="answer">{safe(view.say(answer.sentence))}</p>')
    if onward.button(
        view.say(Text(zh="在“提问”中打开", en="Open as a question")),
        icon=":material/contact_support:",
        key="selection:open",
        width="stretch",
    ):
        turn_to("questions", replace(view.address, question=key, settings=tuple(given.items())))
    if not answer.empty:
        rows_table(
            [view.say(each.label) for each in answer.columns],
            answer.table(view.language),
            key=f"selection:answer:{key}:{view.language}",
            height=table_height(len(answer.rows), most=_LINES),
        )


def _clear() -> None:
    put_address(replace(shown_address(), picked=()))
