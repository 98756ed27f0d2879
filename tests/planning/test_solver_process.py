"""A solve in a child process: it answers, is cut off, and dies without taking anybody along."""

import numpy as np
import pytest

from graphs.errors import LimitExceeded
from graphs.planning import PlanSettings, SolveJob, plan, problem_from_matrix

GIVEN = PlanSettings(weights=(("given", 1.0),))


def problem(guests: int = 4, hosts: int = 3):
    scores = np.random.default_rng(7).random((guests, hosts))
    return problem_from_matrix(scores)


def test_the_child_finds_the_plan_the_parent_would():
    job = SolveJob(problem(), GIVEN)
    found = job.poll(wait=60)
    assert found is not None
    assert found.plan == plan(problem(), GIVEN)


def test_a_solve_past_its_deadline_is_stopped_and_said():
    job = SolveJob(problem(), GIVEN, deadline=0.001)
    with pytest.raises(LimitExceeded, match="was stopped"):
        job.poll(wait=5)
    assert job._process.exitcode is not None


def test_a_cancelled_solve_leaves_no_process():
    job = SolveJob(problem(), GIVEN)
    job.cancel()
    assert job._process.exitcode is not None


def test_a_child_that_dies_is_told_as_such():
    job = SolveJob(problem(), GIVEN)
    job._process.kill()
    job._process.join()
    with pytest.raises(LimitExceeded, match="ended without an answer"):
        job.poll(wait=5)


def test_polling_does_not_wait_unless_asked():
    job = SolveJob(problem(), GIVEN)
    assert job.seconds < 30
    job.cancel()


def test_an_abandoned_solve_leaves_no_process_and_is_known():
    job = SolveJob(problem(), GIVEN)
    assert job.under_way
    job.abandon()
    assert job.abandoned
    assert not job.under_way
    assert job._process.exitcode is not None
    job.cancel()  # who finds it so begins another one
