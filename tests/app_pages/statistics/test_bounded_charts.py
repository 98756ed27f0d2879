"""No bound is drawn as a figure: what is exact, within bounds, open or not known is drawn apart."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from app_pages.parts.statistics import bounded_charts
from graphs.model import Bounds, Count, Figure, Kind, NotComputable, Rate
from graphs.statistics.month import REPORT_MEASURES
from graphs.text import Text

VIEW: Any = SimpleNamespace(say=lambda words: words.en)
PAIRS, RATE = REPORT_MEASURES["running_pairs"], REPORT_MEASURES["pair_coverage"]
AT_MOST = Rate(numerator=Count.exactly(9), denominator=Count.least(10))
NOTHING = NotComputable(kind=Kind.rate, reason=Text.same("-"))
DRAWN = {
    "exact": (Count.exactly(7), PAIRS, {"exact": 7}),
    "none": (Count.exactly(0), PAIRS, {"exact": 0}),
    "between": (Count(inside=Bounds(2, 5)), PAIRS, {"least": 2, "most": 5}),
    "at least": (Count.least(30), PAIRS, {"open": 30}),
    "at most": (AT_MOST, RATE, {"least": 0.0, "most": 90.0}),
    "not computable": (NOTHING, RATE, {}),
}
MARKS = ("exact", "least", "most", "open")


@pytest.mark.parametrize("key", DRAWN)
def test_each_kind_of_figure_has_marks_of_its_own(key: str) -> None:
    figure, declared, marks = DRAWN[key]
    row = bounded_charts.chart_row(VIEW, figure, declared)
    assert {name: row[name] for name in MARKS if row[name] is not None} == marks
    assert row["words"] == figure.words().en


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    screen = SimpleNamespace(
        vega_lite_chart=lambda **how: found.append(how["spec"]), caption=found.append
    )
    monkeypatch.setattr(bounded_charts, "st", screen)
    return found


def values(spec: Any) -> list[Any]:
    return [row["name"] for row in spec["data"]["values"]]


def test_a_day_without_a_figure_is_a_gap_and_stays_on_the_axis(drawn: list[Any]) -> None:
    days = [dt.date(2026, month, 1) for month in (1, 2, 3)]
    figures: list[Figure] = [AT_MOST, NOTHING, AT_MOST]
    bounded_charts.trend_chart(VIEW, list(zip(days, figures, strict=True)), RATE)
    assert values(drawn[0]) == [day.isoformat() for day in days]
    assert [each["mark"]["type"] for each in drawn[0]["layer"]] == ["bar"]  # no line through bounds
    assert "Pale bars" in drawn[1]


def test_bounds_of_groups_are_drawn_and_said(drawn: list[Any]) -> None:
    groups = [(Text.same(key), DRAWN[key][0]) for key in ("exact", "at least", "between")]
    bounded_charts.group_chart(VIEW, groups, PAIRS)
    assert values(drawn[0]) == ["exact", "at least", "between"]
    assert len(drawn[0]["layer"]) == 3
    titles = {str(each["encoding"]["x"]["title"]) for each in drawn[0]["layer"]}
    assert titles == {"pairs"}  # one layer without a title would blank the axis
    assert "Triangles" in drawn[1]


def test_nothing_to_draw_is_no_chart(drawn: list[Any]) -> None:
    bounded_charts.group_chart(VIEW, [(Text.same("a"), NOTHING)], RATE)
    assert drawn == []
