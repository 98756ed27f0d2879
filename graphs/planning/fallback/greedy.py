"""Greedy plan by best offers, and an upper bound for every plan.

Source of the rounds: Gale and Shapley, College admissions and the stability of marriage (1962).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.problem.assignment import Assignment, Objective, plan_totals

__all__ = ["greedy_bounds", "greedy_levels", "greedy_plan", "plan_worth"]

_ROUNDS = 6
"""Rounds of offers; after them one guest chooses after the other, which looks at each pair once."""

_LEAST = np.iinfo(np.int64).min

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
    groups: tuple[list[list[int]], list[list[int]]]
    fresh: int

    def __init__(self, instance: Assignment) -> None:
        self.instance = instance
        self.chosen = np.zeros(instance.shape, dtype=bool)
        self.count = np.zeros(instance.shape[0], dtype=np.int64)
        self.load = np.zeros(instance.shape[1], dtype=np.int64)
        self.inside = [0] * len(instance.limits)
        self.groups = ([[] for _ in self.count], [[] for _ in self.load])
        for place, limit in enumerate(instance.limits):
            for member in limit.members:
                self.groups[0 if limit.side == "guest" else 1][member].append(place)
        self.fresh = 0

    def pairs(self) -> Integers:
        return np.argwhere(self.chosen).astype(np.int64)

    def fill(self, able: Flags, host_most: Integers, guest_most: Integers) -> None:
        """Take best offers until no guest that wants one more finds a host with room.

        Bounded by rounds, not by seconds: the same problem gives the same plan everywhere.
        """
        refused = ~able | self.chosen
        for _ in range(_ROUNDS):
            self._refuse_full(refused)
            wanting = np.flatnonzero(self.count < guest_most)
            open_cells = ~refused[wanting] & (self.load < host_most)
            some = open_cells.any(axis=1)
            wanting, open_cells = wanting[some], open_cells[some]
            if not len(wanting):
                return
            worth = np.where(open_cells, self.instance.scores[wanting], _LEAST)
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
        for guest in wanting[np.lexsort((wanting, -offers))].tolist():
            self._choose(guest, refused, host_most, int(guest_most[guest]))

    def _choose(self, guest: int, refused: Flags, host_most: Integers, most: int) -> None:
        """Let one guest take its best hosts with room."""
        able = np.flatnonzero(~refused[guest] & (self.load < host_most))
        order = np.argsort(-self.instance.scores[guest, able], kind="stable")
        for host in able[order].tolist():
            if self.count[guest] >= most or self._closed(guest):
                return
            self._take(guest, host)

    def _closed(self, guest: int) -> bool:
        """Return whether a limit leaves a guest no further pair at all."""
        budget, limits = self.instance.budget, self.instance.limits
        if budget is not None and int(self.load.sum()) >= budget:
            return True
        return any(self.inside[place] >= limits[place].high for place in self.groups[0][guest])

    def _refuse_full(self, refused: Flags) -> None:
        """Rule out at once what a full limit leaves no room for."""
        instance = self.instance
        if instance.budget is not None and int(self.load.sum()) >= instance.budget:
            refused[:] = True
        if instance.new_budget is not None and self.fresh >= instance.new_budget:
            refused |= ~instance.existing
        for inside, limit in zip(self.inside, instance.limits, strict=True):
            if inside >= limit.high:
                refused[(list(limit.members) if limit.side == "guest" else slice(None),
                         slice(None) if limit.side == "guest" else list(limit.members))] = True  # fmt: skip

    def _take(self, guest: int, host: int) -> None:
        instance = self.instance
        places = self.groups[0][guest] + self.groups[1][host]
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


def greedy_bounds(assignment: Assignment) -> dict[str, int]:
    """Return what no plan exceeds at each level, by looking at each guest and host alone.

    Examples
    --------
    >>> greedy_bounds(Assignment.of(np.array([[3, 1], [3, 2]])))["score"]
    5
    """
    instance = assignment
    able = np.where(instance.eligible, np.maximum(instance.scores, 0), 0)
    units = [int(instance.host_high.sum()), int(instance.guest_high.sum())]
    units += [each for each in (instance.budget,) if each is not None]
    open_guests = instance.eligible.any(axis=1) & (instance.guest_high > 0)
    tops = instance.base + _best_of_each(able, instance.guest_high)
    offers = int(_best_of_each(able, instance.guest_high).sum())
    slots = 0 if instance.objective is Objective.fairest else int(instance.slots.sum())
    counted = tops[instance.guest_high > 0]
    return {
        "shortfall": 0,
        "kept": int((instance.existing & instance.eligible).sum()),
        "served": min(int((open_guests & ~instance.served).sum()), *units),
        "score": min(offers, int(_best_of_each(able.T, instance.host_high).sum())) + slots,
        "worst": int(counted.min()) if len(counted) else 0,
    }


def greedy_levels(
    assignment: Assignment, pairs: Integers, bounds: dict[str, int] | None = None
) -> tuple[tuple[str, int, int], ...]:
    """Return (level, reached, what no plan exceeds); ``bounds`` as ``greedy_bounds`` gives them.

    Examples
    --------
    >>> greedy_levels(Assignment.of(np.array([[3, 1], [3, 2]])), np.array([[0, 0]]))
    (('score', 3, 5),)
    """
    totals, values = plan_totals(assignment, pairs), _values(assignment, pairs)
    most = greedy_bounds(assignment) if bounds is None else bounds
    reached = {
        "shortfall": -totals.shortfall,
        "kept": totals.kept,
        "served": totals.served,
        "score": totals.total,
        "worst": int(values.min()) if len(values) else 0,
    }
    first = ("shortfall",) if assignment.has_minimums else ()
    levels = (*first, *_LEVELS[assignment.objective])
    return tuple((name, reached[name], most[name]) for name in levels)


def _best_of_each(able: Integers, most: Integers) -> Integers:
    """Return the sum of each row's ``most`` largest cells."""
    if not able.size:
        return np.zeros(len(able), dtype=np.int64)
    if int(most.max(initial=0)) <= 1:
        return np.where(most > 0, able.max(axis=1), 0)
    if int(most.min()) >= able.shape[1]:
        return np.asarray(able.sum(axis=1), dtype=np.int64)
    ordered = np.sort(able, axis=1)[:, ::-1].cumsum(axis=1)
    last = np.clip(most, 1, able.shape[1]) - 1
    return np.where(most > 0, ordered[np.arange(len(able)), last], 0)
