"""Ways round an approval by the general verbs, by posts and their spelling, and by undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from attack_steps import LATER, Act, Attacks, acts, moves_nothing
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
    draft_of,
    drafted,
    proposal,
    seen,
    signed,
    submitted,
    terms,
)

from graphs.duplicates import merge_steps
from graphs.ledger import Ledger
from graphs.model import (
    EVERY,
    FOREVER,
    LATEST,
    Actor,
    Agreement,
    AnnulSigning,
    Change,
    Comment,
    Correct,
    End,
    Organisation,
    Quantity,
    Retract,
    Signatory,
    SubmitProposal,
)

Attack = Callable[[Ledger], tuple[Act, str]]
ATTACKS: Attacks[Attack] = Attacks()


# Intervals and verbs that say neither this day nor all.


@ATTACKS.attack
def every_interval_retracted(ledger: Ledger) -> tuple[Act, str]:
    return acts(ledger, Retract(id=approved(ledger), at=EVERY)), "written by its workflow only"


@ATTACKS.attack
def latest_interval_corrected(ledger: Ledger) -> tuple[Act, str]:
    item, _ = proposal(ledger, approved(ledger))
    step = Correct(record=replace(item, approver=OTHER), at=LATEST)
    return acts(ledger, step), "written by its workflow only"


@ATTACKS.attack
def for_ever_from_the_first_day(ledger: Ledger) -> tuple[Act, str]:
    _, [pair, _] = proposal(ledger, approved(ledger))
    step = Change(record=replace(pair, guest="n2"), effective=dt.date.min, until=FOREVER)
    return acts(ledger, step), "written by its workflow only"


@ATTACKS.attack
def agreement_ended_before_it_began(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    [first, *_] = seen(ledger).records(Agreement)
    steps = [End(id=first.id, effective=DAY)]
    steps += [
        End(id=each.id, effective=DAY)
        for each in seen(ledger).records(Signatory)
        if each.agreement == first.id
    ]
    return acts(ledger, *steps, post=OTHER), "was signed by a proposal"


@ATTACKS.attack
def first_interval_cut_off(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = seen(ledger).records(Agreement)[0]
    act(ledger, Change(record=replace(item, goals="降本"), effective=LATER), post=OTHER)
    return acts(ledger, Retract(id=item.id, at=DAY), post=OTHER), "was signed by a proposal"


@ATTACKS.attack
def larger_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    signed(ledger)
    item = replace(seen(ledger).records(Agreement)[0], size=Quantity("≥", 30))
    return acts(ledger, Change(record=item, effective=LATER), post=OTHER), "parties and size"


@ATTACKS.attack
def duplicate_of_a_signatory(ledger: Ledger) -> tuple[Act, str]:
    """Calling a signatory another's duplicate would put that one in its place from the start."""
    signed(ledger)
    steps = merge_steps(seen(ledger), "n2", "n0", DAY)
    return acts(ledger, *steps, post=OTHER), "was signed by a proposal"


# Posts.


