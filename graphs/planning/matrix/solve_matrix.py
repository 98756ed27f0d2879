"""Plan from a plain score matrix: capacities of both sides and an objective, no ledger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy.typing as npt

from graphs.planning.candidates.arrays import Integers
from graphs.planning.judge.verify import Violation, verify
from graphs.planning.matrix.matrix_input import DECIMALS, Capacities, exact_assignment
from graphs.planning.problem.assignment import Objective
from graphs.planning.solve.solve import Solution, solve

__all__ = ["Capacities", "MatrixPlan", "solve_matrix"]


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
    decimals: int = DECIMALS,
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
        How long the whole call may take.

    Raises
    ------
    InputError
        The matrix, a capacity, a mask or another argument is malformed, or the scores have too
        many digits; every problem is listed.
    LimitExceeded
        The matrix has more cells than a solve holds.

    Examples
    --------
    >>> found = solve_matrix([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    >>> found.pairs.tolist(), found.total, found.optimal
    ([[0, 0], [1, 2], [2, 1]], 11, True)
    >>> solve_matrix([[0.9, float("nan")], [0.8, float("nan")]], host_capacity=2).pairs.tolist()
    [[0, 0], [1, 0]]
    """
    assignment, scale = exact_assignment(
        scores,
        capacities={
            "guest_capacity": guest_capacity,
            "host_capacity": host_capacity,
            "guest_minimum": guest_minimum,
            "host_minimum": host_minimum,
        },
        flags={"mask": mask, "existing": existing},
        objective=objective,
        decimals=decimals,
        seconds=seconds,
    )
    found = solve(assignment, seconds=seconds)
    return MatrixPlan(
        pairs=found.pairs,
        total=found.totals.total if scale == 1 else found.totals.total / scale,
        served=found.totals.served,
        shortfall=found.totals.shortfall,
        scale=scale,
        optimal=found.certificate.optimal,
        violations=verify(assignment, found.pairs, found.totals, found.certificate),
        solution=found,
    )
