"""Plans: proved, repeatable, partial where they must be, and honest about it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from planning_cases import matrix, pool, settings, town
from profiles import tries

from graphs.planning import (
    Capacity,
    Links,
    Mark,
    Objective,
    PlanningProblem,
    PlanSettings,
    Quota,
    plan,
    problem_from_matrix,
    problem_from_snapshot,
    solved_plan,
    verify_plan,
)

NAN = float("nan")
OBJECTIVES = [objective.name for objective in Objective]


def held(problem: PlanningProblem, wanted: PlanSettings) -> list[tuple[str, str]]:
    return [(pair.guest, pair.host) for pair in plan(problem, wanted).pairs]


def test_same_problem_and_settings_give_the_same_plan_and_id() -> None:
    one, other = (plan(problem_from_snapshot(town()), PlanSettings()) for _ in range(2))
    assert one == other
    assert one.id != plan(problem_from_snapshot(town()), PlanSettings(budget=1)).id


@pytest.mark.parametrize("objective", OBJECTIVES)
@examples(deadline=None, max_examples=tries(25))
@given(
    st.lists(
        st.lists(st.sampled_from([0.1, 0.5, 0.9, NAN]), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    ),
    st.permutations(range(5)),
)
def test_the_order_in_which_rows_come_makes_no_difference(
    objective: str, rows: list[list[float]], order: list[int]
) -> None:
    ids = [f"n{k}" for k in range(len(rows))]
    mixed = [k for k in order if k < len(rows)]
    wanted = settings(objective=objective, host_high=2)
    one = plan(problem_from_matrix(np.array(rows), guests=ids), wanted)
    other = plan(
        problem_from_matrix(np.array([rows[k] for k in mixed]), guests=[ids[k] for k in mixed]),
        wanted,
    )
    assert one == other


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize(
    "rows",
    [[[NAN]], [[NAN, NAN], [NAN, NAN]], [[0.5, 0.5], [0.5, 0.5]], [[0.0]], [[0.5], [0.5], [0.5]]],
)
def test_hopeless_tied_and_crowded_problems_give_a_partial_plan_with_reasons(
    objective: str, rows: list[list[float]]
) -> None:
    solved = solved_plan(matrix(*rows), settings(objective=objective))
    assert verify_plan(solved.problem, solved.settings, solved.plan) == ()
    assert solved.plan.optimal
    assert len(solved.plan.left_out) == len(rows) - solved.plan.totals.served
    assert all(each.reason.zh and each.reason.en for each in solved.plan.left_out)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_one_side_empty_gives_an_empty_plan(objective: str) -> None:
    nobody = PlanningProblem(pool=pool(["n1"], []))
    made = plan(nobody, settings(objective=objective))
    assert made.pairs == ()
    assert made.left_out[0].kind in ("barred", "limits")


def test_locked_pairs_stay_and_the_rest_is_best_around_them() -> None:
    wanted = settings(locked=(Mark(guest="guest1", host="host2", reason="已商定"),))
    made = plan(matrix([0.9, 0.1], [0.8, 0.7]), wanted)
    assert [(pair.guest, pair.host, pair.locked) for pair in made.pairs] == [
        ("guest1", "host2", "已商定"),
        ("guest2", "host1", None),
    ]
    assert made.totals.served == 2


def test_a_lock_overrides_the_planners_limits_and_never_the_rules_of_the_field() -> None:
    here = PlanningProblem(
        pool=pool(["n"], ["s"], town={"n": "t1", "s": "t2"}, links=Links(related=()))
    )
    lock = (Mark(guest="n", host="s", reason="已商定"),)
    assert held(here, PlanSettings(same="town")) == []
    assert held(here, PlanSettings(same="town", locked=lock)) == [("n", "s")]
    family = PlanningProblem(pool=pool(["n"], ["s"], links=Links(related=(("n", "s"),))))
    made = plan(family, PlanSettings(locked=lock))
    assert made.pairs == ()
    assert made.refused_locks[0][2].en == "superior and subordinate, or parent and child"


@pytest.mark.parametrize(
    ("lock", "reason"),
    [
        (Mark(guest="guest1", host="host2", reason="再商定"), "guest may have no more"),
        (Mark(guest="guest2", host="host1", reason="再商定"), "host may have no more"),
    ],
)
def test_locks_that_cannot_be_kept_say_why(lock: Mark, reason: str) -> None:
    first = Mark(guest="guest1", host="host1", reason="先商定")
    made = plan(matrix([0.9, 0.1], [0.8, 0.7]), settings(locked=(first, lock)))
    assert reason in made.refused_locks[0][2].en


def test_forbidden_pairs_are_avoided_with_the_planners_reason() -> None:
    wanted = settings(forbidden=(Mark(guest="guest1", host="host1", reason="有纠纷"),))
    assert held(matrix([0.9, 0.1]), wanted) == [("guest1", "host2")]


def test_single_capacities_override_the_rule_and_minimums_are_met_first() -> None:
    crowded = matrix([0.9, 0.1], [0.9, 0.1])
    assert held(crowded, settings(host_high=2)) == [("guest1", "host1"), ("guest2", "host1")]
    spread = settings(host_high=2, capacities=(Capacity(id="host2", low=1, high=1),))
    assert {host for _, host in held(crowded, spread)} == {"host1", "host2"}


def test_a_quota_limits_the_pairs_of_a_township() -> None:
    crowded = PlanningProblem(
        pool=pool(["n1", "n2", "n3"], ["s"], groups={"n1": ("t",), "n2": ("t",)})
    )
    wanted = PlanSettings(host_high=3, quotas=(Quota(side="guest", group="t", high=1),))
    made = plan(crowded, wanted)
    assert made.totals.served == 2
    assert "n3" in {pair.guest for pair in made.pairs}


def test_a_budget_counts_new_pairs_only() -> None:
    links = Links(existing=(("n1", "s"),))
    here = PlanningProblem(pool=pool(["n1", "n2", "n3"], ["s"], links=links))
    wanted = PlanSettings(host_high=3, existing="open", budget=1)
    made = plan(here, wanted)
    assert (made.totals.pairs, made.totals.kept) == (2, 1)


def test_pairs_in_force_are_kept_unless_the_gain_exceeds_the_bonus() -> None:
    scores = np.array([[0.50, 0.56]])
    here = problem_from_matrix(scores, guests=["n"], hosts=["s1", "s2"])
    kept = replace(here, pool=replace(here.pool, links=Links(existing=(("n", "s1"),))))
    small, large = (
        settings(existing="open", keep_bonus=5.0),
        settings(existing="open", keep_bonus=7.0),
    )
    assert held(kept, small) == [("n", "s2")]
    assert plan(kept, small).dropped == (("n", "s1"),)
    assert held(kept, large) == [("n", "s1")]
    assert plan(kept, large).pairs[0].score == 500_000


def test_after_a_host_leaves_the_least_disruptive_plan_moves_only_its_guests() -> None:
    scores = np.array([[0.2, 0.9, 0.5], [0.9, 0.2, 0.4], [0.3, 0.3, 0.6]])
    here = problem_from_matrix(scores, guests=["n1", "n2", "n3"], hosts=["s1", "s2", "s3"])
    links = Links(existing=(("n1", "s1"), ("n2", "s2")))
    there = replace(here, pool=replace(here.pool, links=links))
    made = plan(there, settings(existing="open", objective="least_disruption"))
    assert [(pair.guest, pair.host) for pair in made.pairs if pair.existing] == [
        ("n1", "s1"),
        ("n2", "s2"),
    ]
    assert made.totals.served == 3


def test_existing_pairs_use_capacity_where_they_are_fixed() -> None:
    snapshot = town()
    made = plan(problem_from_snapshot(snapshot), PlanSettings(weights=(("distance", 1.0),)))
    assert sum(pair.host == "s1" for pair in made.pairs) <= 2  # usual load 3, one pair in force


@pytest.mark.parametrize(("missing", "score"), [("left_out", 800_000), ("worst", 200_000)])
def test_no_data_is_shown_and_counts_as_the_planner_chose(missing: str, score: int) -> None:
    here = PlanningProblem(pool=pool(["n"], ["s"], town={"n": "t", "s": "t"}))
    weights = (("distance", 1.0), ("industry", 3.0))
    pair = plan(here, PlanSettings(weights=weights, missing=missing)).pairs[0]  # type: ignore[arg-type]
    assert (pair.score, pair.missing) == (score, 0.75)


def test_flags_are_shown_beside_the_score() -> None:
    here = PlanningProblem(
        pool=pool(["n"], ["s"], industry={"n": "3051", "s": "3051"}, superior={"n": "p", "s": "p"})
    )
    assert plan(here, PlanSettings()).pairs[0].flags == ("competitors", "same_superior")
