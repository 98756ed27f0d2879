"""The planner's further limits on the screen: each reaches the plan, and a scenario brings them back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.parts.plan.plan_store import PlanRequest, PlanStore
from graphs.ledger import Home
from graphs.model import Scope
from graphs.planning import CRITERIA, SETTING_CHOICES, SETTING_RANGES, PlanSettings

Open = Callable[..., AppTest]

PATIENCE = 300  # as a run of the app has: a busy machine begins a child late
ID = re.compile(r"plan ([0-9a-f]{12})")


@pytest.fixture
def plan(open_app: Open) -> AppTest:
    return open_app("plan", ledger="demo", lang="en")


@pytest.fixture
def small(open_app: Open) -> AppTest:
    """The same screen of one township: each of its answers is there at once."""
    return open_app("plan", ledger="demo", lang="en", scope="division:yl-t1")


def ok(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    assert not app.warning
    return app


def plan_id(app: AppTest) -> str:
    """The id that the summary shows, once the child that solves it has ended."""
    until = time.monotonic() + PATIENCE
    while not (found := [m for each in app.caption if (m := ID.search(each.value))]):
        assert time.monotonic() < until, [each.value for each in (*app.caption, *app.error)]
        time.sleep(0.2)
        app.run()
    return str(found[0].group(1))


def figure(app: AppTest, label: str) -> int:
    [found] = [each.value for each in app.metric if each.label == label]
    return int(found)


def choose(app: AppTest, key: str, place: int) -> AppTest:
    box = app.selectbox(key=key)
    return ok(box.select_index(place).run())


def number(app: AppTest, key: str, value: float) -> AppTest:
    return ok(app.number_input(key=key).set_value(value).run())


def press(app: AppTest, key: str) -> AppTest:
    return ok(app.button(key=key).click().run())


def removal(app: AppTest, stem: str) -> Any:
    [found] = [each for each in app.button if (each.key or "").startswith(stem + ":")]
    return found


BOXES = {
    "guest": "guest_high", "guest-low": "guest_low", "host": "host_high", "host-low": "host_low",
    "budget": "budget", "distance": "max_distance_km", "size": "alliance_size",
    "bonus": "keep_bonus", "quota-low": "low", "quota-high": "high",
    "capacity-low": "low", "capacity-high": "high",
}  # fmt: skip
"""Which setting each box of a number sets."""

LISTS = {"objective": "objective", "same": "same", "missing": "missing", "existing": "existing"}


def test_the_screen_takes_what_is_declared(
    small: AppTest,
) -> None:
    ok(small.radio(key="plan:existing").set_value("open").run())
    boxes = {each.key: each for each in small.number_input}
    assert {key.removeprefix("plan:") for key in boxes} == {*BOXES}
    for key, name in BOXES.items():
        declared, box = SETTING_RANGES[name], boxes[f"plan:{key}"]
        assert (box.min, box.max) == (declared.least, declared.most)
    for key, name in LISTS.items():
        [found] = [e for e in (*small.selectbox, *small.radio) if e.key == f"plan:{key}"]
        assert len(found.options) == len(SETTING_CHOICES[name])
        for value in SETTING_CHOICES[name]:
            found.set_value(value)


@pytest.mark.parametrize("edge", ["least", "most"])
def test_a_plan_at_the_edge_of_every_range_is_shown_as_it_is(
    open_app: Open, home: Home, edge: str
) -> None:
    settings = PlanSettings(
        **{
            name: getattr(SETTING_RANGES[name], edge)
            for name in BOXES.values()
            if name not in ("low", "high")
        },
        existing="open",
        objective="best_total",
        weights=tuple((key, getattr(SETTING_RANGES["weight"], edge)) for key in CRITERIA),
    )
    kept = PlanRequest(plan="ab" * 32, aim=("everyone", ()), settings=settings)
    with home.open("demo") as ledger:
        name = ledger.snapshot(Scope("division", "yl-t1"), None).ledger
    PlanStore.of(home.folder, "demo", name).keep(kept)
    app = ok(open_app("plan", ledger="demo", lang="en", scope="division:yl-t1", plan=kept.plan))
    shown = {each.key: each.value for each in (*app.number_input, *app.slider)}
    for key, name in BOXES.items():
        if name not in ("low", "high"):
            assert shown[f"plan:{key}"] == getattr(settings, name)
    assert {v for k, v in shown.items() if k.startswith("plan:weight:")} == {
        settings.weight("distance")
    }


def test_a_limit_of_a_township_is_kept_and_taken_back(plan: AppTest) -> None:
    before, served = plan_id(plan), figure(plan, "Guests served")
    district = plan.selectbox(key="plan:quota-group").options.index(
        "Yunling Demonstration District"
    )
    choose(plan, "plan:quota-group", district)
    number(plan, "plan:quota-high", 7)
    press(plan, "plan:quota-add")
    assert plan_id(plan) != before
    assert figure(plan, "Guests served") == 7 < served
    ok(removal(plan, "plan:quotas").click().run())
    assert plan_id(plan) == before


def test_a_host_that_leaves_gets_nothing(plan: AppTest) -> None:
    before = plan_id(plan)
    choose(plan, "plan:capacity-of", 0)
    number(plan, "plan:capacity-high", 0)
    press(plan, "plan:capacity-add")
    assert plan_id(plan) != before
    ok(removal(plan, "plan:capacities").click().run())
    assert plan_id(plan) == before


def test_a_minimum_above_the_maximum_is_said_and_cannot_be_added(plan: AppTest) -> None:
    choose(plan, "plan:capacity-of", 0)
    number(plan, "plan:capacity-low", 9)
    assert any("the least is more than the most" in each.value for each in plan.caption)
    assert plan.button(key="plan:capacity-add").disabled


def test_pairs_in_force_may_be_decided_anew(small: AppTest) -> None:
    ok(small.radio(key="plan:whom").set_value("everyone").run())
    fixed = plan_id(small)
    ok(small.radio(key="plan:existing").set_value("open").run())
    anew = plan_id(small)
    assert anew != fixed
    number(small, "plan:bonus", 50)
    assert plan_id(small) not in (fixed, anew)


def test_a_scenario_brings_back_everything_it_was_made_with(small: AppTest) -> None:
    ok(small.radio(key="plan:whom").set_value("everyone").run())
    ok(small.radio(key="plan:existing").set_value("open").run())
    number(small, "plan:bonus", 20)
    number(small, "plan:host-low", 1)
    number(small, "plan:budget", 40)
    number(small, "plan:distance", 30.5)
    number(small, "plan:guest", 2)
    number(small, "plan:size", 3)
    ok(small.selectbox(key="plan:objective").set_value("best_total").run())
    ok(small.selectbox(key="plan:preset").set_value("nearby").run())
    choose(small, "plan:quota-group", 1)
    press(small, "plan:quota-add")
    choose(small, "plan:capacity-of", 2)
    press(small, "plan:capacity-add")
    wanted = plan_id(small)
    small.session_state["plan:tab"] = "scenarios"
    ok(small.run())
    ok(small.text_input(key="plan:scenario-name").set_value("first").run())
    press(small, "plan:keep")
    ok(small.radio(key="plan:whom").set_value("unpaired").run())
    ok(small.selectbox(key="plan:preset").set_value("chain").run())
    ok(small.selectbox(key="plan:objective").set_value("most_served").run())
    ok(removal(small, "plan:quotas").click().run())
    number(small, "plan:size", 2)
    assert plan_id(small) != wanted
    # Scenarios are the desk's: other tests of this home may have kept some that are listed first.
    ok(small.selectbox(key="plan:scenario-of").select("first").run())
    press(small, "plan:take-over")
    assert plan_id(small) == wanted
    ok(small.selectbox(key="plan:scenario-of").select("first").run())
    press(small, "plan:let-go")
    assert "first" not in [each for box in small.selectbox for each in box.options]
