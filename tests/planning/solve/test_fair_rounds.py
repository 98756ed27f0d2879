"""Rounds of flows: a sound plan, fairer than best offers, never better than the fairest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from planning_brute import assignments, best, rows_of, worth
from profiles import tries

from graphs.planning.certificate import Certificate
from graphs.planning.fallback.deadline import Deadline
from graphs.planning.fallback.greedy import greedy_plan, plan_worth
from graphs.planning.judge.verify import verify
from graphs.planning.problem.assignment import Assignment, Objective, plan_totals
from graphs.planning.solve.fair_rounds import fair_rounds
from graphs.planning.solve.solve import solve


@examples(deadline=None, max_examples=tries(60))
@given(assignments(objectives=(Objective.fairest,)))
def test_rounds_are_sound_and_never_exceed_the_fairest(problem: Assignment) -> None:
    found = fair_rounds(problem, Deadline.after(60))
    if found is None:
        return
    told = verify(problem, found, plan_totals(problem, found), Certificate(proof="none"))
    assert {each.rule for each in told} == {"unproved"}
    assert worth(problem, rows_of(found)) <= best(problem)


@pytest.mark.parametrize("slots", [3, 5, 7])
def test_with_more_slots_than_guests_the_worst_served_have_more_than_by_best_offers(
    slots: int,
) -> None:
    scores = np.random.default_rng(slots).integers(1, 10**6, (40, 12))
    problem = Assignment.of(
        scores * (1 + np.arange(12)), guest_high=2, host_high=slots, objective=Objective.fairest
    )
    rounds = fair_rounds(problem, Deadline.after(60))
    assert rounds is not None
    assert plan_worth(problem, rounds) > plan_worth(problem, greedy_plan(problem))
    found = solve(problem, seconds=4)
    assert plan_worth(problem, found.pairs) >= plan_worth(problem, rounds)
