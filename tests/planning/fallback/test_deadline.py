"""Time: a deadline is for the whole call, greedy is the least answer, and the gap is told."""

from __future__ import annotations

import gc
import importlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from planning_brute import assignments, best, rows_of, worth
from planning_cases import settings
from profiles import tries

from graphs.planning import problem_from_matrix, solved_plan, verify_plan
from graphs.planning.fallback.deadline import Deadline, Fallback
from graphs.planning.fallback.greedy import greedy_levels, greedy_plan, plan_worth
from graphs.planning.judge.verify import verify
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.planning.solve.cp_sat import general_plan
from graphs.planning.solve.solve import solve

T = TypeVar("T")
SLOW = examples(deadline=None, max_examples=tries(60))


@SLOW
@given(assignments())
def test_without_time_a_sound_greedy_plan_is_returned_and_no_plan_exceeds_its_bounds(
    problem: Assignment,
) -> None:
    found = solve(problem, seconds=0)
    told = verify(problem, found.pairs, found.totals, found.certificate)
    assert [each.rule for each in told if each.rule != "unproved"] == []
    assert worth(problem, rows_of(found.pairs)) <= best(problem)
    proved = solve(problem)
    for level, reached, bound in greedy_levels(problem, proved.pairs):
        assert reached <= bound, level


FAMILIES = (
    "plain", "several", "minimums", "quotas", "crossing", "stay_and_leave", "many_slots", "square",
    "low_rank", "ties",
)  # fmt: skip


def of_family(family: str, objective: Objective) -> Assignment:
    """Return a problem of some size with the constraints, the shape or the scores of a family."""
    random = np.random.default_rng(9)
    if family in ("square", "low_rank", "ties"):
        rank = np.outer(np.arange(1, 501), np.arange(1, 501))  # SciPy needs all of n³ steps
        drawn = random.integers(1, 10**6 if family == "square" else 5, (500, 500))
        return Assignment.of(rank if family == "low_rank" else drawn, objective=objective)
    made = Assignment.of(random.integers(1, 10**6, (150, 40)), host_high=5, objective=objective)
    if family == "many_slots":
        return replace(made, guest_high=np.full(150, 2), host_high=np.full(40, 12))
    if family == "several":
        return replace(made, guest_high=np.full(150, 3))
    if family == "minimums":
        return replace(made, guest_high=np.full(150, 2), guest_low=np.ones(150, dtype=np.int64),
                       host_low=np.full(40, 3))  # fmt: skip
    if family == "stay_and_leave":
        return replace(made, existing=random.random((150, 40)) < 0.03, new_budget=60)
    if family == "plain":
        return made
    overlap = 30 if family == "crossing" else 60
    groups = (tuple(range(60)), tuple(range(overlap, overlap + 60)))
    return replace(
        made, limits=tuple(Limit(side="guest", members=each, low=5, high=35) for each in groups)
    )


@pytest.fixture(scope="module", autouse=True)
def warm_process() -> Iterator[None]:
    """A process loads its libraries once, and what other tests left in it is not the call's."""
    for library in ("ortools.graph.python.min_cost_flow", "ortools.sat.python.cp_model",
                    "scipy.optimize", "scipy.sparse.csgraph"):  # fmt: skip
        importlib.import_module(library)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def check_deadline(family: str, objective: Objective, seconds: float) -> None:
    problem = of_family(family, objective)
    least = min(_timed(lambda: Fallback.of(problem))[1] for _ in range(2))
    found, spent = _timed(lambda: solve(problem, seconds=seconds))
    # The greedy plan is the least answer, whatever it takes.
    assert spent <= 1.1 * max(seconds, 2 * least) + 0.03, (family, objective, seconds, spent)
    told = verify(problem, found.pairs, found.totals, found.certificate)
    assert {each.rule for each in told} <= {"unproved"}
    assert plan_worth(problem, found.pairs) >= plan_worth(problem, greedy_plan(problem))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what a call made and its processor time: a busy machine's other programs take none."""
    begun = time.process_time()
    made = work()
    return made, time.process_time() - begun


@pytest.mark.parametrize("objective", list(Objective))
@pytest.mark.parametrize("family", FAMILIES)
def test_no_call_passes_its_deadline_by_more_than_a_tenth(
    family: str, objective: Objective
) -> None:
    for seconds in (0.0, 0.2, 1.0):
        check_deadline(family, objective, seconds)


@pytest.mark.soak
@pytest.mark.parametrize("objective", list(Objective))
@pytest.mark.parametrize("family", FAMILIES)
def test_no_longer_call_passes_its_deadline(family: str, objective: Objective) -> None:
    check_deadline(family, objective, 5.0)


def test_a_plan_that_ran_out_of_time_tells_its_gap() -> None:
    random = np.random.default_rng(2)
    problem = problem_from_matrix(random.random((40, 12)))
    wanted = settings(objective="fairest", guest_high=2, host_high=7, seconds=0)
    made = solved_plan(problem, wanted).plan
    assert not made.optimal
    assert "至多可能" in made.sentence().zh
    assert [each.rule for each in verify_plan(problem, wanted, made)] == ["unproved"]


@pytest.mark.parametrize("several", [1, 2])
def test_the_fairest_plan_of_too_few_slots_is_found_by_one_flow_and_proved(several: int) -> None:
    random = np.random.default_rng(4)
    scores = random.integers(1, 10**6, (191, 60))
    problem = Assignment.of(
        scores, guest_high=several, host_high=random.integers(1, 4, 60), objective=Objective.fairest
    )
    begun = time.monotonic()
    found = solve(problem)
    assert time.monotonic() - begun <= 20
    assert found.certificate.proof == "prices"
    assert verify(problem, found.pairs, found.totals, found.certificate) == ()


@SLOW
@given(assignments(objectives=(Objective.fairest,)))
def test_flow_and_levels_agree_on_the_fairest_plan(problem: Assignment) -> None:
    slow = general_plan(problem, deadline=Deadline.after(60))
    assert slow.proved
    fast = solve(problem)
    assert plan_worth(problem, fast.pairs) == plan_worth(problem, slow.pairs)
