"""Proposals on their way: submit, approve, return, sign; comments; the rest planned again."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.plan_controls import mark
from app_pages.parts.tables import chosen_row, rows_table
from app_pages.parts.view import View, current
from app_pages.parts.words import plain
from app_pages.parts.writing import Hand, acting, said, write
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import Decision, ProposalStage, Step
from graphs.network import parties
from graphs.proposals import (
    ProposalView,
    approve_steps,
    comment_steps,
    proposal_views,
    return_steps,
    sign_steps,
    submit_steps,
    withdraw_steps,
)
from graphs.text import Text


def main() -> None:
    """Draw the proposals, and the chosen one with what may be done with it."""
    view = current()
    said()
    listed = proposal_views(view.snapshot())
    if not listed:
        words = Text(
            zh="还没有结对方案。请在“拟定方案”页求解并存为草稿。",
            en="No proposals yet. Solve one on the Plan page and keep it as a draft.",
        )
        st.info(view.say(words))
        st.page_link("app_pages/plan.py", label=view.say(Text(zh="去拟定方案", en="Go to Plan")))
        return
    heads = Text(
        zh="方案|阶段|结对|拟定岗位|批准岗位|依据修订|方案编号",
        en="Proposal|Stage|Pairs|Planner|Approver|Revision|Plan id",
    )
    rows = [
        (
            each.proposal.title,
            each.proposal.stage.label.say(view.language),
            len(each.pairs),
            each.proposal.planner,
            each.proposal.approver or "",
            each.proposal.made_at,
            each.proposal.plan[:12],
        )
        for each in listed
    ]
    place = chosen_row(view.say(heads).split("|"), rows, key="proposals:list", height=220)
    chosen = listed[place if place is not None else 0]
    with st.container(border=True):
        _one(view, chosen)


def _one(view: View, chosen: ProposalView) -> None:
    item = chosen.proposal
    stage = item.stage.label.say(view.language)
    st.markdown(f"**{plain(item.title)}** · {stage}")
    known = parties(view.snapshot())
    names = {
        ident: known[ident].name.say(view.language) if ident in known else ident
        for pair in chosen.pairs
        for ident in (pair.guest, pair.host)
    }
    remarks = {remark.about: remark for remark in chosen.comments}
    heads = Text(
        zh="非公党组织|国企党组织|得分|理由|联盟组|批准意见|意见",
        en="Non-public|State-owned|Score|Reason|Alliance|Decision|Comment",
    )
    rows = [
        (
            names[pair.guest],
            names[pair.host],
            None if pair.score is None else round(pair.score * 100, 1),
            (pair.reason_en if view.language == "en" else None) or pair.reason or "",
            pair.alliance,
            pair.decision.label.say(view.language) if pair.decision else "",
            f"{remarks[pair.id].post}：{remarks[pair.id].words}" if pair.id in remarks else "",
        )
        for pair in chosen.pairs
    ]
    rows_table(view.say(heads).split("|"), rows, key=f"proposals:pairs:{item.id}", height=300)
    labels = {pair.id: f"{names[pair.guest]} – {names[pair.host]}" for pair in chosen.pairs}
    hand = acting(view, key="proposals")
    if hand:
        _comment(view, chosen, labels, hand)
        _ways(view, chosen, labels, hand)


def _comment(view: View, chosen: ProposalView, labels: dict[str, str], hand: Hand) -> None:
    with st.expander(view.say(Text(zh="对一对结对提意见", en="Comment on a pair"))):
        about = st.selectbox(
            view.say(Text(zh="结对", en="Pair")),
            [chosen.proposal.id, *labels],
            format_func=lambda key: labels.get(key, chosen.proposal.title),
            key="proposals:about",
        )
        words = st.text_input(view.say(Text(zh="意见", en="Comment")), key="proposals:words")
        send = view.say(Text(zh="写入意见", en="Write the comment"))
        ready = bool(words.strip()) and hand.ready
        if st.button(send, disabled=not ready, key="proposals:comment"):
            steps = comment_steps(
                about, post=hand.post, words=words.strip(), synthetic=chosen.proposal.synthetic
            )
            _act(view, hand, steps)


def _ways(view: View, chosen: ProposalView, labels: dict[str, str], hand: Hand) -> None:
    stage = chosen.proposal.stage
    if stage is ProposalStage.draft:
        _button(view, hand, "submit", Text(zh="提交审批", en="Submit"), submit_steps(chosen))
    if stage is ProposalStage.submitted:
        declined = st.multiselect(
            view.say(
                Text(zh="不同意的结对（其余同意）", en="Pairs declined (the others accepted)")
            ),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=view.say(Text(zh="全部同意", en="All accepted")),
            key="proposals:declined",
        )
        approve = Text(zh="批准", en="Approve")
        steps = approve_steps(chosen, post=hand.post, declined=set(declined))
        _button(view, hand, "approve", approve, steps)
        _button(
            view, hand, "return", Text(zh="退回", en="Return"), return_steps(chosen), quiet=True
        )
    if stage is ProposalStage.approved:
        _sign(view, chosen, hand)
    if any(pair.decision is Decision.declined for pair in chosen.pairs):
        _again(view, chosen)
    if stage in (ProposalStage.draft, ProposalStage.submitted, ProposalStage.approved):
        words = Text(zh="撤回方案", en="Withdraw")
        _button(view, hand, "withdraw", words, withdraw_steps(chosen), quiet=True)


def _sign(view: View, chosen: ProposalView, hand: Hand) -> None:
    left, right = st.columns(2)
    day = view.snapshot().as_of
    signed, ends = (
        column.date_input(
            view.say(label),
            value=value,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            key=f"proposals:{key}",
        )
        for column, label, value, key in (
            (left, Text(zh="签订日期", en="Signed on"), day, "signed"),
            (right, Text(zh="到期日期", en="Ends on"), day + dt.timedelta(days=730), "ends"),
        )
    )
    steps = sign_steps(chosen, signed_on=signed, ends_on=ends)
    words = Text(zh="登记签订，写成协议", en="Record the signing as agreements")
    _button(view, hand, "sign", words, steps)


def _again(view: View, chosen: ProposalView) -> None:
    words = Text(
        zh="其余重新拟定：锁定已同意的，排除不同意的",
        en="Plan the rest again: accepted pairs locked, declined ones excluded",
    )
    if st.button(view.say(words), key="proposals:again"):
        reason = chosen.proposal.title
        for pair in chosen.pairs:
            mark(pair.guest, pair.host, reason, locked=pair.decision is Decision.accepted)
        st.switch_page("app_pages/plan.py")


def _button(  # one step of the way with its words
    view: View,
    hand: Hand,
    key: str,
    words: Text,
    steps: tuple[Step, ...],
    *,
    quiet: bool = False,
) -> None:
    if st.button(
        view.say(words),
        type="secondary" if quiet else "primary",
        disabled=not hand.ready,
        key=f"proposals:{key}",
    ):
        _act(view, hand, steps)


def _act(view: View, hand: Hand, steps: tuple[Step, ...]) -> None:
    if write(view, hand, steps, kind="plan"):
        st.rerun()


main()
