"""The numbers of a plain score matrix, read and made exact."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from graphs.errors import InputError, LimitExceeded, Problem
from graphs.planning.candidates.arrays import Flags, Integers
from graphs.text import Text

__all__ = ["Values", "exact_numbers", "numbers_of", "problem_at", "refused_matrix"]

Values: TypeAlias = npt.NDArray[Any]

_MOST_CELLS = 200_000_000


def numbers_of(scores: npt.ArrayLike) -> Values:
    """Return a matrix of finite numbers or NaN, as floats or as exact integers.

    Raises
    ------
    InputError
        It is ragged, not of two dimensions, no numbers, infinite, or beyond 64 bits.
    LimitExceeded
        It has more cells than a solve holds.

    Examples
    --------
    >>> numbers_of([[1, 2]]).dtype.kind, numbers_of([[0.5, float("nan")]]).dtype.kind
    ('i', 'f')
    """
    words = Text(zh="应为有限数值的二维矩阵", en="must be a matrix of finite numbers or NaN")
    try:
        values = np.asarray(scores)
    except (ValueError, TypeError, OverflowError, MemoryError, RecursionError):
        raise refused_matrix("scores", "", words) from None
    if values.size > _MOST_CELLS:
        raise LimitExceeded(
            Text(
                zh="矩阵有 {n} 格，超过 {most} 格", en="the matrix has {n} cells, more than {most}"
            ).format(n=values.size, most=_MOST_CELLS)
        )
    if values.ndim != 2 and values.size == 0:
        values = values.reshape(0, 0)
    shown = f"{values.dtype}, {values.shape}"
    if values.ndim != 2 or values.dtype.kind not in "biuf":
        raise refused_matrix("scores", shown, words)
    if values.dtype.kind == "f":
        if bool(np.isinf(values).any()):
            raise refused_matrix("scores", shown, words)
        return values.astype(np.float64)
    if values.dtype.kind == "u" and values.size and int(values.max()) > np.iinfo(np.int64).max:
        raise refused_matrix("scores", shown, words)
    return values.astype(np.int64)


def exact_numbers(values: Values, eligible: Flags, decimals: int) -> tuple[Integers, int]:
    """Return the values as exact integers, and the units of 1: a power of ten for floats.

    Raises
    ------
    InputError
        There are more digits than are exact.

    Examples
    --------
    >>> exact_numbers(np.array([[0.25]]), np.array([[True]]), 2)
    (array([[25]]), 100)
    """
    if values.dtype.kind != "f":
        return np.asarray(values, dtype=np.int64), 1
    known = np.where(eligible, values, 0.0).astype(float)
    if bool((known == np.rint(known)).all()) and bool((np.abs(known) < 2**53).all()):
        return known.astype(np.int64), 1
    scale = 10**decimals
    with np.errstate(over="ignore"):
        scaled = np.rint(known * scale)
    if bool((np.abs(scaled) >= 2**53).any()):
        words = Text(
            zh="位数超出精确范围，请减少小数位数",
            en="more digits than are exact: use fewer decimals",
        )
        raise refused_matrix("decimals", str(decimals), words)
    return scaled.astype(np.int64), scale


def problem_at(name: str, value: str, reason: Text) -> Problem:
    """Return one problem of the argument of that name."""
    return Problem(place=Text.same(name), value=value, reason=reason)


def refused_matrix(name: str, value: str, reason: Text) -> InputError:
    """Return the error about one argument of a matrix.

    Examples
    --------
    >>> refused_matrix("mask", "x", Text(zh="不对", en="is wrong")).problems[0].place.en
    'mask'
    """
    words = Text(zh="矩阵不能求解", en="this matrix cannot be planned")
    return InputError(words, (problem_at(name, value, reason),))
