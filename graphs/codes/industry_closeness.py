"""How close two industries are, by the common prefix of their GB/T 4754 codes."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

__all__ = ["SHARED_PREFIXES", "industry_closeness", "industry_parts"]

_SECTIONS = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
"""The last division (大类) of each section A–T of GB/T 4754-2017."""


SHARED_PREFIXES = ((4, 1.0), (3, 0.75), (2, 0.5), (0, 0.25))
"""How much of a code two share, and how close that makes them; 0 stands for the section."""


def industry_closeness(left: str, right: str) -> float | None:
    """Return how close two GB/T 4754 codes are, by their common prefix; ``None`` without a code.

    The same class (小类) 1, group (中类) 0.75, division (大类) 0.5, section (门类) 0.25, else 0.
    A code given only to the division cannot be closer than its division. A section letter before
    the digits is allowed.

    Examples
    --------
    >>> industry_closeness("3051", "3054"), industry_closeness("3051", "C30")
    (0.75, 0.5)
    """
    a, b = industry_parts(left), industry_parts(right)
    if not a or not b:
        return None
    shared = (value for (_, value), x, y in zip(SHARED_PREFIXES, a, b, strict=True) if x and x == y)
    return next(shared, 0.0)


@cache
def industry_parts(code: str) -> tuple[str, ...]:
    """Return class, group, division and section of a code, blank where it does not go so deep.

    Examples
    --------
    >>> industry_parts("3051"), industry_parts("C30"), industry_parts("花卉")
    (('3051', '305', '30', '2'), ('', '', '30', '2'), ())
    """
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRST")
    if len(digits) < 2 or not (digits.isascii() and digits.isdigit()):
        return ()
    section = str(bisect_left(_SECTIONS, int(digits[:2])))
    return tuple(
        section if length == 0 else digits[:length] if len(digits) >= length else ""
        for length, _ in SHARED_PREFIXES
    )
