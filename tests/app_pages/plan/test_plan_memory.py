"""The planner's work outlives a reload, a change of language, a second tab, and leaving the screen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from app_pages.parts.plan.plan_address import PART_CHOICES
from app_pages.parts.plan.plan_store import PlanStore
from graphs.ledger import Home

Open = Callable[..., AppTest]

PLACE = {"ledger": "demo", "scope": "division:yl-t1"}
ID = re.compile(r"(?:plan|方案编号) ([0-9a-f]{12})")
SCENARIOS = "scenarios"


def plan_id(app: AppTest) -> str:
    until = time.monotonic() + 60
    while not (found := [m for each in app.caption if (m := ID.search(each.value))]):
        assert not app.exception
        assert time.monotonic() < until
        time.sleep(0.2)
        app.run()
    return str(found[0].group(1))


def address(app: AppTest) -> dict[str, str]:
    return {
        key: value[0] if isinstance(value, list) else value
        for key, value in app.query_params.items()
    }


def wish(app: AppTest) -> None:
    """Change a wish of every kind: choice, list, number, slider, limit, exception."""
    app.radio(key="plan:whom").set_value("everyone").run()
    app.selectbox(key="plan:preset").set_value("nearby").run()
    app.slider(key="plan:weight:distance").set_value(3.5).run()
    app.selectbox(key="plan:objective").set_value("best_total").run()
    app.selectbox(key="plan:missing").set_value("worst").run()
    app.number_input(key="plan:distance").set_value(30.5).run()
    app.number_input(key="plan:guest").set_value(2).run()
    app.selectbox(key="plan:quota-group").select_index(0).run()
    app.button(key="plan:quota-add").click().run()
    app.selectbox(key="plan:capacity-of").select_index(1).run()
    app.button(key="plan:capacity-add").click().run()


def wishes(app: AppTest) -> dict[str, Any]:
    widgets = [*app.radio, *app.selectbox, *app.number_input, *app.slider, *app.multiselect]
    return {
        each.key: each.value
        for each in widgets
        if each.key
        and each.key.startswith("plan:")
        and not each.key.startswith(("plan:quota-", "plan:capacity-"))
    }


def speak(app: AppTest, language: str) -> None:
    """Change the language as its control does."""
    query = {key: value for key, value in address(app).items() if key != "lang"}
    app.query_params.clear()
    for key, value in (query | ({"lang": "en"} if language == "en" else {})).items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    assert not app.error


def test_a_reload_shows_the_same_plan_with_the_same_wishes(open_app: Open) -> None:
    before = open_app("plan", **PLACE)
    even = plan_id(before)
    wish(before)
    wanted = plan_id(before)
    assert wanted != even
    assert address(before)["plan"].startswith(wanted)
    after = open_app("plan", **address(before))
    assert plan_id(after) == wanted
    assert wishes(after) == wishes(before)
    assert not after.warning


def test_a_reload_and_another_language_keep_the_open_part(open_app: Open) -> None:
    app = open_app("plan", **PLACE)
    assert "part" not in address(app)
    app.session_state["plan:tab"] = "coverage"
    app.run()
    assert address(app)["part"] == "coverage"
    speak(app, "en")
    assert address(app)["part"] == "coverage"
    again = open_app("plan", **address(app))
    assert again.session_state["plan:tab"] == "coverage"
    lost = open_app("plan", **PLACE, part="nowhere")
    assert any("nowhere" in each.value for each in lost.warning)


def test_another_language_keeps_every_wish(open_app: Open) -> None:
    app = open_app("plan", **PLACE)
    wish(app)
    wanted, chosen = plan_id(app), wishes(app)
    for language in ("en", "zh", "en"):
        speak(app, language)
        assert plan_id(app) == wanted
        assert wishes(app) == chosen
        app.session_state["plan:tab"] = SCENARIOS
        app.run()
    app.selectbox(key="plan:preset").set_value("chain").run()
    changed = plan_id(app)
    assert changed != wanted
    speak(app, "zh")
    assert plan_id(app) == changed
    assert app.selectbox(key="plan:preset").value == "chain"


def test_the_preset_shown_is_that_of_the_weights(open_app: Open) -> None:
    app = open_app("plan", **PLACE)
    app.selectbox(key="plan:preset").set_value("nearby").run()
    assert app.slider(key="plan:weight:distance").value == 5.0
    app.slider(key="plan:weight:distance").set_value(1.5).run()
    assert app.selectbox(key="plan:preset").value == "own"
    app.selectbox(key="plan:preset").set_value("").run()
    assert app.selectbox(key="plan:preset").value == ""


def test_leaving_the_screen_keeps_every_wish(open_app: Open) -> None:
    app = open_app("plan", **PLACE)
    wish(app)
    wanted, chosen = plan_id(app), wishes(app)
    app.switch_page("app_pages/proposals_screen.py").run()
    app.switch_page("app_pages/plan_screen.py").run()
    assert plan_id(app) == wanted
    assert wishes(app) == chosen


def test_the_address_of_an_earlier_plan_goes_back_to_it(open_app: Open) -> None:
    app = open_app("plan", **PLACE)
    first = address(app)
    wish(app)
    assert plan_id(app) != first["plan"][:12]
    for key, value in first.items():
        app.query_params[key] = value
    app.run()
    assert plan_id(app) == first["plan"][:12]
    assert app.radio(key="plan:whom").value == "unpaired"


def test_an_unknown_plan_is_said(open_app: Open) -> None:
    app = open_app("plan", **PLACE, plan="ab" * 32)
    assert any("没有记录" in each.value for each in app.warning)
    known = plan_id(app)
    assert address(app)["plan"].startswith(known)
    assert not app.run().warning


def test_two_sessions_of_a_desk_see_and_keep_each_others_scenarios(open_app: Open) -> None:
    one, other = open_app("plan", **PLACE), open_app("plan", **PLACE)
    other.number_input(key="plan:budget").set_value(1).run()
    for app, name in ((one, "甲"), (other, "乙")):
        app.session_state["plan:tab"] = SCENARIOS
        app.run()
        app.text_input(key="plan:scenario-name").set_value(name).run()
        app.button(key="plan:keep").click().run()
    third = open_app("plan", **PLACE, lang="en")
    third.session_state["plan:tab"] = SCENARIOS
    third.run()
    names = third.selectbox(key="plan:scenario-of").options
    assert {"甲", "乙"} <= set(names)
    other.text_input(key="plan:scenario-name").set_value("甲").run()
    other.button(key="plan:keep").click().run()
    assert any("已有名为" in each.value for each in other.warning)
    third.selectbox(key="plan:scenario-of").select_index(names.index("乙")).run()
    third.button(key="plan:take-over").click().run()
    assert third.number_input(key="plan:budget").value == 1
    assert plan_id(third) == plan_id(other)


def test_a_proposal_is_written_from_what_its_reader_saw(open_app: Open, home: Home) -> None:
    home.copy("demo", "memory")
    place = PLACE | {"ledger": "own-memory", "lang": "en"}
    app = open_app("plan", **place)
    app.number_input(key="plan:budget").set_value(2).run()
    app.session_state["plan:tab"] = "draft"
    app.run()
    app.text_input(key="plan:title").set_value("2026").run()
    app.text_input(key="plan:note").set_value("planned").run()
    app.button(key="plan:save").click().run()
    assert not app.exception
    app.switch_page("app_pages/proposals_screen.py").run()
    other = open_app("proposals", **place)
    for session in (app, other):
        session.text_input(key="proposals:note").set_value("submitted").run()
    other.button(key="proposals:submit").click().run()
    app.text_input(key="proposals:note").set_value("me too").run()
    assert any("opened at revision" in each.value for each in app.caption)
    app.button(key="proposals:submit").click().run()
    assert app.error
    assert not app.exception


def test_the_address_opens_the_question_that_was_asked(open_app: Open) -> None:
    app = open_app("plan", **PLACE, part="why_not")
    for side in ("guest", "host"):
        app.selectbox(key=f"plan:ask:{side}").select_index(0).run()
    asked = [app.selectbox(key=f"plan:ask:{side}").value for side in ("guest", "host")]
    assert all(asked)
    told = [each.value for each in app.info]
    assert told
    again = open_app("plan", **address(app))
    assert [again.selectbox(key=f"plan:ask:{side}").value for side in ("guest", "host")] == asked
    assert [each.value for each in again.info] == told
    lost = open_app("plan", **PLACE, part="why_not:nobody,")
    assert any("nobody" in each.value for each in lost.warning)
    assert lost.selectbox(key="plan:ask:guest").value is None


CHOICES = {
    "network": ("plan:drawn", "both"),
    "left_out": ("plan:conflicts", False),
    "what_if": ("plan:stability", True),
    "scenarios": ("plan:compare:0", ""),
}
"""A choice of each part that is not what is there at first."""


def test_what_is_chosen_in_a_part_outlives_a_reload_and_the_back_button_undoes_it(
    open_app: Open,
) -> None:
    app = open_app("plan", **PLACE, part=SCENARIOS)
    app.number_input(key="plan:budget").set_value(1).run()  # so that somebody is left out
    app.text_input(key="plan:scenario-name").set_value("one").run()
    app.button(key="plan:keep").click().run()
    assert {*CHOICES} == {*PART_CHOICES} - {"pairs", "why_not"}  # which have tests of their own
    for part, (key, value) in CHOICES.items():
        assert key in PART_CHOICES[part]
        app.segmented_control(key="plan:tab").set_value(part).run()
        [box] = [e for e in (*app.radio, *app.toggle, *app.selectbox) if e.key == key]
        first = box.value
        box.set_value(value).run()
        for other in (open_app("plan", **address(app)), app):
            assert not other.exception
            assert other.session_state[key] == value != first
        assert address(app)["part"].startswith(f"{part}:")
        app.query_params["part"] = part  # the back button
        app.run()
        assert app.session_state[key] == first
        assert address(app)["part"] == part


def test_a_scenario_that_is_gone_is_said_to_be(open_app: Open) -> None:
    app = open_app("plan", **PLACE, part=f"{SCENARIOS}:,{'ab' * 16},")
    assert not app.exception
    assert any("ab" * 16 in each.value for each in app.warning)


def test_the_address_opens_the_pair_whose_reason_was_read(open_app: Open, home: Home) -> None:
    app = open_app("plan", **PLACE, part=SCENARIOS)
    app.text_input(key="plan:scenario-name").set_value("pairs of it").run()
    app.button(key="plan:keep").click().run()
    [kept] = [
        scenario
        for folder in (home.folder / "plans").iterdir()
        for scenario in PlanStore(folder=folder).scenarios()
        if scenario.name == "pairs of it"
    ]
    named = "pairs:" + ",".join(kept.pairs[1])
    again = open_app("plan", **PLACE, part=named)
    assert again.button(key="plan:lock")
    assert address(again)["part"] == named
    for part, others in (("coverage", "coverage"), ("pairs", named)):
        again.session_state["plan:tab"] = part
        again.run()
        assert address(again)["part"] == others
    assert again.button(key="plan:lock")
    again.query_params.pop("part")  # the back button
    again.run()
    assert "part" not in address(again)
    assert "plan:lock" not in [each.key for each in again.button]


def test_words_that_were_sent_outlive_a_reload_and_are_gone_once_used(open_app: Open) -> None:
    before = open_app("plan", **PLACE)
    plan_id(before)
    before.segmented_control(key="plan:tab").set_value("scenarios").run()
    before.text_input(key="plan:scenario-name").set_value("甲案").run()
    after = open_app("plan", **address(before))
    plan_id(after)
    assert after.text_input(key="plan:scenario-name").value == "甲案"
    after.button(key="plan:keep").click().run()
    assert not after.exception
    assert after.text_input(key="plan:scenario-name").value == ""
    again = open_app("plan", **address(after))
    plan_id(again)
    assert again.text_input(key="plan:scenario-name").value == ""
    assert "甲案" in again.selectbox(key="plan:scenario-of").options


def test_words_of_two_tabs_are_both_kept_and_each_is_gone_once_used(
    open_app: Open, home: Home
) -> None:
    home.copy("demo", "words")
    place = PLACE | {"ledger": "own-words"}
    one, other = open_app("plan", **place), open_app("plan", **place)
    one.segmented_control(key="plan:tab").set_value("draft").run()
    other.segmented_control(key="plan:tab").set_value("scenarios").run()
    one.text_input(key="plan:title").set_value("年度方案").run()
    other.text_input(key="plan:scenario-name").set_value("乙案").run()
    third = open_app("plan", **place)
    kept = [third.session_state[key] for key in ("plan:title", "plan:scenario-name")]
    assert kept == ["年度方案", "乙案"]
    other.button(key="plan:keep").click().run()
    fourth = open_app("plan", **place)
    assert fourth.session_state["plan:title"] == "年度方案"
    assert "plan:scenario-name" not in fourth.session_state


def test_the_reason_of_a_lock_leaves_its_box_and_the_desk_once_used(
    open_app: Open, home: Home
) -> None:
    app = open_app("plan", **PLACE, part=SCENARIOS)
    app.text_input(key="plan:scenario-name").set_value("locks").run()
    app.button(key="plan:keep").click().run()
    stores = [PlanStore(folder=folder) for folder in (home.folder / "plans").iterdir()]
    guest, host = next(s for store in stores for s in store.scenarios() if s.name == "locks").pairs[
        0
    ]
    app = open_app("plan", **PLACE, part=f"pairs:{guest},{host}")
    app.button(key="plan:lock").click().run()
    assert [each.value for each in app.error] == ["请先写事由。"]
    box = f"plan:reason:{guest}:{host}"
    app.text_input(key=box).set_value("双方已商定").run()
    app.button(key="plan:lock").click().run()
    assert not app.error
    assert app.text_input(key=box).value == ""
    words = [path.read_text() for path in (home.folder / "plans").glob("*/words.json")]
    assert not any(guest in each for each in words)
    assert app.button(key="plan:next").disabled  # it is locked
    app.button(key="plan:unlock").click().run()
    assert not app.button(key="plan:next").disabled
