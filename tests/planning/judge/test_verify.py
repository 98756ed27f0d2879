"""The judge finds what is wrong, one thing at a time, and shares no code with the solver."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import graphs.planning
from graphs.planning.judge.verify import verify
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.planning.solve.solve import solve

SCORES = np.array([[3, 1], [2, 2], [1, 0]])


def rules(problem: Assignment, pairs: list[list[int]], **changes: object) -> set[str]:
    found = solve(problem)
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    certificate = replace(found.certificate, **changes)
    return {each.rule for each in verify(problem, rows, found.totals, certificate)}


def best(problem: Assignment) -> list[list[int]]:
    return solve(problem).pairs.tolist()


@pytest.mark.parametrize(
    ("pairs", "rule"),
    [
        ([[0, 5]], "range"),
        ([[0, 0], [0, 0]], "twice"),
        ([[2, 1]], "eligible"),
        ([[0, 0], [0, 1]], "guest_capacity"),
        ([[0, 0], [1, 0]], "host_capacity"),
    ],
)
def test_names_the_broken_constraint(pairs: list[list[int]], rule: str) -> None:
    eligible = np.ones((3, 2), dtype=bool)
    eligible[2, 1] = False
    assert rule in rules(Assignment.of(SCORES, eligible=eligible), pairs)


def test_names_broken_groups_and_budgets() -> None:
    limit = Limit(side="guest", members=(0, 1), high=1)
    problem = Assignment.of(SCORES, limits=(limit,), budget=1, new_budget=1)
    assert rules(problem, [[0, 0], [1, 1]]) == {"limit", "budget", "new_budget"}


def test_names_every_wrong_figure() -> None:
    problem = Assignment.of(SCORES, existing=np.ones((3, 2), dtype=bool), host_low=1)
    assert {"pairs", "kept", "served", "total", "shortfall"} <= rules(problem, [])


@pytest.mark.parametrize("objective", list(Objective))
def test_refuses_a_worse_plan_under_any_prices(objective: Objective) -> None:
    problem = Assignment.of(SCORES, objective=objective)
    assert "bound" in rules(problem, [[0, 1], [1, 0]])


@pytest.mark.parametrize("objective", list(Objective))
def test_refuses_prices_that_prove_nothing(objective: Objective) -> None:
    problem = Assignment.of(SCORES, objective=objective)
    given = solve(problem).certificate
    off = tuple(price + 1 if place == 0 else price for place, price in enumerate(given.prices))
    assert rules(problem, best(problem), prices=off) == {"bound"}
    assert rules(problem, best(problem), prices=()) == {"bound"}


def test_refuses_weights_that_let_a_level_buy_another() -> None:
    problem = Assignment.of(SCORES, objective=Objective.most_served)
    weights = solve(problem).certificate.weights
    assert weights is not None
    assert rules(problem, best(problem), weights=replace(weights, served=1)) == {"bound"}


def test_refuses_a_digit_too_small_for_the_fairest_plan() -> None:
    problem = Assignment.of(SCORES, objective=Objective.fairest)
    assert rules(problem, best(problem), digit=2) == {"bound"}


def test_refuses_a_solver_bound_above_the_value() -> None:
    problem = Assignment.of(SCORES, guest_high=2, objective=Objective.fairest)
    assert rules(problem, best(problem), levels=(("score", 1, 2),)) == {"bound"}


def test_shares_no_code_with_the_solver() -> None:
    folder = Path(graphs.planning.__file__).parent
    allowed = {
        "certificate", "judge.certificate_check", "judge.priced_problem", "judge.proof_check",
        "judge.verify", "problem.assignment",
    }  # fmt: skip
    reached, to_read = set(), ["judge.verify"]
    while to_read:
        name = to_read.pop()
        reached.add(name)
        tree = ast.parse((folder / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        imports = {
            node.module.removeprefix("graphs.planning.")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("graphs.planning.")
        }
        # A certificate holds the solver's weights as plain numbers; their type is all it imports.
        to_read += [] if name == "certificate" else sorted(imports - reached)
    assert reached <= allowed
