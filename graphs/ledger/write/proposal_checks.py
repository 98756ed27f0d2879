"""Preconditions of the proposal verbs: draft, submit, approve, sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select

from graphs.errors import Problem
from graphs.ledger.database.in_list import in_list
from graphs.ledger.proposal_facts.approval_day import approval_day
from graphs.ledger.proposal_facts.organisation_identity import approved_in, other_identity
from graphs.ledger.proposal_facts.organisation_names import known_rows, organisation_names
from graphs.ledger.proposal_facts.proposal_basis import (
    ledger_day,
    moved_since,
    pairings,
)
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.write.workspace import Workspace
from graphs.model import (
    ApproveProposal,
    Decision,
    Proposal,
    ProposedPair,
    SignProposal,
    conflicts,
    couple_of,
    day_refusal,
    proposal_content,
)
from graphs.text import Text

__all__ = [
    "annulment_problems",
    "approval_problems",
    "draft_problems",
    "signing_problems",
]


def _words(item: Proposal) -> Text:
    return record_words("proposal", item.id, {"title": item.title})


def draft_problems(
    workspace: Workspace, item: Proposal, pairs: Sequence[ProposedPair]
) -> tuple[list[Problem], bool]:
    """Return what no proposal may hold, at drafting and at submission.

    Beside it, whether an organisation of it is invented, which makes the proposal invented too.
    """
    place = _words(item)
    found: list[Problem] = []
    if not pairs:
        found.append(problem(place, zh="没有结对", en="holds no pair"))
    else:
        found += _not_known_then(workspace, item, pairs)
    found += [
        problem(place, value=pair.score, zh="得分不在 0 至 1", en="is no score from 0 to 1")
        for pair in pairs
        if isinstance(pair.score, (int, float)) and not 0 <= pair.score <= 1
    ]
    couples = [couple_of(pair.host, pair.guest) for pair in pairs]
    known = pairings(workspace.connection, couples, dt.date.max, beside=item.id)
    found += [
        Problem(place=place, reason=each.reason)
        for each in conflicts(couples, known)
        if each.senseless
    ]
    table = RECORD_TABLES["organisation"]
    ends = sorted({ident for couple in couples for ident in couple})
    invented = select(func.count()).where(
        table.c.closed == OPEN,
        table.c.synthetic.is_(True),
        in_list(workspace.connection, table.c.id, ends),
    )
    return found, bool(workspace.connection.scalar(invented))


def _not_known_then(
    workspace: Workspace, item: Proposal, pairs: Iterable[ProposedPair]
) -> Iterator[Problem]:
    """Return the organisations that were not in the ledger at the revision the plan rests on."""
    table = RECORD_TABLES["organisation"]
    ends = {ident for pair in pairs for ident in (pair.host, pair.guest)}
    here = in_list(workspace.connection, table.c.id, sorted(ends))
    now, then = (
        set(workspace.connection.scalars(select(table.c.id).where(here, known_rows(table, at))))
        for at in (None, item.made_at)
    )
    names = organisation_names(workspace.connection, now - then)
    for ident in sorted(now - then):
        yield problem(
            names[ident],
            zh="在方案依据的第 {n} 版还没有；请按最新台账重拟",
            en="was not in the ledger at revision {n} the plan rests on; plan again on the ledger "
            "as it is",
            n=item.made_at,
        )


def approval_problems(
    workspace: Workspace,
    item: Proposal,
    pairs: Sequence[ProposedPair],
    step: ApproveProposal,
    at: dt.datetime,
) -> Iterator[Problem]:
    """Return why what an approver decided cannot be approved."""
    place = _words(item)
    if step.content != proposal_content(item, pairs):
        yield problem(
            place,
            zh="与批准者所见的内容不同；请重新查看后再批准",
            en="is not what the approver has seen; look at it again",
        )
    decided = dict(step.decisions)
    if len(decided) != len(step.decisions) or set(decided) != {pair.id for pair in pairs}:
        yield problem(
            place,
            zh="须对每一对各给一个批准意见",
            en="takes one decision on each of its pairs",
        )
        return
    accepted = [pair for pair in pairs if decided[pair.id] is Decision.accepted]
    yield from _serious(workspace, item, accepted, ledger_day(workspace.connection, at))
    yield from _stale(workspace, item, accepted)


def _serious(
    workspace: Workspace, item: Proposal, pairs: Iterable[ProposedPair], day: dt.date
) -> Iterator[Problem]:
    couples = [couple_of(pair.host, pair.guest) for pair in pairs]
    known = pairings(workspace.connection, couples, day, beside=item.id)
    for each in conflicts(couples, known):
        if each.serious:
            yield Problem(place=_words(item), reason=each.reason)


def annulment_problems(
    workspace: Workspace, item: Proposal, pairs: Iterable[ProposedPair]
) -> Iterator[Problem]:
    """Return why an approval cannot come back: its pairs are approved elsewhere by now."""
    couples = [couple_of(pair.host, pair.guest) for pair in pairs if pair.agreement]
    known = pairings(workspace.connection, couples, dt.date.max, beside=item.id)
    for each in conflicts(couples, known):
        if each.kind == "approved":
            yield Problem(place=_words(item), reason=each.reason)


def _stale(
    workspace: Workspace, item: Proposal, pairs: Iterable[ProposedPair]
) -> Iterator[Problem]:
    ends = sorted({ident for pair in pairs for ident in (pair.host, pair.guest)})
    moved = moved_since(workspace.connection, ends, item.made_at)
    names = organisation_names(workspace.connection, moved)
    for ident in moved:
        yield problem(
            names.get(ident, Text.same(ident)),
            zh="在方案依据的第 {n} 版之后有变动；请按最新台账重拟",
            en="has changed since revision {n} the plan rests on; plan again on the ledger as it is",
            n=item.made_at,
        )


def signing_problems(
    workspace: Workspace,
    item: Proposal,
    accepted: Sequence[ProposedPair],
    step: SignProposal,
    at: dt.datetime,
) -> Iterator[Problem]:
    """Return why what was approved cannot be signed on that day."""
    place = _words(item)
    if not accepted:
        yield problem(place, zh="没有同意的结对", en="holds no accepted pair")
    approved_on = approval_day(workspace.connection, approved_in(workspace.connection, item.id))
    wrong = day_refusal(step.signed_on, step.ends_on, approved_on=approved_on, today=at.date())
    if wrong:
        yield Problem(place=place, reason=wrong)
    yield from _serious(workspace, item, accepted, step.signed_on)
    yield from _others_by_now(workspace, item, accepted, step.signed_on)
    yield from _not_yet_there(workspace, accepted, step)


def _not_yet_there(
    workspace: Workspace, accepted: Iterable[ProposedPair], step: SignProposal
) -> Iterator[Problem]:
    """Return the organisations that begin after the day of signing."""
    table = RECORD_TABLES["organisation"]
    ends = sorted({ident for pair in accepted for ident in (pair.host, pair.guest)})
    query = (
        select(table.c.id)
        .where(table.c.closed == OPEN, in_list(workspace.connection, table.c.id, ends))
        .group_by(table.c.id)
        .having(func.min(table.c.valid_from) > step.signed_on.toordinal())
    )
    early = sorted(workspace.connection.scalars(query))
    names = organisation_names(workspace.connection, early)
    for ident in early:
        yield problem(
            names[ident],
            value=step.signed_on,
            zh="这一天还没有成立",
            en="was not there yet on that day",
        )


def _others_by_now(
    workspace: Workspace, item: Proposal, accepted: Iterable[ProposedPair], day: dt.date
) -> Iterator[Problem]:
    """Return the organisations that are no longer what the approver approved under their ids."""
    ends = sorted({ident for pair in accepted for ident in (pair.host, pair.guest)})
    changed = other_identity(
        workspace.connection, ends, approved_in(workspace.connection, item.id), on=day.toordinal()
    )
    names = organisation_names(workspace.connection, changed)
    for ident in changed:
        yield problem(
            names.get(ident, Text.same(ident)),
            zh="名称、区划、所依托的单位或其性质在批准以后有变动；请重新打开、再报批",
            en="has another name, division, unit or ownership than when it was approved; reopen "
            "the proposal and have it approved again",
        )
