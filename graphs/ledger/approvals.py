"""The way of a proposal, held in the ledger itself: no screen or script gets round it.

1. A proposal begins as a draft and moves only along :data:`WAYS`.
2. The digest it carries is that of its pairs, at every revision that touches either.
3. Once submitted its pairs are fixed; only decisions and agreements are added to them.
4. Another post than the planner's approves, and only while nothing that its pairs rest on has
   changed since the revision the plan was made at.
5. Signing gives every accepted pair an agreement that both have signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from graphs.errors import Problem
from graphs.ledger.among import among
from graphs.ledger.clock import OPEN
from graphs.ledger.tables import RECORD_TABLES
from graphs.ledger.words import problem, record_words
from graphs.ledger.workspace import Outcome, Workspace
from graphs.model import ProposalStage, proposal_content

__all__ = ["WAYS", "approvals"]

WAYS: Mapping[str, frozenset[str]] = {
    "": frozenset({"draft"}),
    "draft": frozenset({"draft", "submitted", "withdrawn"}),
    "submitted": frozenset({"submitted", "approved", "returned", "withdrawn"}),
    "returned": frozenset({"draft", "withdrawn"}),
    "approved": frozenset({"approved", "signed", "withdrawn"}),
    "signed": frozenset({"signed"}),
    "withdrawn": frozenset({"withdrawn"}),
}
"""From each stage ("" before there was any) to the stages that may follow."""

_FIXED = frozenset({"submitted", "approved", "signed"})


def approvals(
    workspace: Workspace, outcome: Outcome, actor: str, *, undoing: bool
) -> Iterator[Problem]:
    """Return what the rows just written break of a proposal's way.

    An undo goes back to where the proposal rightly stood; only its digest is asked for then.
    """
    rows = (*outcome.opened, *outcome.closed)
    touched = {row.ident for row in rows if row.kind == "proposal"}
    touched |= {row.values["proposal"] for row in rows if row.kind == "proposed_pair"}
    for ident in sorted(touched):
        known = workspace.known("proposal", ident)
        if known:
            earlier = workspace.before("proposal", ident)
            before = earlier[-1].values if earlier else {}
            now = known[-1].values
            pairs = _pairs(workspace.connection, ident)
            yield from _content(ident, now, pairs)
            if not undoing:
                yield from _way(workspace, ident, before, now, pairs, actor)


def _content(
    ident: str, now: Mapping[str, Any], pairs: list[Mapping[str, Any]]
) -> Iterator[Problem]:
    digest = proposal_content((row["host"], row["guest"], row["alliance"]) for row in pairs)
    if digest != now["content"]:
        yield problem(
            record_words("proposal", ident, now),
            zh="内容摘要与所列结对不符",
            en="its content digest is not that of its pairs",
        )


def _way(  # noqa: PLR0917  # one proposal before and after, and who acts
    workspace: Workspace,
    ident: str,
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    pairs: list[Mapping[str, Any]],
    actor: str,
) -> Iterator[Problem]:
    place = record_words("proposal", ident, now)
    was, stage = before.get("stage") or "", str(now["stage"])
    if stage not in WAYS.get(was, frozenset()):
        yield problem(
            place,
            value=stage,
            zh="不能从“{was}”变为“{stage}”",
            en="cannot go from “{was}” to “{stage}”",
            was=ProposalStage[was].label if was else ProposalStage.draft.label,
            stage=ProposalStage[stage].label,
        )
    if was in _FIXED and before["content"] != now["content"]:
        yield problem(
            place,
            zh="提交以后结对不能再改；请退回后重拟",
            en="its pairs are fixed once submitted; return it to change them",
        )
    if stage == "approved" and was != "approved":
        yield from _approval(workspace, ident, now, pairs, actor)
    if stage == "signed" and was != "signed":
        yield from _signing(workspace.connection, now, pairs, ident)


def _pairs(connection: Connection, ident: str) -> list[Mapping[str, Any]]:
    table = RECORD_TABLES["proposed_pair"]
    query = select(table).where(table.c.proposal == ident, table.c.closed == OPEN)
    return [dict(row) for row in connection.execute(query.order_by(table.c.id)).mappings()]


def _approval(
    workspace: Workspace,
    ident: str,
    now: Mapping[str, Any],
    pairs: list[Mapping[str, Any]],
    actor: str,
) -> Iterator[Problem]:
    place = record_words("proposal", ident, now)
    if actor == now["planner"] or now["approver"] != actor:
        yield problem(
            place,
            value=actor,
            zh="须由拟定岗位以外的岗位批准，并记为批准岗位",
            en="another post than the planner's approves it, and is recorded as approver",
        )
    if any(row["decision"] is None for row in pairs):
        yield problem(place, zh="有结对没有批准意见", en="a pair has no decision of the approver")
    ends = {
        row[side] for row in pairs if row["decision"] == "accepted" for side in ("host", "guest")
    }
    for kind, moved in _moved(workspace.connection, sorted(ends), int(now["made_at"])):
        yield problem(
            record_words(kind, moved),
            zh="在方案依据的第 {n} 版之后有变动；请按最新台账重拟",
            en="has changed since revision {n} the plan rests on; plan again on the ledger as it is",
            n=now["made_at"],
        )


def _moved(
    connection: Connection, organisations: list[str], revision: int
) -> Iterator[tuple[str, str]]:
    """Return organisations whose own record, superior, host unit or agreements changed since."""
    for kind, column in (
        ("organisation", "id"),
        ("hosting", "organisation"),
        ("superior", "organisation"),
        ("signatory", "organisation"),
    ):
        table = RECORD_TABLES[kind]
        since = or_(
            table.c.opened > revision, (table.c.closed > revision) & (table.c.closed < OPEN)
        )
        query = (
            select(table.c[column])
            .where(among(connection, table.c[column], organisations), since)
            .distinct()
            .order_by(table.c[column])
        )
        for (ident,) in connection.execute(query):
            yield "organisation", ident


def _signing(
    connection: Connection, now: Mapping[str, Any], pairs: Iterable[Mapping[str, Any]], ident: str
) -> Iterator[Problem]:
    if now["signed_on"] is None:
        place = record_words("proposal", ident, now)
        yield problem(place, zh="没有签订日期", en="has no date of signing")
    table = RECORD_TABLES["signatory"]
    for row in pairs:
        if row["decision"] != "accepted":
            continue
        query = select(func.count(table.c.organisation.distinct())).where(
            table.c.agreement == row["agreement"],
            table.c.organisation.in_((row["host"], row["guest"])),
            table.c.closed == OPEN,
        )
        if connection.execute(query).scalar() != 2:
            yield problem(
                record_words("proposed_pair", row["id"]),
                zh="没有双方签订的协议",
                en="has no agreement that both have signed",
            )
