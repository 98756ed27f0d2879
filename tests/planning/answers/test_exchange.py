"""Losses read from the residual graph equal the best plan of the changed problem."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from planning_brute import assignments, best, feasible, rows_of, worth
from profiles import tries

from graphs.planning.answers.exchange import exchanges_of
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.planning.solve.solve import solve

SLOW = settings(deadline=None, max_examples=tries(150))


@SLOW
@given(assignments(flow=True, guests=5, hosts=3), st.data())
def test_the_loss_of_a_forced_pair_equals_the_best_plan_that_holds_it(
    problem: Assignment, data: st.DataObject
) -> None:
    found = solve(problem)
    graphs = exchanges_of(found)
    assert graphs is not None
    out = sorted(
        set(map(tuple, np.argwhere(problem.eligible).tolist())) - set(rows_of(found.pairs))
    )
    assume(out)
    pair = data.draw(st.sampled_from(out))
    exchange = graphs.forced(*pair)
    expected = best(problem, must=pair)
    if exchange is None:
        assert expected is None
        return
    after = rows_of(exchange.pairs)
    assert pair in after
    assert after in set(feasible(problem, must=pair))
    assert worth(problem, after) == expected


@SLOW
@given(assignments(flow=True, guests=5, hosts=3))
def test_placing_a_guest_costs_what_its_cheapest_forced_pair_costs(problem: Assignment) -> None:
    found = solve(problem)
    graphs = exchanges_of(found)
    assume(graphs is not None)
    count = np.bincount(found.pairs[:, 0], minlength=problem.shape[0])
    left = np.flatnonzero(count == 0).tolist()
    placed = graphs.placed(left)  # type: ignore[union-attr]
    least = {}
    for guest in left:
        hosts = np.flatnonzero(problem.eligible[guest]).tolist()
        forced = [graphs.forced(guest, host) for host in hosts]  # type: ignore[union-attr]
        costs = [each.lost for each in forced if each is not None]
        if costs and problem.objective is not Objective.fairest:
            least[guest] = min(costs)
    assert {guest: each.lost for guest, each in placed.items()} == least
    every = set(feasible(problem))
    assert all(rows_of(each.pairs) in every for each in placed.values())
    assert all(guest in each.pairs[:, 0] for guest, each in placed.items())


@SLOW
@given(assignments(flow=True, guests=5, hosts=3), st.data())
def test_the_price_of_giving_a_pair_up_equals_the_best_plan_without_it(
    problem: Assignment, data: st.DataObject
) -> None:
    found = solve(problem)
    graphs = exchanges_of(found)
    assume(graphs is not None and len(found.pairs))
    guest, host = data.draw(st.sampled_from(rows_of(found.pairs)))
    exchange = graphs.dropped(guest, host)  # type: ignore[union-attr]
    barred = problem.eligible.copy()
    barred[guest, host] = False
    assert exchange is not None
    assert worth(problem, rows_of(exchange.pairs)) == best(replace(problem, eligible=barred))


@SLOW
@given(assignments(flow=True, guests=5, hosts=3), st.data())
def test_one_more_slot_brings_what_the_roomier_problem_does(
    problem: Assignment, data: st.DataObject
) -> None:
    assume(problem.shape[1])
    host = data.draw(st.integers(0, problem.shape[1] - 1))
    # Below its own minimum a host's slot changes what the minimum asks for, another question.
    assume(problem.host_low[host] <= problem.host_high[host])
    graphs = exchanges_of(solve(problem))
    assert graphs is not None
    exchange = graphs.slot(host)
    more = problem.host_high.copy()
    more[host] += 1
    roomier = replace(problem, host_high=more)
    pairs = graphs.solution.pairs if exchange is None else exchange.pairs
    assert worth(roomier, rows_of(pairs)) == best(roomier)


def test_a_tie_loses_nothing() -> None:
    graphs = exchanges_of(solve(Assignment.of(np.array([[5, 5]]))))
    assert graphs is not None
    out = 1 - int(graphs.solution.pairs[0, 1])
    exchange = graphs.forced(0, out)
    assert exchange is not None
    assert exchange.lost == 0


@pytest.mark.parametrize("objective", list(Objective))
def test_a_guest_without_capacity_can_be_forced_nowhere(objective: Objective) -> None:
    problem = Assignment.of(np.array([[5]]), guest_high=0, objective=objective)
    graphs = exchanges_of(solve(problem))
    assert graphs is not None
    assert graphs.forced(0, 0) is None


def test_plans_that_are_no_flow_have_no_residual_graph() -> None:
    problem = Assignment.of(np.array([[5]]), guest_high=2, objective=Objective.fairest)
    assert exchanges_of(solve(problem)) is None
