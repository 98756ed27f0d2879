"""One attempt for each area at the door of the ledger, inside a town and outside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from two_towns import AT, POST

from graphs.access import Area
from graphs.ledger import Ledger
from graphs.model import (
    Actor,
    ApproveProposal,
    Change,
    Decision,
    DraftProposal,
    Judgement,
    Organisation,
    PairTerms,
    PartialDate,
    Proposal,
    ProposedPair,
    SignProposal,
    Step,
    SubmitProposal,
    Verdict,
    Waiver,
    WorkflowStep,
)

PLANNER = "区拟定岗"
ENDS = {"inside": ("o1", "o4"), "outside": ("o3", "o5")}


def write(
    ledger: Ledger, *steps: Step | WorkflowStep, post: str = POST, kind: str = "change"
) -> int:
    return ledger.apply(*steps, actor=post, note="试", at=AT, kind=kind).number


def drafted(ledger: Ledger, place: str) -> str:
    """Have the planner's post draft and submit a plan for two organisations of a place."""
    host, guest = ENDS[place]
    step = DraftProposal(
        id="new:p", title="方案", plan="-", rests_on=1,
        pairs=(PairTerms(host=host, guest=guest, score=1.0, reason="近", reason_en="near"),),
    )  # fmt: skip
    made = ledger.apply(
        Change(record=Actor(id="new:post", post=PLANNER)), step, actor=PLANNER, note="拟", at=AT
    )
    ident = made.minted["new:p"]
    write(ledger, SubmitProposal(id=ident), post=PLANNER)
    return ident


def decided(ledger: Ledger, ident: str) -> ApproveProposal:
    picture = ledger.snapshot()
    pairs = [each for each in picture.records(ProposedPair) if each.proposal == ident]
    return ApproveProposal(
        id=ident,
        content=picture.get(Proposal, ident).content,
        decisions=tuple((each.id, Decision.accepted) for each in pairs),
    )


def draft(desk: Ledger, ledger: Ledger, place: str) -> None:
    host, guest = ENDS[place]
    terms = PairTerms(host=host, guest=guest, score=1.0, reason="近", reason_en="near")
    step = DraftProposal(id="new:p", title="方案", plan="-", rests_on=1, pairs=(terms,))
    write(ledger, step)


def approve(desk: Ledger, ledger: Ledger, place: str) -> None:
    write(ledger, decided(desk, drafted(desk, place)))


def sign(desk: Ledger, ledger: Ledger, place: str) -> None:
    ident = drafted(desk, place)
    write(desk, decided(desk, ident), post="区审批岗")
    write(ledger, SignProposal(id=ident, signed_on=AT.date(), ends_on=dt.date(2028, 1, 1)))


def edit(desk: Ledger, ledger: Ledger, place: str, kind: str = "change") -> None:
    ident = ENDS[place][0]
    known = desk.snapshot().get(Organisation, ident)
    write(
        ledger,
        Change(record=Organisation(id=ident, name="改名", division=known.division)),
        kind=kind,
    )


def import_(desk: Ledger, ledger: Ledger, place: str) -> None:
    edit(desk, ledger, place, kind="import")


def merge(desk: Ledger, ledger: Ledger, place: str) -> None:
    left, right = ENDS[place]
    said = Judgement(
        id="new:j", left=left, right=right, verdict=next(iter(Verdict)), post="x1", reason="异",
        decided_on=PartialDate("2026-11-01"),
    )  # fmt: skip
    write(ledger, Change(record=said))


def waive(desk: Ledger, ledger: Ledger, place: str) -> None:
    said = Waiver(
        id="new:w", finding="f", record=ENDS[place][0], reason="可", approver="x1",
        expires_on=PartialDate("2027-01-01"),
    )  # fmt: skip
    write(ledger, Change(record=said))


def undo(desk: Ledger, ledger: Ledger, place: str) -> None:
    known = desk.snapshot().get(Organisation, ENDS[place][0])
    step = Change(record=replace(known, name="改名"))
    desk.apply(step, actor=POST, note="备", at=AT)
    ledger.undo(desk.head().number, actor=POST, note="撤", at=AT)


def accounts(desk: Ledger, ledger: Ledger, place: str) -> None:
    write(ledger, Change(record=Actor(id="new:a", post="新岗", approves=True)))


def read(desk: Ledger, ledger: Ledger, place: str) -> None:
    ledger.history(ENDS[place][0])


def backup(desk: Ledger, ledger: Ledger, place: str, folder: Path = Path()) -> None:
    ledger.export_archive(folder / "copy.zip")


Attempt = Callable[..., None]

ATTEMPTS: Mapping[Area, Attempt] = {
    Area.read: read,
    Area.draft: draft,
    Area.approve: approve,
    Area.sign: sign,
    Area.import_: import_,
    Area.edit: edit,
    Area.merge: merge,
    Area.waive: waive,
    Area.undo: undo,
    Area.accounts: accounts,
    Area.backup: backup,
}
"""Every area that a ledger is asked for; plans and downloads are made of what was read."""

WHOLE_ONLY = frozenset({Area.accounts, Area.backup})
"""Areas in which nothing lies inside a town."""
