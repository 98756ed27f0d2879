"""The criterion of industry: how much of their GB/T 4754 codes two have in common."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.pool import Members, Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.text import Text

__all__ = ["industry", "industry_closeness"]

_SECTIONS = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
"""The last division (大类) of each section A–T of GB/T 4754-2017."""


_PREFIXES = ((4, 1.0), (3, 0.75), (2, 0.5), (0, 0.25))
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
    a, b = _parts(left), _parts(right)
    if not a or not b:
        return None
    shared = (value for (_, value), x, y in zip(_PREFIXES, a, b, strict=True) if x and x == y)
    return next(shared, 0.0)


@cache
def _parts(code: str) -> tuple[str, ...]:
    """Return class, group, division and section of a code, blank where it does not go so deep."""
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRST")
    if len(digits) < 2 or not (digits.isascii() and digits.isdigit()):
        return ()
    section = str(bisect_left(_SECTIONS, int(digits[:2])))
    return tuple(
        section if length == 0 else digits[:length] if len(digits) >= length else ""
        for length, _ in _PREFIXES
    )


def _closeness_table(left: list[str], right: list[str]) -> Reals:
    """Return the closeness of every two codes; NaN without a code."""
    words = sorted({part for code in {*left, *right} for part in _parts(code)} - {""})
    at = {word: place for place, word in enumerate(words, start=1)} | {"": 0}
    a, b = (
        np.array([[at[part] for part in _parts(code) or ("",) * 4] for code in codes]).reshape(
            -1, 4
        )
        for codes in (left, right)
    )
    table = np.zeros((len(left), len(right)))
    for level, (_, value) in reversed(list(enumerate(_PREFIXES))):
        table[(a[:, None, level] == b[None, :, level]) & (a[:, None, level] > 0)] = value
    table[[not _parts(code) for code in left]] = np.nan
    table[:, [not _parts(code) for code in right]] = np.nan
    return table


def _industry_reason(pool: Pool, score: float | None) -> Evidence:
    left, right = (
        pool.guests[candidate_columns.industry][0],
        pool.hosts[candidate_columns.industry][0],
    )
    if score is None:
        return Evidence(
            score=None,
            reason=Text(
                zh="至少一方没有行业代码，或代码版本不同",
                en="one has no industry code, or the editions differ",
            ),
        )
    words = {
        1.0: Text(zh="同一小类", en="the same class"),
        0.75: Text(zh="同一中类", en="the same group"),
        0.5: Text(zh="同一大类", en="the same division"),
        0.25: Text(zh="同一门类", en="the same section"),
        0.0: Text(zh="门类不同", en="different sections"),
    }[score]
    return Evidence(
        score=score,
        reason=Text(zh="行业：", en="industry: ") + words,
        guest_value=Text.same(left),
        host_value=Text.same(right),
    )


@criterion(
    order=10, even=2.0, label=Text(zh="行业相近", en="Industry closeness"), reason=_industry_reason
)
def industry(pool: Pool) -> Reals:
    """How close the industries are by the common prefix of their GB/T 4754 codes.

    The same class 1, group 0.75, division 0.5, section 0.25, else 0. No data without a code on
    both sides, or where the codes are of different editions.
    """
    left, at_left = _codes(pool.guests)
    right, at_right = _codes(pool.hosts)
    table = _closeness_table([code for code, _ in left], [code for code, _ in right])
    mine = np.array([edition for _, edition in left], dtype=str)[:, None]
    theirs = np.array([edition for _, edition in right], dtype=str)[None, :]
    table[(mine != theirs) & (mine != "") & (theirs != "")] = np.nan
    return table[at_left][:, at_right]


def _codes(side: Members) -> tuple[list[tuple[str, str]], npt.NDArray[np.int64]]:
    keys = list(zip(side[candidate_columns.industry], side[candidate_columns.edition], strict=True))
    distinct = sorted(set(keys))
    at = {key: place for place, key in enumerate(distinct)}
    return distinct, np.array([at[key] for key in keys], dtype=np.int64)
