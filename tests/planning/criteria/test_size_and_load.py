"""What counts as strong, even, free, tied and active."""

from __future__ import annotations

import numpy as np
import pytest
from planning_cases import pool

from graphs.planning import CRITERIA, Links


def score(key: str, made: object) -> float:
    return float(CRITERIA[key].scores(made)[0, 0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"), [(5, 40, 1.0), (10, 20, 1 / 3), (20, 10, 0.0)]
)
def test_a_larger_host_complements_a_smaller_guest(
    mine: float, theirs: float, expected: float
) -> None:
    made = pool(["n"], ["s"], party_members={"n": mine, "s": theirs})
    assert score("strength", made) == pytest.approx(expected)


def test_a_vacant_post_of_the_guest_adds_and_an_unstated_one_is_left_out() -> None:
    members = {"n": 10.0, "s": 20.0}
    vacant = score("strength", pool(["n"], ["s"], party_members=members, vacant={"n": 1.0}))
    filled = score("strength", pool(["n"], ["s"], party_members=members, vacant={"n": 0.0}))
    assert filled < score("strength", pool(["n"], ["s"], party_members=members)) < vacant


def test_parity_is_symmetric_and_1_between_equals() -> None:
    one = score("parity", pool(["n"], ["s"], party_members={"n": 10.0, "s": 30.0}))
    other = score("parity", pool(["n"], ["s"], party_members={"n": 30.0, "s": 10.0}))
    assert one == other == pytest.approx(1 / 3)
    assert score("parity", pool(["n"], ["s"], party_members={"n": 7.0, "s": 7.0})) == 1.0


def test_no_members_stated_is_no_data() -> None:
    assert np.isnan(score("parity", pool(["n"], ["s"], party_members={"n": 10.0})))
    assert np.isnan(score("strength", pool(["n"], ["s"], party_members={"n": 0.0, "s": 3.0})))


@pytest.mark.parametrize(("load", "expected"), [(0, 1.0), (1, 0.75), (4, 0.0), (9, 0.0)])
def test_a_free_host_scores_more_than_a_loaded_one(load: int, expected: float) -> None:
    assert score("workload", pool(["n"], ["s"], load={"s": load}, usual={"s": 4})) == expected


def test_partners_in_common_earlier_pairs_and_ties() -> None:
    partners = {"n": ("a", "b"), "s": ("b", "c")}
    assert score("ties", pool(["n"], ["s"], partners=partners)) == 0.5
    assert score("ties", pool(["n"], ["s"], links=Links(earlier=(("n", "s", 0),)))) == 0.25
    assert score("ties", pool(["n"], ["s"], links=Links(earlier=(("n", "s", 2),)))) > 0.8
    assert score("ties", pool(["n"], ["s"], links=Links(tied=(("n", "s"),)))) == 1.0
    assert np.isnan(score("ties", pool(["n"], ["s"], partners={"n": ("a",)})))


@pytest.mark.parametrize(("rate", "expected"), [(0.0, 0.0), (2.0, 0.5), (4.0, 1.0), (12.0, 1.0)])
def test_track_record_is_full_from_one_activity_a_quarter(rate: float, expected: float) -> None:
    assert score("track_record", pool(["n"], ["s"], activity={"s": rate})) == expected


def test_a_host_without_any_pair_has_no_track_record() -> None:
    assert np.isnan(score("track_record", pool(["n"], ["s"])))
