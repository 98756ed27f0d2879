"""Points, the unit of score shown to people: 100 for a perfect pair."""

from __future__ import annotations

__all__ = ["in_points", "points"]

_POINT = 10_000


def in_points(millionths: float) -> float:
    """Return a score as points, to the last digit that is exact; for tables that are sorted.

    Examples
    --------
    >>> in_points(283_471)
    28.3471
    """
    return round(millionths / _POINT, 4)


def points(millionths: float, *, exact: bool = False, signed: bool = False) -> str:
    """Return a score in points, as it is written everywhere; the total of a plan is their sum.

    With ``exact`` every digit is written, else one decimal; a difference too small for one decimal
    is written exactly, so that no change reads as none.

    Examples
    --------
    >>> points(283_471), points(283_471, exact=True), points(-120, signed=True)
    ('28.3', '28.3471', '−0.012')
    >>> points(12_345_600_000)
    '1,234,560.0'
    """
    value = in_points(millionths)
    whole = f"{abs(value):,.4f}".rstrip("0")
    whole = whole + "0" if whole.endswith(".") else whole
    short = f"{abs(value):,.1f}"
    words = whole if exact or (short == "0.0" and value) else short
    sign = "−" if value < 0 else "+" if signed else ""
    return sign + words
