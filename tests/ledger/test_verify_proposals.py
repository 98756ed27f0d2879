"""A chain that holds is not enough: a proposal that no step led to is found by verify."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from workflow_cases import (
    APPROVER,
    AT,
    DAY,
    PLANNER,
    act,
    approval,
    approved,
    begin,
    drafted,
    proposal,
    seen,
    signed,
    stage,
    submitted,
)

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, bulk_load
from graphs.model import (
    Actor,
    AnnulSigning,
    Correct,
    Proposal,
    ProposalStage,
    Record,
    ReopenProposal,
    SignProposal,
    SubmitProposal,
    WithdrawProposal,
    proposal_content,
)


def everything(ledger: Ledger) -> list[Record]:
    snapshot = seen(ledger)
    from graphs.model import RECORDS

    return [item for kind in RECORDS.values() for item in snapshot.records(kind.cls)]


def loaded(tmp_path: object, records: list[Record]) -> Ledger:
    """A ledger whose only revision holds the records: a chain that is sound, whatever they say."""
    batch = ("装入", records)
    return bulk_load(f"{tmp_path}/loaded.ledger", [batch], actor="装载岗", at=AT, ledger_id="l")


@pytest.fixture
def small(lite: Ledger) -> Ledger:
    return begin(lite)


def test_every_honest_life_is_verified(small: Ledger) -> None:
    ident = signed(small)
    act(small, AnnulSigning(id=ident), post=APPROVER)
    act(small, ReopenProposal(id=ident))
    act(small, WithdrawProposal(id=ident))
    act(small, Correct(record=Actor(id="x0", post="换名岗"), at=DAY), post="别岗")
    act(small, ReopenProposal(id=ident), post="换名岗")
    act(small, SubmitProposal(id=ident), post="换名岗")
    assert small.verify().ok


def test_a_proposal_that_begins_approved_is_found(small: Ledger, tmp_path: object) -> None:
    approved(small)
    with loaded(tmp_path, everything(small)) as forged:
        checked = forged.verify()
    assert not checked.ok
    assert checked.first_bad == 1
    assert "no step of its workflow in revision 1" in checked.reason.en


@pytest.mark.parametrize(
    "change",
    [{"note": "改"}, {"made_at": 0}, {"title": "改"}, {"planner": "别岗"}],
)
def test_a_draft_that_is_not_what_its_digest_says_is_found(
    small: Ledger, tmp_path: object, change: Mapping[str, object]
) -> None:
    ident = drafted(small)
    item, _ = proposal(small, ident)
    forged = replace(item, **change)
    records = [forged if each.id == ident else each for each in everything(small)]
    with loaded(tmp_path, records) as ledger:
        assert not ledger.verify().ok


@pytest.fixture
def old(small: Ledger, tmp_path: object, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """A ledger with a proposal of an earlier version, whose digest bound the couples only."""
    ident = {"submitted": submitted, "approved": approved, "signed": signed}[request.param](small)
    item, _ = proposal(small, ident)
    records = [
        replace(each, content="9f86d081") if each.id == item.id else each
        for each in everything(small)
    ]
    with loaded(tmp_path, records) as ledger:
        yield ledger


@pytest.mark.parametrize("old", ["submitted", "approved", "signed"], indirect=True)
def test_a_proposal_of_an_earlier_version_is_read_and_verified(old: Ledger) -> None:
    [item] = seen(old).records(Proposal)
    assert len(proposal(old, item.id)[1]) == 2
    assert old.verify().ok


@pytest.mark.parametrize("old", ["submitted"], indirect=True)
def test_an_earlier_submission_is_approved_as_it_is_seen(old: Ledger) -> None:
    [item] = seen(old).records(Proposal)
    from graphs.model import Decision, ProposedPair

    pairs = seen(old).records(ProposedPair)
    step = approval(old, item.id)
    assert step.content == proposal_content(item, pairs)
    assert step.decisions[0][1] is Decision.accepted
    act(old, step, post=APPROVER)
    act(old, SignProposal(id=item.id, signed_on=DAY))
    assert old.verify().ok


@pytest.mark.parametrize("old", ["approved"], indirect=True)
def test_an_earlier_approval_is_given_anew_before_it_is_signed(old: Ledger) -> None:
    [item] = seen(old).records(Proposal)
    with pytest.raises(ChangeRefused, match="reopen it and have it approved again"):
        act(old, SignProposal(id=item.id, signed_on=dt.date(2026, 7, 1)))
    act(old, ReopenProposal(id=item.id), post=PLANNER)
    assert stage(old, item.id) is ProposalStage.draft
    assert old.verify().ok
