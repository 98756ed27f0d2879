"""The judge of a whole plan: any one change of any field is caught, and nothing makes it crash."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from nonempty import nonempty
from planning_cases import matrix, pool, settings
from planning_tampering import ODD, at, near, places, put, sealed
from profiles import tries

from graphs.planning import (
    Capacity,
    Certificate,
    Links,
    Mark,
    Plan,
    PlanningProblem,
    PlanSettings,
    Quota,
    Weights,
    plan,
    verify_plan,
)

LOCK = Mark(guest="n1", host="s1", reason="已商定")
REFUSED = Mark(guest="n2", host="s1", reason="已商定")
IDS = [[f"n{k}" for k in range(1, 8)], [f"s{k}" for k in range(1, 4)]]


def district() -> PlanningProblem:
    """Seven guests and three hosts with pairs in force, towns, and every kind of fact."""
    guests, hosts = IDS
    towns = {"n1": "t1", "n2": "t1", "n3": "t2", "n4": "t2", "n5": "t1", "s1": "t1", "s2": "t2"}
    here = pool(
        guests, hosts, links=Links(existing=(("n4", "s2"), ("n3", "s1"))), town=towns,
        groups={ident: (town,) for ident, town in towns.items()},
        superior={"n1": "p", "s1": "p"}, party_members={"n1": 3.0, "n2": 8.0, "s1": 40.0},
        usual={"s1": 2, "s2": 2, "s3": 1},
    )  # fmt: skip
    given = np.random.default_rng(3).random((7, 3)).round(3)
    given[5, 0] = np.nan
    return PlanningProblem(pool=replace(here, given=given), revision=7, ledger="k")


WEIGHTS = (("given", 2.0), ("distance", 1.0))
QUESTIONS = {
    "flow": PlanSettings(weights=WEIGHTS, locked=(LOCK, REFUSED)),
    "fairest": PlanSettings(weights=WEIGHTS, objective="fairest", host_low=1),
    "least": PlanSettings(weights=WEIGHTS, objective="least_disruption", existing="open"),
    "total": PlanSettings(
        weights=WEIGHTS, objective="best_total", guest_high=2,
        capacities=(Capacity(id="s1", low=1, high=1),),
    ),
    "crossing": PlanSettings(
        weights=WEIGHTS, existing="open", budget=3, quotas=(Quota(side="guest", group="t1", high=2),)
    ),
    "several": PlanSettings(weights=WEIGHTS, objective="fairest", guest_high=2),
}  # fmt: skip
PROBLEM = district()
PLANS = {key: plan(PROBLEM, asked) for key, asked in QUESTIONS.items()}


def rules(key: str, changed: Any) -> set[str]:
    return {each.rule for each in verify_plan(PROBLEM, QUESTIONS[key], changed)}


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_a_plan_as_it_was_made_is_sound(key: str) -> None:
    assert rules(key, PLANS[key]) == set()


@examples(max_examples=tries(400), deadline=None)
@given(st.data())
def test_any_one_change_of_any_field_is_caught(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(QUESTIONS)))
    made = PLANS[key]
    path = data.draw(st.sampled_from(list(places(made))))
    old = at(made, path)
    new = data.draw(st.sampled_from([*near(old), *ODD]))
    if type(new) is type(old) and new == old:
        return
    assert rules(key, put(made, path, new))


_WORD = {"prices"}
"""Other prices may prove the same."""


@examples(max_examples=tries(400), deadline=None)
@given(st.data())
def test_a_change_is_caught_under_a_new_digest_too(data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(QUESTIONS)))
    made = PLANS[key]
    paths = [p for p in places(made) if p[0] not in ("content", "certificate")]
    paths += [p for p in places(made) if p[0] == "certificate" and not _WORD & set(p)]
    path = data.draw(st.sampled_from(paths))
    old = at(made, path)
    new = data.draw(st.sampled_from([*near(old), *ODD]))
    if type(new) is type(old) and new == old:
        return
    assert rules(key, sealed(put(made, path, new)))


def _empty(key: str, certificate: Certificate) -> Plan:
    """Return a plan without pairs whose every figure is right: only the proof can give it away."""
    asked = QUESTIONS[key]
    nothing = plan(PROBLEM, replace(asked, budget=0))
    honest = replace(nothing, id=PLANS[key].id, settings=asked)
    return sealed(replace(honest, certificate=certificate))


FORGED = {
    "no proof": Certificate(proof="none"),
    "a word": Certificate(proof="solver"),
    "a word with levels": Certificate(proof="solver", levels=(("served", 0, 0), ("score", 0, 0))),
    "every level": Certificate(
        proof="solver", levels=(("kept", 0, 0), ("served", 0, 0), ("score", 0, 0))
    ),
    "another kind": Certificate(proof="trust me"),
    "blank prices": Certificate(proof="prices"),
    "other question": Certificate(
        proof="prices", weights=Weights(shortfall=0, kept=0, served=0, score=0), prices=(0,) * 5
    ),
    "huge": Certificate(proof="prices", prices=(10**5000,) * 5, value=10**5000, bound=10**5000),
}


@pytest.mark.parametrize("forged", list(FORGED))
@pytest.mark.parametrize("key", list(QUESTIONS))
def test_an_empty_plan_is_never_proved(key: str, forged: str) -> None:
    assert rules(key, _empty(key, FORGED[forged])) & {"bound", "unproved"}


@pytest.mark.parametrize("huge", [2**60, 2**62, 2**63 - 1, 2**63, 10**30])
@pytest.mark.parametrize("key", [k for k, p in PLANS.items() if p.certificate.proof == "prices"])
def test_numbers_that_no_word_holds_are_judged_exactly(key: str, huge: int) -> None:
    made = PLANS[key]
    for place in nonempty(range(len(made.certificate.prices))):
        forged = put(made, ("certificate", "prices", place), huge)
        # At a host without any slot every price proves the same; nowhere may one make it crash.
        assert rules(key, sealed(forged)) <= {"bound"}
    for name in ("shortfall", "kept", "served") if made.certificate.weights else ():
        forged = put(made, ("certificate", "weights", name), huge)
        assert "bound" in rules(key, sealed(forged)) or name == "kept"


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_a_proved_plan_without_its_proof_is_unproved(key: str) -> None:
    bare = sealed(replace(PLANS[key], certificate=Certificate(proof="none")))
    assert rules(key, bare) == {"unproved"}


def test_prices_must_prove_the_question_that_was_asked() -> None:
    other = plan(PROBLEM, replace(QUESTIONS["total"], objective="most_served"))
    asked = PLANS["total"]
    forged = replace(other, id=asked.id, settings=asked.settings)
    assert "bound" in rules("total", sealed(forged))


def test_what_nobody_can_check_is_called_the_solvers_word() -> None:
    several = next(each for each in PLANS.values() if each.certificate.proof == "solver")
    assert not several.certificate.proved
    words = several.sentence()
    assert "无法复核" in words.zh
    assert "已证明" not in words.zh
    assert "solver's word" in words.en
    assert "proved" not in words.en


def test_another_problem_or_other_settings_are_caught() -> None:
    made, asked = PLANS["flow"], QUESTIONS["flow"]
    assert verify_plan(matrix([0.9]), settings(), made)
    assert {v.rule for v in verify_plan(PROBLEM, replace(asked, budget=9), made)} >= {
        "id",
        "settings",
    }


@pytest.mark.parametrize("odd", [None, 3, "plan", (), [], {"pairs": []}])
def test_what_is_no_plan_is_a_violation(odd: Any) -> None:
    assert rules("flow", odd) == {"plan"}
