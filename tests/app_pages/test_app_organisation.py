"""The organisation's page and the search box, in both languages, without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]

both = pytest.mark.parametrize("language", ["zh", "en"])


def _words(app: AppTest) -> str:
    return "\n".join(each.words for each in said(app))


@both
def test_the_page_says_partners_and_silence(read_app: Open, language: str) -> None:
    app = read_app("organisation", ledger="demo", lang=language, id="yl-s20")
    assert not app.exception
    words = _words(app)
    for wanted in {
        "zh": ("云岭仓储集团党总支", "有效结对 40", "未载明", "活动"),
        "en": ("Yunling Warehousing General Branch", "40 pairs in force", "not stated"),
    }[language]:
        assert wanted in words


@both
def test_without_an_organisation_the_scope_is_listed(read_app: Open, language: str) -> None:
    app = read_app("organisation", ledger="shangjie-2010", lang=language)
    assert not app.exception
    assert len(app.dataframe[0].value) == 12


@both
def test_one_that_is_not_there_is_a_sentence(read_app: Open, language: str) -> None:
    app = read_app("organisation", ledger="demo", lang=language, id="nobody")
    assert not app.exception
    assert len(app.warning) == 1


@both
def test_search_lists_what_it_finds_on_any_screen(read_app: Open, language: str) -> None:
    app = read_app("ledgers", ledger="demo", lang=language, find="仓储")
    hits = [
        each.words for each in said(app) if "organisation?" in each.words or "仓储" in each.words
    ]
    assert not app.exception
    assert hits


def test_one_sole_answer_is_opened_and_the_words_stay_in_the_address(open_app: Open) -> None:
    app = open_app("network", ledger="demo")
    app.text_input(key="control:find_all").set_value("云岭仓储集团党总支").run()
    assert app.query_params["id"] == "yl-s20"
    assert "有效结对 40" in _words(app)
    app.text_input(key="control:find_all").set_value("仓储").run()
    assert app.query_params["find"] == "仓储"


def test_what_lies_outside_the_scope_says_so_and_widens(open_app: Open) -> None:
    app = open_app("organisation", ledger="demo", scope="division:yl-t8", id="yl-s20", find="仓储")
    assert not app.exception
    assert "范围外" in _words(app)
    app.button(key="organisation:widen").click().run()
    assert app.query_params["scope"] == "whole"
    assert "在当前范围之外" not in _words(app)


def test_nothing_found_is_said(read_app: Open) -> None:
    app = read_app("overview", ledger="demo", find="qqqqqqqq")
    assert "整个台账里没有找到" in _words(app)
