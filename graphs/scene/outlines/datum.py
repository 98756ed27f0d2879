"""Geodetic datums of Chinese coordinates: WGS 84 (and CGCS2000), and GCJ-02 of published maps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from graphs.text import Text

__all__ = ["DATUMS", "converted"]

DATUMS: Mapping[str, Text] = {
    "wgs84": Text(zh="WGS84／CGCS2000", en="WGS 84 / CGCS2000"),
    "gcj02": Text(zh="GCJ-02（火星坐标）", en="GCJ-02"),
}
"""Datums by key; WGS 84 and CGCS2000 differ by centimetres."""

_AXIS, _FLATTENING = 6378245.0, 0.00669342162296594323
_ROUNDS = 6


def converted(longitude: float, latitude: float, *, of: str, to: str) -> tuple[float, float]:
    """Return a point of China in another datum, right to a decimetre.

    GCJ-02 is shifted from WGS 84 by up to half a kilometre; the way back is found by repeating the
    shift until it meets the point.

    Examples
    --------
    >>> there = converted(113.3, 34.8, of="wgs84", to="gcj02")
    >>> [round(each, 3) for each in there]
    [113.306, 34.799]
    >>> [round(each, 6) for each in converted(*there, of="gcj02", to="wgs84")]
    [113.3, 34.8]
    """
    if of == to:
        return longitude, latitude
    if to == "gcj02":
        east, north = _shift(longitude, latitude)
        return longitude + east, latitude + north
    guess = longitude, latitude
    for _ in range(_ROUNDS):
        east, north = _shift(*guess)
        guess = longitude - east, latitude - north
    return guess


def _shift(longitude: float, latitude: float) -> tuple[float, float]:
    x, y = longitude - 105.0, latitude - 35.0
    root = math.sqrt(abs(x))
    wave = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += 2.0 / 3.0 * (wave + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi))
    north += (
        2.0 / 3.0 * (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0))
    )
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += 2.0 / 3.0 * (wave + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi))
    east += (
        2.0 / 3.0 * (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi))
    )
    angle = math.radians(latitude)
    curve = 1 - _FLATTENING * math.sin(angle) ** 2
    across = _AXIS / math.sqrt(curve) * math.cos(angle)
    along = _AXIS * (1 - _FLATTENING) / (curve * math.sqrt(curve))
    return math.degrees(east / across), math.degrees(north / along)
