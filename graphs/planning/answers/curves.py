"""Curves: what more slots at a host, or more new pairs in all, achieve step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphs.planning.plan import Solved
from graphs.planning.problem.assignment import Assignment, PlanTotals
from graphs.planning.problem.scores import slot_parts
from graphs.planning.solve.solve import solve

__all__ = ["CurvePoint", "coverage_curve", "roomier", "slot_curve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """What a plan achieves with so many units (slots, or new pairs); total in millionths."""

    units: int
    pairs: int
    served: int
    total: int


def slot_curve(solved: Solved, host: str, most: int = 5) -> tuple[CurvePoint, ...]:
    """Return what 0, 1 … ``most`` more slots at a host achieve, the other limits unchanged.

    Raises
    ------
    ValueError
        The host is no candidate of the plan.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9], [0.8]])), PlanSettings(weights=(("given", 1.0),)))
    >>> [point.served for point in slot_curve(made, "host1", most=2)]
    [1, 2, 2]
    """
    place = solved.problem.pool.hosts.ids.index(host)
    points = [solved.solution.totals]
    points += [
        solve(roomier(solved, place, count), seconds=solved.settings.seconds).totals
        for count in range(1, most + 1)
    ]
    return tuple(_point(solved, count, totals) for count, totals in enumerate(points))


def coverage_curve(solved: Solved, points: int = 10) -> tuple[CurvePoint, ...]:
    """Return what the best plan achieves with fewer new pairs, in even steps up to all of them.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> [(point.units, point.served) for point in coverage_curve(made)]
    [(0, 0), (1, 1), (2, 2)]
    """
    instance = solved.solution.assignment
    whole = int((~instance.existing[tuple(solved.solution.pairs.T)]).sum())
    budgets = sorted({round(whole * step / points) for step in range(points + 1)})
    return tuple(
        _point(
            solved,
            budget,
            solve(replace(instance, new_budget=budget), seconds=solved.settings.seconds).totals,
        )
        for budget in budgets
    )


def _point(solved: Solved, units: int, totals: PlanTotals) -> CurvePoint:
    locked = solved.compiled.locked
    total = totals.total + sum(solved.compiled.scores[tuple(locked.T)].tolist())
    total += int(slot_parts(solved.compiled.slots, locked).sum())
    served = totals.served + len(set(locked[:, 0].tolist()))
    return CurvePoint(units=units, pairs=totals.pairs + len(locked), served=served, total=total)


def roomier(solved: Solved, place: int, count: int) -> Assignment:
    """Return the problem with more slots at a host."""
    instance = solved.solution.assignment
    more = instance.host_high.copy()
    more[place] += count
    return replace(instance, host_high=more)
