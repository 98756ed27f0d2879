"""Explanations: parts add up, losses are exact, and every answer is a sentence in both languages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from planning_cases import matrix, pool, settings, town
from profiles import tries

from graphs.planning import (
    PRESETS,
    Links,
    Mark,
    Objective,
    PlanningProblem,
    PlanSettings,
    coverage_curve,
    next_best,
    one_more_slot,
    plan,
    problem_from_matrix,
    problem_from_snapshot,
    slot_curve,
    solved_plan,
    why,
    why_not,
)

OBJECTIVES = [objective.name for objective in Objective]
SCORES = st.lists(
    st.lists(st.sampled_from([0.1, 0.4, 0.5, 0.9]), min_size=3, max_size=3), min_size=2, max_size=4
)


@pytest.mark.parametrize("key", PRESETS)
def test_the_parts_of_every_pair_add_up_to_its_score(key: str) -> None:
    problem, wanted = (
        problem_from_snapshot(town(), everyone=True),
        PlanSettings.preset(key, existing="open"),
    )
    made = plan(problem, wanted)
    assert made.pairs
    for pair in made.pairs:
        found = why(problem, wanted, pair.guest, pair.host, beside=made.couples)
        assert sum(part.points for part in found.parts) == found.score == pair.score
        assert found.missing == pytest.approx(pair.missing, abs=1e-6)
        assert found.sentence.zh.endswith("。")
        assert found.least <= found.score <= found.most
    assert sum(pair.score for pair in made.pairs) == made.totals.total


def test_parts_without_data_add_nothing_and_keep_their_weight() -> None:
    here = PlanningProblem(pool=pool(["n"], ["s"], town={"n": "t", "s": "t"}))
    weights = (("distance", 1.0), ("industry", 3.0))
    found = why(here, PlanSettings(weights=weights, missing="left_out"), "n", "s")
    assert [(part.criterion, part.points, part.weight) for part in found.parts] == [
        ("industry", 0, 3.0),
        ("distance", 800_000, 1.0),
    ]
    assert (found.least, found.most) == (200_000, 950_000)
    assert found.parts[0].evidence.score is None


@pytest.mark.parametrize("objective", OBJECTIVES)
@examples(deadline=None, max_examples=tries(20))
@given(SCORES, st.data())
def test_a_why_not_loss_equals_a_new_plan_with_the_pair_locked(
    objective: str, rows: list[list[float]], data: st.DataObject
) -> None:
    problem, wanted = matrix(*rows), settings(objective=objective)
    solved = solved_plan(problem, wanted)
    in_plan = {(pair.guest, pair.host) for pair in solved.plan.pairs}
    every = [(guest, host) for guest in problem.pool.guests.ids for host in problem.pool.hosts.ids]
    guest, host = data.draw(st.sampled_from([pair for pair in every if pair not in in_plan]))
    answer = why_not(solved, guest, host)
    locked = plan(problem, replace(wanted, locked=(Mark(guest=guest, host=host, reason="试排"),)))
    assert answer.loss is not None
    assert answer.loss.served == solved.plan.totals.served - locked.totals.served
    assert answer.loss.score == solved.plan.totals.total - locked.totals.total
    assert answer.swaps[0].guest == guest
    assert answer.kind in ("loss", "tie")


def test_why_not_names_the_broken_rules_first() -> None:
    problem = PlanningProblem(pool=pool(["n"], ["s1", "s2"], links=Links(related=(("n", "s1"),))))
    answer = why_not(solved_plan(problem, PlanSettings()), "n", "s1")
    assert answer.kind == "barred"
    assert [each.rule for each in answer.barriers] == ["parent_and_child"]
    assert answer.sentence.zh == "n与s1不能结对：上下级或母子公司。"


def test_why_not_says_that_a_pair_is_in_the_plan_or_impossible_or_tied() -> None:
    solved = solved_plan(matrix([0.5, 0.5]), settings())
    chosen = solved.plan.pairs[0].host
    other = "host2" if chosen == "host1" else "host1"
    assert why_not(solved, "guest1", chosen).kind == "chosen"
    tie = why_not(solved, "guest1", other)
    assert tie.kind == "tie"
    assert "平局" in tie.sentence.zh
    nowhere = solved_plan(matrix([0.5]), settings(host_high=0))
    answer = why_not(nowhere, "guest1", "host1")
    assert answer.kind == "impossible"
    assert (
        answer.sentence.en
        == "guest1 with host1 fits into no plan: host1 is given no slot by the settings."
    )


def test_the_chain_of_swaps_leads_to_the_new_plan() -> None:
    solved = solved_plan(matrix([0.9, 0.1], [0.8, 0.7]), settings())
    answer = why_not(solved, "guest1", "host2")
    assert [(swap.guest, swap.leaves, swap.joins) for swap in answer.swaps] == [
        ("guest1", "host1", "host2"),
        ("guest2", "host2", "host1"),
    ]
    assert answer.sentence.zh == (
        "guest1与host2如果强行安排，总分减少 70.0；随之调整：guest1由host1改为host2；guest2由host2改为host1。"
    )


def test_fairness_losses_name_the_guest_value_that_changes() -> None:
    solved = solved_plan(matrix([0.9, 0.3], [0.8, 0.7]), settings(objective="fairest"))
    answer = why_not(solved, "guest1", "host2")
    assert answer.loss is not None
    assert answer.loss.worst == (1, 700_000, 300_000)
    assert answer.kind == "loss"


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_next_best_names_the_substitute_and_its_price(objective: str) -> None:
    solved = solved_plan(matrix([0.9, 0.6]), settings(objective=objective))
    answer = next_best(solved, "guest1", "host1")
    assert answer.loss is not None
    assert answer.loss.score == 300_000
    assert answer.swaps[0].joins == "host2"


def test_next_best_is_asked_of_pairs_of_the_plan() -> None:
    solved = solved_plan(matrix([0.9, 0.6]), settings())
    with pytest.raises(ValueError, match="host2"):
        next_best(solved, "guest1", "host2")


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_one_more_slot_is_the_first_step_of_its_curve(objective: str) -> None:
    solved = solved_plan(matrix([0.9, 0.1], [0.8, 0.2], [0.7, 0.3]), settings(objective=objective))
    answer = one_more_slot(solved, "host1")
    curve = slot_curve(solved, "host1", most=3)
    assert answer.kind == "gain"
    assert answer.loss is not None
    assert curve[1].total - curve[0].total == -answer.loss.score
    assert curve[1].served - curve[0].served == -answer.loss.served
    gains = [b.total - a.total for a, b in pairwise(curve)]
    assert objective != "best_total" or gains == sorted(gains, reverse=True)


def test_a_slot_nobody_needs_brings_nothing() -> None:
    assert one_more_slot(solved_plan(matrix([0.9]), settings()), "host1").kind == "tie"


def test_the_coverage_curve_rises_to_the_plan_with_falling_gains() -> None:
    random = np.random.default_rng(1)
    solved = solved_plan(
        problem_from_matrix(random.random((12, 6))), settings(objective="best_total")
    )
    curve = coverage_curve(solved, points=6)
    assert curve[-1].total == solved.plan.totals.total
    gains = [b.total - a.total for a, b in pairwise(curve)]
    assert gains == sorted(gains, reverse=True)


def test_questions_are_answered_where_no_flow_finds_the_plan() -> None:
    wanted = settings(objective="fairest", guest_high=2, host_high=2)
    solved = solved_plan(matrix([0.9, 0.2, 0.4], [0.8, 0.7, 0.3]), wanted)
    assert solved.plan.certificate.proof == "solver"
    pair = solved.plan.pairs[0]
    assert next_best(solved, pair.guest, pair.host).loss is not None
    in_plan = {(each.guest, each.host) for each in solved.plan.pairs}
    out = next(
        (g, h)
        for g in ("guest1", "guest2")
        for h in ("host1", "host2", "host3")
        if (g, h) not in in_plan
    )
    assert why_not(solved, *out).kind in ("loss", "tie")
    assert one_more_slot(solved, "host1").kind in ("gain", "tie")


@pytest.mark.parametrize("seconds", [0, 60])
def test_an_answer_is_said_to_be_exact_only_where_plan_and_change_are_best(seconds: int) -> None:
    random = np.random.default_rng(3)
    wanted = settings(objective="fairest", guest_high=2, host_high=3, seconds=seconds)
    solved = solved_plan(problem_from_matrix(random.random((5, 3))), wanted)
    taken = set(solved.plan.couples)
    every = [
        (guest, host)
        for guest in solved.problem.pool.guests.ids
        for host in solved.problem.pool.hosts.ids
    ]
    found = [why_not(solved, *next(pair for pair in every if pair not in taken)),
             next_best(solved, *solved.plan.couples[0]), one_more_slot(solved, every[0][1])]  # fmt: skip
    for each in found:
        assert each.exact == solved.plan.optimal == bool(seconds)
        assert ("未证明" in each.sentence.zh) != each.exact
        assert ("not proved" in each.sentence.en) != each.exact
