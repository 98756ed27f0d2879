"""An exported plan is judged as it stands: any one value changed in the JSON is caught."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiles import tries

from graphs.planning import Mark, PlanSettings, plan, problem_from_matrix
from graphs.proposals import export_violations, plan_value

PROBLEM = problem_from_matrix(np.random.default_rng(2).random((9, 3)).round(2))
ASKED = [
    PlanSettings(
        weights=(("given", 1.0),), objective=objective, host_high=2,
        locked=(Mark(guest="guest3", host="host1", reason="已商定"),),
    )
    for objective in ("most_served", "fairest", "best_total")
]  # fmt: skip
EXPORTED = [json.loads(json.dumps(plan_value(PROBLEM, plan(PROBLEM, each)))) for each in ASKED]
ODD = (None, True, 0, 1, -1, 0.5, 10**25, "", "host1", "solver", "0x10", [], {}, ["a"])


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inside:
        yield (*path, key)
        if isinstance(each, dict | list):
            yield from places(each, (*path, key))


@pytest.mark.parametrize("exported", EXPORTED)
def test_a_plan_as_it_was_exported_is_sound(exported: dict[str, Any]) -> None:
    assert export_violations(PROBLEM, exported) == ()
    assert export_violations(PROBLEM, {**exported, "answers": []}) == ()


@settings(max_examples=tries(250), deadline=None)
@given(st.data())
def test_any_one_change_of_an_export_is_caught(data: st.DataObject) -> None:
    forged = copy.deepcopy(data.draw(st.sampled_from(EXPORTED)))
    path = data.draw(st.sampled_from(list(places(forged))))
    holder = forged
    for step in path[:-1]:
        holder = holder[step]
    old, new = holder[path[-1]], data.draw(st.sampled_from(ODD))
    if json.dumps(old) == json.dumps(new):
        return
    if data.draw(st.booleans()):
        holder[path[-1]] = new
    else:
        del holder[path[-1]]
    assert export_violations(PROBLEM, forged), path


@pytest.mark.parametrize("odd", [None, 3, "plan", [], {}, {"settings": {}}])
def test_what_is_no_export_is_a_violation(odd: object) -> None:
    assert [each.rule for each in export_violations(PROBLEM, odd)] == ["plan"]


def test_prices_of_thousands_of_digits_can_be_exported() -> None:
    random = np.random.default_rng(1)
    wide = problem_from_matrix(random.random((60, 12)))
    made = plan(wide, PlanSettings(weights=(("given", 1.0),), objective="fairest", host_high=5))
    exported = json.loads(json.dumps(plan_value(wide, made)))
    assert export_violations(wide, exported) == ()
