"""One to one: equal to every plan there is, to the flow, and proved by its own prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from planning_brute import assignments, best, rows_of, worth
from profiles import tries

from graphs.planning.flows.flow import best_flow
from graphs.planning.flows.flow_network import network_of, weights_of
from graphs.planning.flows.flow_value import weight_of
from graphs.planning.judge.verify import verify
from graphs.planning.one_to_one.matching import best_matching, is_matching
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.planning.solve.solve import solve

PLAIN = (Objective.best_total, Objective.most_served, Objective.least_disruption)
SLOW = examples(deadline=None, max_examples=tries(150))


def single(problem: Assignment) -> Assignment:
    """Return the problem with one pair each and nothing else that limits pairs."""
    return replace(
        problem,
        guest_high=np.minimum(problem.guest_high, 1),
        host_high=np.minimum(problem.host_high, 1),
        guest_low=np.minimum(problem.guest_low, np.minimum(problem.guest_high, 1)),
        limits=(),
        budget=None,
        new_budget=None,
    )


@SLOW
@given(assignments(flow=True, guests=5, hosts=4, objectives=PLAIN))
def test_no_plan_is_better_and_the_prices_prove_it(drawn: Assignment) -> None:
    problem = single(drawn)
    found = solve(problem)
    assert worth(problem, rows_of(found.pairs)) == best(problem)
    assert verify(problem, found.pairs, found.totals, found.certificate) == ()
    assert found.certificate.proof == "prices"
    assert found.only


@pytest.mark.parametrize("objective", PLAIN)
@pytest.mark.parametrize("shape", [(60, 60), (80, 30), (30, 80)])
@pytest.mark.parametrize("highest", [1, 3, 10**6])
def test_the_matching_weighs_what_the_flow_weighs(
    objective: Objective, shape: tuple[int, int], highest: int
) -> None:
    random = np.random.default_rng(highest)
    problem = Assignment.of(
        random.integers(-highest, highest + 1, shape),
        eligible=random.random(shape) < 0.8,
        existing=random.random(shape) < 0.02,
        objective=objective,
    )
    assert is_matching(problem)
    network = network_of(problem, weights_of(problem))
    matched = best_matching(network)
    assert matched is not None
    assert weight_of(network, matched[0]) == weight_of(network, best_flow(network)[0])
    found = solve(problem)
    assert verify(problem, found.pairs, found.totals, found.certificate) == ()


def test_numbers_too_large_for_floats_are_left_to_the_flow() -> None:
    problem = Assignment.of(np.full((3, 3), 1 << 51))
    assert best_matching(network_of(problem, weights_of(problem))) is None
    assert solve(problem).certificate.optimal
