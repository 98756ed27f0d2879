"""A slip in an operator's settings is logged and the usual number taken: the app starts."""

from __future__ import annotations

import logging

import pytest

from app_pages.parts.cache.answer_store import answer_store
from app_pages.parts.cache.number_settings import number_setting


@pytest.mark.parametrize("words", ["", " ", "512M", "abc", "0", "-1", "nan", "inf", "５１２MB"])
def test_what_is_no_number_above_zero_gives_the_usual_one(
    words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert number_setting("SIZE", 7, environment={"SIZE": words}) == 7
    assert ("SIZE" in caplog.text) == bool(words.strip())


def test_a_number_is_taken_as_it_is_written() -> None:
    assert number_setting("SIZE", 7, environment={"SIZE": " 2.5\n"}) == 2.5


def test_the_store_of_answers_weighs_what_the_operator_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRAPHS_CACHE_MB", "3")
    assert answer_store.__wrapped__().most_bytes == 3 * 2**20
    monkeypatch.setenv("GRAPHS_CACHE_MB", "three")
    assert answer_store.__wrapped__().most_bytes == 512 * 2**20
