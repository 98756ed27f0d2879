"""The questions screen: the address holds the question, typed words open one, a row leads on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest
from test_app_screens import data, untranslated

from graphs.ledger import Home
from graphs.model import Snapshot
from graphs.questions import QUESTIONS, Reference

Open = Callable[..., AppTest]
HOST = "yl-s20"


def asked(key: str) -> dict[str, str]:
    """The address of a question, with organisations where it needs some."""
    chosen = [
        each for each in QUESTIONS[key].parameters if isinstance(each, Reference) and each.required
    ]
    return {"ask": key} | {
        f"ask.{each.key}": ident for each, ident in zip(chosen, (HOST, "yl-b1"), strict=False)
    }


def words_of(app: AppTest) -> str:
    return " ".join(each.words for each in said(app))


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_every_question_opens_from_its_address_in_both_languages(
    read_app: Open, home: Home, key: str
) -> None:
    known = data(home, "demo")
    for language in ("zh", "en"):
        app = read_app("questions", ledger="demo", lang=language, **asked(key))
        assert not app.exception
        assert not app.error
        assert not app.info  # nothing is left to choose
        assert QUESTIONS[key].label.say(language) in words_of(app)
        assert untranslated(said(app), language, known) == []


def test_the_answer_is_the_same_in_both_languages_after_a_switch(open_app: Open) -> None:
    app = open_app("questions", ledger="demo", ask="ending_soon", **{"ask.days": "60"})
    before = len(app.dataframe[0].value)
    app.segmented_control(key="control:language").set_value("en").run()
    assert app.query_params["ask.days"] == "60"
    assert "11 agreements end within 60 days" in words_of(app)
    assert len(app.dataframe[0].value) == before == 11


def test_typed_words_open_the_question_they_mean(open_app: Open) -> None:
    app = open_app("questions", ledger="demo")
    app.text_input(key="control:ask").set_value("半年没有活动的结对").run()
    assert app.query_params["ask"] == "dormant_pairs"
    assert app.query_params["ask.months"] == "6"
    assert "听成" in words_of(app)
    app.text_input(key="control:ask").set_value("asdfgh").run()
    assert "没听懂" in words_of(app)


def test_a_parameter_goes_into_the_address_and_its_default_out_of_it(open_app: Open) -> None:
    app = open_app("questions", ledger="demo", ask="ending_soon")
    app.number_input(key="ask:ending_soon:days").set_value(30).run()
    assert app.query_params["ask.days"] == "30"
    app.number_input(key="ask:ending_soon:days").set_value(90).run()
    assert "ask.days" not in app.query_params


def test_another_question_is_one_click_away(open_app: Open) -> None:
    app = open_app("questions", ledger="demo", ask="ending_soon", **{"ask.days": "30"})
    app.button(key="ask:open:departures").click().run()
    assert app.query_params["ask"] == "departures"
    assert "ask.days" not in app.query_params
    assert "退出影响最大" in words_of(app)


def test_what_must_be_chosen_is_asked_for(read_app: Open) -> None:
    app = read_app("questions", ledger="demo", ask="partners")
    assert "请先选择" in words_of(app)


def test_an_address_that_names_nobody_falls_back_to_the_default(read_app: Open) -> None:
    app = read_app("questions", ledger="demo", ask="ending_soon", **{"ask.days": "many"})
    assert not app.exception
    assert "90 天内到期" in words_of(app)


def test_the_overview_leads_to_the_question_that_a_concern_is(open_app: Open) -> None:
    app = open_app("overview", ledger="demo")
    app.session_state["list:overloaded"] = True  # as the reader opens it
    app.run()
    app.button(key="ask:host_load").click().run()
    assert app.query_params["ask"] == "host_load"
    assert app.query_params["ask.which"] == "over"


def test_names_of_namesakes_carry_their_township(read_app: Open, demo: Snapshot) -> None:
    app = read_app("questions", ledger="demo", ask="unpaired")
    names = list(app.dataframe[0].value["党组织"])
    assert len(set(names)) == len(names)
