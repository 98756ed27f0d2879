"""The way of a proposal, walked on a ledger: what is allowed, and what no step gets round."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, create
from graphs.model import (
    Actor,
    Change,
    Hosting,
    Organisation,
    Ownership,
    PartialDate,
    Profile,
    ProposalStage,
    Snapshot,
    Step,
    Unit,
)
from graphs.network import pairs
from graphs.planning import PlanSettings, plan, problem_from_snapshot
from graphs.proposals import (
    ProposalView,
    approve_steps,
    comment_steps,
    draft_steps,
    plain_steps,
    proposal_views,
    revise_steps,
    sign_steps,
)

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
DAY = dt.date(2026, 6, 30)
PLANNER, APPROVER = "台账岗", "审批岗"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as made:
        records: list[Step] = [
            Change(record=Profile(id="profile", title="测试", as_of=PartialDate("2026-06-30"))),
            *(
                Change(record=Actor(id=f"x{number}", post=post))
                for number, post in enumerate((PLANNER, APPROVER))
            ),
        ]
        for number in range(5):
            soe = number < 2
            owner = Ownership.state_owned if soe else Ownership.private
            records += [
                Change(record=Unit(id=f"u{number}", name=f"公司{number}", ownership=owner)),
                Change(record=Organisation(id=f"o{number}", name=f"公司{number}党支部")),
                Change(
                    record=Hosting(id=f"h{number}", organisation=f"o{number}", unit=f"u{number}")
                ),
            ]
        act(made, records, actor=PLANNER)
        yield made


def act(ledger: Ledger, steps: list[Step] | tuple[Step, ...], *, actor: str) -> int:
    return ledger.apply(*steps, actor=actor, note="测试", at=AT).number


def seen(ledger: Ledger) -> Snapshot:
    return ledger.snapshot(as_of=DAY)


def view(ledger: Ledger) -> ProposalView:
    return proposal_views(seen(ledger))[0]


def drafted(ledger: Ledger) -> ProposalView:
    made = plan(problem_from_snapshot(seen(ledger)), PlanSettings(host_high=2))
    act(ledger, draft_steps(made, title="2026"), actor=PLANNER)
    return view(ledger)


def submitted(ledger: Ledger) -> ProposalView:
    act(ledger, plain_steps(drafted(ledger), "submit"), actor=PLANNER)
    return view(ledger)


def approved(ledger: Ledger, declined: int = 0) -> ProposalView:
    now = submitted(ledger)
    out = {pair.id for pair in now.pairs[:declined]}
    act(ledger, approve_steps(now, declined=out), actor=APPROVER)
    return view(ledger)


def test_a_plan_becomes_agreements(ledger: Ledger) -> None:
    now = approved(ledger)
    assert len(now.pairs) == 3
    act(ledger, sign_steps(now, signed_on=DAY), actor=PLANNER)
    assert view(ledger).proposal.stage is ProposalStage.signed
    made = {(pair.host, pair.guest) for pair in pairs(seen(ledger)) if pair.counted}
    assert made == {(pair.host, pair.guest) for pair in now.pairs}
    assert ledger.verify().ok


def test_a_signing_is_annulled_by_the_approver_and_never_undone(ledger: Ledger) -> None:
    number = act(ledger, sign_steps(approved(ledger), signed_on=DAY), actor=PLANNER)
    with pytest.raises(ChangeRefused, match="annul the signing"):
        ledger.undo(number, actor=APPROVER, note="误签", at=AT)
    with pytest.raises(ChangeRefused, match="is for the approver's post"):
        act(ledger, plain_steps(view(ledger), "annul"), actor=PLANNER)
    act(ledger, plain_steps(view(ledger), "annul"), actor=APPROVER)
    assert not pairs(seen(ledger))
    assert view(ledger).proposal.stage is ProposalStage.approved
    act(ledger, sign_steps(view(ledger), signed_on=DAY), actor=PLANNER)
    assert len(pairs(seen(ledger))) == 3


def test_only_accepted_pairs_are_signed(ledger: Ledger) -> None:
    now = approved(ledger, declined=1)
    act(ledger, sign_steps(now, signed_on=DAY), actor=PLANNER)
    assert len(pairs(seen(ledger))) == len(now.accepted) == 2


def test_an_alliance_signs_one_agreement(ledger: Ledger) -> None:
    made = plan(problem_from_snapshot(seen(ledger)), PlanSettings(host_high=3))
    host = made.pairs[0].host
    groups = {(pair.guest, pair.host): 1 for pair in made.pairs if pair.host == host}
    act(ledger, draft_steps(made, title="联盟", groups=groups), actor=PLANNER)
    act(ledger, plain_steps(view(ledger), "submit"), actor=PLANNER)
    act(ledger, approve_steps(view(ledger)), actor=APPROVER)
    act(ledger, sign_steps(view(ledger), signed_on=DAY), actor=PLANNER)
    together = [pair for pair in view(ledger).pairs if pair.alliance == 1]
    assert len(together) == len(groups)
    assert len({pair.agreement for pair in together}) == 1


def test_the_planner_cannot_approve(ledger: Ledger) -> None:
    now = submitted(ledger)
    with pytest.raises(ChangeRefused, match="another post than the planner"):
        act(ledger, approve_steps(now), actor=PLANNER)


def test_the_approver_is_the_post_that_acts(ledger: Ledger) -> None:
    now = submitted(ledger)
    act(ledger, approve_steps(now), actor=APPROVER + " ")
    assert view(ledger).proposal.approver == APPROVER


def test_a_draft_cannot_be_approved_or_signed(ledger: Ledger) -> None:
    now = drafted(ledger)
    with pytest.raises(ChangeRefused, match="is draft and cannot take the step “approve”"):
        act(ledger, approve_steps(now), actor=APPROVER)
    with pytest.raises(ChangeRefused, match="is draft and cannot take the step “sign”"):
        act(ledger, sign_steps(now, signed_on=DAY), actor=PLANNER)


def test_what_was_submitted_cannot_be_edited(ledger: Ledger) -> None:
    now = submitted(ledger)
    fewer = plan(problem_from_snapshot(seen(ledger)), PlanSettings(host_high=2, budget=1))
    with pytest.raises(ChangeRefused, match="is submitted and cannot take the step “edit”"):
        act(ledger, revise_steps(now, fewer), actor=PLANNER)


def test_a_remark_on_a_pair_that_an_edit_drops_stays_with_the_proposal(ledger: Ledger) -> None:
    now = submitted(ledger)
    fewer = plan(problem_from_snapshot(seen(ledger)), PlanSettings(host_high=2, budget=1))
    kept = {(pair.host, pair.guest) for pair in fewer.pairs}
    gone = next(pair for pair in now.pairs if (pair.host, pair.guest) not in kept)
    act(ledger, comment_steps(gone.id, post=APPROVER, words="太远"), actor=APPROVER)
    act(ledger, plain_steps(now, "return"), actor=APPROVER)
    act(ledger, revise_steps(now, fewer), actor=PLANNER)
    [remark] = view(ledger).comments
    assert (remark.about, remark.words) == (now.proposal.id, "太远")
    assert {pair.id for pair in view(ledger).pairs} < {pair.id for pair in now.pairs}


def test_a_returned_proposal_is_planned_again(ledger: Ledger) -> None:
    act(ledger, plain_steps(submitted(ledger), "return"), actor=APPROVER)
    fewer = plan(problem_from_snapshot(seen(ledger)), PlanSettings(host_high=2, budget=1))
    act(ledger, revise_steps(view(ledger), fewer), actor=PLANNER)
    assert view(ledger).proposal.stage is ProposalStage.draft
    assert len(view(ledger).pairs) == 1


def test_approval_is_refused_when_the_ledger_moved_under_its_pairs(ledger: Ledger) -> None:
    now = submitted(ledger)
    moved = seen(ledger).get(Organisation, now.pairs[0].guest)
    act(ledger, [Change(record=replace(moved, name="改了名"), effective=DAY)], actor="别岗")
    with pytest.raises(ChangeRefused, match="has changed since revision 1"):
        act(ledger, approve_steps(now), actor=APPROVER)


def test_approval_does_not_mind_what_touches_no_pair(ledger: Ledger) -> None:
    now = submitted(ledger)
    act(ledger, [Change(record=Organisation(id="new:x", name="别的党支部"))], actor="别岗")
    act(ledger, approve_steps(now), actor=APPROVER)
    assert view(ledger).proposal.approver == APPROVER


def test_a_signed_proposal_is_not_withdrawn(ledger: Ledger) -> None:
    act(ledger, sign_steps(approved(ledger), signed_on=DAY), actor=PLANNER)
    with pytest.raises(ChangeRefused, match="is signed and cannot take the step “withdraw”"):
        act(ledger, plain_steps(view(ledger), "withdraw"), actor=PLANNER)


def test_comments_stay_with_the_pair(ledger: Ledger) -> None:
    now = drafted(ledger)
    act(ledger, comment_steps(now.pairs[0].id, post="镇党建岗", words="距离偏远"), actor="镇党建岗")
    assert [remark.words for remark in view(ledger).comments] == ["距离偏远"]
