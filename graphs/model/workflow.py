"""The workflow of proposals in one table: verb, stages, who may, what is set, what follows.

The ledger carries it out, screens and commands offer what it allows, and tests walk it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model.governance import Actor, post_key
from graphs.model.proposals import Proposal, ProposalStage
from graphs.model.values import Choice
from graphs.model.workflow_steps import (
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
    "FIXED_BY_SIGNING",
    "MOVES",
    "May",
    "Move",
    "able_posts",
    "move_of",
    "moves_from",
    "post_refusal",
    "stage_refusal",
]


class May(Choice):
    """Who may take a step with a proposal.

    Examples
    --------
    >>> May.planner.label.en
    "the planner's post"
    """

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
    follows: Text
    undone_by: tuple[str, ...]


_STAGE = ProposalStage
_TERMS = ("title", "plan", "made_at", "settings", "note", "pairs")

_DECLARED = (
    Move(
        key="draft",
        step=DraftProposal,
        label=Text(zh="存为草稿", en="keep as a draft"),
        stages=(),
        to=_STAGE.draft,
        may=May.listed,
        sets=("planner", *_TERMS),
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
            en="it is a draft again; decisions are void and it needs approval anew",
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

FIXED_BY_SIGNING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "agreement": ("synthetic", "size", "size_operator", "size_upper", "pairs",
                      "pairs_operator", "pairs_upper"),
        "signatory": ("synthetic", "agreement", "organisation", "party", "lead", "partner"),
    }
)  # fmt: skip
"""What no general verb changes of the agreements of a signed proposal; the rest are later facts.

Ending early, corrected dates, numbers, goals and notes are later facts. So is the successor of a
signatory that ended, from the day it ended on; what was signed before that day stays.
"""


def move_of(step: WorkflowStep) -> Move | None:
    """Return the declared verb of a step; ``None`` for anything that merely looks like one.

    Examples
    --------
    >>> move_of(SubmitProposal(id="p1")).key
    'submit'
    """
    return next((each for each in _DECLARED if each.step is type(step)), None)


def moves_from(stage: ProposalStage) -> tuple[Move, ...]:
    """Return the verbs that lead on from a stage.

    Examples
    --------
    >>> [move.key for move in moves_from(ProposalStage.signed)]
    ['annul']
    """
    return tuple(each for each in _DECLARED if stage in each.stages)


def stage_refusal(move: Move, stage: ProposalStage) -> Text | None:
    """Return why a proposal of that stage cannot take the step; ``None`` where it can.

    Examples
    --------
    >>> stage_refusal(MOVES["sign"], ProposalStage.draft).en
    'is draft and cannot take the step “sign”, which is for: approved'
    """
    if stage in move.stages:
        return None
    stages = Text.join([each.label for each in move.stages], zh="或", en=" or ")
    return Text(
        zh="现为“{stage}”，不能“{verb}”（只有“{stages}”的可以）",
        en="is {stage} and cannot take the step “{verb}”, which is for: {stages}",
    ).format(stage=stage.label, verb=move.label, stages=stages)


def _fits(move: Move, item: Proposal | None, keys: Collection[str], actor: Actor) -> bool:
    """Return whether a listed post, known under these keys, may take the step."""
    planner = item is not None and post_key(item.planner) in keys
    approver = item is not None and bool(item.approver) and post_key(item.approver or "") in keys
    return {
        May.listed: True,
        May.planner: planner,
        May.another: not planner and actor.approves is not False,
        May.either: planner or approver,
        May.approver: approver,
    }[move.may]


def able_posts(move: Move, item: Proposal | None, actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return the listed posts that may take the step.

    Examples
    --------
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.submitted, planner="台账岗",
    ...                 plan="ab12", content="", made_at=3)
    >>> posts = [Actor(id="x1", post="台账岗"), Actor(id="x2", post="审批岗")]
    >>> able_posts(MOVES["approve"], item, posts)
    ('审批岗',)
    """
    return tuple(each.post for each in actors if _fits(move, item, {post_key(each.post)}, each))


def post_refusal(
    move: Move,
    item: Proposal | None,
    post: str,
    actors: Iterable[Actor],
    *,
    earlier: Collection[str] = (),
) -> Text | None:
    """Return why a post may not take the step, and who may; ``None`` where it may.

    ``earlier`` are other names that the post's own record has had.

    Examples
    --------
    >>> item = Proposal(id="p1", title="2026", stage=ProposalStage.submitted, planner="台账岗",
    ...                 plan="ab12", content="", made_at=3)
    >>> posts = [Actor(id="x1", post="台账岗"), Actor(id="x2", post="审批岗")]
    >>> post_refusal(MOVES["approve"], item, "台账岗 ", posts).zh
    '“批准”须由拟定岗位以外、可审批的在册岗位办理；可以的有：审批岗'
    """
    listed = tuple(actors)
    keys = {post_key(post), *map(post_key, earlier)}
    own = [each for each in listed if post_key(each.post) == post_key(post)]
    if not own:
        return Text(
            zh="岗位“{post}”不在册，请先登记岗位",
            en="the post “{post}” is not listed; list it first",
        ).format(post=post)
    if all(_fits(move, item, keys, each) for each in own):
        return None
    able = able_posts(move, item, listed)
    nobody = Text(zh="目前没有这样的岗位", en="no such post is listed yet")
    named = Text(zh="可以的有：", en="these may: ") + Text.join([Text.same(each) for each in able])
    words = Text(zh="“{verb}”须由{who}办理；", en="“{verb}” is for {who}; ")
    return words.format(verb=move.label, who=move.may.label) + (named if able else nobody)
