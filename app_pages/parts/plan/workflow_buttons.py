"""Buttons of the proposal workflow: obstacles, possible steps and the posts that may take them."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View
from app_pages.parts.plan.plan_controls import mark
from app_pages.parts.records.open_form import close_form, form_input
from app_pages.parts.records.signed_write import Signature, posts_with, write
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    MOVES,
    Decision,
    Move,
    ProposalStage,
    Step,
    WorkflowStep,
    moves_from,
    post_refusal,
)
from graphs.months import years_after
from graphs.proposals import (
    ProposalView,
    approve_steps,
    plain_steps,
    sign_steps,
)
from graphs.text import Text

__all__ = ["PROPOSAL", "act", "basis", "step_buttons"]

PROPOSAL = "proposal"
"""The form of the proposal that is open: what is written rests on what its reader saw."""


def step_buttons(
    view: View, chosen: ProposalView, labels: dict[str, str], signature: Signature, *, sound: bool
) -> None:
    """Draw the steps that lead on from here: what each wants, who may, and what follows."""
    item = chosen.proposal
    if not signature.ready:
        words = Text(
            zh="选好经办岗位、写明变更事由后，下面的按钮才能用。",
            en="Choose the acting post and write the reason for the change; then the buttons below work.",
        )
        st.caption(view.say(words))
    for move in sorted(moves_from(item.stage), key=lambda move: move.key not in _LEADING):
        if move.key == "edit":
            continue  # by planning again, below
        refused = (
            post_refusal(move, item, signature.post, posts_with(view, signature))
            if signature.post
            else None
        )
        if move.key == "approve":
            steps = approve_steps(chosen, declined=_declined(view, item.id, labels))
            refused = refused or (None if sound else _NOT_YET)
        elif move.key == "sign":
            steps = _sign(view, chosen)
        else:
            steps = plain_steps(chosen, move.key)
        _button(view, signature, move, steps, refused)
    if item.stage in MOVES["edit"].stages:
        _edit(view, chosen)
    elif any(pair.decision is Decision.declined for pair in chosen.pairs):
        _again(view, chosen)


_WORDS = {
    "submit": Text(zh="提交审批", en="Submit"),
    "approve": Text(zh="批准", en="Approve"),
    "return": Text(zh="退回", en="Return"),
    "withdraw": Text(zh="撤回方案", en="Withdraw"),
    "sign": Text(zh="登记签订，写成协议", en="Record the signing as agreements"),
    "reopen": Text(zh="重新打开为草稿", en="Reopen as a draft"),
    "annul": Text(zh="注销签订", en="Annul the signing"),
}
_LEADING = ("submit", "approve", "sign")


_NOT_YET = Text(
    zh="上面所列的结对目前不能批准：请列入“不同意”，或退回重拟。",
    en="What is listed above cannot be approved now: decline those pairs, or return it to be planned again.",
)


def basis(view: View, chosen: ProposalView) -> bool:
    """Show the obstacles to the proposal, before anybody clicks; return whether nothing does."""
    item = chosen.proposal
    if item.stage not in (*MOVES["submit"].stages, *MOVES["approve"].stages, *MOVES["sign"].stages):
        return True
    found = view.ledger.ledger.proposal_basis(
        item.id,
        at=dt.datetime.now(dt.UTC),
        declined=st.session_state.get(f"proposals:declined:{item.id}", ()),
    )
    if found.moved and item.stage is not ProposalStage.approved:
        words = Text(
            zh="第 {n} 版以后有变动：{names}。批准前须按最新台账重拟。",
            en="Changed since revision {n}: {names}. Plan again on the ledger as it is before it "
            "can be approved.",
        ).format(n=item.made_at, names=Text.join(list(found.moved)))
        st.warning(plain(view.say(words)), icon=":material/history:")
    for conflict in found.conflicts:
        show = st.warning if conflict.serious else st.info
        show(plain(view.say(conflict.reason)), icon=":material/join_inner:")
    return found.sound


def _declined(view: View, ident: str, labels: dict[str, str]) -> set[str]:
    form_input("proposals", f"proposals:declined:{ident}", [], labels)
    return set(
        st.multiselect(
            view.say(
                Text(zh="不同意的结对（其余同意）", en="Pairs declined (the others accepted)")
            ),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=view.say(Text(zh="全部同意", en="All accepted")),
            key=f"proposals:declined:{ident}",
        )
    )


def _sign(view: View, chosen: ProposalView) -> tuple[WorkflowStep, ...]:
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
            (
                right,
                Text(zh="到期日期", en="Ends on"),
                years_after(day, 2) - dt.timedelta(days=1),
                "ends",
            ),
        )
    )
    return sign_steps(chosen, signed_on=signed, ends_on=ends)


def _again(view: View, chosen: ProposalView) -> None:
    words = Text(
        zh="其余重新拟定：锁定已同意的，排除不同意的",
        en="Plan the rest again: accepted pairs locked, declined ones excluded",
    )
    if st.button(view.say(words), key="proposals:again"):
        reason = chosen.proposal.title
        for pair in chosen.pairs:
            if pair.decision is not None:  # nobody has said anything of the others
                mark(pair.guest, pair.host, reason, locked=pair.decision is Decision.accepted)
        st.switch_page("app_pages/plan_screen.py")


def _edit(view: View, chosen: ProposalView) -> None:
    words = Text(
        zh="要改结对，请在“拟定方案”页重新求解，存为草稿时选择代替本方案。",
        en="To change its pairs solve again on the Plan page and keep that in its place.",
    )
    st.caption(view.say(words))
    if st.button(
        view.say(Text(zh="去改方案", en="Change it on the Plan page")), key="proposals:edit"
    ):
        st.session_state["plan:in-place-of"] = chosen.proposal.id
        st.session_state["plan:title"] = chosen.proposal.title
        st.switch_page("app_pages/plan_screen.py")


def _button(
    view: View,
    signature: Signature,
    move: Move,
    steps: tuple[WorkflowStep, ...],
    refused: Text | None,
) -> None:
    pressed = st.button(
        view.say(_WORDS[move.key]),
        type="primary" if move.key in _LEADING else "secondary",
        disabled=not signature.ready or refused is not None,
        help=view.say(move.follows),
        key=f"proposals:{move.key}",
    )
    if refused is not None:
        st.caption(plain(view.say(refused)))
    if pressed:
        act(view, signature, steps)


def act(view: View, signature: Signature, steps: tuple[Step | WorkflowStep, ...]) -> None:
    """Write the steps and draw the screen anew."""
    if write(view, signature, steps, kind="plan"):
        close_form(PROPOSAL)
        st.rerun()
