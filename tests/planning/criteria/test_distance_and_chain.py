"""What counts as close: chain, distance, needs."""

from __future__ import annotations

import numpy as np
import pytest
from planning_cases import pool

from graphs.planning import CRITERIA, Links, SegmentAt
from graphs.planning.criteria.distance_and_chain import distance_km


def score(key: str, made: object) -> float:
    return float(CRITERIA[key].scores(made)[0, 0])  # type: ignore[arg-type]


def seat(chain: str, order: int) -> SegmentAt:
    return SegmentAt(
        chain=chain, chain_name="链", segment=f"{chain}{order}", name="段", order=order
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (seat("k", 1), seat("k", 2), 0.8),
        (seat("k", 1), seat("k", 3), 0.5),
        (seat("k", 1), seat("k", 1), 0.3),
        (seat("k", 1), seat("k", -1), 0.5),
        (seat("k", 1), seat("j", 2), 0.0),
    ],
)
def test_neighbouring_segments_count_more_than_the_same_one(
    mine: SegmentAt, theirs: SegmentAt, expected: float
) -> None:
    assert score("chain", pool(["n"], ["s"], seats={"n": (mine,), "s": (theirs,)})) == expected


def test_a_recorded_supply_counts_most_even_off_every_chain() -> None:
    assert score("chain", pool(["n"], ["s"], links=Links(supply=(("n", "s"),)))) == 1.0
    assert np.isnan(score("chain", pool(["n"], ["s"])))


def test_distance_halves_every_ten_kilometres_and_falls_back_to_steps() -> None:
    near = pool(["n"], ["s"], place={"n": (113.0, 34.0), "s": (113.0, 34.0)})
    assert score("distance", near) == 1.0
    far = pool(["n"], ["s"], place={"n": (113.0, 34.0), "s": (113.0, 34.0 + 10 / 111.195)})
    assert score("distance", far) == pytest.approx(0.5, abs=1e-4)
    town = {"n": "t", "s": "t"}
    assert score("distance", pool(["n"], ["s"], town=town)) == 0.8
    both = {"n": "t", "s": "o"}
    assert (
        score("distance", pool(["n"], ["s"], town=both, district=dict.fromkeys(both, "d"))) == 0.4
    )
    assert score("distance", pool(["n"], ["s"], town=both, district={"n": "d", "s": "e"})) == 0.0
    assert np.isnan(score("distance", pool(["n"], ["s"], town={"n": "t"})))


def test_antipodes_are_half_the_circumference_apart() -> None:
    made = pool(["n"], ["s"], place={"n": (0.0, 90.0), "s": (0.0, -90.0)})
    assert distance_km(made)[0, 0] == pytest.approx(20015.1, abs=0.1)


def test_needs_are_met_by_kinds_and_empty_lists_are_no_data() -> None:
    made = pool(["n"], ["s"], needs={"n": ("技术", "法律")}, offers={"s": ("技术", "场地")})
    assert score("needs", made) == 0.5
    assert np.isnan(score("needs", pool(["n"], ["s"], needs={"n": ("技术",)})))
    evidence = CRITERIA["needs"].explain(made, 0, 0)
    assert evidence.reason.zh == "2 类需求中可对接 1 类：技术"
    assert evidence.reason.en == "1 of 2 kinds of need can be met: technology"
