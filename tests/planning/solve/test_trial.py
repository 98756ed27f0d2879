"""Alliances, stay and leave, quotas, minimums, crossing groups: the same trial as one to one.

Every random plan equals an independent program level by level, is sound for the judge, and stays
the same whatever the order of input; its why-nots, next bests and one-more-slots equal the program
solved again under force.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from planning_tampering import ODD, at, near, places, put, sealed
from planning_trial import KINDS, best_levels, levels_of, question_of, random_problem

from graphs.planning import (
    Solved,
    next_best,
    one_more_slot,
    problem_from_matrix,
    solved_plan,
    verify_plan,
    why_not,
)
from graphs.planning.judge.verify import verify
from graphs.planning.solve.solve import solve

SEEDS = (20261128, 7, 1_000_003)


def check_levels(kind: str, seed: int) -> None:
    given = random_problem(kind, seed)
    found = solve(given)
    assert levels_of(given, found.totals) == best_levels(given), (kind, seed)
    assert verify(given, found.pairs, found.totals, found.certificate) == (), (kind, seed)


def check_order(kind: str, seed: int) -> None:
    """The same rows in another order, and every list of the settings too, give the same plan."""
    problem, settings = question_of(random_problem(kind, seed))
    random = np.random.default_rng(seed)
    made = solved_plan(problem, settings)
    rows, columns = (random.permutation(count) for count in problem.pool.shape)
    given = problem.pool.given
    assert given is not None
    mixed = problem_from_matrix(
        given[rows][:, columns],
        guests=[problem.pool.guests.ids[k] for k in rows],
        hosts=[problem.pool.hosts.ids[k] for k in columns],
    )
    links = replace(problem.pool.links, existing=problem.pool.links.existing[::-1])
    again = replace(problem, pool=replace(problem.pool, given=mixed.pool.given, links=links))
    backwards = replace(
        settings,
        weights=(("given", 0.25), ("distance", 0.0)),
        capacities=settings.capacities[::-1],
        quotas=settings.quotas[::-1],
    )
    other = solved_plan(again, backwards)
    assert replace(other.plan, settings=settings) == made.plan, (kind, seed)
    assert verify_plan(problem, settings, made.plan) == (), (kind, seed)


def check_tampering(kind: str, seed: int) -> None:
    """Whatever one value of a plan is changed to, also under a new digest, the judge sees it."""
    problem, settings = question_of(random_problem(kind, seed))
    made = solved_plan(problem, settings).plan
    random = np.random.default_rng(seed)
    paths = [path for path in places(made) if path[0] not in ("content", "certificate")]
    for place in random.permutation(len(paths))[:2].tolist():
        old = at(made, paths[place])
        changes = [new for new in [*near(old), *ODD] if type(new) is not type(old) or new != old]
        forged = put(made, paths[place], changes[int(random.integers(len(changes)))])
        assert verify_plan(problem, settings, forged), (kind, seed, paths[place])
        assert verify_plan(problem, settings, sealed(forged)), (kind, seed, paths[place])
    if made.pairs:
        gone = replace(made, pairs=made.pairs[1:])
        assert verify_plan(problem, settings, sealed(gone)), (kind, seed)


def check_answers(kind: str, seed: int) -> None:
    problem, settings = question_of(random_problem(kind, seed))
    solved = solved_plan(problem, settings)
    given, random = solved.solution.assignment, np.random.default_rng(seed)
    ids = (problem.pool.guests.ids, problem.pool.hosts.ids)
    held = set(map(tuple, solved.solution.pairs.tolist()))
    able = [(int(g), int(h)) for g, h in np.argwhere(given.eligible)]
    others = [pair for pair in able if pair not in held]
    for guest, host in (others[k] for k in random.permutation(len(others))[:2]):
        answer = why_not(solved, ids[0][guest], ids[1][host])
        forced = best_levels(given, must=(guest, host))
        assert (answer.kind == "impossible") == (forced is None), (kind, seed, guest, host)
        if forced is not None:
            assert after(solved, answer.loss) == forced, (kind, seed, guest, host)
    mine = sorted(held)
    for guest, host in (mine[k] for k in random.permutation(len(mine))[:1]):
        answer = next_best(solved, ids[0][guest], ids[1][host])
        assert after(solved, answer.loss) == best_levels(given, without=(guest, host)), (kind, seed)
    host = int(random.integers(given.shape[1]))
    more = given.host_high.copy()
    more[host] += 1
    answer = one_more_slot(solved, ids[1][host])
    assert after(solved, answer.loss) == best_levels(replace(given, host_high=more)), (kind, seed)


def after(solved: Solved, loss: object) -> tuple[int, ...]:
    """Return the levels that are reached once a loss is taken off."""
    before = solved.solution.totals
    left = replace(
        before,
        shortfall=before.shortfall + loss.shortfall,  # type: ignore[attr-defined]
        kept=before.kept - loss.kept,  # type: ignore[attr-defined]
        served=before.served - loss.served,  # type: ignore[attr-defined]
        total=before.total - loss.score,  # type: ignore[attr-defined]
    )
    return levels_of(solved.solution.assignment, left)


CHECKS = {
    "levels": check_levels,
    "order": check_order,
    "answers": check_answers,
    "tampering": check_tampering,
}


@pytest.mark.parametrize("check", list(CHECKS))
@pytest.mark.parametrize("kind", KINDS)
def test_structured_plans_stand_the_trial(kind: str, check: str) -> None:
    for seed in range(4):
        CHECKS[check](kind, seed)


@pytest.mark.soak
@pytest.mark.parametrize("check", list(CHECKS))
@pytest.mark.parametrize("kind", KINDS)
def test_structured_plans_stand_the_long_trial(kind: str, check: str) -> None:
    """Five hundred of each kind, from three seeds."""
    for place in range(500):
        CHECKS[check](kind, SEEDS[place % 3] + place)
