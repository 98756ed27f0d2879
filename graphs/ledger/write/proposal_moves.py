"""Effects of the proposal verbs: the new rows of each, in the workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import select

from graphs.errors import Problem
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.row_values import row_values
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN
from graphs.ledger.write.proposal_checks import (
    annulment_problems,
    approval_problems,
    draft_problems,
    signing_problems,
)
from graphs.ledger.write.proposal_rows import open_rows
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    ApproveProposal,
    Decision,
    DraftProposal,
    EditDraft,
    Move,
    PairTerms,
    PartialDate,
    Proposal,
    ProposedPair,
    Record,
    SignProposal,
    couple_of,
    proposal_content,
    record_type,
    signed_groups,
)

__all__ = ["RUN", "Acting", "Case", "Mint"]

Mint: TypeAlias = Callable[[str, str], str]
"""From a placeholder and a record type to an id that was never used."""

_UNKNOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who takes a step, when (in UTC), and the newest revision it looked at; ids by ``mint``."""

    post: str
    at: dt.datetime
    seen: int
    mint: Mint


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A proposal as the ledger holds it, the verb that is taken, and who takes it."""

    workspace: Workspace
    move: Move
    item: Proposal
    pairs: tuple[ProposedPair, ...]
    acting: Acting


def _draft(case: Case, step: DraftProposal | EditDraft) -> Iterator[Problem]:
    """Put a draft with the pairs of the step in the place of what there was."""
    workspace = case.workspace
    item = replace(
        case.item,
        stage=case.move.to,
        title=step.title,
        plan=step.plan,
        made_at=step.rests_on,
        settings=step.settings,
        note=step.note,
        synthetic=step.synthetic,
        approver=None,
    )
    ids = {couple_of(pair.host, pair.guest): pair.id for pair in case.pairs}
    terms = sorted(step.pairs, key=lambda each: (each.guest, each.host))
    pairs = [_pair(case, each, ids, number) for number, each in enumerate(terms)]
    wrong, synthetic = draft_problems(workspace, item, pairs)
    yield from wrong
    item = replace(item, synthetic=item.synthetic or synthetic)
    yield from _put(workspace, item, (replace(pair, synthetic=item.synthetic) for pair in pairs))
    gone = sorted({pair.id for pair in case.pairs} - {pair.id for pair in pairs})
    for ident in gone:
        workspace.replace("proposed_pair", ident, ())
    _keep_remarks(workspace, gone, item.id)


def _pair(
    case: Case, terms: PairTerms, ids: dict[tuple[str, str], str], number: int
) -> ProposedPair:
    known = ids.pop(couple_of(terms.host, terms.guest), None)
    return ProposedPair(
        id=known or case.acting.mint(f"new:pair{number}", "proposed_pair"),
        proposal=case.item.id,
        host=terms.host,
        guest=terms.guest,
        score=terms.score,
        reason=terms.reason,
        reason_en=terms.reason_en,
        alliance=terms.alliance,
    )


def _keep_remarks(workspace: Workspace, gone: Iterable[str], proposal: str) -> None:
    """Let the remarks on pairs that go stay with the proposal."""
    table = RECORD_TABLES["comment"]
    query = select(table.c.id).where(table.c.about.in_(sorted(gone)), table.c.closed == OPEN)
    for ident in sorted(set(workspace.connection.scalars(query))):
        rows = workspace.known("comment", ident)
        kept = (
            replace(row, values={**row.values, "about": proposal}, opened=workspace.revision)
            for row in rows
        )
        workspace.replace("comment", ident, tuple(kept))


def _put(workspace: Workspace, item: Proposal, pairs: Iterable[ProposedPair]) -> Iterator[Problem]:
    """Leave the proposal and its pairs in the workspace, under the digest of the whole."""
    together = tuple(pairs)
    wrong = [*row_values(replace(item, content=_UNKNOWN))[1]]
    wrong += [each for pair in together for each in _lay(workspace, pair)]
    yield from wrong
    if not wrong:  # only what may be stored has a digest
        yield from _lay(workspace, replace(item, content=proposal_content(item, together)))


def _lay(workspace: Workspace, item: Record, start: int = ALWAYS) -> tuple[Problem, ...]:
    values, problems = row_values(item)
    if not problems:
        kind = record_type(item).key
        row = RowVersion(
            kind=kind, values=values, valid_from=start, valid_to=OPEN, opened=workspace.revision
        )
        workspace.replace(kind, item.id, (row,))
    return problems


def _clear(case: Case, _step: object) -> Iterator[Problem]:
    """Submit or reopen: no decision of an earlier round stays."""
    if case.move.key == "submit":
        yield from draft_problems(case.workspace, case.item, case.pairs)[0]
    item = replace(case.item, stage=case.move.to, approver=None)
    yield from _put(case.workspace, item, (replace(pair, decision=None) for pair in case.pairs))


def _move(case: Case, _step: object) -> Iterator[Problem]:
    """Return or withdraw: the stage alone changes."""
    yield from _put(case.workspace, replace(case.item, stage=case.move.to), case.pairs)


def _approve(case: Case, step: ApproveProposal) -> Iterator[Problem]:
    decided = dict(step.decisions)
    at = case.acting.at
    wrong = list(approval_problems(case.workspace, case.item, case.pairs, step, at))
    yield from wrong
    if not wrong:
        item = replace(case.item, stage=case.move.to, approver=case.acting.post)
        pairs = (replace(pair, decision=decided[pair.id]) for pair in case.pairs)
        yield from _put(case.workspace, item, pairs)


def _sign(case: Case, step: SignProposal) -> Iterator[Problem]:
    workspace, mint = case.workspace, case.acting.mint
    accepted = [pair for pair in case.pairs if pair.decision is Decision.accepted]
    wrong = list(signing_problems(workspace, case.item, accepted, step, case.acting.at))
    yield from wrong
    if wrong:
        return
    start = step.signed_on.toordinal()
    signed: dict[str, str] = {}
    for group in signed_groups(accepted, signed_on=step.signed_on, ends_on=step.ends_on):
        agreement = mint(group.agreement.id, "agreement")
        yield from _lay(workspace, replace(group.agreement, id=agreement), start)
        for each in group.signatories:
            party = replace(each, id=mint(each.id, "signatory"), agreement=agreement)
            yield from _lay(workspace, party, start)
        signed |= {pair.id: agreement for pair in group.pairs}
    item = replace(
        case.item,
        stage=case.move.to,
        signed_on=PartialDate(step.signed_on.isoformat()),
        ends_on=PartialDate(step.ends_on.isoformat()) if step.ends_on else None,
    )
    pairs = (replace(pair, agreement=signed.get(pair.id)) for pair in case.pairs)
    yield from _put(workspace, item, pairs)


def _annul(case: Case, _step: object) -> Iterator[Problem]:
    workspace = case.workspace
    wrong = list(annulment_problems(workspace, case.item, case.pairs))
    yield from wrong
    if wrong:
        return
    agreements = {pair.agreement for pair in case.pairs if pair.agreement}
    for ident in open_rows(workspace.connection, "signatory", "agreement", agreements):
        workspace.replace("signatory", ident, ())
    for ident in sorted(agreements):
        workspace.replace("agreement", ident, ())
    item = replace(case.item, stage=case.move.to, signed_on=None, ends_on=None)
    yield from _put(workspace, item, (replace(pair, agreement=None) for pair in case.pairs))


RUN: Mapping[str, Callable[[Case, Any], Iterator[Problem]]] = {
    "draft": _draft,
    "edit": _draft,
    "submit": _clear,
    "return": _move,
    "withdraw": _move,
    "approve": _approve,
    "sign": _sign,
    "reopen": _clear,
    "annul": _annul,
}
"""What carries out each verb of the table, by its key."""
