"""A choice of a row follows what was chosen; one's own write leads on, another's is told."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from app_pages.parts.frame import sheet_tables
from app_pages.parts.frame.sheet_tables import goes_on


@dataclass(frozen=True)
class Table:
    """A table drawn again and again, and what was said above it."""

    state: dict[str, Any]
    said: list[str]

    def drawn(self, *of: str) -> list[str]:
        """Draw rows of these; return those that are chosen then."""
        key, first = sheet_tables._followed("findings:list", of, ())
        event = self.state.setdefault(key, SimpleNamespace(selection=SimpleNamespace(rows=first)))
        return [of[place] for place in event.selection.rows if place < len(of)]

    def tick(self, place: int) -> None:
        """Choose a row of what was drawn last."""
        key = next(reversed([each for each in self.state if each.startswith("findings:list")]))
        self.state[key] = SimpleNamespace(selection=SimpleNamespace(rows=(place,)))


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    found = Table({}, [])
    shown = SimpleNamespace(
        session_state=found.state, info=lambda words, **_: found.said.append(words)
    )
    monkeypatch.setattr(sheet_tables, "st", shown)
    monkeypatch.setattr(sheet_tables, "shown_address", lambda: SimpleNamespace(language="en"))
    return found


def test_the_choice_follows_its_row_when_another_comes_before_it(table: Table) -> None:
    assert table.drawn("a", "b") == []
    table.tick(1)
    assert table.drawn("a", "b") == ["b"]
    assert table.drawn("new", "a", "b") == ["b"]
    assert table.said == []


def test_a_row_that_another_dealt_with_is_told_and_no_other_is_chosen(table: Table) -> None:
    table.drawn("a", "b")
    table.tick(0)
    assert table.drawn("b") == []
    assert len(table.said) == 1
    assert table.drawn("b") == []
    assert len(table.said) == 1


def test_after_an_own_write_the_next_row_is_chosen_without_a_word(table: Table) -> None:
    table.drawn("a", "b", "c")
    table.tick(1)
    goes_on("findings")
    assert table.drawn("a", "c") == ["c"]
    goes_on("findings")
    assert table.drawn("a") == ["a"]
    assert table.said == []


def test_an_own_write_leads_on_once_and_on_its_own_screen(table: Table) -> None:
    table.drawn("a", "b")
    goes_on("findings")
    table.tick(0)
    assert table.drawn("a", "b") == ["a"]
    goes_on("duplicates")
    assert table.drawn("b") == []
    assert len(table.said) == 1
