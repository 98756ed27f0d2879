"""Validate the steps of a change: kinds, record types, ids, and which may share a revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from sqlalchemy import Connection, select

from graphs.errors import Problem
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.minted_ids import ident_of
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.row_values import row_values, well_formed
from graphs.ledger.storage.row_versions import kinds_of, version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    PLACEHOLDER,
    Actor,
    ApproveProposal,
    Change,
    Correct,
    Decision,
    DraftProposal,
    EditDraft,
    End,
    PairTerms,
    Retract,
    SignProposal,
    Step,
    WorkflowStep,
    for_another_post,
    record_type,
)
from graphs.text import Text

__all__ = [
    "NO_STEPS",
    "alone_problems",
    "is_declared",
    "is_plain",
    "kinds_of_steps",
    "reused_ids",
    "shape_problems",
]


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
    try:
        record_type(type(step.record))
    except KeyError:
        return False
    return True


def _lists_post(step: Step) -> bool:
    return isinstance(step, Change) and isinstance(step.record, Actor)


def shape_problems(step: WorkflowStep) -> Iterator[Problem]:
    """Return what is wrong with the types of a step's own values; texts are checked as stored."""
    place = Text.same(type(step).__name__)
    wrong = problem(place, zh="参数类型不对", en="has a parameter of the wrong type")
    ident: object = step.id  # what a caller gave, whatever the declaration says
    if type(ident) is not str:  # a subclass may compare as it likes
        yield wrong
    elif isinstance(step, DraftProposal) and not step.id.startswith(PLACEHOLDER):
        yield problem(
            place, value=step.id, zh="新方案的编号由台账给出", en="the ledger gives a new id itself"
        )
    if isinstance(step, (DraftProposal, EditDraft)):
        pairs = step.pairs
        sound = type(pairs) is tuple and all(type(each) is PairTerms for each in pairs)
        ends = sound and all(type(end) is str for each in pairs for end in (each.guest, each.host))
        if not ends or type(step.rests_on) is not int or type(step.synthetic) is not bool:
            yield wrong
    if isinstance(step, ApproveProposal):
        decisions = step.decisions
        known = type(decisions) is tuple and type(step.content) is str
        if not known or not all(map(_is_decision, decisions)):
            yield wrong
    if isinstance(step, SignProposal):
        days = [step.signed_on, *([] if step.ends_on is None else [step.ends_on])]
        if any(type(day) is not dt.date for day in days):
            yield wrong


def _is_decision(value: object) -> bool:
    return (
        type(value) is tuple
        and len(value) == 2
        and type(value[0]) is str
        and isinstance(value[1], Decision)
    )


def kinds_of_steps(
    connection: Connection, steps: Sequence[Step]
) -> tuple[dict[str, str], frozenset[str], list[Problem]]:
    """Return the record type of each id the steps write, those ever used, and what cannot be."""
    kinds = kinds_of(connection, sorted({ident_of(step) for step in steps}))
    used = frozenset(kinds)
    problems: list[Problem] = []
    for step in steps:
        if isinstance(step, (End, Retract)):
            continue
        ident, kind = step.record.id, record_type(step.record).key
        if not well_formed(ident):
            problems.append(
                problem(
                    record_words(kind, ident),
                    zh="编号只能用 1 至 64 个字母、数字、点、横线和下划线",
                    en="an id has 1 to 64 letters, digits, dots, hyphens and underscores",
                )
            )
        elif kinds.setdefault(ident, kind) != kind:
            problems.append(
                problem(
                    record_words(kind, ident),
                    zh="编号已用于{other}",
                    en="the id is already that of a {other}",
                    other=record_type(kinds[ident]).label,
                )
            )
    return kinds, used, problems


def reused_ids(
    workspace: Workspace, steps: Sequence[Step], used: Mapping[str, str]
) -> Iterator[Problem]:
    """Return problems where a step would give the id of a record known no longer to another.

    A retracted record may be restored: written again as it was in one of its versions.
    """
    for step in steps:
        if not isinstance(step, Change) or step.record.id not in used:
            continue
        kind, ident = record_type(step.record).key, step.record.id
        if used[ident] != kind or workspace.before(kind, ident):
            continue
        if kind == "alias":
            # Its id is made of what it says, nothing refers to it, and after the undo of an import
            # the same file gives the same alias to the records made anew.
            continue
        values, faults = row_values(step.record)
        table = RECORD_TABLES[kind]
        past = workspace.connection.execute(select(table).where(table.c.id == ident))
        new = RowVersion(kind=kind, values=values, valid_from=ALWAYS, valid_to=OPEN, opened=0)
        if not faults and not any(version_of(kind, row).says_same(new) for row in past):
            yield problem(
                record_words(kind, ident),
                zh="编号属于已撤回的记录，不能给别的记录用；可恢复它原来的样子",
                en="is the id of a record that was retracted and is not given to another; it can "
                "be restored as it was",
            )
