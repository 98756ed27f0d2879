"""Check an exported plan from its JSON and the problem alone."""

from __future__ import annotations

import json
from typing import Any

from graphs.errors import InputError
from graphs.planning import (
    Certificate,
    Plan,
    PlannedPair,
    PlanningProblem,
    PlanSettings,
    PlanTotals,
    Unserved,
    Violation,
    Weights,
    verify_plan,
)
from graphs.proposals.plan_value import plan_value
from graphs.text import Text

__all__ = ["export_violations"]


def export_violations(problem: PlanningProblem, exported: object) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan as ``plan_value`` exports it.

    1. Read a plan from the values; what is none is a violation. 2. Judge it by the settings that
    stand there. 3. Export it again: every value must be the same, sentences and names too.

    Examples
    --------
    >>> from graphs.planning import plan, problem_from_matrix
    >>> given = problem_from_matrix([[0.9]])
    >>> value = plan_value(given, plan(given, PlanSettings()))
    >>> export_violations(given, value)
    ()
    >>> [each.rule for each in export_violations(given, {**value, "optimal": False})]
    ['optimal']
    """
    try:
        shown = json.loads(json.dumps(exported))
        settings = PlanSettings.from_json(json.dumps(shown["settings"]))
        plan = _plan(shown, settings)
        again = json.loads(json.dumps(plan_value(problem, plan)))
    except (InputError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        words = Text(zh="这不是导出的方案", en="this is no exported plan")
        return (Violation(rule="plan", sentence=words),)
    found = list(verify_plan(problem, settings, plan))
    for key in sorted(again.keys() | (shown.keys() - {"answers"})):
        if _words(again.get(key)) != _words(shown.get(key)):
            words = Text(zh="“{key}”与重新导出的不符", en="{key} is not what is exported again")
            found.append(Violation(rule=key, sentence=words.format(key=key)))
    return tuple(found)


def _words(value: object) -> str:
    """Return a value so that 1, 1.0 and true are three."""
    return json.dumps(value, sort_keys=True)


def _plan(shown: dict[str, Any], settings: PlanSettings) -> Plan:
    proof = shown["certificate"]
    weights = proof["weights"]
    certificate = Certificate(
        proof=proof["proof"],
        weights=None if weights is None else Weights(**weights),
        digit=proof["digit"],
        prices=tuple(_number(each) for each in proof["prices"]),
        value=_number(proof["value"]),
        bound=_number(proof["bound"]),
        levels=tuple((level, reached, bound) for level, reached, bound in proof["levels"]),
    )
    return Plan(
        id=shown["plan"],
        problem=shown["problem"],
        settings=settings,
        ledger=shown["ledger"],
        revision=shown["revision"],
        synthetic=shown["synthetic"],
        pairs=tuple(
            PlannedPair(**{**each, "flags": tuple(each["flags"])}) for each in shown["pairs"]
        ),
        left_out=tuple(
            Unserved(**{**each, "reason": Text(**each["reason"])}) for each in shown["left_out"]
        ),
        totals=PlanTotals(**shown["totals"]),
        dropped=tuple((each["guest"], each["host"]) for each in shown["dropped"]),
        refused_locks=tuple(
            (each["guest"], each["host"], Text(**each["reason"])) for each in shown["refused_locks"]
        ),
        certificate=certificate,
        content=shown["content"],
    )


def _number(value: Any) -> Any:
    return int(value, 16) if isinstance(value, str) else value
