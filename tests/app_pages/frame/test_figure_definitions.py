"""Every figure that is shown says what it means, where it is shown and in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from app_reading import said
from app_stewards import Open

from graphs.statistics import CONCERNS, MEASURES
from graphs.statistics.month import MOVEMENT_DEFINITIONS, MOVEMENTS, REPORT_MEASURES
from graphs.statistics.structure import NETWORK_MEASURES, NODE_MEASURES
from graphs.text import Language, Text

ROOT = Path(__file__).parents[3] / "app_pages"
DEFINED: dict[str, tuple[Text, Text]] = {
    f"{name}:{key}": (each.label, each.definition)
    for name, table in (
        ("measure", MEASURES),
        ("report", REPORT_MEASURES),
        ("node", NODE_MEASURES),
        ("network", NETWORK_MEASURES),
        ("concern", CONCERNS),
    )
    for key, each in table.items()
} | {f"movement:{key}": (MOVEMENTS[key], words) for key, words in MOVEMENT_DEFINITIONS.items()}
OF_FORMS = {"plan_views", "difference_pages", "findings_screen"}
"""Where a metric is the number of the list right below it, under the same words."""


def test_what_moved_is_defined_one_by_one() -> None:
    assert list(MOVEMENT_DEFINITIONS) == list(MOVEMENTS)


@pytest.mark.parametrize("key", DEFINED)
def test_a_definition_says_more_than_its_label(key: str) -> None:
    label, definition = DEFINED[key]
    for language in ("zh", "en"):
        words = definition.say(language)
        assert len(words) > len(label.say(language))
        assert words.rstrip()[-1] in "。.）)"


def test_every_metric_that_is_drawn_has_its_definition() -> None:
    bare = {
        path.stem
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "metric"
        and not any(each.arg == "help" for each in call.keywords)
    }
    assert bare == OF_FORMS


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("screen", "query", "wanted"),
    [
        ("overview", {}, [*(f"measure:{key}" for key, each in MEASURES.items() if each.counter),
                          "measure:coverage"]),
        ("overview", {"reader": "analyst"}, ["measure:coverage", "measure:pairs"]),
        ("statistics", {"statistics.part": "trend"}, [f"movement:{key}" for key in MOVEMENTS]),
        ("statistics", {"statistics.part": "groups"}, ["report:pair_coverage"]),
        ("statistics", {"statistics.part": "network"}, ["node:degree"]),
        ("brief", {}, [f"measure:{key}" for key in MEASURES]),
        ("organisation", {"id": "n1"}, ["measure:pairs"]),
    ],
)  # fmt: skip
def test_a_screen_says_what_its_figures_mean(
    open_app: Open, screen: str, query: dict[str, str], wanted: list[str], language: Language
) -> None:
    if "id" in query:
        query = {"id": _somebody(open_app)}
    words = " ".join(
        each.words for each in said(open_app(screen, ledger="demo", lang=language, **query))
    ).replace("\\", "")
    untold = [key for key in wanted if DEFINED[key][1].say(language)[:40] not in words]
    assert untold == []


def _somebody(open_app: Open) -> str:
    from app_pages.parts.frame.cached_ledgers import home
    from graphs.model import Organisation

    with home().open("demo") as ledger:
        return ledger.snapshot().records(Organisation)[0].id
