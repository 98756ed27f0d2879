"""Sensitivity of a plan: solve again with each weight, or the missing-data rule, changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from graphs.planning.plan import Solved
from graphs.planning.problem.compile import compile_problem
from graphs.planning.solve.solve import solve

__all__ = ["Rule", "Shift", "Stability", "stability"]

Missing: TypeAlias = Literal["left_out", "middle", "worst"]
_RULES: tuple[Missing, ...] = ("middle", "worst", "left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What changes when one weight is multiplied by a factor: pairs (guest, host)."""

    criterion: str
    factor: float
    added: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What changes when missing data count by another rule: pairs (guest, host)."""

    missing: Missing
    added: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Every shift, every other rule for missing data, and the pairs that no shift drops."""

    shifts: tuple[Shift, ...]
    rules: tuple[Rule, ...]
    firm: tuple[tuple[str, str], ...]


def stability(solved: Solved, *, share: float = 0.1) -> Stability:
    """Return what changes when each weight in turn moves down and up by a share of itself.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9]])), PlanSettings(weights=(("given", 1.0),)))
    >>> stability(made).firm
    (('guest1', 'host1'),)
    """
    base = set(solved.plan.couples)
    shifts = []
    for key, weight in solved.settings.weights:
        for factor in (1 - share, 1 + share) if weight else ():
            weights = tuple(
                (name, weight * factor if name == key else kept)
                for name, kept in solved.settings.weights
            )
            added, dropped = _changed(solved, base, weights=weights)
            shifts.append(Shift(criterion=key, factor=factor, added=added, dropped=dropped))
    rules = []
    for missing in _RULES:
        if missing != solved.settings.missing:
            added, dropped = _changed(solved, base, missing=missing)
            rules.append(Rule(missing=missing, added=added, dropped=dropped))
    lost = {pair for shift in shifts for pair in shift.dropped}
    return Stability(shifts=tuple(shifts), rules=tuple(rules), firm=tuple(sorted(base - lost)))


def _changed(
    solved: Solved, base: set[tuple[str, str]], **changes: Any
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the pairs added and dropped where settings are changed."""
    compiled = compile_problem(solved.problem, replace(solved.settings, **changes))
    found = solve(compiled.assignment, seconds=solved.settings.seconds)
    guests, hosts = solved.problem.pool.guests.ids, solved.problem.pool.hosts.ids
    rows = [*found.pairs.tolist(), *compiled.locked.tolist()]
    after = {(guests[guest], hosts[host]) for guest, host in rows}
    return tuple(sorted(after - base)), tuple(sorted(base - after))
