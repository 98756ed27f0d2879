"""Scores that do not mislead: what is missing is not rewarded, load is spread, parts add up."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from planning_cases import pool, settings
from profiles import tries

from graphs.planning import (
    Objective,
    PlanningProblem,
    PlanSettings,
    one_more_slot,
    plan,
    points,
    problem_from_matrix,
    slot_curve,
    solved_plan,
    stability,
    verify_plan,
    why,
)
from graphs.planning.problem.scores import score_matrix

GRID = st.lists(
    st.lists(st.sampled_from([0.1, 0.4, 0.5, 0.9]), min_size=3, max_size=3), min_size=3, max_size=5
)


def blanked(share: float, missing: str) -> float:
    """Return the mean score in points of a matrix with a share of its cells unknown."""
    random = np.random.default_rng(3)
    cells = random.random((60, 40)) ** 2
    cells[random.random(cells.shape) < share] = np.nan
    weights = (("given", 2.0), ("distance", 1.0))
    wanted = PlanSettings(weights=weights, missing=missing)  # type: ignore[arg-type]
    return float(score_matrix(problem_from_matrix(cells).pool, wanted).values.mean())


@pytest.mark.parametrize("missing", ["middle", "worst"])
def test_scores_do_not_grow_with_what_is_missing(missing: str) -> None:
    means = [blanked(share, missing) for share in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert all(later <= earlier * 1.05 for earlier, later in itertools.pairwise(means))


def test_what_is_missing_is_a_part_of_its_own_and_the_parts_add_up() -> None:
    cells = np.array([[0.2, np.nan], [0.6, 0.7]])
    problem, wanted = problem_from_matrix(cells), settings()
    found = why(problem, wanted, "guest1", "host2")
    assert [part.criterion for part in found.parts] == ["given", "missing"]
    assert [part.points for part in found.parts] == [0, 500_000]
    assert (found.least, found.score, found.most) == (0, 500_000, 1_000_000)
    assert "50.0" in found.sentence.zh


def loaded(rows: list[list[float]], load: int = 0, usual: int = 4) -> PlanningProblem:
    """Return a problem with given scores whose hosts carry a load of a usual one."""
    cells = np.array(rows)
    guests = [f"n{k}" for k in range(len(cells))]
    hosts = [f"s{k}" for k in range(cells.shape[1])]
    made = pool(guests, hosts, load=dict.fromkeys(hosts, load), usual=dict.fromkeys(hosts, usual))
    return PlanningProblem(pool=replace(made, given=cells))


BOTH = (("given", 3.0), ("workload", 1.0))


def test_load_is_spread_over_equal_hosts() -> None:
    made = plan(loaded([[0.5, 0.5, 0.5]] * 6), PlanSettings(weights=BOTH))
    counts = sorted(sum(pair.host == host for pair in made.pairs) for host in ("s0", "s1", "s2"))
    assert counts == [2, 2, 2]


@pytest.mark.parametrize("objective", [each.name for each in Objective])
@examples(deadline=None, max_examples=15)
@given(GRID, st.integers(0, 3), st.sampled_from([1, 2]))
def test_explanations_add_up_to_the_total(
    objective: str, rows: list[list[float]], load: int, most: int
) -> None:
    problem = loaded(rows, load)
    wanted = PlanSettings(weights=BOTH, objective=objective, guest_high=most)
    solved = solved_plan(problem, wanted)
    assert verify_plan(problem, wanted, solved.plan) == ()
    parts = [
        why(problem, wanted, guest, host, beside=solved.plan.couples).score
        for guest, host in solved.plan.couples
    ]
    assert parts == [pair.score for pair in solved.plan.pairs]
    assert sum(parts) == solved.plan.totals.total


@examples(deadline=None, max_examples=tries(25))
@given(GRID, st.integers(0, 3))
def test_the_price_of_a_slot_counts_the_load_it_adds(rows: list[list[float]], load: int) -> None:
    solved = solved_plan(loaded(rows, load), PlanSettings(weights=BOTH, host_high=1))
    answer, curve = one_more_slot(solved, "s0"), slot_curve(solved, "s0", most=1)
    assert answer.loss is not None
    assert curve[1].total - curve[0].total == -answer.loss.score


def test_a_difference_never_reads_as_none() -> None:
    assert points(3) == "0.0003"
    assert points(0) == "0.0"
    assert points(-250_000, signed=True) == "−25.0"


def test_stability_names_what_other_rules_for_missing_data_would_change() -> None:
    cells = np.array([[0.9, np.nan], [0.8, np.nan]])
    found = stability(solved_plan(problem_from_matrix(cells), settings()))
    assert {shift.missing for shift in found.rules} == {"worst", "left_out"}
