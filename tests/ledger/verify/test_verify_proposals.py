"""A chain that holds is not enough: a proposal that no step led to is found by verify."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from forged_ledger import digests_as_held, forged, older_digests
from workflow_cases import (
    APPROVER,
    AT,
    DAY,
    OTHER,
    PLANNER,
    act,
    approval,
    approved,
    drafted,
    edit_of,
    proposal,
    seen,
    signed,
    stage,
    submitted,
    terms,
)

from graphs.errors import ChangeRefused, InputError, LedgerDamaged
from graphs.ledger import Home, Ledger, bulk_load, load_archive
from graphs.model import (
    RECORDS,
    Actor,
    AnnulSigning,
    Change,
    Comment,
    Correct,
    End,
    Lineage,
    LineageKind,
    PartialDate,
    Proposal,
    ProposalStage,
    Record,
    ReopenProposal,
    Signatory,
    SignProposal,
    SubmitProposal,
    WithdrawProposal,
)

DRAFT, SUBMIT, APPROVE, SIGN = 2, 3, 4, 5  # the revisions of the ledger below


def test_every_honest_life_is_verified(small: Ledger) -> None:
    ident = signed(small)
    act(small, AnnulSigning(id=ident), post=APPROVER)
    act(small, ReopenProposal(id=ident))
    act(small, WithdrawProposal(id=ident))
    act(small, Correct(record=Actor(id="x0", post="换名岗"), at=DAY), post="别岗")
    act(small, ReopenProposal(id=ident), post="换名岗")
    act(small, SubmitProposal(id=ident), post="换名岗")
    found = small.verify()
    assert found.ok, found.reason.en


def test_edits_remarks_and_new_posts_are_verified(small: Ledger) -> None:
    ident = drafted(small)
    gone = proposal(small, ident)[1][0].id
    act(small, Change(record=Comment(id="m1", about=gone, post=OTHER, words="远")), post=OTHER)
    act(small, edit_of(small, ident, terms(("n2", "s1"))))
    post = Change(record=Actor(id="new:post", post="签约岗"))
    act(small, SubmitProposal(id=ident))
    act(small, approval(small, ident), post=APPROVER)
    act(small, post, SignProposal(id=ident, signed_on=DAY), post="签约岗")
    found = small.verify()
    assert found.ok, found.reason.en


def test_heirs_and_early_ends_of_what_was_signed_are_verified(small: Ledger) -> None:
    signed(small)
    party = next(each for each in seen(small).records(Signatory) if each.organisation == "n0")
    over = dt.date(2027, 1, 1)
    line = Lineage(id="l1", predecessor="n0", successor="n2", kind=LineageKind.rename)
    ends = [End(id=each, effective=over) for each in ("h-n0", "n0")]
    act(small, *ends, Change(record=line), post=OTHER)
    heir = replace(party, organisation="n2")
    act(small, Change(record=heir, effective=over), post=OTHER)
    act(small, End(id=party.agreement, effective=dt.date(2027, 6, 1)), post=OTHER)
    found = small.verify()
    assert found.ok, found.reason.en


PROPOSAL, PAIR = "UPDATE proposal SET ", "UPDATE proposed_pair SET "
FORGERIES = {
    "born approved": ["DELETE FROM proposal WHERE closed <> 2147483647",
                      "DELETE FROM proposed_pair WHERE closed <> 2147483647"],
    "born submitted": [f"DELETE FROM proposal WHERE opened = {DRAFT}",
                       f"{PAIR} opened = {SUBMIT} WHERE opened = {DRAFT}"],
    "no approve revision": [f"DELETE FROM proposal WHERE opened = {APPROVE}",
                            f"{PROPOSAL} closed = {SIGN} WHERE opened = {SUBMIT}",
                            f"DELETE FROM proposed_pair WHERE opened = {APPROVE}",
                            f"{PAIR} closed = {SIGN} WHERE closed = {APPROVE}"],
    "approved by its planner": [f"UPDATE revision SET actor = '{PLANNER}' WHERE number = {APPROVE}",
                                f"{PROPOSAL} approver = '{PLANNER}' WHERE approver IS NOT NULL"],
    "another post is named": [f"{PROPOSAL} approver = '{OTHER}' WHERE approver IS NOT NULL"],
    "an unlisted post approved": [f"UPDATE revision SET actor = '路过岗' WHERE number = {APPROVE}",
                                  f"{PROPOSAL} approver = '路过岗' WHERE approver IS NOT NULL"],
    "a barred post approved": [f"UPDATE revision SET actor = '实习岗' WHERE number = {APPROVE}",
                               f"{PROPOSAL} approver = '实习岗' WHERE approver IS NOT NULL"],
    "submitted by another": [f"UPDATE revision SET actor = '{OTHER}' WHERE number = {SUBMIT}"],
    "a title changed by approving": [f"{PROPOSAL} title = '改' WHERE opened >= {APPROVE}"],
    "a pair exchanged by approving": [f"{PAIR} guest = 'n3' WHERE opened >= {APPROVE} AND guest = 'n1'"],
    "a decision changed by signing": [f"{PAIR} decision = 'declined' WHERE opened = {SIGN} AND guest = 'n1'"],
    "a pair without a decision": [f"{PAIR} decision = NULL WHERE opened >= {APPROVE} AND guest = 'n1'"],
    "a pair moved by itself": [f"{PAIR} opened = 6 WHERE opened = {SIGN} AND guest = 'n1'",
                               f"{PAIR} closed = 6 WHERE closed = {SIGN} AND guest = 'n1'"],
    "rests on what is to come": [f"{PROPOSAL} made_at = {SIGN}"],
    "signed in 1900": [f"{PROPOSAL} signed_on = '1900-01-01' WHERE opened = {SIGN}"],
    "signed in 1900 throughout": [
        f"{PROPOSAL} signed_on = '1900-01-01' WHERE opened = {SIGN}",
        "UPDATE agreement SET signed_on = '1900-01-01', starts_on = '1900-01-01', valid_from = 693596",
        "UPDATE signatory SET valid_from = 693596"],
    "an agreement of its own date": ["UPDATE agreement SET signed_on = '1900-01-01'"],
    "an agreement with another party": ["UPDATE signatory SET organisation = 'n3' WHERE organisation = 'n1'"],
    "a party too few": ["DELETE FROM signatory WHERE organisation = 'n1'"],
    "an agreement too few": [f"{PAIR} agreement = NULL WHERE guest = 'n1'"],
    "an agreement not signed": [f"{PROPOSAL} stage = 'approved', signed_on = NULL WHERE opened = {SIGN}"],
    "a larger agreement": ["UPDATE agreement SET size = 30.0, size_operator = '='"],
    "two intervals": [f"{PROPOSAL} valid_from = 739000 WHERE opened = {SIGN}"],
    "retracted afterwards": [f"{PROPOSAL} closed = 6 WHERE opened = {SIGN}"],
    "undone": [f"UPDATE revision SET kind = 'undo', undoes = 2 WHERE number = {SUBMIT}"],
    "written with something else": [f"UPDATE organisation SET opened = {APPROVE} WHERE id = 'n2'",
                                    f"UPDATE hosting SET opened = {APPROVE} WHERE id = 'h-n2'"],
    "its post listed by the same revision": [f"UPDATE actor SET opened = {APPROVE} WHERE id = 'x1'"],
    "its post listed afterwards": ["UPDATE actor SET opened = 6 WHERE id = 'x1'"],
}  # fmt: skip


@pytest.fixture
def done(small: Ledger) -> Ledger:
    """Revisions: 1 the district, 2 draft, 3 submit, 4 approve, 5 sign, 6 something else."""
    signed(small)
    act(small, Change(record=Actor(id="x8", post="别岗")), post=OTHER)
    assert small.verify().ok
    return small


STRUCTURE = {"retracted afterwards": (InputError, "names no known record")}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_life_that_no_workflow_led_is_found_and_not_restored(
    done: Ledger, tmp_path: Path, name: str
) -> None:
    with forged(done, tmp_path, *FORGERIES[name], digest=digests_as_held) as ledger:
        found = ledger.verify()
        assert (found.ok, found.usable, found.stage) == (False, False, "workflow")
        assert "no step of its workflow in revision" in found.reason.en
        ledger.export_archive(tmp_path / "archive")
        path = tmp_path / "copy.ledger"
        ledger.backup(path)
    # What breaks structure too is refused for that already, before the chain is asked.
    with pytest.raises(
        (LedgerDamaged, InputError), match=r"no step of its workflow|no known record"
    ):
        load_archive(tmp_path / "archive", str(tmp_path / "loaded.ledger"))
    home = Home(folder=tmp_path / "home")
    with pytest.raises(LedgerDamaged, match="no step of its workflow"):
        home.adopt(path, "back")
    assert [each.key for each in home.entries() if each.kind == "own"] == []


def test_two_approvals_of_one_couple_are_found(small: Ledger, tmp_path: Path) -> None:
    approved(small)
    other = submitted(small, terms(("n2", "s1")), title="第二")
    act(small, approval(small, other), post=APPROVER)
    change = f"{PAIR} guest = 'n0', host = 's0' WHERE proposal = '{other}'"
    with forged(small, tmp_path, change, digest=digests_as_held) as ledger:
        found = ledger.verify()
    assert not found.ok
    assert "第二" in found.reason.en


def test_an_agreement_that_gained_a_party_later_is_found(done: Ledger, tmp_path: Path) -> None:
    copied = (
        "CREATE TABLE scratch AS SELECT * FROM signatory WHERE organisation = 'n1'",
        "UPDATE scratch SET id = 'y9', organisation = 'n3', opened = 6",
        "INSERT INTO signatory SELECT * FROM scratch",
        "DROP TABLE scratch",
    )
    with forged(done, tmp_path, *copied) as ledger:
        found = ledger.verify()
    assert (found.ok, found.first_bad) == (False, 6)


def everything(ledger: Ledger) -> list[Record]:
    snapshot = seen(ledger)
    return [item for kind in RECORDS.values() for item in snapshot.records(kind.cls)]


@pytest.mark.parametrize("make", [drafted, approved, signed])
def test_a_proposal_is_not_loaded_in_bulk(small: Ledger, tmp_path: Path, make: object) -> None:
    make(small)  # type: ignore[operator]  # one of the three
    path = tmp_path / "loaded.ledger"
    batch = ("装入", everything(small))
    with pytest.raises(ChangeRefused, match="not loaded in bulk"):
        bulk_load(str(path), [batch], actor=APPROVER, at=AT, ledger_id="l")


@pytest.fixture
def old(small: Ledger, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """A ledger with a proposal of an earlier version, whose digest bound the couples only."""
    {"submitted": submitted, "approved": approved, "signed": signed}[request.param](small)
    with forged(small, tmp_path, digest=older_digests) as ledger:
        yield ledger


@pytest.mark.parametrize("old", ["submitted", "approved", "signed"], indirect=True)
def test_a_proposal_of_an_earlier_version_is_read_and_verified(old: Ledger) -> None:
    [item] = seen(old).records(Proposal)
    assert len(proposal(old, item.id)[1]) == 2
    assert old.verify().ok


EARLIER = ("born approved", "no approve revision", "approved by its planner",
           "another post is named", "a pair exchanged by approving", "two intervals",
           "retracted afterwards")  # fmt: skip


@pytest.mark.parametrize("name", EARLIER)
def test_a_digest_of_an_earlier_version_hides_no_forgery(
    done: Ledger, tmp_path: Path, name: str
) -> None:
    """The couples that were approved, the stages and the approver are proved of them too."""
    digest = None if name == "a pair exchanged by approving" else older_digests
    with forged(done, tmp_path, digest=older_digests) as honest:
        assert honest.verify().ok
        with forged(honest, tmp_path, *FORGERIES[name], digest=digest) as ledger:
            assert not ledger.verify().ok


@pytest.mark.parametrize("old", ["submitted"], indirect=True)
def test_an_earlier_submission_is_approved_as_it_is_seen(old: Ledger) -> None:
    [item] = seen(old).records(Proposal)
    act(old, approval(old, item.id), post=APPROVER)
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


def test_an_honest_date_of_signing_is_kept(small: Ledger) -> None:
    ident = approved(small)
    act(small, SignProposal(id=ident, signed_on=DAY, ends_on=dt.date(2029, 6, 29)))
    assert proposal(small, ident)[0].ends_on == PartialDate("2029-06-29")
    assert small.verify().ok
