"""Moving marks apart until no two overlap, each as little as its place in line allows."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import numpy.typing as npt

__all__ = ["spaced"]

_GOLDEN = math.pi * (3 - math.sqrt(5))


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
    cell = float(2 * sizes.max() + gap)
    taken: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    found = points.astype(float).copy()
    for place in sorted(range(len(points)), key=lambda n: (-sizes[n], n)):
        start, turn = points[place], 0
        x, y = float(start[0]), float(start[1])
        while _hit(found, sizes, taken, (place, x, y), cell=cell, gap=gap):
            turn += 1
            reach = 0.45 * (2 * sizes[place] + gap) * math.sqrt(turn)
            x = float(start[0]) + reach * math.cos(turn * _GOLDEN)
            y = float(start[1]) + reach * math.sin(turn * _GOLDEN)
        found[place] = (x, y)
        taken[int(x // cell), int(y // cell)].append(place)
    return found


def _hit(
    found: npt.NDArray[np.float64],
    sizes: npt.NDArray[np.float64],
    taken: dict[tuple[int, int], list[int]],
    wanted: tuple[int, float, float],
    *,
    cell: float,
    gap: float,
) -> bool:
    place, x, y = wanted
    column, row = int(x // cell), int(y // cell)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for other in taken.get((i, j), ()):
                least = sizes[place] + sizes[other] + gap
                if math.hypot(found[other][0] - x, found[other][1] - y) < least:
                    return True
    return False
