"""The statistics screen: every part in both languages, in a small and a hostile ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest
from test_app_screens import data, untranslated

from graphs.ledger import Home
from graphs.statistics.month import REPORT_MEASURES

Open = Callable[..., AppTest]
PARTS = ("report", "groups", "trend", "network")


def part(app: AppTest, key: str) -> AppTest:
    app.segmented_control(key="statistics:part").set_value(key).run()
    assert not app.exception
    assert not app.error
    return app


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_is_drawn_in_one_language(open_app: Open, home: Home, language: str) -> None:
    known = data(home, "demo")
    app = open_app("statistics", ledger="demo", lang=language)
    for key in PARTS:
        # a chart speaks the grammar of its library; its titles are the labels beside it
        shown = [each for each in said(part(app, key)) if each.kind != "vega_lite_chart"]
        assert untranslated(shown, language, known) == [], key


@pytest.mark.parametrize("ledger", ["shangjie-2010", "own-7"])
def test_a_ledger_of_unnamed_or_hostile_records_is_measured_too(
    open_app: Open, ledger: str
) -> None:
    app = open_app("statistics", ledger=ledger, lang="zh")
    for key in PARTS:
        part(app, key)


def test_the_pivot_turns_and_every_measure_goes_by_two_dimensions(open_app: Open) -> None:
    app = part(open_app("statistics", ledger="demo", lang="zh"), "groups")
    before = len(app.dataframe[0].value)
    app.selectbox(key="statistics:rows").set_value("chain").run()
    assert len(app.dataframe[0].value) != before
    app.selectbox(key="statistics:columns").set_value("township").run()
    for key in REPORT_MEASURES:
        app.selectbox(key="statistics:measure").set_value(key).run()
        assert not app.exception, key


def test_switching_the_language_keeps_what_is_looked_at(open_app: Open) -> None:
    app = part(open_app("statistics", ledger="demo", lang="zh"), "network")
    rows = len(app.dataframe[0].value)
    app.segmented_control(key="control:language").set_value("en").run()
    assert app.segmented_control(key="statistics:part").value == "network"
    assert len(app.dataframe[0].value) == rows


@pytest.mark.parametrize("part", ["report", "network"])
def test_the_chosen_figure_is_in_the_address(open_app: Open, part: str) -> None:
    key = {"report": "pair_coverage", "network": "largest_piece"}[part]
    choices = {"statistics.part": part, f"statistics.{part}": key}
    for language in ("zh", "en"):
        app = open_app("statistics", ledger="demo", lang=language, **choices)
        assert not app.exception
        assert any(f'"{key}"' in each.value for each in app.code)
