"""Stability: what hangs on a weight is found, what does not is firm."""

from __future__ import annotations

from planning_cases import pool, settings

from graphs.planning import Mark, PlanningProblem, PlanSettings, solved_plan, stability


def test_a_pair_decided_by_a_hair_is_not_firm() -> None:
    # Town (0.8 near) against industry (0.75 close): one hair of weight decides.
    here = PlanningProblem(
        pool=pool(
            ["n"], ["s1", "s2"], town={"n": "t", "s1": "t", "s2": "o"}, district={"n": "d", "s1": "d", "s2": "e"},
            industry={"n": "3051", "s1": "0143", "s2": "3054"},
        )
    )  # fmt: skip
    wanted = PlanSettings(weights=(("distance", 1.0), ("industry", 1.0)))
    found = stability(solved_plan(here, wanted))
    assert found.firm == ()
    shifts = {(shift.criterion, round(shift.factor, 1)): shift.added for shift in found.shifts}
    assert shifts == {
        ("distance", 0.9): (("n", "s2"),),
        ("distance", 1.1): (),
        ("industry", 0.9): (),
        ("industry", 1.1): (("n", "s2"),),
    }


def test_locked_pairs_are_firm() -> None:
    here = PlanningProblem(pool=pool(["n"], ["s1", "s2"], town={"n": "t", "s1": "t", "s2": "o"}))
    lock = (Mark(guest="n", host="s2", reason="已商定"),)
    assert stability(solved_plan(here, PlanSettings(locked=lock))).firm == (("n", "s2"),)


def test_a_single_weight_decides_nothing_by_moving() -> None:
    here = PlanningProblem(pool=pool(["n"], ["s1", "s2"], town={"n": "t", "s1": "t", "s2": "o"}))
    found = stability(solved_plan(here, settings(weights=(("distance", 2.0),))))
    assert all(not shift.added for shift in found.shifts)
