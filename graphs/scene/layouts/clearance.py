"""Moving marks apart until no two overlap, each as little as its place in line allows."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import numpy.typing as npt

__all__ = ["spaced"]

_GOLDEN = math.pi * (3 - math.sqrt(5))

_Mark = tuple[float, float, float]
"""Where a mark is, and its size."""


def spaced(
    points: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], *, gap: float
) -> npt.NDArray[np.float64]:
    """Return points near the given ones at which circles of these sizes keep ``gap`` apart.

    The larger are set first, each at its own place or at the nearest free one of a spiral round
    it; so the result depends on nothing but the input.

    Examples
    --------
    >>> spaced(np.zeros((2, 2)), np.array([5.0, 5.0]), gap=2.0).round(1).tolist()[0]
    [0.0, 0.0]
    """
    if not len(points):
        return points
    # Plain numbers: reading one out of an array takes longer than the comparison.
    starts, own = points.astype(float).tolist(), sizes.astype(float).tolist()
    cell = 2 * max(own) + gap
    taken: defaultdict[tuple[int, int], list[_Mark]] = defaultdict(list)
    # What was taken stays taken: one of the same size goes on where the last at its place ended.
    turns: dict[_Mark, int] = {}
    found = starts.copy()
    for place in sorted(range(len(own)), key=lambda n: (-own[n], n)):
        (middle_x, middle_y), size = starts[place], own[place]
        turn = turns.get((middle_x, middle_y, size), -1) + 1
        x, y = _turned(middle_x, middle_y, 2 * size + gap, turn)
        while _hit(taken, (x, y, size), cell=cell, gap=gap):
            turn += 1
            x, y = _turned(middle_x, middle_y, 2 * size + gap, turn)
        turns[middle_x, middle_y, size] = turn
        found[place] = [x, y]
        taken[int(x // cell), int(y // cell)].append((x, y, size))
    return np.array(found)


def _turned(x: float, y: float, apart: float, turn: int) -> tuple[float, float]:
    """Return the place of a spiral after so many turns; none is the middle itself."""
    if not turn:
        return x, y
    reach = 0.45 * apart * math.sqrt(turn)
    return x + reach * math.cos(turn * _GOLDEN), y + reach * math.sin(turn * _GOLDEN)


def _hit(
    taken: dict[tuple[int, int], list[_Mark]], wanted: _Mark, *, cell: float, gap: float
) -> bool:
    x, y, size = wanted
    column, row = int(x // cell), int(y // cell)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for other_x, other_y, other in taken.get((i, j), ()):
                if math.hypot(other_x - x, other_y - y) < size + other + gap:
                    return True
    return False
