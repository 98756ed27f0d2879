"""Every way round an approval that was found or thought of, each closed: none writes anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from nonempty import nonempty
from workflow_cases import (
    APPROVER,
    AT,
    BARRED,
    DAY,
    OTHER,
    PLANNER,
    TWO,
    act,
    agreed,
    approval,
    approved,
    begin,
    draft_of,
    drafted,
    edit_of,
    proposal,
    reopened,
    seen,
    signed,
    stage,
    submitted,
    terms,
)

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, load_archive
from graphs.model import (
    Actor,
    Agreement,
    AnnulSigning,
    Change,
    Comment,
    Correct,
    Decision,
    End,
    Lineage,
    LineageKind,
    Organisation,
    Ownership,
    PartialDate,
    Proposal,
    ProposalStage,
    ProposedPair,
    Quantity,
    Record,
    ReopenProposal,
    Retract,
    ReturnProposal,
    Signatory,
    SignProposal,
    Step,
    SubmitProposal,
    Unit,
    WithdrawProposal,
    WorkflowStep,
)
from graphs.network import pairs
from graphs.text import Text

LATER = dt.date(2027, 1, 1)


def refused(
    ledger: Ledger, *steps: Step | WorkflowStep, post: str = PLANNER, says: str = ""
) -> str:
    """Check that steps are refused in both languages and leave no trace; return the sentences."""
    before = ledger.head()
    with pytest.raises(ChangeRefused) as found:
        act(ledger, *steps, post=post)
    assert ledger.head() == before
    sentences = [problem.sentence() for problem in found.value.problems]
    assert all("{" not in each.zh + each.en for each in sentences)
    assert len({each.en for each in sentences}) == len(sentences)
    told = "\n".join(each.en for each in sentences) or found.value.message.en
    assert re.search(says, told), told
    return told


def general_verbs(item: Record, changed: Record) -> list[list[Step]]:
    return [
        [Change(record=changed)],
        [Change(record=changed, effective=LATER)],
        [Change(record=changed, effective=DAY, until=LATER)],
        [Correct(record=changed, at=DAY)],
        [End(id=item.id, effective=LATER)],
        [End(id=item.id, effective=dt.date(1950, 1, 1))],
        [Retract(id=item.id, at=DAY)],
    ]


FORGED: dict[str, dict[str, object]] = {
    "stage": {"stage": ProposalStage.signed},
    "planner": {"planner": OTHER},
    "approver": {"approver": PLANNER},
    "content": {"content": "x"},
    "made_at": {"made_at": 99},
    "title": {"title": "另一名称"},
    "plan": {"plan": "zz"},
    "settings": {"settings": "{}"},
    "note": {"note": "改"},
    "signed_on": {"signed_on": PartialDate("2020-01-01")},
    "ends_on": {"ends_on": PartialDate("2099-01-01")},
    "synthetic": {"synthetic": True},
}
PAIR_FORGED: dict[str, dict[str, object]] = {
    "host": {"host": "s1"},
    "guest": {"guest": "n3"},
    "score": {"score": 0.9},
    "reason": {"reason": "改"},
    "reason_en": {"reason_en": "changed"},
    "alliance": {"alliance": 7},
    "decision": {"decision": Decision.accepted},
    "agreement": {"agreement": None},
    "proposal": {"proposal": None},
    "synthetic": {"synthetic": True},
}
STAGES = {
    "draft": drafted, "submitted": submitted, "approved": approved, "signed": signed,
}  # fmt: skip


@pytest.mark.parametrize("at", STAGES)
def test_no_general_verb_touches_a_proposal_at_any_stage(small: Ledger, at: str) -> None:
    ident = STAGES[at](small)
    item, _ = proposal(small, ident)
    forged = [values for values in FORGED.values() if replace(item, **values) != item]
    assert len(forged) >= len(FORGED) - 1
    for values in nonempty(forged):
        for steps in nonempty(general_verbs(item, replace(item, **values))):
            words = refused(small, *steps)
            assert "written by its workflow only" in words


@pytest.mark.parametrize("at", STAGES)
def test_no_general_verb_touches_a_pair_at_any_stage(small: Ledger, at: str) -> None:
    ident = STAGES[at](small)
    other = drafted(small, terms(("n2", "s0")))
    _, [first, _] = proposal(small, ident)
    for name, values in PAIR_FORGED.items():
        given = {"proposal": other} if name == "proposal" else values
        changed = replace(first, **given)
        if changed == first:
            changed = replace(first, agreement="a0", reason="x")
        for steps in nonempty(general_verbs(first, changed)):
            assert "written by its workflow only" in refused(small, *steps)


def test_no_general_verb_makes_a_proposal_or_a_pair(small: Ledger) -> None:
    made = Proposal(
        id="p1", title="2026", stage=ProposalStage.approved, planner=PLANNER, approver=APPROVER,
        plan="ab", content="x", made_at=1,
    )  # fmt: skip
    refused(small, Change(record=made), says="workflow only")
    refused(small, Change(record=replace(made, id="new:p")), says="workflow only")
    ident = approved(small)
    pair = ProposedPair(id="q1", proposal=ident, host="s0", guest="n2", decision=Decision.accepted)
    refused(small, Change(record=pair), says="workflow only")


def test_swapping_an_accepted_with_a_declined_pair_is_refused(small: Ledger) -> None:
    ident = approved(small, TWO, "n1")
    _, [first, second] = proposal(small, ident)
    swapped = (
        Correct(record=replace(first, host=second.host, guest=second.guest), at=DAY),
        Correct(record=replace(second, host=first.host, guest=first.guest), at=DAY),
    )
    refused(small, *swapped, says="workflow only")


def test_undo_never_steps_back_over_the_workflow(small: Ledger) -> None:
    """A withdrawn or returned proposal does not come back approved, a signing is not undone."""
    ident = drafted(small)
    steps: list[tuple[WorkflowStep | None, str]] = [
        (None, PLANNER),
        (SubmitProposal(id=ident), PLANNER),
        (ReturnProposal(id=ident), APPROVER),
        (SubmitProposal(id=ident), PLANNER),
        (None, APPROVER),
        (SignProposal(id=ident, signed_on=DAY), OTHER),
        (AnnulSigning(id=ident), APPROVER),
        (WithdrawProposal(id=ident), PLANNER),
        (ReopenProposal(id=ident), PLANNER),
    ]
    for number, (step, post) in enumerate(nonempty(steps)):
        if number:
            act(small, step or approval(small, ident), post=post)
        head = small.head()
        for who in (PLANNER, APPROVER, OTHER):
            with pytest.raises(ChangeRefused, match="is not undone"):
                small.undo(head.number, actor=who, note="撤销", at=AT)
        assert small.head() == head


def test_a_draft_s_planner_is_the_post_that_acts_and_no_other_edits_it(small: Ledger) -> None:
    ident = drafted(small, post=OTHER)
    assert proposal(small, ident)[0].planner == OTHER
    refused(small, edit_of(small, ident), says="is for the planner's post")
    refused(small, SubmitProposal(id=ident), says="is for the planner's post")
    refused(small, WithdrawProposal(id=ident), post=APPROVER, says="planner's or the approver's")


CONFUSABLE = [
    "台账岗", " 台账岗", "台账岗 ", "台账岗\u200b", "台账岗\u00a0", "台账\u2060岗", "台账岗\u3000",
    "\ufeff台账岗", "台账\u00ad岗", "台账岗\ufe0f", "台賬崗", "台账\u202e岗", "台账岗\u3164",
    "台 账 岗", "台账·岗", "台账岗。", "台账\u034f岗", "台账\u2800岗",
]  # fmt: skip


@pytest.mark.parametrize("spelling", CONFUSABLE, ids=ascii)
def test_another_spelling_of_the_planner_s_post_cannot_approve(
    small: Ledger, spelling: str
) -> None:
    ident = submitted(small)
    step = approval(small, ident)
    refused(small, step, post=spelling, says="another post than the planner's")
    listing = Change(record=Actor(id="new:post", post=spelling))
    refused(small, listing, step, post=spelling, says="another post than the planner's|lists")
    refused(small, listing, post=OTHER, says="lists already")


@pytest.mark.parametrize("post", ["台账岗\n审批岗", "岗" * 201, "·", "\u200b", " ", "台\u2028账岗"])
def test_what_is_no_post_writes_nothing(small: Ledger, post: str) -> None:
    refused(small, Change(record=Organisation(id="new:o", name="甲")), post=post)
    refused(small, Change(record=Actor(id="new:x", post=post)))


def test_latin_posts_that_look_alike_are_one(small: Ledger) -> None:
    act(small, Change(record=Actor(id="new:x", post="Desk A")))
    ident = drafted(small, post="Desk A")
    act(small, SubmitProposal(id=ident), post="desk a")
    lookalike = "Dеsk А"  # Cyrillic е and А
    refused(small, approval(small, ident), post=lookalike, says="another post")


def test_a_post_that_is_not_listed_or_may_not_approve_does_not(small: Ledger) -> None:
    ident = submitted(small)
    refused(small, approval(small, ident), post="路过岗", says="is not listed")
    words = refused(small, approval(small, ident), post=BARRED, says="not barred from approving")
    assert "审批岗" in words  # who may is named
    refused(small, draft_of(small, terms(("n2", "s0"))), post="路过岗", says="is not listed")


def test_a_renamed_post_is_still_the_planner(small: Ledger) -> None:
    ident = submitted(small)
    act(small, Correct(record=Actor(id="x0", post="换名岗"), at=DAY))
    refused(small, approval(small, ident), post="换名岗", says="another post than the planner's")
    act(small, Change(record=Actor(id="x0", post="再换岗"), effective=LATER))
    refused(small, approval(small, ident), post="再换岗", says="another post than the planner's")
    act(small, ReopenProposal(id=ident), post="换名岗")


def test_the_planner_cannot_approve_even_if_it_listed_itself_twice(small: Ledger) -> None:
    ident = submitted(small)
    refused(small, Change(record=Actor(id="x7", post="台账岗")), says="lists already")
    refused(small, approval(small, ident), says="another post than the planner's")


@pytest.mark.parametrize("verb", ["approve", "sign", "annul", "return"])
def test_a_draft_takes_no_later_step(small: Ledger, verb: str) -> None:
    ident = drafted(small)
    steps: dict[str, WorkflowStep] = {
        "approve": approval(small, ident),
        "sign": SignProposal(id=ident, signed_on=DAY),
        "annul": AnnulSigning(id=ident),
        "return": ReturnProposal(id=ident),
    }
    refused(small, steps[verb], post=APPROVER, says="is draft and cannot take the step")


def test_what_is_approved_is_what_the_approver_has_seen(small: Ledger) -> None:
    ident = submitted(small)
    stale = approval(small, ident)
    reopened(small, ident)
    act(small, edit_of(small, ident, terms(("n2", "s0"), ("n1", "s1"))))
    act(small, SubmitProposal(id=ident))
    words = refused(small, stale, post=APPROVER)
    assert "is not what the approver has seen" in words
    same_pairs = replace(approval(small, ident), content=stale.content)
    refused(small, same_pairs, post=APPROVER, says="has seen")


@pytest.mark.parametrize("change", ["score", "title", "note", "rests_on", "settings", "reason"])
def test_no_part_of_the_content_changes_between_seeing_and_approving(
    small: Ledger, change: str
) -> None:
    ident = submitted(small, rests_on=1)
    seen_step = approval(small, ident)
    reopened(small, ident)
    item, _ = proposal(small, ident)
    edit = replace(edit_of(small, ident), title=item.title, plan=item.plan, rests_on=1)
    values: dict[str, object] = {
        "title": {"title": "另一"}, "note": {"note": "另一"}, "rests_on": {"rests_on": 2},
        "settings": {"settings": "{}"},
        "score": {"pairs": tuple(replace(each, score=0.7) for each in TWO)},
        "reason": {"pairs": tuple(replace(each, reason="另一") for each in TWO)},
    }[change]  # fmt: skip
    act(small, replace(edit, **values))
    act(small, SubmitProposal(id=ident))
    refused(small, seen_step, post=APPROVER, says="has seen")


def test_every_pair_takes_one_decision_and_no_stranger_any(small: Ledger) -> None:
    ident = submitted(small)
    step = approval(small, ident)
    first, second = step.decisions
    for decisions in (
        (), (first,), (first, first), (first, second, ("q0", Decision.accepted)),
        (first, (first[0], Decision.declined), second),
    ):  # fmt: skip
        refused(small, replace(step, decisions=decisions), post=APPROVER, says="one decision")
    for wrong in ("accepted", None, True, ((first[0], "accepted"), second), [first, second]):
        raw = replace(step, decisions=wrong)  # type: ignore[arg-type]  # a forged step
        refused(small, raw, post=APPROVER, says="wrong type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forged(SubmitProposal):
    """Looks like a verb and carries what no verb does."""

    stage: ProposalStage = ProposalStage.approved


@pytest.mark.parametrize(
    "make",
    [
        lambda p: Forged(id=p),
        lambda _: SubmitProposal(id=None),
        lambda p: SignProposal(id=p, signed_on="2026-06-30"),
        lambda p: SignProposal(id=p, signed_on=dt.datetime(2026, 6, 30, tzinfo=dt.UTC)),
        lambda p: SignProposal(id=p, signed_on=DAY, ends_on=dt.date(2026, 6, 29)),
        lambda _: "submit",
        lambda _: WithdrawProposal(id="p0"),
        lambda _: WithdrawProposal(id="n0"),
    ],
)
def test_a_forged_step_is_refused(small: Ledger, make: Callable[[str], WorkflowStep]) -> None:
    refused(small, make(approved(small)))


def test_the_ledger_gives_the_ids_of_proposals(small: Ledger) -> None:
    refused(small, draft_of(small, id="p1"), says="gives a new id itself")
    ident = drafted(small)
    refused(small, draft_of(small, id=ident), says="gives a new id itself")


def test_a_step_of_the_workflow_shares_its_revision_with_new_posts_only(small: Ledger) -> None:
    ident = submitted(small)
    with_it = Change(record=Organisation(id="new:o", name="甲"))
    alone = "a revision of its own"
    refused(small, approval(small, ident), with_it, post=APPROVER, says=alone)
    refused(small, SubmitProposal(id=ident), WithdrawProposal(id=ident), says=alone)
    third = Signatory(id="new:y", agreement="new:agreement0", organisation="n3")
    act(small, approval(small, ident), post=APPROVER)
    refused(small, SignProposal(id=ident, signed_on=DAY), Change(record=third), says=alone)
    post = Change(record=Actor(id="new:post", post="签约岗"))
    act(small, post, SignProposal(id=ident, signed_on=DAY), post="签约岗")


@pytest.mark.parametrize(
    ("pairs_", "says"),
    [
        (terms(("n0", "n0")), "cannot be paired with itself"),
        (terms(("n0", "s0"), ("n0", "s0")), "in the proposal twice"),
        (terms(("n0", "s0"), ("s0", "n0")), "in the proposal twice"),
        (terms(("n0", "nobody")), "there is no organisation “nobody”"),
        (terms(("n0", "u-s0")), "there is no organisation"),
        ((), "holds no pair"),
        ((replace(TWO[0], score=1.5),), "is no score"),
        ((replace(TWO[0], score=float("nan")),), "is no score"),
        ((replace(TWO[0], guest=3),), "wrong type"),
        ((replace(TWO[0], reason="a\x07"),), "forbidden character"),
        ("n0", "wrong type"),
    ],
)
def test_senseless_pairs_are_in_no_draft(small: Ledger, pairs_: object, says: str) -> None:
    refused(small, replace(draft_of(small), pairs=pairs_), says=says)
    ident = drafted(small)
    refused(small, replace(edit_of(small, ident), pairs=pairs_), says=says)


@pytest.mark.parametrize("rests_on", [-1, 99, True, 1.0, None])
def test_a_plan_rests_on_a_revision_that_is_there(small: Ledger, rests_on: object) -> None:
    refused(small, draft_of(small, rests_on=rests_on))


def end(ledger: Ledger, ident: str, day: dt.date = LATER) -> None:
    act(ledger, End(id=f"h-{ident}", effective=day), End(id=ident, effective=day), post=OTHER)


def test_an_organisation_that_ends_is_paired_no_more(small: Ledger) -> None:
    ident, other = drafted(small), approved(small, terms(("n0", "s1")))
    end(small, "n0")
    for step, post in (
        (draft_of(small), PLANNER),
        (SubmitProposal(id=ident), PLANNER),
        (SignProposal(id=other, signed_on=DAY), PLANNER),
    ):
        assert "has ended (2027-01-01)" in refused(small, step, post=post)


def test_an_organisation_that_went_into_another_is_paired_no_more(small: Ledger) -> None:
    ident = approved(small)
    record = Lineage(id="li1", predecessor="n0", successor="n2", kind=LineageKind.merge)
    act(small, Change(record=record), post=OTHER)
    words = refused(small, SignProposal(id=ident, signed_on=DAY))
    assert "has gone into n2党支部" in words
    dissolved = replace(seen(small).get(Organisation, "n1"), dissolved_on=PartialDate("2026-05"))
    act(small, Correct(record=dissolved, at=DAY), post=OTHER)
    assert "n1党支部 has ended (2026-05)" in refused(small, draft_of(small))


def test_organisations_of_one_name_are_told_apart(small: Ledger) -> None:
    agreed(small, "n0", "s0")
    words = refused(small, approval(small, submitted(small)), post=APPROVER)
    assert "同名党支部 (峡窝镇) – s0党支部 have the agreement “另一协议” already" in words


@pytest.mark.parametrize(
    "change",
    [
        Change(record=Organisation(id="n0", name="改名", division="t0"), effective=DAY),
        Change(record=Organisation(id="n0", name="改名", division="t0"), effective=LATER),
        Correct(record=Organisation(id="s1", name="改", division="t1"), at=DAY),
        End(id="h-n1", effective=LATER),
        Retract(id="h-n1", at=DAY),
        Change(record=Lineage(id="li", predecessor="n0", successor="n2", kind=LineageKind.split)),
    ],
)
def test_approval_is_refused_once_what_it_rests_on_moved(small: Ledger, change: Step) -> None:
    ident = submitted(small)
    act(small, change, post=OTHER)
    refused(small, approval(small, ident), post=APPROVER, says="has changed since revision")


def test_the_owner_of_a_host_s_unit_counts_too(small: Ledger) -> None:
    ident = submitted(small)
    sold = Unit(id="u-s0", name="s0公司", ownership=Ownership.private)
    act(small, Change(record=sold, effective=LATER), post=OTHER)
    words = refused(small, approval(small, ident), post=APPROVER, says="has changed since revision")
    assert "s0党支部" in words
    assert small.proposal_basis(ident, at=AT).moved == (Text.same("s0党支部"),)


def test_the_end_of_an_agreement_counts_too(small: Ledger) -> None:
    agreed(small, "n2", "s0", ends_on=PartialDate("2020-01-01"))
    ident = submitted(small)
    act(small, End(id="a9", effective=LATER), post=OTHER)
    refused(small, approval(small, ident), post=APPROVER, says="has changed since revision")


def test_a_change_of_a_later_day_hides_nothing(small: Ledger) -> None:
    """Both of the proposal, which no change reaches, and of what it rests on."""
    ident = submitted(small)
    item, _ = proposal(small, ident)
    refused(small, Change(record=replace(item, note="x"), effective=LATER), says="workflow only")
    agreed(small, "n0", "s0")
    act(small, Change(record=Agreement(id="a9", title="另", ended_on=PartialDate("2020")),
                      effective=LATER), post=OTHER)  # fmt: skip
    words = refused(small, approval(small, ident), post=APPROVER)
    assert "have the agreement" in words


def test_moving_the_plan_s_revision_needs_a_new_plan_and_a_new_approval(small: Ledger) -> None:
    ident = approved(small)
    refused(small, edit_of(small, ident), says="is approved and cannot take the step “edit”")
    reopened(small, ident)
    act(small, edit_of(small, ident))
    refused(small, SignProposal(id=ident, signed_on=DAY), says="is draft")
    assert proposal(small, ident)[0].approver is None


def test_signing_is_refused_when_a_couple_got_another_agreement(small: Ledger) -> None:
    ident = approved(small)
    agreed(small, "n1", "s1", ends_on=PartialDate("2026-08-01"))
    words = refused(small, SignProposal(id=ident, signed_on=DAY))
    assert "have the agreement “另一协议” already" in words
    refused(small, SignProposal(id=ident, signed_on=dt.date(2026, 7, 1)), says="already")
    act(small, SignProposal(id=ident, signed_on=dt.date(2026, 9, 1)))


def test_an_agreement_that_is_over_or_was_declined_is_in_nobody_s_way(small: Ledger) -> None:
    agreed(small, "n0", "s0", ends_on=PartialDate("2020-01-01"))
    agreed(small, "n1", "s1", ident="a8")
    act(small, approval(small, submitted(small), "n1"), post=APPROVER)


def test_signing_makes_its_own_agreements_once(small: Ledger) -> None:
    agreed(small, "n2", "s0")
    ident = signed(small)
    item, made = proposal(small, ident)
    assert item.stage is ProposalStage.signed
    assert {pair.agreement for pair in made}.isdisjoint({"a9", None})
    couples = {(pair.guest, pair.host) for pair in pairs(seen(small)) if pair.counted}
    assert couples == {("n0", "s0"), ("n1", "s1"), ("n2", "s0")}
    refused(small, SignProposal(id=ident, signed_on=DAY), says="is signed and cannot")
    assert small.verify().ok


def test_an_organisation_that_was_not_there_yet_does_not_sign(small: Ledger) -> None:
    young = Organisation(id="n7", name="新党支部")
    act(small, Change(record=young, effective=LATER), post=OTHER)
    ident = approved(small, terms(("n7", "s0")))
    refused(small, SignProposal(id=ident, signed_on=DAY), says="not there yet")


def test_a_proposal_without_accepted_pairs_is_not_signed(small: Ledger) -> None:
    ident = approved(small, TWO, "n0", "n1")
    refused(small, SignProposal(id=ident, signed_on=DAY), says="no accepted pair")


def parts(ledger: Ledger, ident: str) -> tuple[Agreement, Signatory, Signatory]:
    agreement = proposal(ledger, ident)[1][0].agreement or ""
    parties = [s for s in seen(ledger).records(Signatory) if s.agreement == agreement]
    host, guest = sorted(parties, key=lambda each: not each.lead)
    return seen(ledger).get(Agreement, agreement), host, guest


def test_what_was_signed_is_pointed_nowhere_else(small: Ledger) -> None:
    agreed(small, "n2", "s1")
    agreement, host, guest = parts(small, signed(small))
    fixed = "its parties and size are fixed"
    for changed in (
        replace(guest, organisation="n3"), replace(guest, agreement="a9"),
        replace(guest, partner="s1"), replace(host, party="乙"), replace(host, lead=False),
    ):  # fmt: skip
        for steps in general_verbs(guest, changed)[:4]:
            refused(small, *steps, says=fixed)
    for step in (
        Retract(id=guest.id, at=DAY),
        End(id=guest.id, effective=dt.date(1950, 1, 1)),
        Change(record=Signatory(id="y9", agreement=agreement.id, organisation="n3")),
        Change(record=Signatory(id="a9-2", agreement=agreement.id, organisation="n2")),
        Correct(record=replace(agreement, size=Quantity("=", 30)), at=DAY),
        Correct(record=replace(agreement, pairs=Quantity("≥", 30)), at=DAY),
        Change(record=replace(agreement, synthetic=True), effective=DAY),
    ):
        refused(small, step, says=fixed)
    refused(small, Retract(id=agreement.id, at=DAY))
    number = small.head().number
    with pytest.raises(ChangeRefused, match="annul the signing"):
        small.undo(number, actor=OTHER, note="撤销", at=AT)


def test_later_facts_of_what_was_signed_are_written_and_undone(small: Ledger) -> None:
    agreement, _, guest = parts(small, signed(small))
    early = replace(
        agreement, ended_on=PartialDate("2026-12-01"), goals="降本", number="〔2026〕1号"
    )
    made = act(small, Correct(record=early, at=DAY), post=OTHER)
    small.undo(made.number, actor=OTHER, note="撤销", at=AT)
    fixed_date = replace(agreement, signed_on=PartialDate("2026-07-02"))
    act(small, Correct(record=fixed_date, at=DAY), post=OTHER)
    too_early = replace(agreement, signed_on=PartialDate("2026-06-29"))
    refused(small, Correct(record=too_early, at=DAY), says="approved on 2026-06-30")
    made = act(small, End(id=guest.id, effective=LATER), post=OTHER)
    small.undo(made.number, actor=OTHER, note="撤销", at=AT)
    assert small.verify().ok


def test_an_heir_signs_on_from_the_day_its_predecessor_ended(small: Ledger) -> None:
    _, _, guest = parts(small, signed(small))
    heir = Change(record=replace(guest, organisation="n2"), effective=LATER)
    lineage = Lineage(id="li", predecessor="n0", successor="n2", kind=LineageKind.upgrade)
    ends = (End(id="h-n0", effective=LATER), End(id="n0", effective=LATER))
    refused(small, heir, Change(record=lineage), says="parties and size are fixed")
    refused(small, heir, *ends, says="parties and size are fixed")
    stranger = Change(record=replace(guest, organisation="n3"), effective=LATER)
    refused(small, stranger, Change(record=lineage), *ends, says="parties and size are fixed")
    past = Correct(record=replace(guest, organisation="n2"), at=DAY)
    refused(small, past, Change(record=lineage), *ends, says="parties and size are fixed")
    act(small, heir, Change(record=lineage), *ends, post=OTHER)
    before = [pair.guest for pair in pairs(seen(small)) if pair.host == "s0"]
    after = [pair.guest for pair in pairs(seen(small, LATER)) if pair.host == "s0"]
    assert (before, after) == (["n0"], ["n2"])


def test_only_the_approver_annuls_and_nothing_may_rest_on_what_goes(small: Ledger) -> None:
    ident = signed(small)
    agreement, *_ = parts(small, ident)
    refused(small, AnnulSigning(id=ident), says="is for the approver's post")
    refused(small, AnnulSigning(id=ident), post=OTHER, says="is for the approver's post")
    remark = Comment(id="m1", about=agreement.id, post=OTHER, words="在用")
    act(small, Change(record=remark), post=OTHER)
    refused(small, AnnulSigning(id=ident), post=APPROVER, says="is still named by")
    act(small, Retract(id="m1", at=DAY), post=OTHER)
    act(small, AnnulSigning(id=ident), post=APPROVER)
    assert not pairs(seen(small))
    assert stage(small, ident) is ProposalStage.approved


def test_two_proposals_cannot_both_be_approved_for_one_couple(small: Ledger) -> None:
    first, second = submitted(small), submitted(small, terms(("n0", "s0")), title="第二")
    warned = small.proposal_basis(first, at=AT)
    assert [each.reason.en for each in warned.conflicts] == [
        "同名党支部 (峡窝镇) – s0党支部 are also in the submitted proposal “第二”"
    ]
    assert warned.sound  # a warning, no more
    act(small, approval(small, first), post=APPROVER)
    words = refused(small, approval(small, second), post=APPROVER)
    assert "are also in the approved proposal “2026”" in words
    act(small, SignProposal(id=first, signed_on=DAY))
    assert "have the agreement" in refused(small, approval(small, second), post=APPROVER)


def test_a_couple_declined_elsewhere_is_free(small: Ledger) -> None:
    approved(small, TWO, "n0")
    act(small, approval(small, submitted(small, terms(("n0", "s0")))), post=APPROVER)


def test_a_reopened_proposal_needs_approval_anew(small: Ledger) -> None:
    ident = approved(small, TWO, "n1")
    refused(small, ReopenProposal(id=ident), post=OTHER, says="planner's or the approver's")
    reopened(small, ident, APPROVER)
    item, held = proposal(small, ident)
    assert (item.stage, item.approver) == (ProposalStage.draft, None)
    assert {pair.decision for pair in held} == {None}
    act(small, SubmitProposal(id=ident))
    refused(small, SignProposal(id=ident, signed_on=DAY), says="is submitted")


def test_withdrawn_and_returned_proposals_are_not_signed_or_approved(small: Ledger) -> None:
    ident = approved(small)
    act(small, WithdrawProposal(id=ident), post=APPROVER)
    refused(small, SignProposal(id=ident, signed_on=DAY), says="is withdrawn")
    refused(small, approval(small, ident), post=APPROVER, says="is withdrawn")
    act(small, ReopenProposal(id=ident))
    act(small, SubmitProposal(id=ident))
    act(small, ReturnProposal(id=ident), post=OTHER)
    refused(small, approval(small, ident), post=APPROVER, says="is returned")


def test_the_planner_neither_returns_nor_approves_its_own(small: Ledger) -> None:
    ident = submitted(small)
    refused(small, ReturnProposal(id=ident), says="another post than the planner's")


def test_an_edit_keeps_ids_of_pairs_that_stay_and_uses_none_again(small: Ledger) -> None:
    ident = drafted(small)
    before = {pair.guest: pair.id for pair in proposal(small, ident)[1]}
    act(small, edit_of(small, ident, terms(("n0", "s0"), ("n2", "s1"))))
    between = {pair.guest: pair.id for pair in proposal(small, ident)[1]}
    act(small, edit_of(small, ident))
    after = {pair.guest: pair.id for pair in proposal(small, ident)[1]}
    assert before["n0"] == between["n0"] == after["n0"]
    assert len({before["n1"], between["n2"], after["n1"]}) == 3
    gone = ProposedPair(id=before["n1"], proposal=ident, host="s1", guest="n1")
    refused(small, Change(record=gone), says="workflow only")


def test_no_id_of_a_retracted_record_is_given_to_another(small: Ledger) -> None:
    act(small, Change(record=Organisation(id="o9", name="甲")))
    act(small, Retract(id="o9", at=DAY))
    refused(small, Change(record=Organisation(id="o9", name="乙")), says="not given to another")


def test_a_step_against_an_older_revision_is_refused(small: Ledger) -> None:
    ident = submitted(small)
    base = small.head().number
    step = approval(small, ident)
    reopened(small, ident)
    act(small, SubmitProposal(id=ident))
    with pytest.raises(ChangeRefused, match="was changed by revision"):
        act(small, step, post=APPROVER, base=base)


def test_invented_organisations_make_an_invented_proposal(small: Ledger) -> None:
    fake = Organisation(id="n8", name="虚构党支部", synthetic=True)
    act(small, Change(record=fake), post=OTHER)
    ident = signed(small, terms(("n8", "s0")))
    item, [pair] = proposal(small, ident)
    agreement, *_ = parts(small, ident)
    assert (item.synthetic, pair.synthetic, agreement.synthetic) == (True, True, True)


def test_a_whole_life_on_both_databases_with_archive(ledger: Ledger, tmp_path: object) -> None:
    begin(ledger)
    ident = signed(ledger, terms(("n0", "s0"), ("n1", "s1"), ("n2", "s1")), "n2")
    act(ledger, AnnulSigning(id=ident), post=APPROVER)
    act(ledger, SignProposal(id=ident, signed_on=DAY, ends_on=LATER))
    refused(ledger, Correct(record=replace(proposal(ledger, ident)[0], note="x"), at=DAY))
    refused(ledger, AnnulSigning(id=ident), says="is for the approver's post")
    other = submitted(ledger, terms(("n0", "s0"), ("n3", "s0")))
    refused(ledger, approval(ledger, other), post=APPROVER, says="already")
    assert ledger.verify().ok
    digest = ledger.export_archive(f"{tmp_path}/a.zip")
    with load_archive(f"{tmp_path}/a.zip", f"{tmp_path}/b.ledger") as copy:
        assert copy.head().digest == digest
        assert proposal(copy, ident) == proposal(ledger, ident)
        act(copy, approval(copy, other, "n0"), post=APPROVER)
        assert copy.verify().ok
