"""Equal questions have one id and one plan, however they are written; different ones differ."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from planning_cases import DAY, town, town_records
from profiles import tries

from graphs.errors import InputError, LimitExceeded
from graphs.model import Snapshot
from graphs.planning import (
    CRITERIA,
    Capacity,
    Mark,
    PlanSettings,
    Quota,
    plan,
    problem_from_matrix,
    problem_from_snapshot,
    solve_matrix,
)

WEIGHTS = st.dictionaries(
    st.sampled_from(sorted(CRITERIA)), st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0, 5.0]), min_size=1
)
MARKS = (
    Mark(guest="n1", host="s1", reason="已商定"),
    Mark(guest="n1", host="s2", reason="有纠纷"),
    Mark(guest="n3", host="s2", reason="有纠纷"),
)
SNAPSHOT = town()
BACKWARDS = Snapshot.from_records(reversed(town_records()), as_of=DAY)


@examples(max_examples=tries(60), deadline=None)
@given(
    WEIGHTS,
    st.floats(0.001, 1000),
    st.sets(st.sampled_from(sorted(CRITERIA))),
    st.randoms(use_true_random=False),
)
def test_scaled_weights_blank_ones_and_any_order_are_the_same_question(
    weights: dict[str, float], scale: float, blank: set[str], random: Any
) -> None:
    one = tuple(weights.items())
    other = [(key, value * scale) for key, value in weights.items()]
    other += [(key, 0.0) for key in sorted(blank - weights.keys())]
    random.shuffle(other)
    forbidden = list(MARKS[1:])
    random.shuffle(forbidden)
    guests = ["n3", "n1", "n1"]
    random.shuffle(guests)
    plain = PlanSettings(weights=one, locked=MARKS[:1], forbidden=MARKS[1:])
    odd = PlanSettings(
        weights=tuple(other), locked=MARKS[:1] * 2, forbidden=tuple(forbidden), seconds=7,
        guest_high=1.0, keep_bonus=5,  # type: ignore[arg-type]  # as JSON may write it
    )  # fmt: skip
    first = plan(problem_from_snapshot(SNAPSHOT), plain)
    second = plan(problem_from_snapshot(BACKWARDS, guests=guests), odd)
    assert first.id == second.id
    assert replace(second, settings=plain) == first


@pytest.mark.parametrize(
    "changes",
    [
        {"guest_high": 2}, {"host_high": 1}, {"budget": 1}, {"objective": "fairest"},
        {"same": "town"}, {"max_distance_km": 5}, {"existing": "open"}, {"alliance_size": 3},
        {"locked": MARKS[:1]}, {"forbidden": MARKS[1:2]}, {"weights": (("distance", 1.0),)},
        {"capacities": (Capacity(id="s1", high=1),)},
        {"quotas": (Quota(side="guest", group="t1", high=1),)},
        {"existing": "open", "keep_bonus": 5.0}, {"guest_low": 1}, {"host_low": 1, "host_high": 2},
    ],
)  # fmt: skip
def test_another_question_has_another_id(changes: dict[str, Any]) -> None:
    assert PlanSettings(**changes).digest() != PlanSettings().digest()


@examples(max_examples=tries(200), deadline=None)
@given(st.data())
def test_no_value_of_any_type_makes_settings_crash(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each.name for each in fields(PlanSettings)]))
    if name in ("weights", "capacities", "quotas", "locked", "forbidden"):
        return
    odd = data.draw(
        st.sampled_from(
            [None, True, "3", -1, 1.5, float("nan"), float("inf"), 10**30, (), b"", "town", 0]
        )
    )
    try:
        PlanSettings(**{name: odd})
    except InputError as error:
        assert [problem.place.en.split(",")[0] for problem in error.problems]  # noqa: PT017


def test_every_contradiction_is_told_at_once() -> None:
    with pytest.raises(InputError, match="settings") as caught:
        PlanSettings(
            weights=(("distance", 1.0), ("distance", 2.0)),
            guest_low=2, guest_high=1, host_low=3, host_high=2,
            capacities=(Capacity(id="s1", low=2, high=1), Capacity(id="s1", high=4)),
            quotas=(Quota(side="host", group="t1", low=9, high=1),),
            locked=(MARKS[0], replace(MARKS[0], reason="另一说")),
            forbidden=(replace(MARKS[0], reason=" "), MARKS[0]),
        )  # fmt: skip
    told = {(problem.place.en, problem.reason.en) for problem in caught.value.problems}
    more = "the least is more than the most"
    assert told >= {
        ("weights", "named twice with different values"), ("guest_low, guest_high", more),
        ("host_low, host_high", more), ("s1", more), ("t1", more),
        ("capacities", "named twice with different values"),
        ("locked", "named twice with different values"), ("forbidden", "give the reason"),
        ("locked, forbidden", "both locked and ruled out"),
    }  # fmt: skip


def test_every_name_outside_is_told_at_once() -> None:
    asked = PlanSettings(
        locked=(Mark(guest="x1", host="s1", reason="a"),),
        forbidden=(Mark(guest="n1", host="x2", reason="a"),),
        capacities=(Capacity(id="x3", high=1),),
        quotas=(Quota(side="guest", group="x4", high=1),),
    )
    with pytest.raises(InputError, match="no candidate") as caught:
        plan(problem_from_snapshot(town()), asked)
    assert [problem.value for problem in caught.value.problems] == ["x1", "x2", "x3", "guest:x4"]


@pytest.mark.parametrize(
    ("scores", "changes", "place"),
    [
        ([[1, 2], [3]], {}, "scores"),
        ([[10**30]], {}, "scores"),
        (np.array([[2**63]], dtype=np.uint64), {}, "scores"),
        ([[1j]], {}, "scores"),
        ([[0.5]], {"decimals": -1}, "decimals"),
        ([[0.5]], {"decimals": 2.5}, "decimals"),
        ([[0.5]], {"decimals": True}, "decimals"),
        ([[0.5]], {"mask": [["no"]]}, "mask"),
        ([[0.5]], {"mask": [[float("nan")]]}, "mask"),
        ([[0.5, 1]], {"mask": [[True], [True, False]]}, "mask"),
        ([[0.5]], {"existing": [[2]]}, "existing"),
        ([[0.5]], {"guest_capacity": [[1], [1, 2]]}, "guest_capacity"),
        ([[0.5]], {"host_capacity": float("nan")}, "host_capacity"),
        ([[0.5]], {"guest_minimum": 2}, "guest_minimum, guest_capacity"),
        ([[0.5]], {"objective": ["fairest"]}, "objective"),
        ([[0.5]], {"seconds": float("nan")}, "seconds"),
        ([[0.5]], {"seconds": "soon"}, "seconds"),
    ],
)
def test_a_malformed_matrix_is_the_documented_error(
    scores: Any, changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(InputError, match="cannot be planned") as caught:
        solve_matrix(scores, **changes)
    assert caught.value.problems[0].place.en == place


def test_all_that_is_wrong_with_a_matrix_is_told_together() -> None:
    with pytest.raises(InputError, match="cannot be planned") as caught:
        solve_matrix([[0.5]], decimals=99, objective="luck", mask=[[1, 0]], host_capacity=-1)
    places = [problem.place.en for problem in caught.value.problems]
    assert places == ["decimals", "objective", "host_capacity", "mask"]


def test_a_matrix_too_large_to_hold_is_refused_before_it_is_copied() -> None:
    with pytest.raises(LimitExceeded, match="cells"):
        solve_matrix(np.broadcast_to(np.float64(0.5), (10**6, 10**6)))
    with pytest.raises(LimitExceeded, match="cells"):
        problem_from_matrix(np.broadcast_to(np.float64(0.5), (10**6, 10**6)))


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [["a"]], [[float("inf")]], [1, 2], [[-0.5, 2.0]]])
def test_a_problem_is_not_made_of_a_malformed_matrix(rows: Any) -> None:
    with pytest.raises(InputError) as caught:
        problem_from_matrix(rows)
    assert caught.value.problems
