"""Packing circles round a hub, dots in a grid, and boxes on a page; all deterministic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Box", "Placed", "grid", "justify", "pack_boxes", "ring"]


_MOST_ROWS = 12
_MOST_AIR = 0.6


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the boxes of a packing begin, and how large the whole is."""

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


def justify(sizes: Sequence[tuple[float, float]], *, gap: float, aspect: float) -> tuple[Box, ...]:
    """Return boxes set in full rows in the given order: none smaller than asked for.

    1. For each number of rows the boxes are divided so that the widest row is as narrow as can
    be. 2. The boxes of a row share what is left of its width in proportion to their own, and have
    the height of its tallest. 3. The page that is drawn largest in a window of that shape is taken,
    and what it leaves free of the window is shared out.

    Examples
    --------
    >>> justify([(10, 10), (20, 8), (32, 5)], gap=1, aspect=2)
    (Box(x=0.0, y=0.0, width=10.333..., height=10.0), Box(x=11.333..., y=0.0, width=20.666...,
     height=10.0), Box(x=0.0, y=11.0, width=32.0, height=5.0))
    """
    if not sizes:
        return ()
    most = min(len(sizes), _MOST_ROWS)
    pages = [_full_rows(sizes, _divided(sizes, count), gap) for count in range(1, most + 1)]
    best = min(pages, key=lambda page: _badness(page, sizes, aspect))
    return _filled(best, gap, aspect)


def _filled(page: tuple[Box, ...], gap: float, aspect: float) -> tuple[Box, ...]:
    """Share out what the page leaves free of a window of that shape."""
    if len(page) == 1:
        return page
    width = max(box.x + box.width for box in page)
    height = max(box.y + box.height for box in page)
    rows = sorted({box.y for box in page})
    return tuple(
        box
        for row in rows
        for box in _widened(
            [box for box in page if box.y == row],
            gap,
            wide=1 + min(max(0.0, height * aspect / width - 1), _MOST_AIR),
            tall=1 + min(max(0.0, width / aspect / height - 1), _MOST_AIR),
            above=gap * rows.index(row),
        )
    )


def _widened(
    row: Sequence[Box], gap: float, *, wide: float, tall: float, above: float
) -> list[Box]:
    found: list[Box] = []
    for place, box in enumerate(row):
        beside = gap * place
        x = (box.x - beside) * wide + beside
        y = (box.y - above) * tall + above
        found.append(Box(x, y, box.width * wide, box.height * tall))
    return found


def _divided(sizes: Sequence[tuple[float, float]], count: int) -> list[int]:
    """How many boxes go in each of ``count`` rows, the widest row as narrow as can be."""
    sums = [0.0]
    for w, _ in sizes:
        sums.append(sums[-1] + w)
    # best[n] is the narrowest widest row of the first n boxes, and where its last row begins
    best: list[tuple[float, int]] = [(sums[n], 0) for n in range(len(sums))]
    starts = [best]
    for _ in range(1, count):
        best = [
            min(
                ((max(best[m][0], sums[n] - sums[m]), m) for m in range(n)),
                default=(0.0, 0),
            )
            for n in range(len(sums))
        ]
        starts.append(best)
    rows: list[int] = []
    end = len(sizes)
    for level in reversed(starts):
        start = level[end][1]
        rows.insert(0, end - start)
        end = start
    return [row for row in rows if row]


def _full_rows(
    sizes: Sequence[tuple[float, float]], rows: Sequence[int], gap: float
) -> tuple[Box, ...]:
    lines: list[Sequence[tuple[float, float]]] = []
    start = 0
    for count in rows:
        lines.append(sizes[start : start + count])
        start += count
    width = max(sum(w for w, _ in line) + gap * (len(line) - 1) for line in lines)
    boxes: list[Box] = []
    y = 0.0
    for line in lines:
        stretch = (width - gap * (len(line) - 1)) / sum(w for w, _ in line)
        tall = max(h for _, h in line)
        x = 0.0
        for w, _ in line:
            boxes.append(Box(x, y, w * stretch, tall))
            x += w * stretch + gap
        y += tall + gap
    return tuple(boxes)


def _badness(page: tuple[Box, ...], sizes: Sequence[tuple[float, float]], aspect: float) -> float:
    """How small the page will be drawn in a window of that shape, and how stretched it is."""
    width = max(box.x + box.width for box in page)
    height = max(box.y + box.height for box in page)
    stretched = max(box.width / w for box, (w, _) in zip(page, sizes, strict=True))
    return math.log(max(width / aspect, height)) + 0.3 * math.log(stretched)
