"""What goes wrong becomes a sentence; the page around it stays."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from app_hostile import HOSTILE
from app_reading import SCREENS
from streamlit.testing.v1 import AppTest

from graphs.errors import InputError, Problem
from graphs.ledger import Home
from graphs.text import Text

Open = Callable[..., AppTest]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_ledger_that_is_not_there_is_a_sentence(open_app: Open, language: str) -> None:
    app = open_app(ledger="atlantis", lang=language)
    [warning] = app.warning
    assert "atlantis" in warning.value
    assert not app.exception


def test_after_a_ledger_that_is_not_there_the_first_one_can_be_chosen(open_app: Open) -> None:
    app = open_app(ledger="atlantis")
    app.selectbox(key="control:ledger").select("demo").run()
    assert not app.error
    assert app.session_state["address"].ledger == "demo"


@pytest.mark.parametrize(
    "query",
    [
        {"as_of": "2010-02-30"},
        {"scope": "galaxy:far"},
        {"status": "asleep"},
        {"as_of": HOSTILE[0]},
        {"scope": HOSTILE[6]},
    ],
)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_bad_part_of_the_address_is_said_and_the_screen_is_drawn(
    read_app: Open, screen: str, query: dict[str, str]
) -> None:
    assert len(read_app(ledger="demo", **query).warning) == 1
    app = read_app(screen, ledger="demo", **query)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(
    "query",
    [
        {"scope": "division:nowhere"},
        {"scope": "chain:nowhere"},
        {"scope": "ego:nobody"},
        {"as_of": "1949-10-01"},
        {"as_of": "0001-01-01"},
        {"as_of": "9999-12-31"},
        {"division": "nowhere"},
        {"focus": "node:nobody"},
        {"focus": "edge:nothing"},
        {"focus": "klein bottle"},
        {"picture": "chain:nowhere"},
        {"picture": "around:nobody"},
        {"picture": HOSTILE[0]},
    ],
)
@pytest.mark.parametrize("screen", ["overview", "network", "download"])
def test_an_address_that_names_nothing_never_ends_in_an_exception(
    open_app: Open, caplog: pytest.LogCaptureFixture, screen: str, query: dict[str, str]
) -> None:
    with caplog.at_level(logging.ERROR, logger="app_pages"):
        app = open_app(screen, ledger="shangjie-2010", **query)
    assert not app.exception
    assert [record.message for record in caplog.records if record.name == "app_pages"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", ["overview", "chains"])
def test_a_scope_that_is_not_there_leads_to_the_whole_ledger(
    open_app: Open, screen: str, language: str
) -> None:
    app = open_app(screen, ledger="demo", scope="division:nowhere", lang=language)
    [error] = app.error
    assert "nowhere" in error.value
    [way] = [each for each in app.button if str(each.key).startswith("whole:")]
    way.click().run()
    assert not app.exception
    assert not app.error


def test_an_unexpected_error_is_a_reference_and_nothing_else(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/secret/place")

    st.cache_resource.clear()  # no answer of an earlier test
    monkeypatch.setattr("app_pages.parts.network.reported_figures.reconcile", broken)
    app = open_app(ledger="demo")
    [error] = app.error
    assert "/secret/place" not in error.value
    reference = next(record for record in caplog.records if record.name == "app_pages").args
    assert isinstance(reference, tuple)
    assert str(reference[0]) in error.value
    assert app.sidebar.selectbox(key="control:ledger").value == "demo"


def test_every_problem_of_an_input_is_shown(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = tuple(
        Problem(place=Text.same(f"A{row}"), reason=Text(zh="为空", en="is empty"))
        for row in range(3)
    )

    def refused(*_: object) -> None:
        raise InputError(Text(zh="不能导入", en="cannot import"), problems)

    st.cache_resource.clear()  # no answer of an earlier test
    monkeypatch.setattr("app_pages.parts.network.reported_figures.reconcile", refused)
    app = open_app(ledger="demo")
    shown = " ".join(each.value for each in app.caption)
    assert "不能导入" in app.error[0].value
    assert all(problem.sentence().zh in shown for problem in problems)


class TestForgedValues:
    """A widget's value comes over the wire: whatever it says is checked behind the screen."""

    def test_a_ledger_that_ships_stays_read_only(self, open_app: Open, home: Home) -> None:
        with home.open("demo") as before:
            digest = before.head().digest
        app = open_app("ledgers", ledger="demo")
        app.session_state["view"].ledger.ledger.verify()
        with home.open("demo") as after:
            assert after.head().digest == digest

    @pytest.mark.parametrize(
        "name", ["../../escaped", "/etc/passwd", "a/b", "", " ", ".hidden", "x" * 61, "a\x00b"]
    )
    def test_a_forged_name_writes_no_file_outside_the_home(
        self, open_app: Open, home: Home, name: str
    ) -> None:
        before = files(home.folder)
        app = open_app("ledgers", ledger="shangjie-2010")
        app.text_input(key="copy:name").set_value(name)
        submit(app, "复制")
        assert len(app.error) == 1
        assert files(home.folder) == before

    def test_a_date_outside_the_calendar_of_the_control_is_no_exception(
        self, open_app: Open
    ) -> None:
        app = open_app(ledger="demo", as_of="1900-01-01")
        assert not app.exception

    def test_a_picture_that_is_not_offered_is_not_drawn(self, open_app: Open) -> None:
        app = open_app("network", ledger="demo", picture="../../etc/passwd")
        assert not app.exception
        assert not app.error


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder.parent)) for path in folder.parent.rglob("*.ledger"))


def submit(app: AppTest, label: str) -> None:
    [button] = [each for each in app.button if each.label == label]
    button.click().run()
