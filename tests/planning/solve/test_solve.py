"""Every objective against every feasible plan, exact integers, whatever the constraints."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from planning_brute import assignments, best, rows_of, worth
from profiles import tries

from graphs.planning.flows.flow_network import is_flow
from graphs.planning.judge.priced_problem import one_each
from graphs.planning.judge.verify import verify
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.planning.solve.solve import solve

SLOW = settings(deadline=None, max_examples=tries(100))


@SLOW
@given(assignments())
def test_no_feasible_plan_is_better(problem: Assignment) -> None:
    found = solve(problem)
    assert worth(problem, rows_of(found.pairs)) == best(problem)


@SLOW
@given(assignments())
def test_every_plan_is_verified_and_proved_best(problem: Assignment) -> None:
    found = solve(problem)
    assert verify(problem, found.pairs, found.totals, found.certificate) == ()
    assert found.certificate.optimal
    priced = is_flow(one_each(problem, found.pairs))
    assert found.certificate.proof in (("prices",) if is_flow(problem) else ("prices", "solver"))
    assert priced or found.certificate.proof == "solver"


@SLOW
@given(assignments(flow=True, guests=7, hosts=4))
@example(Assignment.of(np.full((7, 4), 3), host_high=2, objective=Objective.most_served))
def test_equally_good_plans_are_settled_and_proved_unique(problem: Assignment) -> None:
    assert solve(problem).only


def test_same_problem_gives_the_same_pairs() -> None:
    problem = Assignment.of(np.full((20, 5), 1), host_high=3)
    assert solve(problem).pairs.tolist() == solve(problem).pairs.tolist()


@pytest.mark.parametrize("objective", list(Objective))
@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3), (3, 3)])
def test_empty_one_sided_and_all_forbidden_give_an_empty_plan(
    objective: Objective, shape: tuple[int, int]
) -> None:
    nothing = np.zeros(shape, dtype=bool)
    found = solve(Assignment.of(np.ones(shape, dtype=int), eligible=nothing, objective=objective))
    assert found.pairs.shape == (0, 2)
    assert found.certificate.optimal


def test_minimums_come_before_the_objective_and_what_is_missed_is_counted() -> None:
    problem = Assignment.of(np.array([[9, 1], [9, 1]]), host_high=2, host_low=np.array([0, 3]))
    found = solve(problem)
    assert rows_of(found.pairs) == ((0, 1), (1, 1))
    assert found.totals.shortfall == 1


def test_fairest_raises_the_worst_served_guest_where_the_best_total_does_not() -> None:
    scores = np.array([[10, 4], [9, 1]])
    assert rows_of(solve(Assignment.of(scores)).pairs) == ((0, 1), (1, 0))
    fair = Assignment.of(np.array([[10, 1], [9, 4]]), objective=Objective.fairest)
    assert rows_of(solve(fair).pairs) == ((0, 0), (1, 1))


def test_best_total_leaves_out_a_pair_that_costs_and_most_served_does_not() -> None:
    costs = np.array([[-5]])
    assert solve(Assignment.of(costs)).totals.pairs == 0
    assert solve(Assignment.of(costs, objective=Objective.most_served)).totals.pairs == 1


def test_least_disruption_keeps_existing_pairs_before_any_score() -> None:
    existing = np.array([[True, False], [False, False]])
    problem = Assignment.of(
        np.array([[1, 50], [60, 1]]), existing=existing, objective=Objective.least_disruption
    )
    assert rows_of(solve(problem).pairs) == ((0, 0), (1, 1))


def test_crossing_groups_are_solved_though_no_flow() -> None:
    crossing = (
        Limit(side="guest", members=(0, 1), high=1),
        Limit(side="guest", members=(1, 2), high=1),
    )
    found = solve(Assignment.of(np.array([[3], [5], [3]]), host_high=3, limits=crossing))
    assert rows_of(found.pairs) == ((0, 0), (2, 0))
    assert found.certificate.proof == "solver"


def test_a_time_limit_gives_a_sound_plan_that_claims_no_proof() -> None:
    random = np.random.default_rng(5)
    problem = Assignment.of(
        random.integers(1, 99, (12, 6)), guest_high=2, host_high=3, objective=Objective.fairest
    )
    found = solve(problem, seconds=1e-6)
    assert found.certificate.proof == "none"
    assert not found.certificate.optimal
    told = verify(problem, found.pairs, found.totals, found.certificate)
    assert [each.rule for each in told] == ["unproved"]
