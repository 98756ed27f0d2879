"""A small ledger with posts and organisations, and the verbs of the workflow in one line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from graphs.ledger import Ledger, Revision
from graphs.model import (
    Actor,
    Agreement,
    ApproveProposal,
    Change,
    Decision,
    Division,
    DraftProposal,
    EditDraft,
    Hosting,
    Organisation,
    Ownership,
    PairTerms,
    PartialDate,
    Profile,
    Proposal,
    ProposalStage,
    ProposedPair,
    Record,
    ReopenProposal,
    Signatory,
    SignProposal,
    Snapshot,
    Step,
    SubmitProposal,
    Unit,
    WorkflowStep,
    proposal_content,
)

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
DAY = dt.date(2026, 6, 30)
PLANNER, APPROVER, OTHER, BARRED = "台账岗", "审批岗", "镇党建岗", "实习岗"


def district() -> Iterator[Record]:
    """Two townships, two hosts (s0, s1), four guests (n0 … n3); n0 and n3 have one name."""
    yield Profile(id="profile", title="测试", as_of=PartialDate(DAY.isoformat()))
    for number, post in enumerate((PLANNER, APPROVER, OTHER)):
        yield Actor(id=f"x{number}", post=post)
    yield Actor(id="x9", post=BARRED, approves=False)
    yield Division(id="t0", name="峡窝镇")
    yield Division(id="t1", name="济源路")
    for side, owner, count in (("s", Ownership.state_owned, 2), ("n", Ownership.private, 4)):
        for number in range(count):
            ident = f"{side}{number}"
            name = "同名党支部" if ident in {"n0", "n3"} else f"{ident}党支部"
            yield Unit(id=f"u-{ident}", name=f"{ident}公司", ownership=owner)
            yield Organisation(id=ident, name=name, division=f"t{number % 2}")
            yield Hosting(id=f"h-{ident}", organisation=ident, unit=f"u-{ident}")


def begin(ledger: Ledger) -> Ledger:
    act(ledger, *(Change(record=item) for item in district()), post="建库岗")
    return ledger


def act(
    ledger: Ledger,
    *steps: Step | WorkflowStep,
    post: str = PLANNER,
    base: int | None = None,
) -> Revision:
    return ledger.apply(*steps, actor=post, note="测试", at=AT, base=base)


def terms(*couples: tuple[str, str]) -> tuple[PairTerms, ...]:
    """Pairs given as (guest, host)."""
    return tuple(PairTerms(guest=guest, host=host, score=0.5) for guest, host in couples)


TWO = terms(("n0", "s0"), ("n1", "s1"))


def draft_of(ledger: Ledger, pairs: Sequence[PairTerms] = TWO, **more: object) -> DraftProposal:
    values = {"title": "2026", "plan": "ab12", "rests_on": ledger.head().number, **more}
    return DraftProposal(pairs=tuple(pairs), **values)


def edit_of(ledger: Ledger, ident: str, pairs: Sequence[PairTerms] = TWO) -> EditDraft:
    rests_on = ledger.head().number
    return EditDraft(id=ident, title="改", plan="cd34", rests_on=rests_on, pairs=tuple(pairs))


def drafted(
    ledger: Ledger, pairs: Sequence[PairTerms] = TWO, *, post: str = PLANNER, **more: object
) -> str:
    return act(ledger, draft_of(ledger, pairs, **more), post=post).minted["new:proposal"]


def submitted(ledger: Ledger, pairs: Sequence[PairTerms] = TWO, **more: object) -> str:
    ident = drafted(ledger, pairs, **more)
    act(ledger, SubmitProposal(id=ident))
    return ident


def approval(ledger: Ledger, ident: str, *declined: str) -> ApproveProposal:
    """Approve what is there now; ``declined`` are guests."""
    item, pairs = proposal(ledger, ident)
    decisions = tuple(
        (pair.id, Decision.declined if pair.guest in declined else Decision.accepted)
        for pair in pairs
    )
    return ApproveProposal(id=ident, content=proposal_content(item, pairs), decisions=decisions)


def approved(
    ledger: Ledger, pairs: Sequence[PairTerms] = TWO, *declined: str, **more: object
) -> str:
    ident = submitted(ledger, pairs, **more)
    act(ledger, approval(ledger, ident, *declined), post=APPROVER)
    return ident


def signed(ledger: Ledger, pairs: Sequence[PairTerms] = TWO, *declined: str) -> str:
    ident = approved(ledger, pairs, *declined)
    act(ledger, SignProposal(id=ident, signed_on=DAY))
    return ident


def seen(ledger: Ledger, day: dt.date = DAY) -> Snapshot:
    return ledger.snapshot(as_of=day)


def proposal(ledger: Ledger, ident: str) -> tuple[Proposal, tuple[ProposedPair, ...]]:
    snapshot = seen(ledger)
    pairs = (pair for pair in snapshot.records(ProposedPair) if pair.proposal == ident)
    return snapshot.get(Proposal, ident), tuple(sorted(pairs, key=lambda pair: pair.guest))


def stage(ledger: Ledger, ident: str) -> ProposalStage:
    return proposal(ledger, ident)[0].stage


def agreed(ledger: Ledger, guest: str, host: str, ident: str = "a9", **more: object) -> None:
    """Record an agreement of a couple by hand."""
    act(
        ledger,
        Change(record=Agreement(id=ident, title="另一协议", **more)),
        Change(record=Signatory(id=f"{ident}-1", agreement=ident, organisation=host)),
        Change(record=Signatory(id=f"{ident}-2", agreement=ident, organisation=guest)),
        post=OTHER,
    )


def reopened(ledger: Ledger, ident: str, post: str = PLANNER) -> None:
    act(ledger, ReopenProposal(id=ident), post=post)
