"""The nearest free place beside a point, for marks that a layout did not foresee."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from graphs.scene.layouts.layout import Point

__all__ = ["FreePlaces", "Room"]

Room: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of where a place is wanted."""

_STEP = 34.0  # of rings, and between places of one ring
_RINGS = 400


class FreePlaces:
    """Places taken so far; each new mark takes the nearest free one, always in the same order.

    Examples
    --------
    >>> places = FreePlaces([(0.0, 0.0)])
    >>> places.take((0.0, 0.0)) != places.take((0.0, 0.0))
    True
    """

    def __init__(self, taken: Iterable[Point]) -> None:
        """Begin with places that are taken."""
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for point in taken:
            self._put(point)

    def take(
        self, near: Point, *, reach: float = 52.0, turn: float = 0.0, room: Room | None = None
    ) -> Point:
        """Take and return the nearest free place: on a ring of ``reach``, else on a wider one.

        ``turn`` (radians) is the direction that is tried first. Where there is a ``room`` (left,
        top, right, bottom) a place in it goes before a nearer one outside.
        """
        if room is not None and (found := self._nearest(near, reach, turn, room)):
            return found
        return self._nearest(near, reach, turn, None) or near

    def _nearest(self, near: Point, reach: float, turn: float, room: Room | None) -> Point | None:
        rings = _RINGS
        if room is not None:
            left, top, right, bottom = room
            rings = min(_RINGS, int(math.hypot(right - left, bottom - top) / _STEP) + 1)
        for ring in range(rings):
            radius = reach + ring * _STEP
            count = max(6, int(2 * math.pi * radius / _STEP))
            for place in range(count):
                # Alternately to both sides of the wanted direction.
                side = (place + 1) // 2 * (1 if place % 2 else -1)
                angle = turn + 2 * math.pi * side / count
                found = (near[0] + radius * math.cos(angle), near[1] + radius * math.sin(angle))
                if (room is None or _inside(found, room)) and self._free(found):
                    self._put(found)
                    return found
        return None

    def _put(self, point: Point) -> None:
        self._cells.setdefault(_cell(point), []).append(point)

    def _free(self, point: Point) -> bool:
        column, line = _cell(point)
        return all(
            math.dist(point, other) >= _STEP * 0.8
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in self._cells.get((column + dx, line + dy), ())
        )


def _inside(point: Point, room: Room) -> bool:
    left, top, right, bottom = room
    return left <= point[0] <= right and top <= point[1] <= bottom


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / _STEP), math.floor(point[1] / _STEP)
