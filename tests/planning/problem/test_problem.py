"""From a snapshot or a matrix to candidates: who is asked, what is known, what links them."""

from __future__ import annotations

import numpy as np
import pytest
from planning_cases import DAY, branch, town, town_records

from graphs.errors import InputError
from graphs.model import Ownership, Profile, Snapshot
from graphs.planning import problem_from_matrix, problem_from_snapshot
from graphs.planning.candidates import candidate_columns
from graphs.text import Text


def test_asks_for_the_unpaired_non_public_and_offers_every_state_owned_one() -> None:
    pool = problem_from_snapshot(town()).pool
    assert pool.guests.ids == ("n1", "n3")
    assert pool.hosts.ids == ("s1", "s2")
    assert problem_from_snapshot(town(), everyone=True).pool.guests.ids == ("n1", "n2", "n3")


def test_gathers_what_the_criteria_look_at() -> None:
    made = problem_from_snapshot(town(), everyone=True).pool
    guest, host = made.guests.take(slice(0, 1)), made.hosts.take(slice(0, 1))
    assert (
        guest[candidate_columns.town],
        guest[candidate_columns.district],
        guest[candidate_columns.industry],
    ) == (("t1",), ("c",), ("3054",))
    assert (guest[candidate_columns.needs], host[candidate_columns.offers]) == (
        (("技术", "法律"),),
        (("技术",),),
    )
    assert (
        guest[candidate_columns.seats][0][0].order,
        host[candidate_columns.seats][0][0].order,
    ) == (2, 1)
    assert (
        float(guest[candidate_columns.party_members][0]),
        float(guest[candidate_columns.vacant][0]),
    ) == (5.0, 1.0)
    assert (
        int(host[candidate_columns.load][0]),
        int(host[candidate_columns.usual][0]),
        host[candidate_columns.partners][0],
    ) == (1, 3, ("n2",))
    assert guest[candidate_columns.groups] == (("c", "k", "t1"),)
    assert host[candidate_columns.place].tolist() == [[113.0, 34.0]]


def test_finds_what_links_guests_and_hosts() -> None:
    links = problem_from_snapshot(town(), everyone=True).pool.links
    assert links.existing == (("n2", "s1"),)
    assert links.earlier == (("n1", "s2", 0),)
    assert links.supply == (("n2", "s2"),)
    assert links.related == (("n3", "s1"),)


def test_same_facts_in_any_order_give_the_same_digest() -> None:
    reverse = Snapshot.from_records(reversed(town_records()), as_of=DAY)
    assert problem_from_snapshot(reverse).digest == problem_from_snapshot(town()).digest


def test_another_fact_gives_another_digest() -> None:
    more = Snapshot.from_records([*town_records(), *branch("n9", Ownership.private)], as_of=DAY)
    assert problem_from_snapshot(more).digest != problem_from_snapshot(town()).digest


def test_lists_every_organisation_outside_the_snapshot() -> None:
    with pytest.raises(InputError, match="outside") as caught:
        problem_from_snapshot(town(), guests=["n1", "x1"], hosts=["x2"])
    assert [problem.value for problem in caught.value.problems] == ["x1", "x2"]


def test_carries_who_is_refused_and_why() -> None:
    reason = Text(zh="届满未换届", en="its term is over")
    pool = problem_from_snapshot(town(), refused={"n1": reason}).pool
    assert pool.guests[candidate_columns.refused] == (reason, None)


def test_an_empty_ledger_is_an_empty_problem() -> None:
    nothing = Snapshot.from_records([Profile(id="p", title="空")], as_of=DAY)
    assert problem_from_snapshot(nothing).pool.shape == (0, 0)


def test_a_matrix_is_sorted_by_the_ids_given() -> None:
    made = problem_from_matrix(
        np.array([[0.1, 0.2], [0.3, 0.4]]), guests=["b", "a"], hosts=["y", "x"]
    )
    assert made.pool.guests.ids == ("a", "b")
    assert made.pool.given is not None
    assert made.pool.given.tolist() == [[0.4, 0.3], [0.2, 0.1]]


@pytest.mark.parametrize(
    ("rows", "guests"),
    [([[1.5]], None), ([[-0.1]], None), ([[0.5]], ["a", "b"]), ([[0.1], [0.2]], ["a", "a"])],
)
def test_refuses_a_matrix_that_is_no_score_matrix(
    rows: list[list[float]], guests: list[str] | None
) -> None:
    with pytest.raises(InputError, match="scores of a matrix"):
        problem_from_matrix(np.array(rows), guests=guests)
