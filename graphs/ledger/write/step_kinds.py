"""What the steps of one revision may be, and which may share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from graphs.errors import Problem
from graphs.ledger.words import problem
from graphs.model import (
    RECORDS,
    Actor,
    Change,
    Correct,
    End,
    Retract,
    Step,
    WorkflowStep,
    for_another_post,
)
from graphs.text import Text

__all__ = ["NO_STEPS", "alone_problems", "is_declared", "is_plain"]


NO_STEPS = frozenset({"undo", "load"})
"""The kinds of revision that hold no step of a workflow."""


def alone_problems(
    flowing: Sequence[WorkflowStep], beside: Sequence[Step], kind: str
) -> Iterator[Problem]:
    """Return problems where a step of a workflow shares its revision with more than new posts.

    Its revision is not called an undo or a load, which no step is. One that is for another post than the planner's shares it with nothing: that post is listed
    already, by a revision that says who listed it.
    """
    if beside and for_another_post(flowing[0]):
        yield problem(
            Text.same(type(flowing[0]).__name__),
            zh="须由已在册的岗位办理；请先登记岗位",
            en="is for a post that is listed already; list the post first",
        )
    if kind in NO_STEPS:
        yield problem(
            Text.same(type(flowing[0]).__name__),
            value=kind,
            zh="流程的一步不是撤销，也不是装载",
            en="is a step of a workflow, neither an undo nor a load",
        )
    others = [step for step in beside if not _lists_post(step)]
    if len(flowing) > 1 or others:
        yield problem(
            Text.same(type(flowing[0]).__name__),
            zh="流程的一步须单独成版，只可同时登记岗位",
            en="a step of a workflow is a revision of its own; only posts are listed along with it",
        )


def is_plain(step: Step | WorkflowStep) -> TypeGuard[Step]:
    """Return whether a step is one of the four general verbs itself."""
    return type(step) in {Change, Correct, End, Retract}


def is_declared(step: Step) -> bool:
    """Return whether the record of a step is of a declared type itself, and of no subclass."""
    if isinstance(step, (End, Retract)):
        return True
    return any(type(step.record) is each.cls for each in RECORDS.values())


def _lists_post(step: Step) -> bool:
    return isinstance(step, Change) and isinstance(step.record, Actor)
