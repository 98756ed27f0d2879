"""Packing circles round a hub, dots in a grid, and boxes on a page; all deterministic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Placed", "grid", "pack_boxes", "ring"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the boxes of a packing begin, and how large the whole is.

    Examples
    --------
    >>> Placed(((0.0, 0.0),), 10.0, 5.0).width
    10.0
    """

    corners: tuple[tuple[float, float], ...]
    width: float
    height: float


def ring(count: int, *, first: float, step: float) -> tuple[tuple[tuple[float, float], ...], float]:
    """Return points on rings round the origin at least ``step`` apart, and the reach of the last.

    The innermost ring has radius ``first`` or more; a ring that is not full spreads its points
    evenly, beginning at the top.

    Examples
    --------
    >>> points, reach = ring(1, first=30, step=26)
    >>> [round(value) for value in points[0]], reach
    ([0, -30], 30)
    """
    points: list[tuple[float, float]] = []
    radius = first
    left = count
    while left > 0:
        room = max(1, int(math.pi / math.asin(min(1.0, step / (2 * radius)))))
        here = min(left, room)
        if left > room and left < room * 1.5:
            here = math.ceil(left / 2)  # two even rings look calmer than a full and a sparse one
        for place in range(here):
            angle = -math.pi / 2 + 2 * math.pi * place / here
            points.append((radius * math.cos(angle), radius * math.sin(angle)))
        left -= here
        if left:
            radius += step
    return tuple(points), radius if count else 0.0


def grid(count: int, *, width: float, step: float) -> tuple[tuple[tuple[float, float], ...], float]:
    """Return points in rows from the upper left, and the height of the rows.

    Examples
    --------
    >>> grid(3, width=50, step=25)
    (((12.5, 12.5), (37.5, 12.5), (12.5, 37.5)), 50)
    """
    across = max(1, int(width // step))
    points = tuple(
        (step / 2 + step * (place % across), step / 2 + step * (place // across))
        for place in range(count)
    )
    return points, step * math.ceil(count / across)


def pack_boxes(
    sizes: Sequence[tuple[float, float]], *, gap: float, aspect: float, width: float | None = None
) -> Placed:
    """Return corners of boxes set in rows in the given order, on a page near the aspect ratio.

    Without a ``width`` the page width is the one of a few candidates that comes nearest to
    ``aspect`` (width ÷ height).

    Examples
    --------
    >>> pack_boxes([(10, 10), (10, 10)], gap=2, aspect=2).corners
    ((0.0, 0.0), (12.0, 0.0))
    """
    if not sizes:
        return Placed((), 0.0, 0.0)
    if width is not None:
        return _rows(sizes, gap, width)
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    widest = max(w for w, _ in sizes)
    guess = math.sqrt(area * aspect)
    tried = [_rows(sizes, gap, max(widest, guess * (0.8 + 0.04 * n))) for n in range(20)]
    return min(tried, key=lambda placed: abs(math.log(placed.width / placed.height / aspect)))


def _rows(sizes: Sequence[tuple[float, float]], gap: float, width: float) -> Placed:
    corners: list[tuple[float, float]] = []
    x = y = tallest = widest = 0.0
    for w, h in sizes:
        if x > 0 and x + w > width + 1e-6:
            x, y, tallest = 0.0, y + tallest + gap, 0.0
        corners.append((x, y))
        tallest = max(tallest, h)
        widest = max(widest, x + w)
        x += w + gap
    return Placed(tuple(corners), widest, y + tallest)
