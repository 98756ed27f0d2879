"""Titled panels: who is in one stands in it, and the largest hubs have room for their names."""

from __future__ import annotations

from itertools import combinations

import pytest
from nonempty import nonempty

from graphs.model import Chain, Segment, Snapshot
from graphs.network import pairing_graph
from graphs.scene.layouts.framed_page import STAR, shelf
from graphs.scene.layouts.layout import Block, Placement, heading_room
from graphs.scene.scenes.group_panels import placement_of

FRAMED = pytest.mark.parametrize("layout", ["hierarchy", "segments"])
STARRED = pytest.mark.parametrize("layout", ["force", "circles"])


def titled(placed: Placement) -> list[Block]:
    return [each for each in placed.blocks if each.title is not None]


def within(inner: Block, outer: Block) -> bool:
    return set(inner.nodes) <= set(outer.nodes)


def across(a: Block, b: Block) -> bool:
    return (
        a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    )


@FRAMED
def test_who_is_in_a_panel_stands_in_it_beneath_its_title(layout: str, demo: Snapshot) -> None:
    placed = placement_of(demo, layout)
    for block in nonempty(titled(placed)):
        for node in nonempty(block.nodes):
            x, y = placed.points[node]
            assert block.x < x < block.x + block.width
            assert block.y + heading_room(1, 1) / 2 < y < block.y + block.height


@FRAMED
def test_nobody_stands_in_a_panel_of_others(layout: str, demo: Snapshot) -> None:
    placed = placement_of(demo, layout)
    for block in nonempty(titled(placed)):
        inside = {
            node
            for node, (x, y) in placed.points.items()
            if block.x <= x <= block.x + block.width and block.y <= y <= block.y + block.height
        }
        assert inside == set(block.nodes)


@FRAMED
def test_panels_lie_within_each_other_or_apart(layout: str, demo: Snapshot) -> None:
    for a, b in nonempty(list(combinations(titled(placement_of(demo, layout)), 2))):
        assert within(a, b) or within(b, a) or not across(a, b)


def test_every_chain_with_members_and_its_segments_are_named(demo: Snapshot) -> None:
    names = {each.title.zh for each in titled(placement_of(demo, "segments")) if each.title}
    assert {each.name for each in demo.records(Chain)} <= names
    assert len({each.name for each in demo.records(Segment)} & names) > 10


def test_every_superior_that_is_not_drawn_heads_its_panel(demo: Snapshot) -> None:
    placed = placement_of(demo, "hierarchy")
    words = [each.title.zh for each in titled(placed) if each.title]
    assert len(words) == len(set(words)) > 5
    assert not any(word.startswith("yl-") for word in words)


@STARRED
def test_there_is_room_below_for_the_name_of_every_large_hub(layout: str, demo: Snapshot) -> None:
    placed = placement_of(demo, layout)
    wide = max(x for x, _ in placed.points.values())
    deep = max(y for _, y in placed.points.values())
    line = heading_room(wide, deep)
    load = dict(pairing_graph(demo).degree())
    largest = max(load, key=lambda node: (load[node], node))
    assert largest in nonempty(placed.label_gaps)
    assert all(load[hub] >= STAR - 1 for hub in placed.label_gaps)
    for hub, gap in placed.label_gaps.items():
        x, y = placed.points[hub]
        beneath = [
            node
            for node, (a, b) in placed.points.items()
            if abs(a - x) < gap and y + gap < b < y + gap + line
        ]
        assert beneath == []


def test_a_shelf_keeps_rows_apart_and_each_mark_in_the_width() -> None:
    sizes = {f"n{place:02}": 4.0 + place % 7 * 5 for place in range(40)}
    points, deep = shelf(list(sizes), sizes, width=200)
    assert set(points) == set(sizes)
    for node, (x, y) in points.items():
        assert sizes[node] <= x <= 200 - sizes[node]
        assert sizes[node] <= y <= deep - sizes[node]
    for a, b in combinations(points, 2):
        far = max(abs(points[a][0] - points[b][0]), abs(points[a][1] - points[b][1]))
        assert far >= max(sizes[a], sizes[b])
