"""Which pairs hang on a weight: the plan again with each weight a little lower and higher."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphs.planning.framing import frame
from graphs.planning.plan import Solved
from graphs.planning.solving import solve

__all__ = ["Shift", "Stability", "stability"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What changes when one weight is multiplied by a factor: pairs (guest, host).

    Examples
    --------
    >>> Shift(criterion="distance", factor=1.1, added=(), dropped=()).added
    ()
    """

    criterion: str
    factor: float
    added: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Every shift, and the pairs of the plan that no shift drops.

    Examples
    --------
    >>> Stability(shifts=(), firm=(("n1", "s1"),)).firm
    (('n1', 's1'),)
    """

    shifts: tuple[Shift, ...]
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
    base = {(pair.guest, pair.host) for pair in solved.plan.pairs}
    shifts = []
    for key, weight in solved.settings.weights:
        for factor in (1 - share, 1 + share) if weight else ():
            after = _pairs(solved, key, weight * factor)
            shifts.append(
                Shift(
                    criterion=key,
                    factor=factor,
                    added=tuple(sorted(after - base)),
                    dropped=tuple(sorted(base - after)),
                )
            )
    lost = {pair for shift in shifts for pair in shift.dropped}
    return Stability(shifts=tuple(shifts), firm=tuple(sorted(base - lost)))


def _pairs(solved: Solved, key: str, weight: float) -> set[tuple[str, str]]:
    weights = tuple(
        (name, weight if name == key else held) for name, held in solved.settings.weights
    )
    asked = frame(solved.problem, replace(solved.settings, weights=weights))
    found = solve(asked.assignment, seconds=solved.settings.seconds)
    guests, hosts = solved.problem.pool.guests.ids, solved.problem.pool.hosts.ids
    rows = [*found.pairs.tolist(), *asked.locked.tolist()]
    return {(guests[guest], hosts[host]) for guest, host in rows}
