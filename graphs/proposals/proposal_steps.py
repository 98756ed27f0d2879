"""Make the steps of the proposal workflow: pure functions from a proposal to a change.

The ledger carries them out itself (``graphs.model.workflow.stages`` says who may, and what follows).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from graphs.model import (
    MOVES,
    Actor,
    ApproveProposal,
    Change,
    Comment,
    Decision,
    SignProposal,
    Snapshot,
    Step,
    WorkflowStep,
    post_key,
    post_name,
    proposal_content,
)
from graphs.proposals.stored_proposals import ProposalView

__all__ = [
    "approve_steps",
    "comment_steps",
    "plain_steps",
    "post_steps",
    "sign_steps",
]


def plain_steps(view: ProposalView, verb: str) -> tuple[WorkflowStep, ...]:
    """Return the step of a verb that names a proposal and no more: submit, return, annul and so on.

    Examples
    --------
    >>> from graphs.model import Proposal, ProposalStage
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.draft, planner="台账岗",
    ...                 plan="ab", content="", made_at=1)
    >>> plain_steps(ProposalView(proposal=item, pairs=(), comments=()), "submit")
    (SubmitProposal(id='p1'),)
    """
    return (MOVES[verb].step(id=view.proposal.id),)  # type: ignore[call-arg]  # others ask for more


def approve_steps(
    view: ProposalView, *, declined: Collection[str] = ()
) -> tuple[WorkflowStep, ...]:
    """Return the step that approves what is in view; ``declined`` are ids of pairs left out.

    The digest of what is in view goes along: the ledger refuses if it holds anything else. The
    pairs left out can be planned anew with the accepted ones locked.

    Examples
    --------
    >>> from graphs.model import Proposal, ProposalStage, ProposedPair
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.submitted, planner="台账岗",
    ...                 plan="ab", content="", made_at=1)
    >>> pair = ProposedPair(id="q1", proposal="p1", host="s1", guest="n1")
    >>> view = ProposalView(proposal=item, pairs=(pair,), comments=())
    >>> [step] = approve_steps(view, declined={"q1"})
    >>> step.decisions[0][1].name, step.content == proposal_content(item, [pair])
    ('declined', True)
    """
    decisions = tuple(
        (pair.id, Decision.declined if pair.id in declined else Decision.accepted)
        for pair in view.pairs
    )
    content = proposal_content(view.proposal, view.pairs)
    return (ApproveProposal(id=view.proposal.id, content=content, decisions=decisions),)


def sign_steps(
    view: ProposalView, *, signed_on: dt.date, ends_on: dt.date | None = None
) -> tuple[WorkflowStep, ...]:
    """Return the step that records the signing; the ledger writes the agreements.

    The pairs of one alliance sign one agreement: the host first (甲方), then the guests.

    Examples
    --------
    >>> from graphs.model import Proposal, ProposalStage
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.approved, planner="台账岗",
    ...                 plan="ab", content="", made_at=1)
    >>> view = ProposalView(proposal=item, pairs=(), comments=())
    >>> sign_steps(view, signed_on=dt.date(2026, 7, 1))[0].ends_on is None
    True
    """
    return (SignProposal(id=view.proposal.id, signed_on=signed_on, ends_on=ends_on),)


def comment_steps(
    about: str, *, post: str, words: str, synthetic: bool = False
) -> tuple[Step, ...]:
    """Return the step that adds a remark.

    Examples
    --------
    >>> comment_steps("q1", post="镇党建岗", words="距离偏远")[0].record.words
    '距离偏远'
    """
    remark = Comment(id="new:comment", synthetic=synthetic, about=about, post=post, words=words)
    return (Change(record=remark),)


def post_steps(snapshot: Snapshot, post: str) -> tuple[Step, ...]:
    """Return the step that lists a post, or none where it is listed in any spelling.

    Examples
    --------
    >>> picture = Snapshot.from_records([Actor(id="x1", post="台账岗")], as_of=dt.date(2026, 7, 1))
    >>> post_steps(picture, "台账岗 "), len(post_steps(picture, "审批岗"))
    ((), 1)
    """
    if any(post_key(each.post) == post_key(post) for each in snapshot.records(Actor)):
        return ()
    return (Change(record=Actor(id="new:post", post=post_name(post))),)
