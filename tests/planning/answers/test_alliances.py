"""Alliances: agreements of several guests with one host."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning_cases import pool

from graphs.planning import Links, PlanningProblem, PlanSettings, alliances, plan

GUESTS = [f"n{k}" for k in range(7)]


@pytest.mark.parametrize(
    ("size", "parties"), [(2, [2] * 7), (3, [3, 3, 3, 2]), (4, [4, 3, 3]), (8, [8])]
)
def test_as_few_agreements_as_possible_of_even_size(size: int, parties: list[int]) -> None:
    problem = PlanningProblem(pool=pool(GUESTS, ["s"]))
    made = plan(problem, PlanSettings(host_high=7, alliance_size=size))
    found = alliances(problem, made)
    assert sorted((each.parties for each in found), reverse=True) == parties
    assert sorted(guest for each in found for guest in each.guests) == GUESTS


def test_guests_of_a_township_stand_together() -> None:
    towns = {guest: f"t{k % 2}" for k, guest in enumerate(GUESTS[:4])}
    problem = PlanningProblem(pool=pool(GUESTS[:4], ["s"], town=towns))
    found = alliances(problem, plan(problem, PlanSettings(host_high=4, alliance_size=3)))
    assert [each.guests for each in found] == [("n0", "n2"), ("n1", "n3")]


def test_pairs_in_force_need_no_new_agreement() -> None:
    problem = PlanningProblem(pool=pool(["n1"], ["s"], links=Links(existing=(("n1", "s"),))))
    made = plan(problem, PlanSettings(existing="open"))
    assert made.pairs[0].existing
    assert alliances(problem, made) == ()
    assert alliances(problem, replace(made, pairs=())) == ()
