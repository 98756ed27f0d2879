"""The national plan is the same over any executor and keeps memory bounded."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from graphs.child_job import CHILDREN
from graphs.planning import County, PlanningProblem, PlanSettings, plan_country, problem_from_matrix

WANTED = PlanSettings(weights=(("given", 1.0),), host_high=2)


def load(seed: int) -> PlanningProblem:
    random = np.random.default_rng(seed)
    return problem_from_matrix(random.random((6 + seed, 3)))


def counties(count: int) -> Iterator[County]:
    return (County(id=f"c{seed}", load=functools.partial(load, seed)) for seed in range(count))


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=CHILDREN)


@pytest.mark.parametrize("make", [functools.partial(ThreadPoolExecutor, 3), processes])
def test_the_plan_is_the_same_over_any_executor(make: functools.partial[Executor]) -> None:
    alone = plan_country(counties(5), WANTED)
    with make() as executor:
        assert plan_country(counties(5), WANTED, executor=executor, ahead=2) == alone
    assert alone.optimal
    assert all(each.sound for each in alone.counties)
    assert alone.guests == sum(6 + seed for seed in range(5))


def test_counties_are_drawn_only_as_workers_are_free() -> None:
    drawn, done = [], []

    def stream() -> Iterator[County]:
        for county in counties(9):
            drawn.append(county.id)
            assert len(drawn) - len(done) <= 4
            yield county

    with ThreadPoolExecutor(1) as executor:
        plan_country(
            stream(), WANTED, executor=executor, ahead=3, progress=lambda n, _: done.append(n)
        )
    assert done == list(range(1, 10))


def test_progress_tells_counties_and_guests() -> None:
    seen = []
    plan_country(counties(3), WANTED, progress=lambda *done: seen.append(done))
    assert seen == [(1, 6), (2, 13), (3, 21)]


def test_other_settings_give_another_id() -> None:
    one, other = (
        plan_country(counties(2), PlanSettings(weights=(("given", 1.0),), budget=b)) for b in (1, 2)
    )
    assert one.id != other.id


def test_pairs_can_be_left_out_to_save_memory() -> None:
    lean = plan_country(counties(2), WANTED, keep_pairs=False)
    assert all(each.pairs == () for each in lean.counties)
    assert lean.id == plan_country(counties(2), WANTED).id
