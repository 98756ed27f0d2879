from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.scene.layouts.packing import grid, pack_boxes, ring

sizes = st.lists(st.tuples(st.floats(1, 400), st.floats(1, 400)), max_size=30)


@given(sizes, st.floats(0, 30), st.floats(0.3, 4))
def test_packed_boxes_keep_their_gap(boxes, gap: float, aspect: float):
    placed = pack_boxes(boxes, gap=gap, aspect=aspect)
    assert len(placed.corners) == len(boxes)
    spots = [(x, y, w, h) for (x, y), (w, h) in zip(placed.corners, boxes, strict=True)]
    for (x, y, w, h), (u, v, p, q) in combinations(spots, 2):
        apart = max(u - (x + w), x - (u + p), v - (y + h), y - (v + q))
        assert apart >= gap - 1e-6


@given(sizes.filter(bool), st.floats(0, 30))
def test_packed_boxes_stay_on_the_page(boxes, gap: float):
    placed = pack_boxes(boxes, gap=gap, aspect=1.75)
    assert len(placed.corners) == len(boxes)
    for (x, y), (w, h) in zip(placed.corners, boxes, strict=True):
        assert 0 <= x <= placed.width - w + 1e-6
        assert 0 <= y <= placed.height - h + 1e-6


def test_boxes_keep_their_order():
    corners = pack_boxes([(10, 10)] * 9, gap=1, aspect=1).corners
    reading = [(y, x) for x, y in corners]
    assert reading == sorted(reading)


def test_a_given_width_is_kept_unless_a_box_is_wider():
    assert pack_boxes([(40, 10)] * 5, gap=0, aspect=1, width=100).width <= 100
    assert pack_boxes([(400, 10)], gap=0, aspect=1, width=100).width == 400


def test_a_page_comes_near_its_aspect():
    placed = pack_boxes([(30, 30)] * 60, gap=5, aspect=1.75)
    assert 1.2 < placed.width / placed.height < 2.5


@given(st.integers(0, 200), st.floats(10, 120), st.floats(5, 60))
def test_points_on_rings_keep_their_step(count: int, first: float, step: float):
    points, reach = ring(count, first=first, step=step)
    assert len(points) == count
    assert all(first - 1e-6 <= hypot(*point) <= reach + 1e-6 for point in points)
    if step <= 2 * first:
        near = (hypot(a - c, b - d) for (a, b), (c, d) in combinations(points, 2))
        assert min(near, default=step) >= step - 1e-6


@given(st.integers(0, 200), st.floats(30, 400), st.floats(5, 30))
def test_points_of_a_grid_keep_their_step_and_width(count: int, width: float, step: float):
    points, height = grid(count, width=width, step=step)
    assert len(points) == count
    assert all(0 < x < width and 0 < y < height for x, y in points)
    near = (hypot(a - c, b - d) for (a, b), (c, d) in combinations(points, 2))
    assert min(near, default=step) >= step - 1e-6


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_ring_begins_at_the_top_and_spreads_evenly(count: int):
    points, reach = ring(count, first=60, step=20)
    assert points[0] == pytest.approx((0, -60))
    gaps = [hypot(a - c, b - d) for (a, b), (c, d) in pairwise([*points, points[0]])]
    assert reach == 60
    assert max(gaps) == pytest.approx(min(gaps))
