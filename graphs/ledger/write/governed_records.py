"""What keeps every other verb, undo and import from governed records and what was signed of them.

Asked of the rows a revision is about to write, whoever made them: there is no way round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from graphs.errors import Problem
from graphs.ledger.clock import OPEN
from graphs.ledger.intervals import Known, RowVersion
from graphs.ledger.tables import RECORD_TABLES
from graphs.ledger.words import problem, record_words
from graphs.ledger.workspace import Outcome, Workspace
from graphs.ledger.write.proposal_rows import open_rows
from graphs.model import (
    FIXED_BY_SIGNING,
    MOVES,
    RECORDS,
    LineageKind,
    Move,
    ProposalStage,
    moves_from,
)
from graphs.text import Text

__all__ = ["governed_problems", "undo_problems"]

_HEIRS = frozenset({LineageKind.upgrade, LineageKind.merge, LineageKind.split, LineageKind.rename})


def governed_problems(workspace: Workspace, outcome: Outcome) -> Iterator[Problem]:
    """Return what a revision that is no step of a workflow must not write.

    1. No row of a governed record.
    2. Of the agreements of a signed proposal nothing that signing fixed (``FIXED_BY_SIGNING``).
    """
    rows = (*outcome.opened, *outcome.closed)
    for kind, ident in sorted({(row.kind, row.ident) for row in rows}):
        if RECORDS[kind].governed:
            yield _governed(workspace, kind, ident)
    yield from _signed(workspace, rows)


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


def _same(workspace: Workspace, kind: str, ident: str) -> bool:
    """Return whether what signing fixed is as it was, but for heirs of organisations that ended."""
    before, now = workspace.before(kind, ident), workspace.known(kind, ident)
    if not before or not now:
        return False
    was, is_now = _fixed(kind, before), _fixed(kind, now)
    added = is_now - was
    return was <= is_now and all(_inherited(workspace, before, now, dict(each)) for each in added)


def _fixed(kind: str, rows: Known) -> set[tuple[tuple[str, Any], ...]]:
    return {tuple((name, row.values[name]) for name in FIXED_BY_SIGNING[kind]) for row in rows}


def _inherited(workspace: Workspace, before: Known, now: Known, values: Mapping[str, Any]) -> bool:
    """Return whether new values differ by an heir only, from the day its predecessor ended on."""
    heir = values.get("organisation")
    old = before[-1].values
    if heir is None or any(values[name] != old[name] for name in values if name != "organisation"):
        return False
    start = min(row.valid_from for row in now if row.values["organisation"] == heir)
    ended = workspace.known("organisation", old["organisation"])
    lineage = RECORD_TABLES["lineage"]
    query = select(lineage.c.id).where(
        lineage.c.predecessor == old["organisation"],
        lineage.c.successor == heir,
        lineage.c.closed == OPEN,
        lineage.c.kind.in_([each.name for each in _HEIRS]),
    )
    return (
        bool(ended)
        and max(row.valid_to for row in ended) <= start
        and workspace.connection.scalar(query) is not None
    )
