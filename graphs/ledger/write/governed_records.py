"""Protect governed records and signed agreements from generic verbs, undo and imports.

Asked of the rows a revision is about to write, whoever made them: there is no way round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from graphs.errors import Problem
from graphs.ledger.proposal_facts.approval_day import approval_day, dated_before
from graphs.ledger.proposal_facts.organisation_identity import approved_in
from graphs.ledger.proposal_facts.signed_parts import is_as_signed, succeeds
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.row_versions import kinds_of, version_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.write.proposal_rows import open_rows
from graphs.ledger.write.workspace import Outcome, Workspace
from graphs.model import (
    FIXED_BY_SIGNING,
    MOVES,
    RECORDS,
    Move,
    ProposalStage,
    moves_from,
    post_key,
)
from graphs.text import Text

__all__ = ["governed_problems", "undo_problems", "workflow_undo_problems"]


def governed_problems(workspace: Workspace, outcome: Outcome, post: str) -> Iterator[Problem]:
    """Return what a revision by a post that is no step of a workflow must not write.

    1. No row of a governed record.
    2. Of the agreements of a signed proposal nothing that signing fixed (``FIXED_BY_SIGNING``), and
       no day before the approval.
    3. No word in the name of another post, and none of its words taken away (``own_post``).
    """
    rows = (*outcome.opened, *outcome.closed)
    for kind, ident in sorted({(row.kind, row.ident) for row in rows}):
        if RECORDS[kind].governed:
            yield _governed(workspace, kind, ident)
    yield from _signed(workspace, rows)
    yield from _early(workspace, rows)
    yield from _disinherited(workspace, rows)
    yield from _words_of_posts(workspace, rows, post)


def _verbs(moves: Iterable[Move]) -> Text:
    named = [Text(zh="“", en="“") + each.label + Text(zh="”", en="”") for each in moves]
    return Text.join(named, zh="、", en=", ")


def _governed(workspace: Workspace, kind: str, ident: str) -> Problem:
    rows = workspace.before(kind, ident) or workspace.known(kind, ident)
    values = rows[-1].values
    versions = workspace.before("proposal", values["proposal"]) if kind == "proposed_pair" else rows
    stage = str(versions[-1].values["stage"]) if versions else ""
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
    signed = _signing(workspace.connection, every).keys()
    for (kind, ident), agreements in sorted(touched.items()):
        if agreements & signed and not _as_signed(workspace, kind, ident):
            known = workspace.before(kind, ident) or workspace.known(kind, ident)
            yield problem(
                record_words(kind, ident, known[-1].values),
                zh="由已签订的方案写成，签约方和份数不能改、不能增减；签订登错的，由批准岗位“{verb}”",
                en="was signed by a proposal; its parties and size are fixed and none is added or "
                "taken away; where the signing is wrong the approver's post may “{verb}”",
                verb=MOVES["annul"].label,
            )


def _as_signed(workspace: Workspace, kind: str, ident: str) -> bool:
    before, now = workspace.before(kind, ident), workspace.known(kind, ident)
    return is_as_signed(kind, before, now, partial(succeeds, workspace.connection))


def _early(workspace: Workspace, rows: Iterable[RowVersion]) -> Iterator[Problem]:
    """Return the signed agreements that would be dated before what they were signed by."""
    touched = {row.ident for row in rows if row.kind == "agreement"}
    for ident, proposal in sorted(_signing(workspace.connection, touched).items()):
        day = approval_day(workspace.connection, approved_in(workspace.connection, proposal))
        for row in workspace.known("agreement", ident):
            if dated_before(row.values, day):
                yield problem(
                    record_words("agreement", ident, row.values),
                    zh="由 {day} 批准的方案写成，签订和起始日期不能空着，也不能早于批准",
                    en="was signed by a proposal approved on {day}; the days it was signed and "
                    "begins on are not left blank and do not come before that",
                    day=day,
                )


def _signing(connection: Connection, agreements: set[str]) -> dict[str, str]:
    """Return by which proposal agreements were signed."""
    pairs = RECORD_TABLES["proposed_pair"]
    members = open_rows(connection, "proposed_pair", "agreement", agreements)
    query = select(pairs.c.agreement, pairs.c.proposal).where(
        pairs.c.id.in_(members), pairs.c.closed == OPEN
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _words_of_posts(
    workspace: Workspace, rows: Iterable[RowVersion], post: str
) -> Iterator[Problem]:
    """Return the words that another post than their own would write, change or take away."""
    # Asked of each row an import writes: only those of a post's words are looked at further.
    spoken = {(row.kind, row.ident) for row in rows if RECORDS[row.kind].own_post}
    for kind, ident in sorted(spoken):
        column = RECORDS[kind].own_post
        before, now = workspace.before(kind, ident), workspace.known(kind, ident)
        was, is_now = (_said(workspace, known) for known in (before, now))
        whose = {str(dict(words)[column]) for words, _ in was ^ is_now}
        if any(post_key(name) != post_key(post) for name in whose):
            yield problem(
                record_words(kind, ident),
                value="、".join(sorted(whose)),
                zh="只由署名的岗位写、改和收回",
                en="is the word of a post, which only that post writes, changes and takes back",
            )


def _said(
    workspace: Workspace, known: Iterable[RowVersion]
) -> set[tuple[frozenset[tuple[str, Any]], tuple[tuple[int, int], ...]]]:
    """Return what versions of a record say, each with the days it says it on."""
    days: dict[frozenset[tuple[str, Any]], list[tuple[int, int]]] = {}
    for row in sorted(known, key=lambda each: each.valid_from):
        spans = days.setdefault(_words(workspace, row), [])
        if spans and spans[-1][1] == row.valid_from:
            spans[-1] = (spans[-1][0], row.valid_to)
        else:
            spans.append((row.valid_from, row.valid_to))
    return {(words, tuple(spans)) for words, spans in days.items()}


def _words(workspace: Workspace, row: RowVersion) -> frozenset[tuple[str, Any]]:
    values = dict(row.values)
    about = values.get("about")
    # A remark on an organisation goes along when that turns out to be another's duplicate.
    if about and kinds_of(workspace.connection, [about]).get(about) in {
        "organisation",
        "agreement",
    }:
        del values["about"]
    return frozenset(values.items())


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
            if ends[0] != ends[1] and not succeeds(workspace.connection, *ends, right.valid_from):
                yield problem(
                    record_words("signatory", ident, right.values),
                    zh="由已签订的方案写成，后继单位已接替签约；前身的终止和沿革不能再撤",
                    en="was signed by a proposal and an heir has taken its place; the end of its "
                    "predecessor and the lineage stay",
                )
