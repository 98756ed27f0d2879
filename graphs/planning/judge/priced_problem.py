"""Decide which problems are network flows, so that prices can prove optimality."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.problem.assignment import Assignment, Objective

__all__ = ["is_priced", "one_each"]


def is_priced(assignment: Assignment) -> bool:
    """Return whether prices can prove a plan of this problem best, so that nothing less will do.

    Groups of a side must not overlap, a budget of new pairs must not stand beside existing ones,
    and the fairest plan must give each guest one pair at most.

    Examples
    --------
    >>> is_priced(Assignment.of(np.array([[3]]), guest_high=2, objective=Objective.fairest))
    False
    """
    for side in ("guest", "host"):
        members = [m for limit in assignment.limits if limit.side == side for m in limit.members]
        if len(members) != len(set(members)):
            return False
    if assignment.objective is Objective.fairest and bool((assignment.guest_high > 1).any()):
        return False
    beside = bool((assignment.existing & assignment.eligible).any())
    return assignment.new_budget is None or not beside


def one_each(assignment: Assignment, pairs: Integers) -> Assignment:
    """Return the problem with one pair a guest, where a plan shows that no fairest plan has more.

    Where every score is above 0 and nothing has a minimum, the fewest guests end with a value of 0
    exactly when the most units there are (slots of hosts, or the budget) all go to different
    guests that have nothing yet. If the plan does that, the fairest plan does, and a guest with
    two pairs would leave one more with 0. Otherwise the problem comes back as it is.

    Examples
    --------
    >>> scarce = Assignment.of(np.array([[3], [4]]), guest_high=2, objective=Objective.fairest)
    >>> one_each(scarce, np.array([[1, 0]])).guest_high.tolist()
    [1, 1]
    """
    instance = assignment
    if instance.objective is not Objective.fairest or not bool((instance.guest_high > 1).any()):
        return instance
    units = [int(instance.host_high.sum())]
    fresh = None if instance.existing.any() else instance.new_budget
    units += [each for each in (instance.budget, fresh) if each is not None]
    guests = pairs[:, 0]
    sure = (
        not instance.has_minimums
        and len(pairs) == min(units)
        and len(np.unique(guests)) == len(guests)
        and not instance.base[guests].any()
        and not bool((instance.base < 0).any())
        and bool((instance.scores[instance.eligible] > 0).all())
    )
    return replace(instance, guest_high=np.minimum(instance.guest_high, 1)) if sure else instance
