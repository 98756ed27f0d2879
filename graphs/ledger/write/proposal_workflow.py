"""Run the workflow of proposals inside the ledger.

The table (``graphs.model.workflow.stages``) says what each verb may do. The ledger reads the proposal as
it holds it, checks stage, post and digest, and then runs the verb (``proposal_moves``). Nothing
comes from the caller but what the verb carries.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphs.errors import Problem
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.write.proposal_moves import RUN, Acting, Case
from graphs.ledger.write.proposal_rows import acting_post, is_regular, proposal_in
from graphs.ledger.write.step_kinds import shape_problems
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    Condition,
    DraftProposal,
    EditDraft,
    Move,
    Proposal,
    ProposalStage,
    ProposedPair,
    WorkflowStep,
    basis_refusal,
    is_whole,
    move_of,
    proposal_content,
    stage_refusal,
)
from graphs.text import Text

__all__ = ["run_verb"]


def run_verb(workspace: Workspace, step: WorkflowStep, acting: Acting) -> Iterator[Problem]:
    """Carry out one verb in the workspace, or return why it is refused.

    1. The step is one of the declared verbs, with values of the declared types, and rests on a
       revision its post could look at.
    2. Its proposal is of a stage it leads from, and the acting post may take it.
    3. What the proposal holds is what its digest says.
    4. The verb's own conditions hold: see ``proposal_checks``.
    5. The new rows are put in the place of the old ones, under the digest of the whole.
    """
    move = move_of(step)
    if move is None:
        yield problem(Text.same(type(step).__name__), zh="不是台账的动作", en="is no verb")
        return
    wrong = list(shape_problems(step)) or list(_on_the_revision(move, step, acting))
    yield from wrong
    if wrong:
        return
    if isinstance(step, DraftProposal):
        yield from _begin(workspace, step, move, acting)
    else:
        yield from _go_on(workspace, step, move, acting)


def _on_the_revision(move: Move, step: WorkflowStep, acting: Acting) -> Iterator[Problem]:
    """Return why a plan cannot rest on the revision it names."""
    if Condition.basis in move.conditions and isinstance(step, (DraftProposal, EditDraft)):
        refused = basis_refusal(step.rests_on, seen=acting.seen)
        if refused:
            place = record_words("proposal", step.id, {"title": step.title})
            yield Problem(place=place, reason=refused)


def _begin(
    workspace: Workspace, step: DraftProposal, move: Move, acting: Acting
) -> Iterator[Problem]:
    refused = acting_post(workspace, acting.post, acting.at.date()).refusal(move, None)
    if refused:
        yield Problem(place=Text(zh="新方案", en="new proposal"), reason=refused)
        return
    item = Proposal(
        id=acting.mint(step.id, "proposal"),
        title=step.title,
        stage=move.to,
        planner=acting.post,
        plan=step.plan,
        content="",
        made_at=step.rests_on,
    )
    case = Case(workspace=workspace, move=move, item=item, pairs=(), acting=acting)
    yield from RUN[move.key](case, step)


def _go_on(
    workspace: Workspace, step: WorkflowStep, move: Move, acting: Acting
) -> Iterator[Problem]:
    if not workspace.known("proposal", step.id):
        yield problem(Text.same(step.id), zh="没有这个方案", en="there is no such proposal")
        return
    item, pairs = proposal_in(workspace, step.id)
    place = record_words("proposal", item.id, {"title": item.title})
    found = [
        stage_refusal(move, item.stage),
        acting_post(workspace, acting.post, acting.at.date()).refusal(move, item),
        _unsound(workspace, move, item, pairs),
    ]
    reasons = [reason for reason in found if reason is not None]
    yield from (Problem(place=place, reason=reason) for reason in reasons)
    if not reasons:
        case = Case(workspace=workspace, move=move, item=item, pairs=pairs, acting=acting)
        yield from RUN[move.key](case, step)


def _unsound(
    workspace: Workspace, move: Move, item: Proposal, pairs: tuple[ProposedPair, ...]
) -> Text | None:
    """Return why what is held may not be built on: it was not written by these verbs."""
    if move.key == "withdraw":
        return None
    if not is_regular(workspace, item.id):
        return Text(
            zh="不止一段有效期，不是按流程写成的；只能撤回",
            en="has more than one interval, which no step of the workflow writes; only withdraw it",
        )
    if is_whole(item.content):
        if item.content == proposal_content(item, pairs):
            return None
        return Text(zh="内容摘要与内容不符", en="its content digest is not that of its content")
    if item.stage in {ProposalStage.approved, ProposalStage.signed} and move.key != "reopen":
        return Text(
            zh="由早先版本批准，当时没有约束全部内容；请重新打开、再提交审批",
            en="was approved under an earlier version that did not bind all of it; reopen it and "
            "have it approved again",
        )
    return None
