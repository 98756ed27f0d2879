"""Ways round an approval by the values of a step: odd decisions, numbers, dates, ids and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from attack_steps import Act, Attacks, acts, moves_nothing
from workflow_cases import (
    APPROVER,
    AT,
    DAY,
    OTHER,
    PLANNER,
    act,
    agreed,
    approval,
    approved,
    draft_of,
    drafted,
    edit_of,
    proposal,
    seen,
    signed,
    submitted,
    terms,
)

from graphs.errors import GraphsError
from graphs.ledger import Ledger
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    Actor,
    Agreement,
    ApproveProposal,
    Change,
    Correct,
    Decision,
    End,
    Ownership,
    PartialDate,
    Retract,
    ReturnProposal,
    Signatory,
    SignProposal,
    SubmitProposal,
    Unit,
)

Attack = Callable[[Ledger], Act]
ATTACKS: Attacks[Attack] = Attacks()


def decisions(step: ApproveProposal, *more: tuple[str, Decision]) -> ApproveProposal:
    return replace(step, decisions=(*step.decisions, *more))


@ATTACKS.attack
def decided_both_ways(ledger: Ledger) -> Act:
    step = approval(ledger, submitted(ledger))
    return acts(ledger, decisions(step, (step.decisions[0][0], Decision.declined)), post=APPROVER)


@ATTACKS.attack
def left_undecided(ledger: Ledger) -> Act:
    step = approval(ledger, submitted(ledger))
    return acts(ledger, replace(step, decisions=step.decisions[:1]), post=APPROVER)


@ATTACKS.attack
def decided_for_another_proposal(ledger: Ledger) -> Act:
    step, other = approval(ledger, submitted(ledger)), submitted(ledger, terms(("n2", "s0")))
    pair = proposal(ledger, other)[1][0].id
    return acts(ledger, decisions(step, (pair, Decision.accepted)), post=APPROVER)


@ATTACKS.attack
def decided_in_plain_words(ledger: Ledger) -> Act:
    step = approval(ledger, submitted(ledger))
    words = tuple((pair, "accepted") for pair, _ in step.decisions)
    return acts(ledger, replace(step, decisions=words), post=APPROVER)  # type: ignore[arg-type]


@ATTACKS.attack
def what_was_seen_before_it_was_edited(ledger: Ledger) -> Act:
    ident = submitted(ledger)
    step = approval(ledger, ident)
    act(ledger, ReturnProposal(id=ident), post=APPROVER)
    act(ledger, edit_of(ledger, ident, terms(("n0", "s1"), ("n1", "s0"))))
    act(ledger, SubmitProposal(id=ident))
    return acts(ledger, step, post=APPROVER)


@ATTACKS.attack
def the_content_of_another(ledger: Ledger) -> Act:
    step = approval(ledger, submitted(ledger))
    other = approval(ledger, submitted(ledger, terms(("n2", "s0"))))
    return acts(ledger, replace(step, content=other.content), post=APPROVER)


@ATTACKS.attack
def planner_renamed(ledger: Ledger) -> Act:
    ident = submitted(ledger)
    act(ledger, Change(record=Actor(id="x0", post="另名岗")), post=OTHER)
    return acts(ledger, approval(ledger, ident), post="另名岗")


@ATTACKS.attack
def planner_renamed_from_the_start(ledger: Ledger) -> Act:
    ident = submitted(ledger)
    act(ledger, Correct(record=Actor(id="x0", post="另名岗"), at=LATEST), post=OTHER)
    return acts(ledger, approval(ledger, ident), post="另名岗")


@ATTACKS.attack
def all_in_one_revision(ledger: Ledger) -> Act:
    draft = replace(draft_of(ledger), id="new:p")
    return acts(ledger, draft, SubmitProposal(id="new:p"),
                ApproveProposal(id="new:p", content="", decisions=()))  # fmt: skip


@ATTACKS.attack
def two_drafts_of_one_id(ledger: Ledger) -> Act:
    return acts(ledger, draft_of(ledger), draft_of(ledger, terms(("n2", "s0"))))


@ATTACKS.attack
def draft_under_a_known_id(ledger: Ledger) -> Act:
    return acts(ledger, draft_of(ledger, id=approved(ledger)))


@ATTACKS.attack
def draft_of_the_same_couple_twice(ledger: Ledger) -> Act:
    return acts(ledger, draft_of(ledger, terms(("n0", "s0"), ("n0", "s0"))))


@ATTACKS.attack
def draft_of_a_couple_both_ways(ledger: Ledger) -> Act:
    return acts(ledger, draft_of(ledger, terms(("n0", "s0"), ("s0", "n0"))))


@ATTACKS.attack
def draft_of_what_is_no_organisation(ledger: Ledger) -> Act:
    return acts(ledger, draft_of(ledger, terms(("u-n0", "s0"))))


@ATTACKS.attack
def empty_and_handed_in(ledger: Ledger) -> Act:
    ident = drafted(ledger)
    return acts(ledger, edit_of(ledger, ident, ()), SubmitProposal(id=ident))


@ATTACKS.attack
def edited_by_another(ledger: Ledger) -> Act:
    return acts(ledger, edit_of(ledger, drafted(ledger), terms(("n2", "s0"))), post=OTHER)


@ATTACKS.attack
def edited_after_approval(ledger: Ledger) -> Act:
    return acts(ledger, edit_of(ledger, approved(ledger), terms(("n2", "s0"))))


def priced(score: object) -> Attack:
    return lambda ledger: acts(
        ledger, draft_of(ledger, tuple(replace(each, score=score) for each in terms(("n0", "s0"))))
    )


def said(reason: object) -> Attack:
    return lambda ledger: acts(
        ledger,
        draft_of(ledger, tuple(replace(each, reason=reason) for each in terms(("n0", "s0")))),
    )


def allied(number: object) -> Attack:
    pairs = terms(("n0", "s0"), ("n1", "s0"))
    return lambda ledger: acts(
        ledger, draft_of(ledger, tuple(replace(each, alliance=number) for each in pairs))
    )


def rests_on(number: object) -> Attack:
    return lambda ledger: acts(ledger, draft_of(ledger, rests_on=number))


def signed_at(**values: object) -> Attack:
    return lambda ledger: acts(
        ledger, SignProposal(id=approved(ledger), **{"signed_on": DAY, **values}), post=OTHER
    )


@ATTACKS.attack
def declined_and_signed(ledger: Ledger) -> Act:
    ident = approved(ledger, terms(("n0", "s0")), "n0")
    return acts(ledger, SignProposal(id=ident, signed_on=DAY), post=OTHER)


@ATTACKS.attack
def partner_put_in_after_signing(ledger: Ledger) -> Act:
    signed(ledger)
    party = next(each for each in seen(ledger).records(Signatory) if each.organisation == "n0")
    return acts(ledger, Change(record=replace(party, partner=party.id)), post=OTHER)


@ATTACKS.attack
def third_party_joined_after_signing(ledger: Ledger) -> Act:
    signed(ledger)
    known = seen(ledger).records(Agreement)[0]
    joined = Signatory(id="new:s", agreement=known.id, organisation="n2")
    return acts(ledger, Change(record=joined), post=OTHER)


@ATTACKS.attack
def third_party_moved_over_after_signing(ledger: Ledger) -> Act:
    signed(ledger)
    known = seen(ledger).records(Agreement)[0]
    agreed(ledger, "n2", "s0")
    party = seen(ledger).get(Signatory, "a9-2")
    moved = Correct(record=replace(party, agreement=known.id), at=LATEST)
    return acts(ledger, moved, post=OTHER)


@ATTACKS.attack
def over_before_it_was_signed(ledger: Ledger) -> Act:
    signed(ledger)
    known = seen(ledger).records(Agreement)[0]
    over = replace(known, ended_on=PartialDate("2020-01-01"))
    return acts(ledger, Change(record=over), post=OTHER)


@ATTACKS.attack
def parties_retracted_after_signing(ledger: Ledger) -> Act:
    signed(ledger)
    return acts(
        ledger,
        *(Retract(id=each.id, at=EVERY) for each in seen(ledger).records(Signatory)),
        post=OTHER,
    )


@ATTACKS.attack
def unit_left_before_signing(ledger: Ledger) -> Act:
    ident = approved(ledger)
    act(ledger, End(id="h-s1", effective=DAY), post=OTHER)
    return acts(ledger, SignProposal(id=ident, signed_on=DAY), post=OTHER)


@ATTACKS.attack
def bought_on_the_day_of_signing(ledger: Ledger) -> Act:
    """A unit that will be the state's, known at the approval, becomes so a year before it was said."""
    sold = replace(seen(ledger).get(Unit, "u-n0"), ownership=Ownership.state_owned)
    act(ledger, Change(record=sold, effective=dt.date(2027, 1, 1)), post=OTHER)
    ident = approved(ledger)
    act(ledger, Change(record=sold, effective=dt.date(2026, 1, 1)), post=OTHER)
    return acts(ledger, SignProposal(id=ident, signed_on=DAY), post=OTHER)


