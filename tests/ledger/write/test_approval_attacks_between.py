"""Ways round an approval by what moves between it and signing, by days, and by other proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from attack_steps import LATER, Act, Attacks, acts, moves_nothing, sign
from workflow_cases import (
    APPROVER,
    AT,
    DAY,
    OTHER,
    act,
    agreed,
    approval,
    approved,
    draft_of,
    drafted,
    edit_of,
    reopened,
    seen,
    signed,
    submitted,
    terms,
)

from graphs.duplicates import dissolve_steps, merge_steps, split_steps, upgrade_steps
from graphs.ledger import Ledger
from graphs.model import (
    LATEST,
    Agreement,
    AnnulSigning,
    Change,
    Correct,
    End,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    Signatory,
    SubmitProposal,
    Unit,
    Waiver,
    WithdrawProposal,
)

Attack = Callable[[Ledger], tuple[Act, str]]
ATTACKS: Attacks[Attack] = Attacks()


EARLY = dt.date(1900, 1, 1)


# The world moves between approval and signing.


@ATTACKS.attack
def merged_into_another(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, *merge_steps(seen(ledger), "n2", "n0", DAY), post=OTHER)
    return sign(ledger, ident), "has ended|has gone into"


@ATTACKS.attack
def split_in_two(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    into = [Organisation(id=f"new:{n}", name=f"分{n}", division="t0") for n in range(2)]
    act(ledger, *split_steps(seen(ledger), "n0", into, DAY), post=OTHER)
    return sign(ledger, ident), "has ended"


@ATTACKS.attack
def dissolved(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, *dissolve_steps(seen(ledger), "s1", LATER, note="转出"), post=OTHER)
    return sign(ledger, ident), "s1党支部 has ended"


@ATTACKS.attack
def upgraded(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    branch = replace(seen(ledger).get(Organisation, "n1"), kind=OrganisationKind.branch)
    act(ledger, Correct(record=branch, at=LATEST), post=OTHER)
    steps = upgrade_steps(seen(ledger), "n1", OrganisationKind.general_branch, "总支", DAY)
    act(ledger, *steps, post=OTHER)
    return sign(ledger, ident), "has ended|has gone into"


@ATTACKS.attack
def ended_and_founded_anew(ledger: Ledger) -> tuple[Act, str]:
    """Another organisation takes the name of the one that was approved."""
    ident = approved(ledger)
    act(ledger, End(id="h-n1", effective=DAY), End(id="n1", effective=DAY), post=OTHER)
    act(ledger, Change(record=Organisation(id="n8", name="n1党支部", division="t1")), post=OTHER)
    return sign(ledger, ident), "n1党支部.* has ended"


@ATTACKS.attack
def second_unit(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    act(ledger, Change(record=Hosting(id="h9", organisation="s0", unit="u-n2")), post=OTHER)
    return sign(ledger, ident), "than when it was approved"


@ATTACKS.attack
def sold_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    sold = replace(seen(ledger).get(Unit, "u-s0"), ownership=Ownership.private)
    act(ledger, Change(record=sold, effective=LATER), post=OTHER)
    return sign(ledger, ident), "than when it was approved"


@ATTACKS.attack
def undone_and_redone(ledger: Ledger) -> tuple[Act, str]:
    """A rename, its undo and the undo of that: what counts is what is known in the end."""
    ident = approved(ledger)
    other = replace(seen(ledger).get(Organisation, "n1"), name="另一家")
    number = act(ledger, Correct(record=other, at=LATEST), post=OTHER).number
    for _ in range(2):
        number = ledger.undo(number, actor=OTHER, note="撤", at=AT).number
    return sign(ledger, ident), "than when it was approved"


@ATTACKS.attack
def waived(ledger: Ledger) -> tuple[Act, str]:
    """A waiver lets a finding pass, never an approval."""
    ident = submitted(ledger)
    agreed(ledger, "n0", "s0")
    waiver = Waiver(id="w1", finding="pair_twice:n0:s0", record="a9", reason="已批", approver="x1",
                    expires_on=PartialDate("2030-01-01"))  # fmt: skip
    act(ledger, Change(record=waiver), post=APPROVER)
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


# Days, revisions and the ledger's own calendar.


@ATTACKS.attack
def signed_in_1900(ledger: Ledger) -> tuple[Act, str]:
    return sign(ledger, approved(ledger), EARLY), "1900-01-01, is before the approval on 2026-06-30"


@ATTACKS.attack
def signed_the_day_before(ledger: Ledger) -> tuple[Act, str]:
    return sign(ledger, approved(ledger), DAY - dt.timedelta(days=1)), "is before the approval"


@ATTACKS.attack
def calendar_put_back(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    early = replace(seen(ledger).get(Profile, "profile"), as_of=PartialDate("1900-01-01"))
    act(ledger, Correct(record=early, at=LATEST), post=OTHER)
    return sign(ledger, ident, EARLY), "is before the approval on 2026-06-30"


@ATTACKS.attack
def calendar_put_forward(ledger: Ledger) -> tuple[Act, str]:
    """On a day to come the agreement in force would be over."""
    agreed(ledger, "n0", "s0", ends_on=PartialDate("2028-01-01"))
    late = replace(seen(ledger).get(Profile, "profile"), as_of=PartialDate("2099-01-01"))
    act(ledger, Correct(record=late, at=LATEST), post=OTHER)
    ident = submitted(ledger)
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


@ATTACKS.attack
def signed_agreement_back_dated(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = seen(ledger).records(Agreement)[0]
    early = replace(item, signed_on=PartialDate("1900-01-01"))
    return acts(ledger, Correct(record=early, at=LATEST), post=OTHER), "do not come before that"


@ATTACKS.attack
def signed_agreement_begins_early(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], starts_on=PartialDate("2020"))
    return acts(ledger, Change(record=item, effective=LATER), post=OTHER), "do not come before that"


@ATTACKS.attack
def signed_agreement_undated(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], signed_on=None)
    return acts(ledger, Correct(record=item, at=DAY), post=OTHER), "are not left blank"


@ATTACKS.attack
def rests_on_what_nobody_saw(ledger: Ledger) -> tuple[Act, str]:
    """The plan names the head, though its planner looked at an older revision."""
    base = ledger.head().number
    agreed(ledger, "n2", "s1")
    step = draft_of(ledger)
    return lambda: act(ledger, step, base=base), "the newest that its post could look at is 1"


@ATTACKS.attack
def rests_on_what_is_to_come(ledger: Ledger) -> tuple[Act, str]:
    ident = drafted(ledger)
    step = replace(edit_of(ledger, ident), rests_on=99)
    return acts(ledger, step), "rests on revision 99, but the newest"


@ATTACKS.attack
def rests_on_a_time_before_its_parties(ledger: Ledger) -> tuple[Act, str]:
    young = Organisation(id="n7", name="新党支部", division="t0")
    act(ledger, Change(record=young), post=OTHER)
    step = draft_of(ledger, terms(("n7", "s0")), rests_on=1)
    return acts(ledger, step), "新党支部: was not in the ledger at revision 1"


# Proposals against each other.


@ATTACKS.attack
def sides_swapped(ledger: Ledger) -> tuple[Act, str]:
    approved(ledger)
    ident = submitted(ledger, terms(("s0", "n0")), title="第二")
    return acts(ledger, approval(ledger, ident), post=APPROVER), "in the approved proposal “2026”"


@ATTACKS.attack
def withdrawn_and_back(ledger: Ledger) -> tuple[Act, str]:
    first = approved(ledger)
    act(ledger, WithdrawProposal(id=first))
    approved(ledger, title="第二")
    reopened(ledger, first)
    act(ledger, SubmitProposal(id=first))
    return acts(ledger, approval(ledger, first), post=APPROVER), "in the approved proposal “第二”"


@ATTACKS.attack
def annulled_beside_another(ledger: Ledger) -> tuple[Act, str]:
    """The agreement ended, the couple is approved anew: the old approval does not come back."""
    first = signed(ledger)
    over = dt.date(2026, 7, 1)
    for item in seen(ledger).records(Agreement):
        ended = replace(item, ended_on=PartialDate("2026-06-30"))
        act(ledger, Correct(record=ended, at=LATEST), post=OTHER)
        act(ledger, End(id=item.id, effective=over), post=OTHER)
    approved(ledger, title="第二")
    return acts(ledger, AnnulSigning(id=first), post=APPROVER), "in the approved proposal “第二”"


@ATTACKS.attack
def annulled_restored_and_signed(ledger: Ledger) -> tuple[Act, str]:
    """What an annulled signing left is written again by hand; signing makes no second one."""
    ident = signed(ledger, terms(("n0", "s0")))
    picture = seen(ledger)
    act(ledger, AnnulSigning(id=ident), post=APPROVER)
    items = [*picture.records(Agreement), *picture.records(Signatory)]
    act(ledger, *(Change(record=item, effective=DAY) for item in items), post=OTHER)
    return sign(ledger, ident), "have the agreement"


@ATTACKS.attack
def through_an_alliance(ledger: Ledger) -> tuple[Act, str]:
    """Guests of one agreement are paired with each other too."""
    both = tuple(replace(each, alliance=1) for each in terms(("n0", "s0"), ("n3", "s0")))
    signed(ledger, both)
    ident = submitted(ledger, terms(("n0", "n3")), title="第二")
    return acts(ledger, approval(ledger, ident), post=APPROVER), "have the agreement"


@pytest.mark.parametrize("name", ATTACKS)
def test_what_moved_meanwhile_is_seen_and_nothing_is_signed(small: Ledger, name: str) -> None:
    attempt, says = ATTACKS[name](small)
    moves_nothing(small, attempt, says=says)