@ATTACKS.attack
def barred_until_later(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    cleared = Actor(id="x9", post=BARRED, approves=True)
    act(ledger, Change(record=cleared, effective=LATER), post=OTHER)
    return acts(ledger, approval(ledger, ident), post=BARRED), "not barred from approving"


@ATTACKS.attack
def barred_before_approving(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    act(ledger, Correct(record=Actor(id="x1", post=APPROVER, approves=False), at=LATEST))
    return acts(ledger, approval(ledger, ident), post=APPROVER), "not barred from approving"


@ATTACKS.attack
def listed_from_a_later_day(ledger: Ledger) -> tuple[Act, str]:
    ident = submitted(ledger)
    act(ledger, Change(record=Actor(id="x7", post="未来岗"), effective=LATER), post=OTHER)
    return acts(ledger, approval(ledger, ident), post="未来岗"), "is listed from 2027-01-01 on only"


@ATTACKS.attack
def approver_ended_before_annulling(ledger: Ledger) -> tuple[Act, str]:
    ident = signed(ledger)
    act(ledger, End(id="x1", effective=dt.date(2026, 7, 1)), post=OTHER)
    return acts(ledger, AnnulSigning(id=ident), post=APPROVER), "is not listed"


@ATTACKS.attack
def planner_listed_anew(ledger: Ledger) -> tuple[Act, str]:
    """The record of the planner's post is taken back and written under another id."""
    ident = submitted(ledger)
    act(ledger, Retract(id="x0", at=EVERY), post=OTHER)
    act(ledger, Change(record=Actor(id="x7", post=PLANNER, approves=True)), post=OTHER)
    return acts(ledger, approval(ledger, ident)), "another post than the planner's"


@ATTACKS.attack
def called_an_undo(ledger: Ledger) -> tuple[Act, str]:
    step = SubmitProposal(id=drafted(ledger))
    return (
        lambda: ledger.apply(step, actor=PLANNER, note="撤", at=AT, kind="undo"),
        "neither an undo nor a load",
    )


SPELLINGS = {
    "tag characters": "台账岗\U000e0041",
    "Arabic letter mark": "台账岗\u061c",
    "isolates": "\u2066台账岗\u2069",
    "interlinear marks": "台账\ufff9岗",
    "traditional variant": "台帳崗",
    "compatibility ideograph": "⼟地岗",
    "full width": "ＤＥＳＫ　Ａ",
    "mathematical letters": "𝐃𝐞𝐬𝐤 𝐀",
    "combining accent": "Cafe\u0301 岗",
    "small capitals by case": "DESK a",
}
ALIKE = {"compatibility ideograph": "土地岗", "full width": "Desk A",
         "mathematical letters": "Desk A", "combining accent": "Café 岗",
         "small capitals by case": "Desk A"}  # fmt: skip


def spelled(name: str) -> Attack:
    def attack(ledger: Ledger) -> tuple[Act, str]:
        planner = ALIKE.get(name, PLANNER)
        if planner != PLANNER:
            act(ledger, Change(record=Actor(id="x7", post=planner)), post=OTHER)
        ident = act(ledger, draft_of(ledger), post=planner).minted["new:proposal"]
        act(ledger, SubmitProposal(id=ident), post=planner)
        step = approval(ledger, ident)
        return acts(ledger, step, post=SPELLINGS[name]), "another post than the planner's"

    return attack


# Undo, and what a proposal rests on.


@ATTACKS.attack
def undo_of_drafting_with_its_post(ledger: Ledger) -> tuple[Act, str]:
    post = Change(record=Actor(id="new:post", post="新岗"))
    number = act(ledger, post, draft_of(ledger), post="新岗").number
    return lambda: ledger.undo(number, actor="新岗", note="撤", at=AT), "is not undone"


@ATTACKS.attack
def undo_of_an_undo_over_a_step(ledger: Ledger) -> tuple[Act, str]:
    """A revision that made an organisation is not undone once a proposal holds it."""
    made = act(ledger, Change(record=Organisation(id="n7", name="新", division="t0")), post=OTHER)
    approved(ledger, terms(("n7", "s0")))
    return lambda: ledger.undo(made.number, actor=OTHER, note="撤", at=AT), "is still named by"


@ATTACKS.attack
def organisation_of_a_proposal_retracted(ledger: Ledger) -> tuple[Act, str]:
    approved(ledger)
    steps = [Retract(id="h-n1", at=EVERY), Retract(id="n1", at=EVERY)]
    return acts(ledger, *steps, post=OTHER), "is still named by"


@ATTACKS.attack
def id_taken_by_a_record(ledger: Ledger) -> tuple[Act, str]:
    ident = approved(ledger)
    step = Change(record=Organisation(id=ident, name="甲"))
    return acts(ledger, step, post=OTHER), "id is already that of a"


@ATTACKS.attack
def remark_moved_to_a_pair(ledger: Ledger) -> tuple[Act, str]:
    """Another's remark is put on a pair, as if its post had objected to it or agreed."""
    _, [pair, _] = proposal(ledger, submitted(ledger))
    remark = Comment(id="m1", about="n2", post=APPROVER, words="同意")
    act(ledger, Change(record=remark), post=APPROVER)
    step = Correct(record=replace(remark, about=pair.id), at=LATEST)
    return acts(ledger, step), "which only that post writes"


ATTACKS |= {f"spelled with {name}": spelled(name) for name in SPELLINGS}


@pytest.mark.parametrize("name", ATTACKS)
def test_no_verb_no_post_and_no_undo_gets_round_an_approval(small: Ledger, name: str) -> None:
    attempt, says = ATTACKS[name](small)
    moves_nothing(small, attempt, says=says)