def kinds_of_a_load(kind: str) -> Attack:
    def attack(ledger: Ledger) -> Act:
        ident = submitted(ledger)
        step = approval(ledger, ident)
        return lambda: ledger.apply(step, actor=PLANNER, note="批", at=AT, kind=kind)

    return attack


def approved_at(at: dt.datetime) -> Attack:
    def attack(ledger: Ledger) -> Act:
        step = approval(ledger, submitted(ledger))
        return lambda: ledger.apply(step, actor=APPROVER, note="批", at=at)

    return attack


def named(post: str) -> Attack:
    def attack(ledger: Ledger) -> Act:
        step = approval(ledger, submitted(ledger))
        return acts(ledger, step, post=post)

    return attack


@ATTACKS.attack
def post_for_ever(ledger: Ledger) -> Act:
    """The approver's post is put under the planner's id, from a later day on."""
    ident = submitted(ledger)
    later = Change(
        record=Actor(id="x0", post=APPROVER), effective=dt.date(2026, 7, 1), until=FOREVER
    )
    return acts(ledger, later, approval(ledger, ident), post=APPROVER)


ATTACKS |= {f"score {each!r}": priced(each) for each in (float("nan"), float("inf"), "1", True)}
ATTACKS |= {f"reason {each!r}": said(each) for each in ("a\x00b", "\ud800", 7, "长" * 200_000)}
ATTACKS |= {f"alliance {each!r}": allied(each) for each in ("1", 1.5, True, 2**63)}
ATTACKS |= {f"rests on {each!r}": rests_on(each) for each in (True, -1, 10**12, "1", 1.0)}
ATTACKS |= {
    "signed at a moment": signed_at(signed_on=AT),
    "signed on words": signed_at(signed_on="2026-06-30"),
    "over before it began": signed_at(ends_on=dt.date(2026, 1, 1)),
    "over at a moment": signed_at(ends_on=AT),
}
ATTACKS |= {f"kind {each}": kinds_of_a_load(each) for each in ("load", "undo", "import", "x")}
ATTACKS |= {
    "before what it approves": approved_at(AT - dt.timedelta(days=4000)),
    "without a time zone": approved_at(AT.replace(tzinfo=None)),
    "in the far future": approved_at(AT.replace(year=9998)),
}
POSTS = ("", " ", "审批岗\n台账岗", "审批岗\x00", "\ud800", "审" * 201, "审批岗 台账岗")
ATTACKS |= {f"post {each[:9]!r}": named(each) for each in POSTS}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_odd_value_is_refused_and_moves_nothing(small: Ledger, name: str) -> None:
    moves_nothing(small, ATTACKS[name](small), raises=(GraphsError, ValueError, TypeError))
