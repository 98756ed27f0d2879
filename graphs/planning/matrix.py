"""The planner for a plain score matrix: capacities of both sides and an objective, no ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphs.errors import InputError, Problem
from graphs.planning.assignment import Assignment, Flags, Integers, Objective
from graphs.planning.solving import Solution, solve
from graphs.planning.verify import Violation, verify
from graphs.text import Text

__all__ = ["Capacities", "MatrixPlan", "solve_matrix"]

Capacities: TypeAlias = int | npt.ArrayLike

_DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MatrixPlan:
    """The best plan of a matrix.

    Attributes
    ----------
    pairs
        Rows (guest, host), sorted.
    total
        The sum of the scores of the pairs, exact for integers; of floats as rounded.
    served
        How many guests have a pair; ``shortfall`` by how much minimums are missed.
    scale
        Units of a score of 1 in the exact arithmetic: 1 for integers, a power of ten for floats.
    optimal
        Whether the plan is proved best; ``violations`` is what the judge found, empty if sound.

    Examples
    --------
    >>> found = solve_matrix([[3, 1], [2, 2]])
    >>> found.pairs.tolist(), found.total, found.violations
    ([[0, 0], [1, 1]], 5, ())
    """

    pairs: Integers
    total: float
    served: int
    shortfall: int
    scale: int
    optimal: bool
    violations: tuple[Violation, ...]
    solution: Solution


def solve_matrix(
    scores: npt.ArrayLike,
    *,
    guest_capacity: Capacities = 1,
    host_capacity: Capacities = 1,
    guest_minimum: Capacities = 0,
    host_minimum: Capacities = 0,
    objective: Objective | str = Objective.best_total,
    mask: npt.ArrayLike | None = None,
    existing: npt.ArrayLike | None = None,
    decimals: int = _DECIMALS,
    seconds: float = 60.0,
) -> MatrixPlan:
    """Return the best plan of a plain score matrix, higher scores being better.

    1. Pairs whose score is NaN, or where ``mask`` is false, are ineligible. 2. Integers stay as
    they are; floats are rounded to ``decimals`` places, once, and are exact from there on. 3. The
    plan is found, proved, and judged by code that knows nothing of how it was found.

    ``best_total`` adds a pair only where that raises the total; ``most_served`` serves as many
    guests as possible first, so that a minimum-cost assignment is ``solve_matrix(-costs,
    objective="most_served")``. ``fairest`` compares plans by the guests' values in ascending
    order, a value being the sum of a guest's scores, 0 without a pair. ``least_disruption`` keeps
    as many ``existing`` pairs as possible, then serves the most, then looks at the total.

    Parameters
    ----------
    scores
        Shape (guests, hosts); integers or floats.
    guest_capacity, host_capacity
        The most pairs of each guest and each host: one number for all, or one each.
    guest_minimum, host_minimum
        The least; what cannot be met is met as far as possible and counted in ``shortfall``.
    mask, existing
        Booleans of the shape of ``scores``.
    seconds
        Deterministic time limit of each level where no flow finds the plan: fairness among
        guests that may have several pairs.

    Raises
    ------
    InputError
        The matrix or a capacity is malformed, or the scores have too many digits.

    Examples
    --------
    >>> found = solve_matrix([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    >>> found.pairs.tolist(), found.total, found.optimal
    ([[0, 0], [1, 2], [2, 1]], 11, True)
    >>> solve_matrix([[0.9, float("nan")], [0.8, float("nan")]], host_capacity=2).pairs.tolist()
    [[0, 0], [1, 0]]
    """
    values = _matrix(scores)
    eligible = (
        np.isfinite(values) if values.dtype.kind == "f" else np.ones(values.shape, dtype=bool)
    )
    if mask is not None:
        eligible &= _flags(mask, values.shape, "mask")
    exact, scale = _exact(values, eligible, decimals)
    assignment = Assignment.of(
        exact,
        eligible=eligible,
        guest_high=_capacity(guest_capacity, values.shape[0], "guest_capacity"),
        host_high=_capacity(host_capacity, values.shape[1], "host_capacity"),
        guest_low=_capacity(guest_minimum, values.shape[0], "guest_minimum"),
        host_low=_capacity(host_minimum, values.shape[1], "host_minimum"),
        existing=None if existing is None else _flags(existing, values.shape, "existing"),
        objective=_objective(objective),
    )
    found = solve(assignment, seconds=seconds)
    return MatrixPlan(
        pairs=found.pairs,
        total=found.standing.total if scale == 1 else found.standing.total / scale,
        served=found.standing.served,
        shortfall=found.standing.shortfall,
        scale=scale,
        optimal=found.certificate.optimal,
        violations=verify(assignment, found.pairs, found.standing, found.certificate),
        solution=found,
    )


def _matrix(scores: npt.ArrayLike) -> npt.NDArray[np.generic]:
    values = np.asarray(scores)
    if values.ndim != 2 and values.size == 0:
        values = values.reshape(0, 0)
    if values.ndim != 2 or values.dtype.kind not in "biuf" or np.isinf(values.astype(float)).any():
        raise _refused(
            "scores",
            f"{values.dtype}, {values.shape}",
            Text(zh="应为有限数值的二维矩阵", en="must be a matrix of finite numbers or NaN"),
        )
    return values if values.dtype.kind == "f" else values.astype(np.int64)


def _exact(values: npt.NDArray[np.generic], eligible: Flags, decimals: int) -> tuple[Integers, int]:
    if values.dtype.kind != "f":
        return np.asarray(values, dtype=np.int64), 1
    known = np.where(eligible, values, 0.0).astype(float)
    if bool((known == np.rint(known)).all()) and bool((np.abs(known) < 2**53).all()):
        return known.astype(np.int64), 1
    scale = 10**decimals
    scaled = np.rint(known * scale)
    if bool((np.abs(scaled) >= 2**53).any()):
        raise _refused(
            "decimals",
            str(decimals),
            Text(
                zh="位数超出精确范围，请减少小数位数",
                en="more digits than are exact: use fewer decimals",
            ),
        )
    return scaled.astype(np.int64), scale


def _capacity(given: Capacities, count: int, name: str) -> Integers:
    values = np.asarray(given)
    fits = values.ndim == 0 or values.shape == (count,)
    whole = values.size == 0 or (
        values.dtype.kind in "iuf"
        and bool((values == np.floor(values)).all())
        and bool((values >= 0).all())
    )
    if not fits or not whole:
        raise _refused(
            name,
            str(given)[:60],
            Text(
                zh=f"应为非负整数，一个或 {count} 个",
                en=f"must be whole numbers ≥ 0, one or {count}",
            ),
        )
    return np.broadcast_to(np.minimum(values, 2**31).astype(np.int64), (count,)).copy()


def _flags(given: npt.ArrayLike, shape: tuple[int, ...], name: str) -> Flags:
    values = np.asarray(given, dtype=bool)
    if values.shape != shape:
        raise _refused(
            name, str(values.shape), Text(zh=f"形状应为 {shape}", en=f"must have shape {shape}")
        )
    return values


def _objective(given: Objective | str) -> Objective:
    if isinstance(given, Objective):
        return given
    if given not in Objective.__members__:
        names = ", ".join(Objective.__members__)
        raise _refused(
            "objective", given, Text(zh=f"应为 {names} 之一", en=f"must be one of {names}")
        )
    return Objective[given]


def _refused(name: str, value: str, reason: Text) -> InputError:
    return InputError(
        Text(zh="矩阵不能求解", en="this matrix cannot be planned"),
        (Problem(place=Text.same(name), value=value, reason=reason),),
    )
