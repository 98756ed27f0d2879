"""The same two stewards at one PostgreSQL: a screen of this program, and another's beside it.

What the second one writes comes over connections of its own, as from a second process of the office;
the tests are those of two stewards at a file, unchanged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import streamlit as st
from app_stewards import AT, POST, Open, field, records_of_two, shown, words_of
from conftest import opened
from streamlit.testing.v1 import AppTest
from test_two_stewards import (
    at_record,
    records,
    renamed,
    test_a_restore_of_what_changed_meanwhile_is_refused_and_shown_anew,
    test_an_event_of_what_changed_meanwhile_is_refused,
    test_an_interval_that_was_cut_meanwhile_is_asked_for,
    test_both_edits_of_two_stewards_are_kept,
    test_the_interval_that_is_looked_at_is_taken_back,
    test_the_same_field_is_asked_for_and_what_was_typed_stays,
    test_undo_is_of_the_revision_that_was_chosen_and_not_of_its_row,
)

from app_pages.parts.frame import cached_ledgers
from graphs.ledger import Home, create
from graphs.model import Change, Correct, Organisation, Quantity

__all__ = [
    "records",
    "renamed",
    "test_a_restore_of_what_changed_meanwhile_is_refused_and_shown_anew",
    "test_an_event_of_what_changed_meanwhile_is_refused",
    "test_an_interval_that_was_cut_meanwhile_is_asked_for",
    "test_both_edits_of_two_stewards_are_kept",
    "test_the_interval_that_is_looked_at_is_taken_back",
    "test_the_same_field_is_asked_for_and_what_was_typed_stays",
    "test_undo_is_of_the_revision_that_was_chosen_and_not_of_its_row",
]

pytestmark = pytest.mark.postgres


@pytest.fixture
def shared(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a ledger of two towns on a server, which the app opens as the shared one."""
    with create(postgres_database, ledger_id="two-programs") as ledger:
        steps = [Change(record=item) for item in records_of_two()]
        ledger.apply(*steps, actor=POST, note="初始", at=AT)
    monkeypatch.setenv("LEDGER_URL", postgres_database)
    st.cache_resource.clear()
    yield postgres_database
    cached_ledgers._ledger.clear()
    st.cache_resource.clear()


@pytest.fixture
def home(shared_home: Home, shared: str) -> Home:
    """What the other program sees: it opens the ledger for each of its steps."""
    return replace(shared_home, shared_url=shared)


@pytest.fixture
def own(home: Home) -> str:
    return home.entries()[0].key


@pytest.fixture
def open_app(home: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    return opened


def test_a_field_of_the_screen_and_ten_of_the_other_program_at_once_are_all_there(
    open_app: Open, home: Home, own: str
) -> None:
    """Neither waits for the other's turn to end: the screen is asked again, or both are kept."""
    app = at_record(open_app, own, "s1")
    field(app, "s1", "members").set_value("90").run()
    app.text_input(key="records:note").set_value("核对").run()
    guest = shown(home, own).get(Organisation, "n1")

    def beside() -> None:
        with home.open(own) as ledger:
            for number in range(10):
                step = Correct(record=replace(guest, short_name=f"简{number}"), at=AT.date())
                ledger.apply(step, actor=POST, note="他人", at=dt.datetime.now(dt.UTC))

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(beside)
        app.button(key="records:save").click().run()
        other.result(120)
    assert not app.exception
    assert "未写入" not in words_of(app)
    now = shown(home, own)
    assert now.get(Organisation, "s1").members == Quantity("=", 90)
    assert now.get(Organisation, "n1").short_name == "简9"
    with home.open(own) as ledger:
        assert ledger.head().number == 12
        assert ledger.verify().ok
