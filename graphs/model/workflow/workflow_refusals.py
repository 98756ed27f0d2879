"""Reasons why a workflow step is refused, and the posts that could take it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphs.model.records.posts_and_profile import Actor, post_key
from graphs.model.records.proposals import Proposal, ProposalStage
from graphs.model.workflow.stages import May, Move
from graphs.text import Text

__all__ = ["able_posts", "post_refusal", "stage_refusal"]


def stage_refusal(move: Move, stage: ProposalStage) -> Text | None:
    """Return why a proposal of that stage cannot take the step; ``None`` where it can.

    Examples
    --------
    >>> from graphs.model import MOVES
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
        May.approver: approver and not planner,
    }[move.may]


def able_posts(move: Move, item: Proposal | None, actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return the listed posts that may take the step.

    Examples
    --------
    >>> from graphs.model import MOVES
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
    >>> from graphs.model import MOVES
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
