"""The rank of a partner: who scores higher, and that none of them would make the plan better."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from planning_trial import levels_of, question_of, random_problem

from graphs.planning import (
    Loss,
    Mark,
    PlanSettings,
    Solved,
    partner_rank,
    problem_from_matrix,
    solved_plan,
    why_not,
)
from graphs.planning.problem.barriers import barriers_of


@given(st.integers(0, 10_000), st.sampled_from(["alliances", "quotas", "minimums"]))
def test_a_rank_counts_the_higher_partners_and_none_makes_a_proved_plan_better(
    seed: int, kind: str
) -> None:
    problem, wanted = question_of(random_problem(kind, seed))
    solved = solved_plan(problem, wanted)
    pool, scores = problem.pool, solved.compiled.scores
    assert solved.plan.pairs
    for pair in solved.plan.pairs:
        row, own = pool.guests.ids.index(pair.guest), pool.hosts.ids.index(pair.host)
        possible = [
            host for host in range(len(pool.hosts.ids)) if not barriers_of(pool, wanted, row, host)
        ]
        above = [host for host in possible if scores[row, host] > scores[row, own]]
        mine = {each.host for each in solved.plan.pairs if each.guest == pair.guest}
        found = partner_rank(solved, pair.guest, pair.host)
        assert (found.place, found.possible) == (len(above) + 1, len(possible))
        assert {each.host for each in found.higher} == {
            pool.hosts.ids[host] for host in above
        } - mine
        assert [each.more for each in found.higher] == sorted(
            (each.more for each in found.higher), reverse=True
        )
        used = [each.host for each in solved.plan.pairs]
        for each in found.higher:
            place = pool.hosts.ids.index(each.host)
            assert each.full == (
                used.count(each.host) >= solved.solution.assignment.host_high[place]
            )
            assert solved.plan.optimal
            loss = why_not(solved, pair.guest, each.host).loss
            if loss is not None:
                assert worth_after(solved, loss) <= worth_after(solved, None)


def worth_after(solved: Solved, loss: Loss | None) -> tuple[int, ...]:
    """Return the levels of a plan, a loss taken off them."""
    totals = solved.solution.totals
    if loss is not None:
        totals = replace(
            totals,
            shortfall=totals.shortfall + loss.shortfall,
            kept=totals.kept - loss.kept,
            served=totals.served - loss.served,
            total=totals.total - loss.score,
        )
    return levels_of(solved.solution.assignment, totals)


def test_a_rank_says_which_partners_are_higher_and_full() -> None:
    solved = solved_plan(
        problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
        PlanSettings(weights=(("given", 1.0),)),
    )
    first = partner_rank(solved, "guest1", "host1")
    assert "最高" in first.sentence.zh
    assert first.higher == ()
    second = partner_rank(solved, "guest2", "host2").sentence
    assert "host1 +10.0（名额已满）" in second.zh
    assert "host1 +10.0 (full); with any of them the whole plan is no better." in second.en


def test_nothing_is_claimed_of_a_pair_that_is_locked() -> None:
    lock = Mark(guest="guest1", host="host2", reason="agreed")
    solved = solved_plan(
        problem_from_matrix(np.array([[0.9, 0.1], [0.7, 0.8]])),
        PlanSettings(weights=(("given", 1.0),), locked=(lock,)),
    )
    found = partner_rank(solved, "guest1", "host2").sentence
    assert "no better" not in found.en
    assert found.en.endswith("this pair is locked.")
