"""Two days in one picture, and positions that stay over dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from factory import agreement, organisation, picture

from graphs.ledger import Home
from graphs.model import Record, Scope, Snapshot
from graphs.network import Filter, pairing_graph
from graphs.questions import Context, ask
from graphs.scene import LAYOUTS, comparison_scene
from graphs.scene.edits.comparison_scene import compared_answer
from graphs.scene.edits.dated_placement import dated_placement
from graphs.scene.edits.scene_marks import marks_of
from graphs.scene.scenes.group_panels import placement_of

BEFORE, AFTER = dt.date(2010, 6, 15), dt.date(2013, 6, 15)


def records() -> list[Record]:
    """One pair kept, one ended, one new, one under another agreement."""
    people = [r for ident in ("s1", "s2", "n1", "n2", "n3", "n4") for r in organisation(ident)]
    return [
        *people,
        *agreement("kept", "s1", "n1", dates=("2010-01-01", "2020-01-01")),
        *agreement("over", "s1", "n2", dates=("2010-01-01", "2012-01-01")),
        *agreement("fresh", "s2", "n3", dates=("2013-01-01", "2020-01-01")),
        *agreement("first", "s2", "n4", dates=("2010-01-01", "2012-01-01")),
        *agreement("second", "s2", "n4", dates=("2012-02-01", "2020-01-01")),
    ]


@pytest.fixture
def days() -> tuple[Snapshot, Snapshot]:
    return picture(*records(), day=BEFORE), picture(*records(), day=AFTER)


def lines(before: Snapshot, after: Snapshot, *filters: Filter) -> dict[str, tuple[str, str]]:
    scene = comparison_scene(before, after, filters, base=after, layout="hubs", language="zh")
    return {e.id: (e.line, e.color) for e in marks_of(scene).edges}


def test_each_change_has_its_own_line(days: tuple[Snapshot, Snapshot]) -> None:
    assert lines(*days) == {
        "kept|s1|n1": ("thin", "kept_pair"),
        "over|s1|n2": ("dotted", "ended_pair"),
        "fresh|s2|n3": ("solid", "new_pair"),
        "second|s2|n4": ("dashed", "renewed_pair"),
    }


def test_lines_of_changes_differ_without_colour(days: tuple[Snapshot, Snapshot]) -> None:
    assert len({line for line, _ in lines(*days).values()}) == 4


def test_the_sentence_and_rows_are_those_of_the_question(
    days: tuple[Snapshot, Snapshot],
) -> None:
    before, after = days
    shown = compared_answer(before, after, ())
    asked = ask(
        Context(snapshot=after, at=lambda day: before if day == BEFORE else after),
        "changes",
        {"since": "2010-06-15", "until": "2013-06-15", "detail": "pairs", "pairs": "counted"},
    )
    assert shown.rows == asked.rows
    assert shown.count == asked.count
    assert "新结对 1 对，终止 1 对，续签或换签 1 对" in shown.sentence.zh
    assert "新结对 1 对，终止 1 对，续签或换签 1 对" in asked.sentence.zh


def test_filters_narrow_what_is_compared(days: tuple[Snapshot, Snapshot]) -> None:
    found = lines(*days, Filter("status", ("active", "expiring")), Filter("side", ("soe",)))
    assert len(found) == 4
    assert lines(*days, Filter("kind", ("committee",))) == {}


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_who_is_there_on_the_base_day_stands_where_it_stands_then(
    layout: str, demo_days: tuple[Snapshot, Snapshot]
) -> None:
    earlier, base = demo_days
    own = placement_of(base, layout).points
    found = dated_placement(base, [earlier], layout)
    assert all(found.points[ident] == at for ident, at in own.items())
    assert set(pairing_graph(earlier)) <= set(found.points)
    assert len(set(found.points.values())) == len(found.points)


@pytest.fixture(scope="module")
def demo_days() -> tuple[Snapshot, Snapshot]:
    gone = organisation("n5")
    return (
        picture(*records(), *gone, *agreement("a9", "s2", "n5"), day=BEFORE),
        picture(*records(), day=AFTER),
    )


@pytest.fixture(scope="module")
def demo_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dt.date], Snapshot]:
    home = Home(folder=tmp_path_factory.mktemp("days"))

    def on(day: dt.date) -> Snapshot:
        with home.open("demo") as ledger:
            place = ledger.profile().home
            return ledger.snapshot(Scope("division", place) if place else Scope(), day)

    return on


@pytest.mark.parametrize("day", [dt.date(2020, 1, 1), dt.date(2025, 6, 30)])
def test_who_is_placed_anew_stands_in_the_panel_of_its_partner_beneath_the_heading(
    day: dt.date, demo_on: Callable[[dt.date], Snapshot]
) -> None:
    base, shown = demo_on(dt.date(2026, 6, 30)), demo_on(day)
    placed = dated_placement(base, [shown], "hubs")
    fresh = set(placed.points) - set(placement_of(base, "hubs").points)
    assert fresh
    panels = [block for block in placed.blocks if not block.tray]
    for ident in fresh:
        x, y = placed.points[ident]
        [home] = [b for b in panels if b.x <= x <= b.x + b.width and b.y <= y <= b.y + b.height]
        assert y > home.y + 27  # the least that a heading takes
