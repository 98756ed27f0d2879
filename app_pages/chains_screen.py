"""The chains screen: all chains as a board, one chain open, its general branch, and what if."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.parts.chains.branch_view import branch_view
from app_pages.parts.chains.open_chain import chain_link, choose_chain, open_chain
from app_pages.parts.chains.what_if_form import regrouping_form
from app_pages.parts.duplicates.organisation_change_write import absent_on, propose_event
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current, opening_link, turn_to
from app_pages.parts.network.cards import show
from app_pages.parts.records.open_form import close_form, moved_on, open_form
from app_pages.parts.records.signed_write import show_outcome
from app_pages.parts.records.steward_page import done_panel, whole
from app_pages.parts.sidebar.scope_notice import wider_scope
from graphs.chains import (
    BranchNode,
    ChainBoard,
    Regrouping,
    bare_html,
    board_html,
    boards_html,
    branch_tree,
    chain_board,
    chain_facts,
    fact_lines_html,
    links_html,
    regroup,
    responsible_html,
)
from graphs.glossary import GLOSSARY, heading
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import Organisation, Snapshot, Step
from graphs.network import chains
from graphs.profiles import Mention
from graphs.text import Text

SCREEN = Screen(label=heading("chain"), icon="conveyor_belt", group=Group.explore, place=5)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the board of all chains, then the open one with its general branch and sources."""
    view = current()
    show_outcome()
    done_panel(view, screen="chains")
    snapshot = view.snapshot()
    boards = [chain_board(snapshot, each.id) for each in chains(snapshot)]
    if not boards:
        none = Text(zh="这个范围里没有产业链。", en="There is no industry chain in this scope.")
        st.info(view.say(none), icon=":material/info:")
        wider_scope(view, "chains:whole")
        return
    show(boards_html(boards, view.language, lambda ident: chain_link(view, ident)))
    words = Text(zh="各数的含义", en="What the figures mean")
    st.caption(view.say(words), help=view.say(_FIGURES))
    shown = open_chain(view, boards)
    _head(view, boards, shown)
    show(responsible_html(shown, view.language, lambda each: opening_link(view, each)))
    show(board_html(shown, view.language, lambda each: opening_link(view, each)))
    _gaps(view, shown)
    if shown.lead and shown.lead.id:
        tree = branch_tree(snapshot, shown.lead.id)
        with st.container(border=True):
            branch_view(view, snapshot, tree)
        if tree.below:
            _what_if(view, tree)
    _facts(view, snapshot, shown)


_FIGURES = GLOSSARY["chain"].definition + Text(
    zh="每个环节的“家”数是登记在该环节的成员单位；未具名的合并记录按其家数计。",
    en=" The members of a segment are the units recorded in it; an unnamed collective counts for as many as it stands for.",
)
"""What the figures of the board mean."""


def _head(view: View, boards: list[ChainBoard], shown: ChainBoard) -> None:
    left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
    with left:
        choose_chain(view, boards, shown)
    words = view.say(Text(zh="在关系图中看", en="See it in the network"))
    if right.button(words, icon=":material/hub:", key="chains:network", width="stretch"):
        turn_to("network", replace(view.address, picture=f"chain:{shown.id}", focus=""))


def _gaps(view: View, board: ChainBoard) -> None:
    """Draw what is missing: supply without a pair, members without an organisation."""

    def link(shown: Mention) -> str:
        return opening_link(view, shown)

    left, right = st.columns(2, gap="medium")
    links = board.unpaired_links
    title = Text(
        zh="供应关系中没有结对的 {n} 条（共 {all} 条）",
        en="Supply links without a pair: {n} of {all}",
    ).format(n=len(links), all=len(board.links))
    with left, st.expander(plain(view.say(title))):
        show(links_html(links, view.language, link) or "—")
    bare = board.without_organisation
    title = Text(
        zh="没有党组织的成员 {n} 家，其中差一步的 {near} 家",
        en="Members without an organisation: {n}, one step away: {near}",
    ).format(n=len(bare), near=len(board.one_step))
    with right, st.expander(plain(view.say(title))):
        show(bare_html(board, view.language, link) or "—")


def _what_if(view: View, tree: BranchNode) -> None:
    title = Text(zh="假如分设或合并支部", en="What if sub-branches were split or merged")
    with st.expander(view.say(title), icon=":material/call_split:"):
        wanted = regrouping_form(view, tree)
        if wanted is None:
            return
        draft = Text(zh="作为组织变动草稿", en="As a draft of organisation changes")
        if st.toggle(view.say(draft), key="regroup:draft"):
            _draft(view, tree, wanted)


def _draft(view: View, tree: BranchNode, wanted: Regrouping) -> None:
    """Draw the steps of what was tried on a day, and write them where the ledger may be written."""
    day: dt.date = st.date_input(
        view.say(Text(zh="自哪一天起", en="From which day")),
        value=view.snapshot().as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key="regroup:day",
    )
    seen = open_form(view, "regroup", tree.shown.id)
    moved_on(view, seen, "regroup")
    picture = whole(seen, day) or seen.snapshot()
    lead = picture.by_id(Organisation).get(tree.shown.id)
    if lead is None:
        absent_on(view, day)
        return
    own = branch_tree(picture, lead.id)
    note = Text(
        zh="分出的支部先用暂用称呼，名称和党员数待定，写入后在“记录”页补全。",
        en="Parts get a working label; name and members stay open, to be filled in on Records.",
    )
    st.caption(view.say(note))

    def plan(on: dt.date) -> Sequence[Step]:
        return regroup(picture, wanted, on, tree=own)

    if propose_event(seen, picture, lead, "regroup", plan, day, screen="chains"):
        close_form("regroup")
        st.rerun()


def _facts(view: View, snapshot: Snapshot, board: ChainBoard) -> None:
    facts = chain_facts(snapshot, board.id)
    sourced = [each for each in facts if each.quotes]
    title = Text(
        zh="事实与原句：{n} 项有引文，{m} 项没有",
        en="Facts and their sentences: {n} with a sentence, {m} without",
    ).format(n=len(sourced), m=len(facts) - len(sourced))
    with st.expander(
        plain(view.say(title)), icon=":material/format_quote:", expanded=bool(sourced)
    ):
        show(fact_lines_html(sourced or facts, view.language))


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
