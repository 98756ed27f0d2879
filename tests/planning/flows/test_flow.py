"""Pricing: few arcs at first, and the plan is best on all of them all the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from planning_brute import assignments, best, rows_of, worth
from profiles import tries
from scipy.optimize import linear_sum_assignment

from graphs.planning import solve_matrix
from graphs.planning.flows import first_arcs, flow
from graphs.planning.judge.verify import verify
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.planning.solve.solve import solve


@pytest.fixture
def few_arcs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every pool a large one, and begin with next to nothing."""
    monkeypatch.setattr(first_arcs, "_DENSE", 0)
    monkeypatch.setattr(first_arcs, "_FIRST", 0)
    monkeypatch.setattr(flow, "_MORE", 1)
    monkeypatch.setattr(first_arcs, "_SAMPLE", (2, 2))


@settings(
    deadline=None,
    max_examples=tries(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(assignments(flow=True, guests=6, hosts=4))
def test_pairs_left_out_at_first_are_found_where_they_gain(
    few_arcs: None, problem: Assignment
) -> None:
    found = solve(problem)
    assert worth(problem, rows_of(found.pairs)) == best(problem)
    assert verify(problem, found.pairs, found.totals, found.certificate) == ()
    assert found.only


@pytest.mark.parametrize("kind", ["random", "few_values", "host_quality", "machol_wien", "flat"])
def test_large_pools_equal_scipy(kind: str) -> None:
    random = np.random.default_rng(7)
    n = 420
    costs = {
        "random": random.integers(0, 10**6, (n, n)),
        "few_values": random.integers(0, 3, (n, n)),
        "host_quality": random.integers(0, 10**6, (1, n)) + random.integers(0, 10**5, (n, n)),
        "machol_wien": np.outer(np.arange(1, n + 1), np.arange(1, n + 1)),
        "flat": np.full((n, n), 3),
    }[kind]
    row, column = linear_sum_assignment(costs)
    found = solve_matrix(-costs, objective="most_served")
    assert -found.total == costs[row, column].sum()
    assert found.optimal
    assert found.violations == ()


def test_keeping_only_the_best_hosts_of_each_guest_would_lose_the_optimum() -> None:
    # Every guest's best hosts are the same few; only proof by prices brings in the rest.
    random = np.random.default_rng(3)
    scores = random.integers(0, 1000, (1500, 150)) + np.linspace(10**6, 0, 150, dtype=int)
    found = solve_matrix(scores, host_capacity=10, objective="most_served")
    assert found.served == 1500
    assert found.optimal
    assert found.violations == ()


def test_ties_are_decided_in_a_pool_where_everything_is_equal() -> None:
    found = solve(Assignment.of(np.ones((400, 400), dtype=int), objective=Objective.most_served))
    assert found.only
