"""Validate a score matrix with its limits as an exact assignment; report all problems at once."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from graphs.errors import InputError, Problem
from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.candidates.matrix_values import (
    exact_numbers,
    numbers_of,
    problem_at,
    refused_matrix,
)
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.text import Text

__all__ = ["DECIMALS", "Capacities", "exact_assignment"]

Capacities: TypeAlias = int | npt.ArrayLike

DECIMALS = 6

_MOST_DECIMALS = 15
_UNLIMITED = 2**31

_Value = TypeVar("_Value")


class _Reader:
    """Collects what is wrong, so that all of it is reported together; lives inside one call."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, make: Callable[[], _Value], otherwise: _Value) -> _Value:
        try:
            return make()
        except InputError as error:
            self.problems += error.problems
            return otherwise

    def finish(self) -> None:
        if self.problems:
            words = Text(zh="矩阵不能求解", en="this matrix cannot be planned")
            raise InputError(words, tuple(self.problems))


def exact_assignment(
    scores: npt.ArrayLike,
    *,
    capacities: dict[str, Capacities],
    flags: dict[str, npt.ArrayLike | None],
    objective: object,
    decimals: object,
    seconds: object,
) -> tuple[Assignment, int]:
    """Return the assignment of a matrix, and the units of a score of 1.

    ``capacities`` are named guest_capacity, host_capacity, guest_minimum and host_minimum;
    ``flags`` mask and existing.

    Raises
    ------
    InputError
        The matrix, a capacity, a mask, the objective or a number is malformed; all are listed.
    LimitExceeded
        The matrix has more cells than a solve holds.
    """
    reader = _Reader()
    values = reader.read(lambda: numbers_of(scores), np.zeros((0, 0)))
    sound = not reader.problems
    places = reader.read(lambda: _decimals(decimals), DECIMALS)
    chosen = reader.read(lambda: _objective(objective), Objective.best_total)
    reader.read(lambda: _seconds(seconds), None)
    if not sound:  # what follows is measured by the matrix
        reader.finish()
    counts = _all_counts(reader, capacities, values.shape)
    marks = _all_flags(reader, flags, values.shape)
    eligible = np.isfinite(values) if values.dtype.kind == "f" else np.ones(values.shape, bool)
    if marks["mask"] is not None:
        eligible = eligible & marks["mask"]
    exact, scale = reader.read(
        lambda: exact_numbers(values, eligible, places), (np.zeros(values.shape, dtype=np.int64), 1)
    )
    reader.finish()
    made = Assignment.of(
        exact, eligible=eligible, existing=marks["existing"], objective=chosen,
        guest_high=counts["guest_capacity"], host_high=counts["host_capacity"],
        guest_low=counts["guest_minimum"], host_low=counts["host_minimum"],
    )  # fmt: skip
    return made, scale


def _all_counts(
    reader: _Reader, capacities: dict[str, Capacities], shape: tuple[int, ...]
) -> dict[str, Integers]:
    sizes, found = {"guest": shape[0], "host": shape[1]}, {}
    for name, limits in capacities.items():
        count = sizes[name.split("_")[0]]
        read = functools.partial(_counts, limits, count, name)
        found[name] = reader.read(read, np.zeros(count, dtype=np.int64))
    for side in () if reader.problems else sizes:
        if bool((found[f"{side}_minimum"] > found[f"{side}_capacity"]).any()):
            words = Text(zh="至少数大于至多数", en="the least is more than the most")
            reader.problems.append(problem_at(f"{side}_minimum, {side}_capacity", "", words))
    return found


def _all_flags(
    reader: _Reader, flags: dict[str, npt.ArrayLike | None], shape: tuple[int, ...]
) -> dict[str, Flags | None]:
    found: dict[str, Flags | None] = {}
    for name, marks in flags.items():
        if marks is None:
            found[name] = None
        else:
            read = functools.partial(_flags, marks, shape, name)
            found[name] = reader.read(read, np.ones(shape, dtype=bool))
    return found


def _counts(limits: Capacities, count: int, name: str) -> Integers:
    words = Text(
        zh=f"应为非负整数，一个或 {count} 个", en=f"must be whole numbers ≥ 0, one or {count}"
    )
    try:
        values = np.asarray(limits)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise refused_matrix(name, str(limits)[:60], words) from None
    fits = values.ndim == 0 or values.shape == (count,)
    whole = values.size == 0 or (
        values.dtype.kind in "iuf"
        and bool((values == np.floor(values)).all())
        and bool((values >= 0).all())
    )
    if not fits or not whole:
        raise refused_matrix(name, str(limits)[:60], words)
    return np.broadcast_to(np.minimum(values, _UNLIMITED).astype(np.int64), (count,)).copy()


def _flags(marks: npt.ArrayLike, shape: tuple[int, ...], name: str) -> Flags:
    words = Text(
        zh=f"应为形状 {shape} 的真假值", en=f"must have shape {shape} and hold true or false"
    )
    try:
        values = np.asarray(marks)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise refused_matrix(name, "", words) from None
    booleans = values.dtype.kind == "b" or (
        values.dtype.kind in "iu" and bool(np.isin(values, (0, 1)).all())
    )
    if values.shape != shape or not (booleans or values.size == 0):
        raise refused_matrix(name, f"{values.dtype}, {values.shape}", words)
    return np.asarray(values, dtype=bool)


def _objective(value: object) -> Objective:
    if isinstance(value, Objective):
        return value
    if not isinstance(value, str) or value not in Objective.__members__:
        names = ", ".join(Objective.__members__)
        words = Text(zh=f"应为 {names} 之一", en=f"must be one of {names}")
        raise refused_matrix("objective", str(value)[:60], words)
    return Objective[value]


def _decimals(value: object) -> int:
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if whole and 0 <= int(value) <= _MOST_DECIMALS:  # type: ignore[call-overload]  # an integer
        return int(value)  # type: ignore[call-overload,no-any-return]  # an integer
    words = Text(
        zh=f"应为 0 至 {_MOST_DECIMALS} 的整数",
        en=f"must be a whole number from 0 to {_MOST_DECIMALS}",
    )
    raise refused_matrix("decimals", str(value)[:60], words)


def _seconds(value: object) -> None:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 0:  # type: ignore[arg-type,operator]  # a number
        words = Text(zh="应为非负数", en="must be a number ≥ 0")
        raise refused_matrix("seconds", str(value)[:60], words)
