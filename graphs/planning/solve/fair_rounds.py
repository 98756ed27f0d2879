"""Heuristic for fair plans with several pairs a guest: solve round after round.

Every round is a flow and is solved exactly, given the others; together they are no proof. To find
the fairest plan is NP-hard from two pairs a guest on: it answers numerical matching with target
sums (Garey and Johnson 1979, SP17).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.fallback.deadline import Deadline, DeadlinePassed
from graphs.planning.fallback.greedy import plan_worth
from graphs.planning.problem.assignment import Assignment
from graphs.planning.solve.fairness import fairest_flow

__all__ = ["fair_rounds"]


def fair_rounds(assignment: Assignment, deadline: Deadline) -> Integers | None:
    """Return the pairs of a sound plan that serves the worst-served guests first, sorted.

    1. Give every guest one pair at most, the fairest way. 2. Count what it has as its own, take
    the slots that are gone, and repeat for those that may have more. 3. Take back one round after
    the other and give it anew, the others staying, as long as that makes the plan fairer.
    ``None`` where there are groups, minimums or a budget of new pairs, which a round knows
    nothing of, or where there was no time for a first round.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Objective
    >>> problem = Assignment.of(
    ...     np.array([[3, 1], [2, 2]]), guest_high=2, host_high=2, objective=Objective.fairest)
    >>> fair_rounds(problem, Deadline.after(10)).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    instance = assignment
    if instance.limits or instance.has_minimums or instance.new_budget is not None:
        return None
    rounds: list[Flags] = []
    try:
        for _ in range(int(instance.guest_high.max(initial=0))):
            rounds.append(_round(instance, rounds, deadline))
        while len(rounds) > 1 and _fairer(instance, rounds, deadline):
            pass
    except DeadlinePassed:
        pass
    return _pairs(rounds) if rounds else None


def _fairer(instance: Assignment, rounds: list[Flags], deadline: Deadline) -> bool:
    """Give each round anew, the others staying; return whether the plan became fairer."""
    before = plan_worth(instance, _pairs(rounds))
    for place in range(len(rounds)):
        others = rounds[:place] + rounds[place + 1 :]
        fresh = _round(instance, others, deadline)
        if plan_worth(instance, _pairs([*others, fresh])) > plan_worth(instance, _pairs(rounds)):
            rounds[place] = fresh
    return plan_worth(instance, _pairs(rounds)) > before


def _pairs(rounds: list[Flags]) -> Integers:
    return np.argwhere(np.logical_or.reduce(rounds)).astype(np.int64)


def _round(instance: Assignment, others: list[Flags], deadline: Deadline) -> Flags:
    """Return the fairest way to give each guest one pair more than the other rounds do."""
    rest = _rest(
        instance, np.logical_or.reduce(others) if others else np.zeros(instance.shape, bool)
    )
    found = np.zeros(instance.shape, dtype=bool)
    if rest.budget is None or rest.budget > 0:
        _, pairs, _ = fairest_flow(rest, deadline)
        found[pairs[:, 0], pairs[:, 1]] = True
    return found


def _rest(instance: Assignment, chosen: Flags) -> Assignment:
    """Return the next round: one pair a guest, of what is left, on top of what it has."""
    have = np.where(chosen, instance.scores, 0).sum(axis=1)
    left = instance.guest_high - chosen.sum(axis=1)
    budget = None if instance.budget is None else instance.budget - int(chosen.sum())
    return replace(
        instance,
        eligible=instance.eligible & ~chosen & (instance.scores > 0),
        guest_high=np.minimum(left, 1),
        host_high=instance.host_high - chosen.sum(axis=0),
        base=instance.base + have,
        served=instance.served | chosen.any(axis=1),
        budget=budget,
    )
