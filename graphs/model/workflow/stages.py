"""The workflow of proposals in one table: verb, stages, who may, what is set, what follows.

The ledger carries it out, screens and commands offer what it allows, and tests walk it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model.records.proposals import ProposalStage
from graphs.model.values import Choice
from graphs.model.workflow.workflow_conditions import Condition
from graphs.model.workflow.workflow_steps import (
    AnnulSigning,
    ApproveProposal,
    DraftProposal,
    EditDraft,
    ReopenProposal,
    ReturnProposal,
    SignProposal,
    SubmitProposal,
    WithdrawProposal,
    WorkflowStep,
)
from graphs.text import Text

__all__ = [
    "MOVES",
    "May",
    "Move",
    "for_another_post",
    "move_of",
    "moves_from",
]


class May(Choice):
    """Who may take a step with a proposal."""

    listed = Text(zh="任一在册岗位", en="any listed post")
    planner = Text(zh="拟定岗位", en="the planner's post")
    another = Text(
        zh="拟定岗位以外、可审批的在册岗位",
        en="another post than the planner's, listed and not barred from approving",
    )
    either = Text(zh="拟定岗位或批准岗位", en="the planner's or the approver's post")
    approver = Text(zh="批准岗位", en="the approver's post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One verb of the workflow.

    Attributes
    ----------
    stages
        Those it leads from; none for the verb that begins a proposal.
    to
        The stage it leads to.
    may
        Who may.
    sets, clears
        Columns of the proposal and of its pairs that the ledger fills or empties, beside the
        stage and the digest.
    conditions
        What is asked of the revision or the days that the step names.
    follows
        What follows, as screens and manuals say it.
    undone_by
        The verbs that take it back, since undo is refused.

    Examples
    --------
    >>> MOVES["approve"].may.name, MOVES["approve"].to.name
    ('another', 'approved')
    """

    key: str
    step: type[WorkflowStep]
    label: Text
    stages: tuple[ProposalStage, ...]
    to: ProposalStage
    may: May
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    follows: Text
    undone_by: tuple[str, ...]


_STAGE = ProposalStage
_TERMS = ("title", "plan", "made_at", "settings", "note", "synthetic", "pairs")

_DECLARED = (
    Move(
        key="draft",
        step=DraftProposal,
        label=Text(zh="存为草稿", en="keep as a draft"),
        stages=(),
        to=_STAGE.draft,
        may=May.listed,
        sets=("planner", *_TERMS),
        conditions=(Condition.basis,),
        follows=Text(zh="经办岗位成为拟定岗位", en="the acting post becomes the planner's"),
        undone_by=("withdraw",),
    ),
    Move(
        key="edit",
        step=EditDraft,
        label=Text(zh="修改", en="edit"),
        stages=(_STAGE.draft, _STAGE.returned),
        to=_STAGE.draft,
        may=May.planner,
        sets=_TERMS,
        clears=("approver", "decision"),
        conditions=(Condition.basis,),
        follows=Text(zh="结对换成新方案的", en="its pairs become those of the new plan"),
        undone_by=("edit",),
    ),
    Move(
        key="submit",
        step=SubmitProposal,
        label=Text(zh="提交", en="submit"),
        stages=(_STAGE.draft, _STAGE.returned),
        to=_STAGE.submitted,
        may=May.planner,
        clears=("approver", "decision"),
        follows=Text(zh="内容不能再改，等待审批", en="nothing in it moves; it waits for approval"),
        undone_by=("reopen", "withdraw"),
    ),
    Move(
        key="return",
        step=ReturnProposal,
        label=Text(zh="退回", en="return"),
        stages=(_STAGE.submitted,),
        to=_STAGE.returned,
        may=May.another,
        follows=Text(zh="拟定岗位可以修改后再提交", en="its planner may edit and submit it again"),
        undone_by=("submit",),
    ),
    Move(
        key="withdraw",
        step=WithdrawProposal,
        label=Text(zh="撤回", en="withdraw"),
        stages=(_STAGE.draft, _STAGE.submitted, _STAGE.returned, _STAGE.approved),
        to=_STAGE.withdrawn,
        may=May.either,
        follows=Text(zh="不再签订", en="it is not signed"),
        undone_by=("reopen",),
    ),
    Move(
        key="approve",
        step=ApproveProposal,
        label=Text(zh="批准", en="approve"),
        stages=(_STAGE.submitted,),
        to=_STAGE.approved,
        may=May.another,
        sets=("approver", "decision"),
        follows=Text(zh="同意的结对可以签订", en="the accepted pairs may be signed"),
        undone_by=("reopen", "withdraw"),
    ),
    Move(
        key="sign",
        step=SignProposal,
        label=Text(zh="登记签订", en="sign"),
        stages=(_STAGE.approved,),
        to=_STAGE.signed,
        may=May.listed,
        sets=("signed_on", "ends_on", "agreement"),
        conditions=(Condition.dated,),
        follows=Text(
            zh="台账按批准的内容写成协议", en="the ledger writes agreements of what was approved"
        ),
        undone_by=("annul",),
    ),
    Move(
        key="reopen",
        step=ReopenProposal,
        label=Text(zh="重新打开", en="reopen"),
        stages=(_STAGE.submitted, _STAGE.approved, _STAGE.withdrawn),
        to=_STAGE.draft,
        may=May.either,
        clears=("approver", "decision"),
        follows=Text(
            zh="回到草稿，批准意见作废，须重新报批",
            en="it is a draft again; decisions are void and it needs approval again",
        ),
        undone_by=("submit",),
    ),
    Move(
        key="annul",
        step=AnnulSigning,
        label=Text(zh="注销签订", en="annul the signing"),
        stages=(_STAGE.signed,),
        to=_STAGE.approved,
        may=May.approver,
        clears=("signed_on", "ends_on", "agreement"),
        follows=Text(
            zh="签成的协议撤出台账，批准仍有效",
            en="its agreements leave the ledger; the approval stays",
        ),
        undone_by=("sign",),
    ),
)

MOVES: Mapping[str, Move] = MappingProxyType({each.key: each for each in _DECLARED})
"""Every verb of the workflow by key, in the order of a proposal's life."""


def move_of(step: WorkflowStep) -> Move | None:
    """Return the declared verb of a step; ``None`` for anything that merely looks like one.

    Examples
    --------
    >>> move_of(SubmitProposal(id="p1")).key
    'submit'
    """
    return next((each for each in _DECLARED if each.step is type(step)), None)


def for_another_post(step: object) -> bool:
    """Return whether a step is for another post than the planner's, which is listed before it.

    Examples
    --------
    >>> for_another_post(SubmitProposal(id="p1"))
    False
    """
    return any(each.step is type(step) and each.may is May.another for each in _DECLARED)


def moves_from(stage: ProposalStage) -> tuple[Move, ...]:
    """Return the verbs that lead on from a stage.

    Examples
    --------
    >>> [move.key for move in moves_from(ProposalStage.signed)]
    ['annul']
    """
    return tuple(each for each in _DECLARED if stage in each.stages)
