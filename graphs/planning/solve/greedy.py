"""Greedy plan by best offers, and an upper bound for every plan.

Source of the rounds: Gale and Shapley, College admissions and the stability of marriage (1962).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.problem.assignment import Assignment, Objective, plan_totals

__all__ = ["greedy_levels", "greedy_plan", "plan_worth"]

_WORK = 100_000_000
"""Cells looked at before a very large pool is left as it is."""

_LEVELS = {
    Objective.best_total: ("score",),
    Objective.most_served: ("served", "score"),
    Objective.least_disruption: ("kept", "served", "score"),
    Objective.fairest: ("worst", "served"),
}


def greedy_plan(assignment: Assignment) -> Integers:
    """Return the pairs of a sound plan, sorted; no claim that it is the best.

    1. Hosts below their minimum take the best offers. 2. Existing pairs, where keeping them is the
    objective. 3. Every guest without a pair offers itself to its best host with room, the best
    offers are taken, and the rest try again. 4. Guests that may have more pairs go on so.

    Examples
    --------
    >>> greedy_plan(Assignment.of(np.array([[3, 1], [2, 2]]))).tolist()
    [[0, 0], [1, 1]]
    """
    state = _State(assignment)
    instance, able = assignment, assignment.eligible
    gains = able & (instance.scores > 0)
    # Minimums come first: later pairs may have used up the guests they need.
    if instance.host_low.any():
        state.fill(able, np.minimum(instance.host_low, instance.host_high), instance.guest_high)
    if instance.objective is Objective.least_disruption:
        state.fill(able & instance.existing, instance.host_high, instance.guest_high)
    counts_people = instance.objective in (Objective.most_served, Objective.least_disruption)
    first = np.where(instance.served, 0, np.minimum(instance.guest_high, 1))
    state.fill(able if counts_people else gains, instance.host_high, first)
    state.fill(able, instance.host_high, np.minimum(instance.guest_low, instance.guest_high))
    state.fill(gains, instance.host_high, instance.guest_high)
    return state.pairs()


@dataclass(slots=True)
class _State:
    """Pairs taken so far; lives inside one call."""

    instance: Assignment
    chosen: Flags
    count: Integers
    load: Integers
    inside: list[int]
    fresh: int
    work: int

    def __init__(self, instance: Assignment) -> None:
        self.instance = instance
        self.chosen = np.zeros(instance.shape, dtype=bool)
        self.count = np.zeros(instance.shape[0], dtype=np.int64)
        self.load = np.zeros(instance.shape[1], dtype=np.int64)
        self.inside = [0] * len(instance.limits)
        self.fresh = 0
        self.work = 0

    def pairs(self) -> Integers:
        return np.argwhere(self.chosen).astype(np.int64)

    def fill(self, able: Flags, host_most: Integers, guest_most: Integers) -> None:
        """Take best offers until no guest that wants one more finds a host with room."""
        refused = ~able | self.chosen
        # Bounded by cells looked at, not by seconds: the same problem gives the same plan
        # everywhere.
        while self.work < _WORK:
            wanting = np.flatnonzero(self.count < guest_most)
            room = self.load < host_most
            open_cells = ~refused[wanting] & room
            wanting, open_cells = (
                wanting[open_cells.any(axis=1)],
                open_cells[open_cells.any(axis=1)],
            )
            if not len(wanting):
                return
            self.work += open_cells.size
            worth = np.where(open_cells, self.instance.scores[wanting], np.iinfo(np.int64).min)
            hosts = worth.argmax(axis=1)
            offers = worth[np.arange(len(wanting)), hosts]
            # Best offers first; equal ones in the order of the guests, so that nothing depends on
            # luck.
            for place in np.lexsort((wanting, -offers)).tolist():
                guest, host = int(wanting[place]), int(hosts[place])
                if self.load[host] < host_most[host]:
                    # Taken or refused by a limit: either way this pair is not tried twice.
                    refused[guest, host] = True
                    self._take(guest, host)

    def _take(self, guest: int, host: int) -> None:
        instance = self.instance
        places = [
            place
            for place, limit in enumerate(instance.limits)
            if (guest if limit.side == "guest" else host) in limit.members
        ]
        fresh = not bool(instance.existing[guest, host])
        if any(self.inside[place] >= instance.limits[place].high for place in places):
            return
        if instance.budget is not None and int(self.load.sum()) >= instance.budget:
            return
        if fresh and instance.new_budget is not None and self.fresh >= instance.new_budget:
            return
        for place in places:
            self.inside[place] += 1
        self.fresh += fresh
        self.chosen[guest, host] = True
        self.count[guest] += 1
        self.load[host] += 1


def plan_worth(assignment: Assignment, pairs: Integers) -> tuple[object, ...]:
    """Return what the objective compares: of two plans the better one is larger.

    Examples
    --------
    >>> small = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> plan_worth(small, np.array([[0, 0], [1, 1]])) > plan_worth(small, np.array([[0, 0]]))
    True
    """
    reached = plan_totals(assignment, pairs)
    if assignment.objective is Objective.fairest:
        return (
            -reached.shortfall,
            tuple(np.sort(_values(assignment, pairs)).tolist()),
            reached.served,
        )
    figures = {"kept": reached.kept, "served": reached.served, "score": reached.total}
    return (-reached.shortfall, *(figures[name] for name in _LEVELS[assignment.objective]))


def _values(assignment: Assignment, pairs: Integers) -> Integers:
    values = assignment.base.copy()
    np.add.at(values, pairs[:, 0], assignment.scores[pairs[:, 0], pairs[:, 1]])
    return values[assignment.guest_high > 0]


def greedy_levels(assignment: Assignment, pairs: Integers) -> tuple[tuple[str, int, int], ...]:
    """Return (level, reached, what no plan exceeds) by looking at each guest and host alone.

    Examples
    --------
    >>> greedy_levels(Assignment.of(np.array([[3, 1], [3, 2]])), np.array([[0, 0]]))
    (('score', 3, 5),)
    """
    instance, reached = assignment, plan_totals(assignment, pairs)
    able = np.where(instance.eligible, np.maximum(instance.scores, 0), 0)
    units = [int(instance.host_high.sum()), int(instance.guest_high.sum())]
    units += [each for each in (instance.budget,) if each is not None]
    open_guests = instance.eligible.any(axis=1) & (instance.guest_high > 0)
    score = min(_best(able, instance.guest_high), _best(able.T, instance.host_high))
    slots = 0 if instance.objective is Objective.fairest else int(instance.slots.sum())
    values = _values(instance, pairs)
    tops = (
        instance.base
        + np.sort(able, axis=1)[:, ::-1].cumsum(axis=1)[
            np.arange(len(able)), np.clip(instance.guest_high - 1, 0, max(0, able.shape[1] - 1))
        ]
        if able.size
        else instance.base
    )
    bounds = {
        "kept": (reached.kept, int((instance.existing & instance.eligible).sum())),
        "served": (reached.served, min(int((open_guests & ~instance.served).sum()), *units)),
        "score": (reached.total, score + slots),
        "worst": (
            int(values.min()) if len(values) else 0,
            int(tops[instance.guest_high > 0].min(initial=np.iinfo(np.int64).max))
            if len(values)
            else 0,
        ),
    }
    first = (("shortfall", -reached.shortfall, 0),) if instance.has_minimums else ()
    return (*first, *((name, *bounds[name]) for name in _LEVELS[instance.objective]))


def _best(able: Integers, most: Integers) -> int:
    """Return the sum over rows of each row's ``most`` largest cells."""
    if not able.size:
        return 0
    if int(most.max(initial=0)) <= 1:
        return int(able.max(axis=1)[most > 0].sum())
    ordered = np.sort(able, axis=1)[:, ::-1].cumsum(axis=1)
    last = np.clip(most, 1, able.shape[1]) - 1
    return int(ordered[np.arange(len(able)), last][most > 0].sum())
