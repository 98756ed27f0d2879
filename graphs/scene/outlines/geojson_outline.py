"""A GeoJSON file as an outline: every fault of it is said with its place, none is corrected silently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphs.errors import InputError, Problem
from graphs.scene.outlines.outline_ring import Ring, checked_ring, problem_at
from graphs.text import Text

__all__ = ["MOST_BYTES", "MOST_POINTS", "Outline", "read_outline"]

MOST_BYTES = 8 * 2**20
"""The largest file that is read."""

MOST_POINTS = 200_000
"""The most positions of all its rings together."""

_MOST_PROBLEMS = 20
_DEEPEST = 20
_LONGEST_NAME = 80
_NONE = Text(zh="没有面（Polygon 或 MultiPolygon）", en="holds no Polygon and no MultiPolygon")
_POLYGONS = frozenset({"Polygon", "MultiPolygon"})
_OTHER_GEOMETRIES = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString"})
_OWN_DATUMS = ("CRS84", "4326", "4490")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An outline as it was handed in: rings of longitude and latitude, outer ones and holes alike.

    ``datum`` is that of its coordinates, ``ledger_datum`` that of the ledger's.
    """

    name: str
    datum: str
    ledger_datum: str
    rings: tuple[Ring, ...]


def read_outline(
    content: bytes, *, name: str, datum: str = "wgs84", ledger_datum: str = "wgs84"
) -> Outline:
    """Return the outline of a GeoJSON file: Polygon, MultiPolygon, or features of them.

    Raises
    ------
    InputError
        The file is too large, is no GeoJSON, or holds rings that are not closed, have no area, or
        whose positions are not longitude and latitude in China; every problem says its place.

    Examples
    --------
    >>> square = b'{"type": "Polygon", "coordinates": [[[113,34],[114,34],[114,35],[113,34]]]}'
    >>> len(read_outline(square, name="a").rings)
    1
    """
    if len(content) > MOST_BYTES:
        raise _refused(
            Text(
                zh="文件大于 {n} MB，请先简化轮廓", en="the file is above {n} MB; simplify it first"
            ).format(n=MOST_BYTES // 2**20)
        )
    problems: list[Problem] = []
    rings: list[Ring] = []
    count = 0
    for where, coordinates in _ring_values(_document(content), "", problems):
        count += len(coordinates) if isinstance(coordinates, list) else 0
        if count > MOST_POINTS:
            raise _refused(
                Text(
                    zh="多于 {n} 个点，请先简化轮廓",
                    en="more than {n} points; simplify the outline first",
                ).format(n=f"{MOST_POINTS:,}")
            )
        ring = checked_ring(coordinates, where, problems)
        if ring is not None:
            rings.append(ring)
        if len(problems) >= _MOST_PROBLEMS:
            break
    if not (rings or problems):
        problems.append(problem_at("", _NONE))
    if problems:
        raise InputError(
            Text(zh="轮廓没有采用", en="the outline was not taken"),
            tuple(problems[:_MOST_PROBLEMS]),
        )
    # A file's name may hold bytes that are no characters.
    called = name.encode(errors="replace").decode()[:_LONGEST_NAME]
    return Outline(name=called, datum=datum, ledger_datum=ledger_datum, rings=tuple(rings))


def _document(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise _refused(
            Text(zh="不是 UTF-8 文本（第 {n} 字节）", en="is no UTF-8 text (byte {n})").format(
                n=error.start + 1
            )
        ) from error
    except json.JSONDecodeError as error:
        raise _refused(
            Text(
                zh="不是 JSON：第 {line} 行第 {column} 个字符处写法不对",
                en="is no JSON: wrong at line {line}, character {column}",
            ).format(line=error.lineno, column=error.colno)
        ) from error
    except (ValueError, RecursionError) as error:
        raise _refused(
            Text(
                zh="不是 GeoJSON：数字不是数或嵌套过深", en="is no GeoJSON: no number, or too deep"
            )
        ) from error


def _no_number(words: str) -> float:
    raise ValueError(words)


def _ring_values(value: Any, where: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """Every list of positions with its place in the file, whatever holds it."""
    stated = value.get("type") if isinstance(value, dict) else None
    kind = stated if isinstance(stated, str) else ""
    if where.count(".") > _DEEPEST:
        problems.append(problem_at("", Text(zh="嵌套过深", en="is too deep")))
        return
    if kind in {"FeatureCollection", "GeometryCollection"}:
        member = "features" if kind == "FeatureCollection" else "geometries"
        yield from _each(value, member, where, problems)
    elif kind == "Feature":
        if value.get("geometry") is None:
            problems.append(
                problem_at(f"{where}geometry", Text(zh="没有几何", en="has no geometry"))
            )
        else:
            yield from _ring_values(value["geometry"], f"{where}geometry.", problems)
    elif kind in _POLYGONS:
        _check_datum(value, where, problems)
        yield from _rings(value, kind, where, problems)
    else:
        words = (
            Text(zh="是点或线，不是面", en="is a point or a line, not an area")
            if kind in _OTHER_GEOMETRIES
            else Text(zh="不是 GeoJSON 的面", en="is no area of GeoJSON")
        )
        problems.append(problem_at(f"{where}type", words, kind))
    if not where and isinstance(value, dict):
        _check_datum(value, where, problems)


def _each(
    value: dict[str, Any], member: str, where: str, problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    inner = value.get(member)
    if not isinstance(inner, list):
        problems.append(problem_at(f"{where}{member}", Text(zh="不是列表", en="is no list")))
        return
    for place, each in enumerate(inner):
        yield from _ring_values(each, f"{where}{member}[{place}].", problems)


def _rings(
    value: dict[str, Any], kind: str, where: str, problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    coordinates = value.get("coordinates")
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    for place, polygon in enumerate(polygons if isinstance(polygons, list) else [polygons]):
        at = f"{where}coordinates" + (f"[{place}]" if kind == "MultiPolygon" else "")
        if not isinstance(polygon, list) or not polygon:
            problems.append(problem_at(at, Text(zh="没有环", en="holds no ring")))
            continue
        for number, ring in enumerate(polygon):
            yield f"{at}[{number}]", ring


def _check_datum(value: dict[str, Any], where: str, problems: list[Problem]) -> None:
    """An old GeoJSON may name its system of coordinates: what is not in degrees is refused."""
    stated = value.get("crs")
    words = json.dumps(stated, ensure_ascii=False) if stated is not None else ""
    if stated is not None and not any(each in words for each in _OWN_DATUMS):
        found = problem_at(
            f"{where}crs",
            Text(zh="不是经纬度坐标系", en="is no system of longitude and latitude"),
            words,
            Text(zh="请导出为 WGS84 经纬度", en="export it as WGS 84 longitude and latitude"),
        )
        if found not in problems:
            problems.append(found)


def _refused(reason: Text) -> InputError:
    return InputError(
        Text(zh="轮廓没有采用", en="the outline was not taken"), (problem_at("", reason),)
    )
