"""Conflict sets: too few slots for a group from which nobody can be left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis.extra import numpy as hnp
from planning_cases import matrix, pool, settings
from profiles import tries

from graphs.planning import (
    Mark,
    PlanningProblem,
    PlanSettings,
    conflicts,
    problem_from_matrix,
    solve_matrix,
    solved_plan,
)

NAN = float("nan")


def test_nobody_left_over_is_no_conflict() -> None:
    assert conflicts(solved_plan(matrix([0.9, 0.1], [0.8, 0.7]), settings())) == ()


@examples(deadline=None, max_examples=tries(60))
@given(
    hnp.arrays(np.bool_, (6, 3)),
    hnp.arrays(np.int64, 3, elements=hnp.from_dtype(np.dtype("i8"), min_value=0, max_value=2)),
)
def test_a_conflict_is_a_shortage_and_without_any_member_it_is_none(
    able: np.ndarray, slots: np.ndarray
) -> None:
    scores = np.where(able, 0.5, NAN)
    made = problem_from_matrix(scores)
    caps = tuple((host, int(count)) for host, count in zip(made.pool.hosts.ids, slots, strict=True))
    from graphs.planning import Capacity

    wanted = settings(capacities=tuple(Capacity(id=host, high=count) for host, count in caps))
    solved = solved_plan(made, wanted)
    found = conflicts(solved, most=9)
    assert bool(found) == (solved.plan.totals.served < 6)
    for conflict in found:
        rows = [made.pool.guests.ids.index(guest) for guest in conflict.guests]
        columns = [made.pool.hosts.ids.index(host) for host in conflict.hosts]
        assert set(np.flatnonzero(able[rows].any(axis=0)).tolist()) == set(columns)
        assert conflict.slots == slots[columns].sum() < len(rows)
        for gone in rows:
            rest = [row for row in rows if row != gone]
            served = solve_matrix(scores[rest], host_capacity=slots, objective="most_served").served
            assert served == len(rest)
    assert [len(c.guests) for c in found] == sorted(len(c.guests) for c in found)


def test_relaxations_are_ranked_by_what_the_best_plan_then_achieves() -> None:
    solved = solved_plan(matrix([0.9, NAN], [0.8, NAN], [0.7, NAN]), settings())
    ways = conflicts(solved)[0].relaxations
    assert [(way.kind, way.host, way.served) for way in ways] == [("slot", "host1", 2)]
    assert ways[0].total == 1_700_000


def test_a_rule_of_the_planners_own_can_be_lifted_and_one_of_the_field_cannot() -> None:
    here = PlanningProblem(
        pool=pool(
            ["n1", "n2"],
            ["s1", "s2", "s3"],
            side={"n1": "non_public", "n2": "non_public", "s1": "soe", "s2": "soe"},
        )
    )
    marks = tuple(Mark(guest=guest, host="s2", reason="暂缓") for guest in ("n1", "n2"))
    found = conflicts(solved_plan(here, PlanSettings(forbidden=marks)))
    kinds = {(way.kind, way.host) for way in found[0].relaxations}
    assert kinds == {("slot", "s1"), ("lift", "s2")}


@pytest.mark.parametrize("budget", [0, 1, 2, 3, 4])
def test_a_total_that_is_used_up_is_the_first_shortage_and_only_what_helps_is_offered(
    budget: int,
) -> None:
    made = matrix([0.9, 0.5], [0.8, 0.4], [0.7, 0.6])
    solved = solved_plan(made, settings(budget=budget))
    found = conflicts(solved)
    before = solved.plan.totals
    assert [each.slots for each in found] == ([budget, 2] if budget <= 2 else [2])
    for each in found:
        assert all(
            (way.served, way.total) > (before.served, before.total) for way in each.relaxations
        )
    if budget < 2:
        [more] = found[0].relaxations
        again = solved_plan(made, settings(budget=budget + 1)).plan.totals
        assert (more.kind, more.served, more.total) == ("budget", again.served, again.total)
        assert not found[1].relaxations or found[1].relaxations[0].served == before.served
