"""What keeps every other verb, undo and import from governed records and what was signed of them.

Asked of the rows a revision is about to write, whoever made them: there is no way round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, func, select

from graphs.errors import Problem
from graphs.ledger.clock import OPEN
from graphs.ledger.intervals import Known, RowVersion
from graphs.ledger.tables import RECORD_TABLES
from graphs.ledger.words import problem, record_words
from graphs.ledger.workspace import Outcome, Workspace, kinds_of, version_of
from graphs.ledger.write.proposal_rows import open_rows
from graphs.model import (
    FIXED_BY_SIGNING,
    MOVES,
    RECORDS,
    LineageKind,
    Move,
    ProposalStage,
    moves_from,
    post_key,
)
from graphs.text import Text

__all__ = ["governed_problems", "undo_problems", "workflow_undo_problems"]

_HEIRS = frozenset({LineageKind.upgrade, LineageKind.merge, LineageKind.split, LineageKind.rename})


def governed_problems(workspace: Workspace, outcome: Outcome, post: str) -> Iterator[Problem]:
    """Return what a revision by a post that is no step of a workflow must not write.

    1. No row of a governed record.
    2. Of the agreements of a signed proposal nothing that signing fixed (``FIXED_BY_SIGNING``).
    3. No words in the name of another post, and none of its remarks taken away.
    """
    rows = (*outcome.opened, *outcome.closed)
    for kind, ident in sorted({(row.kind, row.ident) for row in rows}):
        if RECORDS[kind].governed:
            yield _governed(workspace, kind, ident)
    yield from _signed(workspace, rows)
    yield from _disinherited(workspace, rows)
    yield from _remarks(workspace, rows, post)


def _verbs(moves: Iterable[Move]) -> Text:
    named = [Text(zh="“", en="“") + each.label + Text(zh="”", en="”") for each in moves]
    return Text.join(named, zh="、", en=", ")


def _governed(workspace: Workspace, kind: str, ident: str) -> Problem:
    rows = workspace.before(kind, ident) or workspace.known(kind, ident)
    values = rows[-1].values
    held = workspace.before("proposal", values["proposal"]) if kind == "proposed_pair" else rows
    stage = str(held[-1].values["stage"]) if held else ""
    moves = moves_from(ProposalStage[stage]) if stage else (MOVES["draft"],)
    return problem(
        record_words(kind, ident, values),
        zh="只能按流程办理，不能直接改、更正、终止或撤回记录；可以：{verbs}",
        en="is written by its workflow only and cannot be changed, corrected, ended or retracted; "
        "it can: {verbs}",
        verbs=_verbs(moves),
    )


def undo_problems(rows: Iterable[RowVersion]) -> Iterator[Problem]:
    """Return why a revision with these rows cannot be undone, and which verb takes it back."""
    for row in rows:
        if row.kind != "proposal" or row.closed != OPEN:
            continue
        stage = ProposalStage[str(row.values["stage"])]
        keys = dict.fromkeys(
            key for each in MOVES.values() if each.to is stage for key in each.undone_by
        )
        able = [move for move in moves_from(stage) if move.key in keys] or [*moves_from(stage)]
        yield problem(
            record_words(row.kind, row.ident, row.values),
            zh="流程的版本不能撤销；请由有权的岗位办理：{verbs}",
            en="a step of its workflow is not undone; the post that may takes another: {verbs}",
            verbs=_verbs(able),
        )


def workflow_undo_problems(connection: Connection, revision: int) -> tuple[Problem, ...]:
    """Return why a step of a workflow is not undone, by the stage its proposal is of now."""
    table = RECORD_TABLES["proposal"]
    of = select(table.c.id).where(table.c.opened == revision)
    query = select(table).where(table.c.closed == OPEN, table.c.id.in_(of)).order_by(table.c.id)
    rows = (version_of("proposal", row) for row in connection.execute(query))
    return tuple(undo_problems(rows))


def _signed(workspace: Workspace, rows: Iterable[RowVersion]) -> Iterator[Problem]:
    """Return what of the agreements of signed proposals would move."""
    touched: dict[tuple[str, str], set[str]] = {}
    for kind, ident in {(row.kind, row.ident) for row in rows if row.kind in FIXED_BY_SIGNING}:
        # Every interval counts, not only those that are written: one may name another agreement.
        versions = (*workspace.before(kind, ident), *workspace.known(kind, ident))
        named = {str(row.values["agreement"]) for row in versions} if kind == "signatory" else set()
        touched[kind, ident] = named or {ident}
    every = {ident for found in touched.values() for ident in found}
    if not every:
        return
    pairs = RECORD_TABLES["proposed_pair"]
    held = open_rows(workspace.connection, "proposed_pair", "agreement", every)
    query = select(pairs.c.agreement).where(pairs.c.id.in_(held), pairs.c.closed == OPEN)
    signed = set(workspace.connection.scalars(query))
    for (kind, ident), agreements in sorted(touched.items()):
        if agreements & signed and not _same(workspace, kind, ident):
            known = workspace.before(kind, ident) or workspace.known(kind, ident)
            yield problem(
                record_words(kind, ident, known[-1].values),
                zh="由已签订的方案写成，签约方和份数不能改、不能增减；签订登错的，由批准岗位“{verb}”",
                en="was signed by a proposal; its parties and size are fixed and none is added or "
                "taken away; where the signing is wrong the approver's post may “{verb}”",
                verb=MOVES["annul"].label,
            )


def _remarks(workspace: Workspace, rows: Iterable[RowVersion], post: str) -> Iterator[Problem]:
    """Return the remarks that another post than their own would write, change or take away."""
    for ident in sorted({row.ident for row in rows if row.kind == "comment"}):
        before, now = workspace.before("comment", ident), workspace.known("comment", ident)
        was, is_now = ({_said(workspace, row) for row in known} for known in (before, now))
        whose = {str(words[0]) for words in was ^ is_now}
        if any(post_key(name) != post_key(post) for name in whose):
            yield problem(
                record_words("comment", ident),
                value="、".join(sorted(whose)),
                zh="意见只由本岗位提出、修改和收回",
                en="is a remark, which only its own post makes, changes and takes back",
            )


def _said(workspace: Workspace, row: RowVersion) -> tuple[Any, ...]:
    about = str(row.values["about"])
    # A remark on an organisation goes along when that turns out to be another's duplicate.
    fixed = kinds_of(workspace.connection, [about]).get(about, "") not in {
        "organisation",
        "agreement",
    }
    return (row.values["post"], row.values["words"], about if fixed else None)


def _same(workspace: Workspace, kind: str, ident: str) -> bool:
    """Return whether what signing fixed is as it was, but for heirs of organisations that ended.

    Each day keeps what it had. Days may go (an agreement ends early) and come back, after those
    there are; none comes before the first.
    """
    before, now = workspace.before(kind, ident), workspace.known(kind, ident)
    if not before or not now:
        return False
    first = min(row.valid_from for row in before)
    if min(row.valid_from for row in now) != first:
        return False
    for day in sorted({row.valid_from for row in (*before, *now)}):
        is_now = _fixed(kind, now, day)
        was = _fixed(kind, before, day) or _fixed(kind, before, _last_day(before, day))
        start = max((row.valid_from for row in now if row.valid_from <= day), default=day)
        # What was signed may always come back, where an heir was recorded wrongly.
        back = is_now == _fixed(kind, before, first)
        if is_now and is_now != was and not back and not _inherited(workspace, was, is_now, start):
            return False
    return True


def _last_day(rows: Known, day: int) -> int:
    """Return the last day before another on which rows say something."""
    return max(min(row.valid_to - 1, day) for row in rows if row.valid_from <= day)


def _fixed(kind: str, rows: Known, day: int) -> dict[str, Any]:
    """Return what signing fixed as rows say it on a day; nothing where they say nothing."""
    values = (row.values for row in rows if row.valid_from <= day < row.valid_to)
    return next(({name: each[name] for name in FIXED_BY_SIGNING[kind]} for each in values), {})


def _inherited(
    workspace: Workspace, was: Mapping[str, Any], is_now: Mapping[str, Any], start: int
) -> bool:
    """Return whether values differ by an heir only, from the day its predecessor ended on."""
    heir, old = is_now.get("organisation"), was.get("organisation")
    if heir is None or {**was, "organisation": heir} != is_now:
        return False
    return _succeeds(workspace, str(old), heir, start)


def _succeeds(workspace: Workspace, old: str, heir: str, start: int) -> bool:
    """Return whether an organisation ended by that day and the other is its heir, as known now."""
    lineage, table = RECORD_TABLES["lineage"], RECORD_TABLES["organisation"]
    query = select(lineage.c.id).where(
        lineage.c.predecessor == old,
        lineage.c.successor == heir,
        lineage.c.closed == OPEN,
        lineage.c.kind.in_([each.name for each in _HEIRS]),
    )
    last = select(func.max(table.c.valid_to)).where(table.c.id == old, table.c.closed == OPEN)
    ended = workspace.connection.scalar(last)
    return ended is not None and ended <= start and workspace.connection.scalar(query) is not None


def _disinherited(workspace: Workspace, rows: Iterable[RowVersion]) -> Iterator[Problem]:
    """Return the signatories that an heir is no longer heir of: what it rests on stays too."""
    moved = {row.ident for row in rows if row.kind == "organisation"}
    moved |= {str(row.values["predecessor"]) for row in rows if row.kind == "lineage"}
    for ident in open_rows(workspace.connection, "signatory", "organisation", moved):
        workspace.load("signatory", [ident])
        known = workspace.known("signatory", ident)
        agreements = {str(row.values["agreement"]) for row in known}
        if len(known) < 2 or not open_rows(
            workspace.connection, "proposed_pair", "agreement", agreements
        ):
            continue
        for left, right in pairwise(known):
            ends = (str(left.values["organisation"]), str(right.values["organisation"]))
            if ends[0] != ends[1] and not _succeeds(workspace, *ends, right.valid_from):
                yield problem(
                    record_words("signatory", ident, right.values),
                    zh="由已签订的方案写成，后继单位已接替签约；前身的终止和沿革不能再撤",
                    en="was signed by a proposal and an heir has taken its place; the end of its "
                    "predecessor and the lineage stay",
                )
