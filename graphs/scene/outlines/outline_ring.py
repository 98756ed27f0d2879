"""One ring of an outline: closed, with an area, its positions longitude and latitude in China."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, TypeAlias

from graphs.errors import Problem
from graphs.text import Text

__all__ = ["Ring", "checked_ring", "problem_at"]

_CHINA = (73.0, 3.0, 136.0, 54.0)
_FAR = 1e12

Ring: TypeAlias = "tuple[tuple[float, float], ...]"


def checked_ring(value: Any, where: str, problems: list[Problem]) -> Ring | None:
    """Return a ring of positions; ``None`` where it is none, its problem is added then.

    Examples
    --------
    >>> problems = []
    >>> checked_ring([[113, 34], [114, 34], [114, 35]], "coordinates[0]", problems)
    >>> problems[0].sentence().en
    'coordinates[0]: a ring of fewer than four positions'
    """
    if not isinstance(value, list) or len(value) < 4:
        problems.append(
            problem_at(where, Text(zh="环少于四个位置", en="a ring of fewer than four positions"))
        )
        return None
    points: list[tuple[float, float]] = []
    for place, position in enumerate(value):
        words, remedy = _position_fault(position)
        if words is not None:
            shown = json.dumps(position, ensure_ascii=False)
            problems.append(problem_at(f"{where}[{place}]", words, shown, remedy))
            return None
        points.append((float(position[0]), float(position[1])))
    if points[0] != points[-1]:
        problems.append(
            problem_at(
                where,
                Text(
                    zh="环没有闭合：末个位置与首个不同",
                    en="is not closed: its last differs from its first",
                ),
                remedy=Text(zh="在末尾重复首个位置", en="repeat the first position at its end"),
            )
        )
        return None
    if not _area(points):
        problems.append(problem_at(where, Text(zh="环没有面积", en="the ring has no area")))
        return None
    return tuple(points)


def _position_fault(position: Any) -> tuple[Text | None, Text | None]:
    """Return why a position cannot be taken, and what to do; nothing where it can."""
    numbers = position[:2] if isinstance(position, list) else []
    if len(numbers) < 2:
        return Text(zh="不是一个位置", en="is no position"), None
    if not all(
        isinstance(n, int | float) and not isinstance(n, bool) and abs(n) < _FAR for n in numbers
    ):
        return Text(zh="坐标不是数字", en="has coordinates that are no numbers"), None
    (x, y), (west, south, east, north) = numbers, _CHINA
    if west <= x <= east and south <= y <= north:
        return None, None
    if west <= y <= east and south <= x <= north:
        return (
            Text(zh="纬度在前、经度在后", en="has its latitude first"),
            Text(zh="GeoJSON 经度在前，请对调", en="GeoJSON has longitude first: swap them"),
        )
    if abs(x) > 180 or abs(y) > 90:
        return (
            Text(
                zh="不是经纬度，像是以米计的投影坐标",
                en="is not in degrees but, it seems, in metres",
            ),
            Text(zh="请导出为 WGS84 经纬度", en="export it as WGS 84 longitude and latitude"),
        )
    return Text(zh="不在中国范围内", en="is not in China"), None


def _area(points: list[tuple[float, float]]) -> float:
    (east, north), pairs = points[0], pairwise(points)
    return abs(
        sum((a[0] - east) * (b[1] - north) - (b[0] - east) * (a[1] - north) for a, b in pairs)
    )


def problem_at(where: str, reason: Text, value: str = "", remedy: Text | None = None) -> Problem:
    """Return a problem with its place in the file, written as a path of members.

    Examples
    --------
    >>> problem_at("features[2].", Text(zh="没有几何", en="has no geometry")).sentence().en
    'features[2]: has no geometry'
    """
    place = Text.same(where.rstrip(".")) if where else Text(zh="文件", en="file")
    return Problem(place=place, reason=reason, value=value, remedy=remedy)
