"""The demonstration district end to end: from its archive to an explained plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphs.ledger import load_archive
from graphs.model import Snapshot
from graphs.planning import (
    CRITERIA,
    PRESETS,
    Objective,
    PlanSettings,
    conflicts,
    problem_from_snapshot,
    solved_plan,
    verify_plan,
    why,
    why_not,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with load_archive(
        ROOT / "data" / "demo", str(tmp_path_factory.mktemp("demo") / "d.ledger")
    ) as ledger:
        return ledger.snapshot()


@pytest.mark.parametrize("preset", list(PRESETS))
@pytest.mark.parametrize("objective", [objective.name for objective in Objective])
def test_every_preset_and_objective_gives_a_proved_plan(
    district: Snapshot, preset: str, objective: str
) -> None:
    solved = solved_plan(
        problem_from_snapshot(district), PlanSettings.preset(preset, objective=objective)
    )
    assert verify_plan(solved.problem, solved.settings, solved.plan) == ()
    assert solved.plan.optimal
    assert solved.plan.synthetic
    assert len(solved.plan.pairs) + len(solved.plan.left_out) == len(solved.problem.pool.guests)


def test_every_criterion_of_the_ledger_has_data_for_some_pair(district: Snapshot) -> None:
    pool = problem_from_snapshot(district, everyone=True).pool
    for key, each in CRITERIA.items():
        known = each.scores(pool)
        assert (known == known).any() == (key != "given"), key  # noqa: PLR0124  # NaN differs from itself


def test_an_official_can_ask_why_and_why_not(district: Snapshot) -> None:
    problem, wanted = problem_from_snapshot(district), PlanSettings()
    solved = solved_plan(problem, wanted)
    pair = solved.plan.pairs[0]
    assert (
        why(problem, wanted, pair.guest, pair.host, beside=solved.plan.couples).score == pair.score
    )
    left = solved.plan.left_out[0]
    answer = why_not(solved, left.guest, problem.pool.hosts.ids[0])
    assert answer.kind in ("loss", "tie")
    shortage = conflicts(solved)[0]
    assert shortage.slots < len(shortage.guests)
    assert shortage.relaxations[0].served == solved.plan.totals.served + 1
