"""Reported figures reconciled on the screen: signed off, open again when they move, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from app_stewards import POST, Open, choose, put, shown, small_ledger, words_of
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home
from graphs.model import (
    LATEST,
    Change,
    Correct,
    PartialDate,
    Quantity,
    Signatory,
    SignOff,
    Source,
    Statement,
)

LANGUAGES = ("zh", "en")
KEY = "sign-off:t1"


def told(ident: str, value: int, source: str) -> Statement:
    return Statement(
        id=ident, indicator="结对", indicator_en="Pairs", measure="pairs", division="d",
        value=Quantity("=", value), as_of=PartialDate("2026-01-01"), source=source,
        unit_of_count="对",
    )  # fmt: skip


@pytest.fixture
def ledger(home: Home) -> str:
    key = small_ledger(home)
    records = (Source(id="q1", title="月报"), Source(id="q2", title="简报"), told("t1", 3, "q1"))
    put(home, key, *(Change(record=each) for each in (*records, told("t2", 2, "q2"))))
    return key


def chosen(app: AppTest, language: str = "zh") -> AppTest:
    """Tick the first row: the figure that differs most stands first."""
    [key] = {
        key
        for each in app.dataframe
        if (key := each.proto.id[each.proto.id.find("reconciliation:") :]).startswith(
            f"reconciliation:{language}:"
        )
    }
    return choose(app, key, 0)


def sign(app: AppTest, note: str = "口径不同") -> AppTest:
    app.text_input(key=f"{KEY}:note").set_value(note).run()
    return app.button(key=f"{KEY}:sign").click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_signed_off_with_what_was_looked_at(
    open_app: Open, home: Home, ledger: str, language: str
):
    app = chosen(open_app("reconciliation", ledger=ledger, lang=language), language)
    assert not app.exception
    app.pills(key=f"{KEY}:explanations").set_value(["several_partners"]).run()
    app = sign(app)
    assert not app.exception
    [kept] = shown(home, ledger).records(SignOff)
    assert (kept.statement, kept.post, kept.explanations) == ("t1", POST, "several_partners")
    assert kept.note == "口径不同"
    words = words_of(app)
    assert ("已签认" if language == "zh" else "signed off") in words
    assert ("未签认" if language == "zh" else "not signed off") in words  # the other figure


def test_what_another_changed_between_the_look_and_the_click_is_not_signed(
    open_app: Open, home: Home, ledger: str
):
    app = chosen(open_app("reconciliation", ledger=ledger))
    app.text_input(key=f"{KEY}:note").set_value("看过了").run()
    swapped = Signatory(id="y2a", agreement="a2", organisation="s1")
    put(home, ledger, Correct(record=swapped, at=LATEST))
    app = app.button(key=f"{KEY}:sign").click().run()
    assert "未签认" in words_of(app)
    assert not shown(home, ledger).records(SignOff)
    app = app.button(key=f"{KEY}:sign").click().run()
    assert len(shown(home, ledger).records(SignOff)) == 1


def test_a_signed_figure_says_what_moved_and_the_post_takes_its_word_back(
    open_app: Open, home: Home, ledger: str
):
    sign(chosen(open_app("reconciliation", ledger=ledger)))
    with home.open(ledger) as opened:
        corrected = Correct(record=told("t1", 4, "q1"), at=LATEST)
        opened.apply(corrected, actor=POST, note="更正", at=dt.datetime.now(dt.UTC))
    app = chosen(open_app("reconciliation", ledger=ledger))
    assert "依据已变" in words_of(app)
    assert "上报数已更正" in words_of(app)
    app.text_input(key=f"{KEY}:note").set_value("另行核对").run()
    app.button(key=f"{KEY}:withdraw").click().run()
    assert not shown(home, ledger).records(SignOff)


def test_a_figure_whose_evidence_moved_comes_first(open_app: Open, home: Home, ledger: str):
    sign(chosen(open_app("reconciliation", ledger=ledger)))
    agrees, differs = told("t1", 2, "q1"), told("t2", 7, "q2")
    steps = [Correct(record=each, at=LATEST) for each in (agrees, differs)]
    with home.open(ledger) as opened:
        opened.apply(*steps, actor=POST, note="更正", at=dt.datetime.now(dt.UTC))
    shown = open_app("reconciliation", ledger=ledger).dataframe[0].value
    assert "依据已变" in shown.iloc[0]["签认"]
    assert "未签认" in set(shown["签认"])


def test_the_chosen_figure_is_in_the_address(open_app: Open, home: Home, ledger: str):
    app = chosen(open_app("reconciliation", ledger=ledger))
    query = {
        key: each if isinstance(each, str) else each[0] for key, each in app.query_params.items()
    }
    assert query["reconciliation.figure"] == "t1"
    for language in LANGUAGES:
        again = open_app("reconciliation", **query | {"lang": language})
        assert not again.exception
        assert again.button(key=f"{KEY}:sign")
    agrees = Correct(record=told("t1", 2, "q1"), at=LATEST)
    differs = Correct(record=told("t2", 7, "q2"), at=LATEST)
    put(home, ledger, agrees, differs)  # another order of rows
    app.run()
    assert app.button(key=f"{KEY}:sign")
    gone = open_app("reconciliation", ledger=ledger, **{"reconciliation.figure": "nobody"})
    assert "nobody" in words_of(gone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_sources_of_one_day_that_cannot_both_be_right_are_named(
    open_app: Open, ledger: str, language: str
):
    app = open_app("reconciliation", ledger=ledger, lang=language)
    assert "2026-01-01" in "\n".join(each.value for each in app.warning)
    tables = [frame.value for frame in app.dataframe]
    assert any({"月报", "简报"} <= set(table.iloc[:, 1]) for table in tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_that_ships_says_that_it_is_read_only(open_app: Open, language: str):
    app = chosen(open_app("reconciliation", ledger="shangjie-2010", lang=language), language)
    assert not app.exception
    assert ("只读" if language == "zh" else "read-only") in words_of(app)
