"""Marks are moved apart as if each had tried every place of its spiral from the middle on."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from graphs.scene.layouts.clearance import spaced

GOLDEN = math.pi * (3 - math.sqrt(5))


def tried_from_the_middle(
    points: list[tuple[float, float]], sizes: list[float], gap: float
) -> list[tuple[float, float]]:
    """The same without any short cut: each place is compared with every mark that is there."""
    found: dict[int, tuple[float, float]] = {}
    for place in sorted(range(len(points)), key=lambda n: (-sizes[n], n)):
        turn, at = 0, points[place]
        while any(
            math.hypot(x - at[0], y - at[1]) < sizes[place] + sizes[other] + gap
            for other, (x, y) in found.items()
        ):
            turn += 1
            reach = 0.45 * (2 * sizes[place] + gap) * math.sqrt(turn)
            at = (
                points[place][0] + reach * math.cos(turn * GOLDEN),
                points[place][1] + reach * math.sin(turn * GOLDEN),
            )
        found[place] = at
    return [found[place] for place in range(len(points))]


@pytest.mark.parametrize("places", [1, 3, 40])
@pytest.mark.parametrize("seed", range(4))
def test_no_short_cut_changes_where_a_mark_is_set(places: int, seed: int) -> None:
    draw = random.Random(seed)
    towns = [(draw.uniform(-60, 60), draw.uniform(-60, 60)) for _ in range(places)]
    points = [draw.choice(towns) for _ in range(60)]
    sizes = [draw.choice([3.0, 4.5, 9.0]) for _ in points]
    found = spaced(np.array(points), np.array(sizes), gap=6.0)
    assert found.tolist() == [list(at) for at in tried_from_the_middle(points, sizes, 6.0)]


def test_nothing_is_moved_where_there_is_room() -> None:
    points = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    assert (spaced(points, np.full(3, 10.0), gap=6.0) == points).all()
