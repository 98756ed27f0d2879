"""Ways round an approval that were open: by posts, by what an id means, by heirs, in another's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from attack_steps import refused
from workflow_cases import (
    APPROVER,
    AT,
    BARRED,
    DAY,
    OTHER,
    PLANNER,
    act,
    approval,
    approved,
    drafted,
    seen,
    signed,
    stage,
    submitted,
    terms,
)

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    Actor,
    AnnulSigning,
    ApproveProposal,
    Change,
    Comment,
    Correct,
    End,
    Hosting,
    Lineage,
    LineageKind,
    Organisation,
    Ownership,
    Proposal,
    ProposalStage,
    Record,
    Retract,
    Signatory,
    SignProposal,
    Step,
    Unit,
)

OVER = dt.date(2027, 1, 1)
AFTER = dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("post", "listing"),
    [
        ("审批二岗", Actor(id="new:post", post="审批二岗")),
        (BARRED, Actor(id="x9", post=BARRED, approves=True)),
    ],
)
def test_no_post_is_listed_or_cleared_in_the_revision_that_approves(
    small: Ledger, post: str, listing: Actor
) -> None:
    ident = submitted(small)
    one = (Change(record=listing), approval(small, ident))
    refused(small, *one, post=post, says="listed already")
    act(small, one[0], post=OTHER)
    act(small, one[1], post=post)


def test_a_post_that_has_ended_approves_nothing(small: Ledger) -> None:
    ident = submitted(small)
    act(small, End(id="x1", effective=dt.date(2026, 1, 1)), post=OTHER)
    refused(small, approval(small, ident), post=APPROVER, says="not listed")


def test_no_post_takes_a_name_another_had(small: Ledger) -> None:
    signed(small)
    act(small, Change(record=Actor(id="x1", post="甲岗")), post=APPROVER)
    for ident in ("x0", "z"):
        refused(small, Change(record=Actor(id=ident, post=APPROVER)), says="once listed")


def test_the_planner_annuls_nothing_under_any_name(small: Ledger) -> None:
    ident = signed(small)
    act(small, Retract(id="x1", at=EVERY), post=OTHER)
    act(small, Change(record=Actor(id="x0", post=APPROVER)))
    refused(small, AnnulSigning(id=ident), post=APPROVER, says="for the approver's post")


def test_texts_that_compare_as_they_like_are_no_texts(small: Ledger) -> None:
    class Equal(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return True

        def __ne__(self, other: object) -> bool:
            return False

    ident = submitted(small)
    forged = replace(approval(small, ident), content=Equal("x"))
    refused(small, forged, post=APPROVER, says="wrong type")


def test_a_subclass_of_a_record_is_no_record(small: Ledger) -> None:
    class Forged(Proposal):
        pass

    values = {"title": "a", "planner": PLANNER, "plan": "a", "content": "a", "made_at": 1}
    forged = Forged(id="p", stage=ProposalStage.approved, **values)
    refused(small, Change(record=forged), says="holds no record")


def renamed(ledger: Ledger) -> Record:
    return replace(seen(ledger).get(Organisation, "n1"), name="另一家党支部")


def moved(ledger: Ledger) -> Record:
    return replace(seen(ledger).get(Organisation, "n1"), division="t0")


def hosted(ledger: Ledger) -> Record:
    return replace(seen(ledger).get(Hosting, "h-n1"), unit="u-n2")


def sold(ledger: Ledger) -> Record:
    return replace(seen(ledger).get(Unit, "u-s1"), ownership=Ownership.private)


@pytest.mark.parametrize("make", [renamed, moved, hosted, sold])
@pytest.mark.parametrize("corrected", [True, False])
def test_what_an_id_means_does_not_change_between_approval_and_signing(
    small: Ledger, make: Callable[[Ledger], Record], *, corrected: bool
) -> None:
    ident = approved(small)
    item = make(small)
    step = Correct(record=item, at=LATEST) if corrected else Change(record=item)
    number = act(small, step, post=OTHER).number
    refused(small, SignProposal(id=ident, signed_on=DAY), says="than when it was approved")
    small.undo(number, actor=OTHER, note="撤", at=AT)
    act(small, SignProposal(id=ident, signed_on=DAY))


def test_a_day_that_has_not_come_is_no_day_of_signing(small: Ledger) -> None:
    ident = approved(small)
    refused(small, SignProposal(id=ident, signed_on=dt.date(2027, 1, 1)), says="has not come")


def heir(ledger: Ledger) -> tuple[Signatory, tuple[int, int]]:
    """The branch n0 becomes n2 after signing; return its signatory, and the two revisions."""
    signed(ledger)
    party = next(each for each in seen(ledger).records(Signatory) if each.organisation == "n0")
    line = Lineage(id="l1", predecessor="n0", successor="n2", kind=LineageKind.rename)
    over: list[Step] = [End(id=ident, effective=OVER) for ident in ("h-n0", "n0")]
    first = act(ledger, *over, Change(record=line), post=OTHER).number
    now = Change(record=replace(party, organisation="n2"), effective=OVER)
    return party, (first, act(ledger, now, post=OTHER).number)


def parties(ledger: Ledger, day: dt.date) -> set[str]:
    return {each.organisation for each in seen(ledger, day).records(Signatory)}


def test_an_heir_takes_no_day_of_its_predecessor(small: Ledger) -> None:
    party, _ = heir(small)
    early = Change(record=replace(party, organisation="n2"), effective=dt.date(2026, 7, 1))
    refused(small, early, post=OTHER, says="was signed by a proposal")
    assert parties(small, DAY) == {"n0", "n1", "s0", "s1"}
    assert parties(small, AFTER) == {"n2", "n1", "s0", "s1"}


def test_what_an_heir_rests_on_is_not_taken_from_under_it(small: Ledger) -> None:
    _, (first, second) = heir(small)
    refused(small, Retract(id="l1", at=EVERY), post=OTHER, says="heir has taken its place")
    back = Change(record=seen(small).get(Organisation, "n0"), until=FOREVER)
    refused(small, back, post=OTHER, says="heir has taken its place")
    with pytest.raises(ChangeRefused, match="heir has taken its place"):
        small.undo(first, actor=OTHER, note="撤", at=AT)
    for number in (second, first):
        small.undo(number, actor=OTHER, note="撤", at=AT)


@pytest.mark.parametrize("kind", [Signatory])
def test_nothing_signed_begins_before_it_was_signed(small: Ledger, kind: type[Signatory]) -> None:
    signed(small)
    party = seen(small).records(kind)[0]
    early = Change(record=party, effective=dt.date(2001, 1, 1))
    refused(small, early, post=OTHER, says="was signed by a proposal")


def test_a_remark_is_its_own_posts_only(small: Ledger) -> None:
    ident = submitted(small)
    other = drafted(small, terms(("n2", "s1")))
    remark = Comment(id="m1", about=ident, post=APPROVER, words="不同意")
    refused(small, Change(record=remark), says="which only that post writes")
    act(small, Change(record=remark), post=APPROVER)
    forged: list[Step] = [
        Correct(record=replace(remark, words="同意"), at=LATEST),
        Correct(record=replace(remark, about=other), at=LATEST),
        Correct(record=replace(remark, post=PLANNER), at=LATEST),
        Retract(id="m1", at=EVERY),
        End(id="m1", effective=DAY),
    ]
    for step in forged[:4]:
        refused(small, step, says="which only that post writes")
    act(small, forged[0], post=APPROVER)


def test_a_remark_on_a_duplicate_goes_along_with_it(small: Ledger) -> None:
    remark = Comment(id="m1", about="n0", post=APPROVER, words="已停业")
    act(small, Change(record=remark), post=APPROVER)
    act(small, Correct(record=replace(remark, about="n3"), at=LATEST), post=OTHER)


def test_the_plain_way_still_leads_to_agreements(small: Ledger) -> None:
    ident = submitted(small)
    step = approval(small, ident)
    assert isinstance(step, ApproveProposal)
    act(small, step, post=APPROVER)
    act(small, SignProposal(id=ident, signed_on=DAY))
    assert stage(small, ident) is ProposalStage.signed
