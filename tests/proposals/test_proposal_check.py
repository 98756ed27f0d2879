"""A stored proposal that was changed anywhere is told from the plan it came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graphs.model import Proposal, ProposalStage, ProposedPair
from graphs.planning import PlanSettings, alliances, plan, problem_from_matrix, why
from graphs.proposals import ProposalView, alliance_groups, proposal_violations

PROBLEM = replace(
    problem_from_matrix(np.array([[0.9, 0.2], [0.8, 0.3], [0.4, 0.7], [0.1, 0.6], [0.5, 0.5]])),
    revision=4,
)
SETTINGS = PlanSettings(weights=(("given", 1.0),), host_high=3, alliance_size=3)
MADE = plan(PROBLEM, SETTINGS)
GROUPS = alliance_groups(alliances(PROBLEM, MADE))


def stored() -> ProposalView:
    """The plan as the ledger keeps it."""
    item = Proposal(
        id="p1", title="2026", stage=ProposalStage.draft, planner="台账岗", plan=MADE.id,
        content="", made_at=4, settings=SETTINGS.to_json(),
    )  # fmt: skip
    pairs = []
    for number, pair in enumerate(MADE.pairs):
        said = why(PROBLEM, SETTINGS, pair.guest, pair.host, beside=MADE.couples).sentence
        pairs.append(
            ProposedPair(
                id=f"q{number}", proposal="p1", guest=pair.guest, host=pair.host,
                score=round(pair.score / 1_000_000, 6), reason=said.zh, reason_en=said.en,
                alliance=GROUPS.get((pair.guest, pair.host)),
            )
        )  # fmt: skip
    return ProposalView(proposal=item, pairs=tuple(pairs), comments=())


VIEW = stored()


def item(**changes: Any) -> ProposalView:
    return replace(VIEW, proposal=replace(VIEW.proposal, **changes))


def pair(**changes: Any) -> ProposalView:
    return replace(VIEW, pairs=(replace(VIEW.pairs[0], **changes), *VIEW.pairs[1:]))


def swapped() -> ProposalView:
    """Two guests change hosts, each with the other's evidence."""
    one = next(p for p in VIEW.pairs if p.host == "host1")
    other = next(p for p in VIEW.pairs if p.host == "host2")
    rest = [p for p in VIEW.pairs if p not in (one, other)]
    return replace(VIEW, pairs=(replace(one, host="host2"), replace(other, host="host1"), *rest))


FORGED = {
    "plan id": item(plan="ab" * 32),
    "plan id left out": item(plan=""),
    "revision": item(made_at=3),
    "no settings": item(settings=None),
    "broken settings": item(settings="{"),
    "other weights": item(settings=replace(SETTINGS, weights=(("distance", 1.0),)).to_json()),
    "other limit": item(settings=replace(SETTINGS, host_high=2).to_json()),
    "other size": item(settings=replace(SETTINGS, alliance_size=4).to_json()),
    "invented mark": item(synthetic=True),
    "invented pair": pair(synthetic=True),
    "host": pair(host="host2" if VIEW.pairs[0].host == "host1" else "host1"),
    "guest": pair(guest="guest9"),
    "score up": pair(score=1.0),
    "score a millionth": pair(score=round((VIEW.pairs[0].score or 0) + 1e-6, 6)),
    "no score": pair(score=None),
    "reason": pair(reason="双方自愿"),
    "reason in English": pair(reason_en="they asked for it"),
    "no reason": pair(reason=None, reason_en=None),
    "agreement": pair(alliance=99),
    "alone": pair(alliance=None),
    "other proposal": pair(proposal="p2"),
    "pair left out": replace(VIEW, pairs=VIEW.pairs[1:]),
    "no pairs": replace(VIEW, pairs=()),
    "pair twice": replace(VIEW, pairs=(*VIEW.pairs, replace(VIEW.pairs[0], id="q9"))),
    "pair added": replace(
        VIEW, pairs=(*VIEW.pairs, replace(VIEW.pairs[0], id="q9", guest="guest2", host="host2"))
    ),
    "swapped hosts": swapped(),
}  # fmt: skip


def test_a_proposal_as_it_was_stored_agrees_with_its_plan() -> None:
    assert proposal_violations(PROBLEM, MADE, VIEW) == ()


@pytest.mark.parametrize("name", list(FORGED))
def test_every_tampering_is_caught(name: str) -> None:
    assert proposal_violations(PROBLEM, MADE, FORGED[name])


def test_a_plan_that_was_tampered_with_proves_nothing() -> None:
    better = replace(MADE, totals=replace(MADE.totals, total=10**7))
    assert {each.rule for each in proposal_violations(PROBLEM, better, VIEW)} == {
        "totals", "content",
    }  # fmt: skip


def test_pairs_of_an_earlier_proposal_are_not_missed() -> None:
    rest = replace(VIEW, pairs=VIEW.pairs[1:])
    held = [(VIEW.pairs[0].guest, VIEW.pairs[0].host)]
    assert proposal_violations(PROBLEM, MADE, rest, elsewhere=held) == ()
