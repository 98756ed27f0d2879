"""Settings are plain values: they survive JSON, and every problem is told at once."""

from __future__ import annotations

import pytest

from graphs.errors import InputError
from graphs.planning import PRESETS, Capacity, Mark, PlanSettings, Quota

FULL = PlanSettings(
    weights=(("distance", 2.0), ("chain", 1.0)),
    objective="fairest",
    host_high=3,
    capacities=(Capacity(id="s1", low=1, high=2),),
    quotas=(Quota(side="guest", group="t1", high=5),),
    locked=(Mark(guest="n1", host="s1", reason="已商定"),),
    forbidden=(Mark(guest="n2", host="s1", reason="有纠纷"),),
    existing="open",
    keep_bonus=5.0,
    budget=20,
    max_distance_km=30.0,
    same="district",
    alliance_size=3,
)


def test_json_keeps_everything() -> None:
    assert PlanSettings.from_json(FULL.to_json()) == FULL
    assert PlanSettings.from_json(PlanSettings().to_json()) == PlanSettings()


def test_order_of_entry_makes_no_difference() -> None:
    one = PlanSettings(weights=(("distance", 1.0), ("chain", 2.0)))
    other = PlanSettings(weights=(("chain", 2.0), ("distance", 1.0)))
    assert one.digest() == other.digest()


def test_any_change_gives_another_digest() -> None:
    assert PlanSettings(budget=1).digest() != PlanSettings(budget=2).digest()


@pytest.mark.parametrize("key", list(PRESETS))
def test_presets_are_complete_settings(key: str) -> None:
    assert PlanSettings.preset(key, budget=3).budget == 3


def test_tells_every_problem_at_once() -> None:
    with pytest.raises(InputError, match="settings") as caught:
        PlanSettings(
            weights=(("charm", 1.0), ("distance", -1.0)),
            objective="luckiest",
            guest_high=-1,
            capacities=(Capacity(id="s1", high=-2),),
            quotas=(Quota(side="guest", group="t1", high=-3),),
            alliance_size=1,
            existing="sometimes",  # type: ignore[arg-type]
        )
    places = [problem.place.en for problem in caught.value.problems]
    assert places == [
        "charm", "distance", "objective", "existing", "guest_high", "alliance_size", "s1:high", "t1:high",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["", "[]", "{", '{"colour": 1}', '{"locked": [1]}', '{"weights": [["a"]]}']
)
def test_refuses_json_that_is_no_settings(words: str) -> None:
    with pytest.raises(InputError, match="settings"):
        PlanSettings.from_json(words)
