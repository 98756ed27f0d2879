"""Each journey is driven in one language at a push and in both in the long run; nothing else is."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from journey_rotation import AT_A_PUSH, for_the_long_run

BROWSER = Path(__file__).parents[1] / "browser"
WALK = "test_browser_accessibility.py"
"""Goes through every screen in both languages, at each push."""


def in_both_languages(file: Path) -> Iterator[str]:
    """Yield the tests of a file that are written for both languages."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            names = {each.id for each in node.decorator_list if isinstance(each, ast.Name)}
            if "both_languages" in names:
                yield node.name


def found(files: str) -> list[str]:
    return [name for file in sorted(BROWSER.glob(files)) for name in in_both_languages(file)]


def item(name: str, **params: str) -> Any:
    return SimpleNamespace(originalname=name, name=name, callspec=SimpleNamespace(params=params))


def test_what_is_named_is_one_test_in_both_languages() -> None:
    written = Counter(found("**/test_*.py"))
    assert {name: written[name] for name in AT_A_PUSH} == dict.fromkeys(AT_A_PUSH, 1)


def test_every_journey_in_both_languages_has_its_language_at_a_push() -> None:
    journeys = found("journeys/test_*.py")
    assert len(journeys) > 5
    assert set(journeys) <= set(AT_A_PUSH)


def test_half_of_the_journeys_are_chinese_and_half_english() -> None:
    counted = Counter(AT_A_PUSH.values())
    assert abs(counted["zh"] - counted["en"]) <= 1


def test_the_walk_through_all_screens_is_made_in_both_languages_at_each_push() -> None:
    walked = found(WALK)
    assert len(walked) > 2
    assert not set(walked) & set(AT_A_PUSH)


@pytest.mark.parametrize(("name", "at_a_push"), list(AT_A_PUSH.items()))
def test_only_the_other_language_waits_for_the_long_run(name: str, at_a_push: str) -> None:
    waits = {each: for_the_long_run(item(name, language=each)) for each in ("zh", "en")}
    assert waits == {each: each != at_a_push for each in ("zh", "en")}


def test_what_is_not_named_waits_for_nothing() -> None:
    assert not for_the_long_run(item("test_of_elsewhere", language="zh"))
    assert not for_the_long_run(item("test_without_a_language"))
