"""Constraints that are no flow: best and proved by branch and bound."""

from __future__ import annotations

import numpy as np

from graphs.planning.fallback.deadline import NEVER, Deadline
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.planning.solve.milp import mixed_plan


def test_a_budget_of_new_pairs_leaves_existing_ones_alone() -> None:
    existing = np.array([[True, False], [False, False], [False, False]])
    given = Assignment.of(
        np.array([[1, 9], [8, 8], [7, 7]]), existing=existing, host_high=3, new_budget=1,
        objective=Objective.most_served,
    )  # fmt: skip
    pairs, proved, levels = mixed_plan(given, deadline=Deadline.after(10))
    assert pairs.tolist() == [[0, 0], [1, 0]] or pairs.tolist() == [[0, 0], [1, 1]]
    assert proved
    assert levels[0] == ("served", 2, 2)


def test_minimums_of_crossing_groups_are_met_as_far_as_possible() -> None:
    limits = (
        Limit(side="guest", members=(0, 1), low=2, high=2),
        Limit(side="guest", members=(1, 2), high=1),
    )
    pairs, proved, levels = mixed_plan(
        Assignment.of(np.array([[1], [1], [9]]), host_high=3, limits=limits),
        deadline=Deadline.after(10),
    )
    assert proved
    assert levels[0] == ("shortfall", 0, 0)
    assert pairs.tolist() == [[0, 0], [1, 0]]


def test_an_empty_problem_gives_an_empty_plan() -> None:
    nothing = mixed_plan(Assignment.of(np.zeros((0, 0), dtype=int)), deadline=NEVER)
    assert nothing[0].shape == (0, 2)
