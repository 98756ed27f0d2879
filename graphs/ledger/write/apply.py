"""Apply a change: mint ids, run its steps, check the result, write a revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, cast

from sqlalchemy import Connection

from graphs.errors import ChangeRefused, Problem
from graphs.ledger.storage.intervals import Known, RowVersion, changed, corrected, ended, retracted
from graphs.ledger.storage.later_changes import changed_since
from graphs.ledger.storage.minted_ids import Minter, ident_of, mint_all, resolved_step
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.revisions import Revision
from graphs.ledger.storage.row_values import row_values
from graphs.ledger.storage.valid_time import ALWAYS, OPEN, day_number
from graphs.ledger.write.commit import refuse, write_revision
from graphs.ledger.write.division_paths import fill_paths, path_problems
from graphs.ledger.write.proposal_moves import Acting
from graphs.ledger.write.proposal_workflow import run_verb
from graphs.ledger.write.step_kinds import (
    alone_problems,
    is_declared,
    is_plain,
    kinds_of_steps,
    reused_ids,
)
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    NEXT,
    RECORDS,
    Change,
    Correct,
    End,
    Interval,
    Step,
    WorkflowStep,
    record_type,
    with_post_name,
)
from graphs.text import Text

__all__ = ["apply_steps"]


def apply_steps(
    connection: Connection,
    ledger: str,
    draft: Revision,
    steps: Sequence[Step | WorkflowStep],
    *,
    base: int | None,
    relies_on: Sequence[str],
) -> Revision:
    """Write the steps as the drafted revision and return it, with the ids it minted.

    1. Mint ids for placeholders and put them in the place of every reference.
    2. Find the record type of each id and what is known of it.
    3. Run the verbs one after the other; each sees what those before it did. A step of a workflow
       runs last, and nothing runs beside it but the listing of posts.
    4. Give divisions their paths.
    5. Ask whether anything relied on or written has changed after the base.
    6. Write, check structure, and seal.

    Raises
    ------
    ChangeRefused
        Anything is wrong with the steps; the caller's transaction must be rolled back.
    """
    unknown = [step for step in steps if is_plain(step) and not is_declared(step)]
    if unknown:
        raise refuse(
            problem(Text.same(type(each).__name__), zh="不是台账的记录", en="holds no record")
            for each in unknown
        )
    plain = [step for step in steps if is_plain(step)]
    flowing = [cast("WorkflowStep", step) for step in steps if not is_plain(step)]
    minted = mint_all(connection, ledger, draft.number, plain)
    resolved = [resolved_step(step, minted) for step in plain]
    kinds, used, problems = kinds_of_steps(connection, resolved)
    workspace = Workspace(connection, draft.number)
    _prefetch(workspace, kinds)
    problems += reused_ids(workspace, resolved, {ident: kinds[ident] for ident in used})
    for step in resolved:
        problems += _run(workspace, step, kinds)
    if flowing:
        mint_new = Minter(connection, ledger, draft.number, minted)
        seen = draft.number - 1 if base is None else base
        acting = Acting(post=draft.actor, at=draft.at.astimezone(dt.UTC), seen=seen, mint=mint_new)
        problems += alone_problems(flowing, resolved, draft.kind)
        problems += run_verb(workspace, flowing[0], acting)
    problems += path_problems(fill_paths(workspace))
    if base is not None:
        problems += changed_since(connection, base, _rewritten(workspace, kinds) | set(relies_on))
    revision = replace(draft, minted=MappingProxyType(minted))
    try:
        return write_revision(workspace, ledger, revision, problems, workflow=bool(flowing))
    except ChangeRefused as refused:
        raise _as_called(refused, minted) from None


def _rewritten(workspace: Workspace, kinds: Mapping[str, str]) -> set[str]:
    """Return the ids that steps name and rewrite, and the governed records a workflow rewrites."""
    return {
        row.ident for row in _written(workspace) if row.ident in kinds or RECORDS[row.kind].governed
    }


def _as_called(refused: ChangeRefused, minted: Mapping[str, str]) -> ChangeRefused:
    """Return the refusal in the caller's words: ids that were minted for nothing mean nothing."""

    def called(words: Text) -> Text:
        zh, en = words.zh, words.en
        for placeholder, ident in minted.items():
            zh, en = zh.replace(ident, placeholder), en.replace(ident, placeholder)
        return Text(zh=zh, en=en)

    problems = tuple(
        Problem(
            place=called(each.place),
            reason=called(each.reason),
            value=called(Text.same(each.value)).zh,
            remedy=each.remedy,
        )
        for each in refused.problems
    )
    return refuse(problems) if problems else refused


def _prefetch(workspace: Workspace, kinds: Mapping[str, str]) -> None:
    for kind in sorted(set(kinds.values())):
        workspace.load(kind, [ident for ident, of in kinds.items() if of == kind])


def _run(workspace: Workspace, step: Step, kinds: Mapping[str, str]) -> Iterator[Problem]:
    ident = ident_of(step)
    if isinstance(step, (Change, Correct)):
        kind = record_type(step.record).key
        values, problems = row_values(with_post_name(step.record))
        yield from problems
        if kinds.get(ident) != kind:
            return
        if kind == "division":
            values["path"] = None
    else:
        if ident not in kinds:
            yield problem(
                Text.same(ident), zh="没有这个编号的记录", en="there is no record with this id"
            )
            return
        kind, values = kinds[ident], {}
    rows = workspace.known(kind, ident)
    after = _after(step, rows, values, workspace.revision)
    if isinstance(after, Problem):
        yield after
    else:
        workspace.replace(kind, ident, after)


def _after(step: Step, rows: Known, values: Mapping[str, object], revision: int) -> Known | Problem:
    place = (
        record_words(rows[0].kind, rows[0].ident, rows[-1].values)
        if rows
        else Text.same(ident_of(step))
    )
    if isinstance(step, Change):
        start, until = day_number(step.effective, ALWAYS), _until(step)
        if until is not NEXT and until <= start:
            return problem(place, value=step.until, zh="止日不晚于起日", en="ends before it begins")
        new = RowVersion(
            kind=record_type(step.record).key,
            values=values,
            valid_from=start,
            valid_to=OPEN,
            opened=revision,
        )
        return changed(rows, new, until)
    if isinstance(step, End):
        after = ended(rows, step.effective.toordinal(), revision)
        if after is None:
            return problem(
                place,
                value=step.effective,
                zh="这一天以后本来就无效",
                en="is not in force from that day on anyway",
            )
        return after
    found = (
        corrected(rows, values, step.at if step.at is LATEST else step.at.toordinal(), revision)
        if isinstance(step, Correct)
        else retracted(rows, step.at if step.at is EVERY else step.at.toordinal())
    )
    if found is None:
        day = "" if isinstance(step.at, Interval) else step.at
        return problem(
            place, value=day, zh="这一天没有记录可改", en="holds nothing there to correct"
        )
    return found


def _until(step: Change) -> int | Literal[Interval.NEXT]:
    if step.until is NEXT:
        return NEXT
    return OPEN if step.until is FOREVER else step.until.toordinal()


def _written(workspace: Workspace) -> Iterator[RowVersion]:
    outcome = workspace.outcome()
    yield from outcome.opened
    yield from outcome.closed
