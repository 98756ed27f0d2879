"""CP-SAT solver (OR-Tools): fairness where guests may have several pairs.

One level after the other is made best and then held, so that no weight has to stand for another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.fallback.deadline import Deadline, DeadlinePassed
from graphs.planning.problem.assignment import Assignment, Limit, Objective

__all__ = ["GeneralSolution", "general_plan"]

_CELL = 2e-5
"""Seconds that a pair takes to be written down for the solver, once."""

_LOADING = 0.5
"""Seconds that loading the solver takes, the first time in a process."""

_SHARE = 0.95
"""The part of the time left that a level may take: reading the answer takes some too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GeneralSolution:
    """Pairs, whether every level was proved best in time, and the proved bound of each level.

    ``bounds`` holds (level, value reached, proved bound).
    """

    pairs: Integers
    proved: bool
    bounds: tuple[tuple[str, int, int], ...]


def general_plan(
    assignment: Assignment, *, deadline: Deadline, start: Integers | None = None
) -> GeneralSolution:
    """Return the best plan found in time, beginning from ``start`` where one is known.

    1. Least shortfall of minimums. 2. The levels of the objective in their order. 3. Marks by
    position, so that one of several equally good plans is always the same.

    Examples
    --------
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]), guest_high=2, objective=Objective.fairest)
    >>> general_plan(problem, deadline=Deadline.after(10)).pairs.tolist()
    [[0, 0], [1, 1]]
    """
    none = np.zeros((0, 2), dtype=np.int64)
    loading = 0.0 if "ortools.sat.python.cp_model" in sys.modules else _LOADING
    if deadline.left <= int(assignment.eligible.sum()) * _CELL + loading:
        return GeneralSolution(pairs=none if start is None else start, proved=False, bounds=())
    model = _Model(assignment, deadline, start)
    try:
        _levels(model)
    except DeadlinePassed:
        model.proved = False
    return model.result()


def _levels(model: _Model) -> None:
    assignment = model.assignment
    model.least("shortfall", model.shortfall)
    if assignment.objective is Objective.least_disruption:
        model.most("kept", model.total(assignment.existing.astype(np.int64)))
    if assignment.objective in (Objective.least_disruption, Objective.most_served):
        model.most("served", sum(model.served()))
    if assignment.objective is Objective.fairest:
        model.fairest()
        model.most("served", sum(model.served()))
    model.most("score", model.total(assignment.scores))
    count = len(model.places)
    model.most("order", sum((count - k) * x for k, x in enumerate(model.variables)), proof=False)


class _Model:
    """The CP-SAT model with what has been held so far; lives inside one call."""

    def __init__(self, assignment: Assignment, deadline: Deadline, start: Integers | None) -> None:
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._deadline = deadline
        self.assignment = assignment
        self.model = cp_model.CpModel()
        self.places = np.argwhere(assignment.eligible)
        self.variables = [self.model.new_bool_var(f"x{k}") for k in range(len(self.places))]
        chosen = np.zeros(assignment.shape, dtype=np.int64)
        if start is not None:
            chosen[start[:, 0], start[:, 1]] = 1
        self.values: list[int] = chosen[tuple(self.places.T)].tolist()
        self.levels: list[tuple[str, int, int]] = []
        self.proved = True
        self.by_guest: list[list[Any]] = [[] for _ in range(assignment.shape[0])]
        self.by_host: list[list[Any]] = [[] for _ in range(assignment.shape[1])]
        for (guest, host), variable in zip(self.places.tolist(), self.variables, strict=True):
            self.by_guest[guest].append(variable)
            self.by_host[host].append(variable)
        self.shortfall: Any = 0
        self._constrain()

    def _constrain(self) -> None:
        instance = self.assignment
        for each, low, high in zip(
            self.by_guest + self.by_host,
            [*instance.guest_low.tolist(), *instance.host_low.tolist()],
            [*instance.guest_high.tolist(), *instance.host_high.tolist()],
            strict=True,
        ):
            self._between(each, low, high)
        for limit in instance.limits:
            self._between(self._members(limit), limit.low, limit.high)
        if instance.budget is not None:
            self.model.add(sum(self.variables) <= instance.budget)
        if instance.new_budget is not None:
            fresh = [
                variable
                for place, variable in zip(self.places, self.variables, strict=True)
                if not instance.existing[place[0], place[1]]
            ]
            self.model.add(sum(fresh) <= instance.new_budget)

    def _members(self, limit: Limit) -> list[Any]:
        rows = self.by_guest if limit.side == "guest" else self.by_host
        return [variable for member in limit.members for variable in rows[member]]

    def _between(self, variables: list[Any], low: int, high: int) -> None:
        if len(variables) > high:
            self.model.add(sum(variables) <= high)
        if low > 0:
            missing = self.model.new_int_var(0, low, "")
            self.model.add(sum(variables) + missing >= low)
            self.shortfall += missing

    def total(self, worth: Integers) -> Any:
        """Return the sum of what the chosen pairs are worth."""
        return sum(
            int(worth[guest, host]) * variable
            for (guest, host), variable in zip(self.places.tolist(), self.variables, strict=True)
        )

    def served(self) -> Iterable[Any]:
        """Yield for each guest not served yet a variable that is 1 only where it gets a pair."""
        for variables, already in zip(self.by_guest, self.assignment.served, strict=True):
            if variables and not already:
                counted = self.model.new_bool_var("")
                self.model.add(sum(variables) >= counted)
                yield counted

    def fairest(self) -> None:
        """Raise the worst value, then have as few guests at it as possible; repeat above it."""
        sums = [
            (int(base), sum(int(score) * x for score, x in zip(row, each, strict=True)))
            for base, row, each, high in zip(
                self.assignment.base,
                (
                    self.assignment.scores[g][self.assignment.eligible[g]]
                    for g in range(len(self.by_guest))
                ),
                self.by_guest,
                self.assignment.guest_high,
                strict=True,
            )
            if high > 0
        ]
        above = [self.model.new_constant(1) for _ in sums]
        ceiling = 1 + sum(
            int(abs(each)) for each in self.assignment.scores[self.assignment.eligible]
        )
        ceiling += int(np.abs(self.assignment.base).max(initial=0))
        for _ in range(len(sums)):
            worst = self.model.new_int_var(-ceiling, ceiling, "")
            for (base, value), counted in zip(sums, above, strict=True):
                self.model.add(base + value >= worst).only_enforce_if(counted)
            reached = self.most("worst", worst)
            # Nobody is counted any more: with no constraint the worst value rises to its upper end.
            if reached >= ceiling:
                return
            higher = [self.model.new_bool_var("") for _ in sums]
            for (base, value), counted, more in zip(sums, above, higher, strict=True):
                self.model.add_implication(more, counted)
                self.model.add(base + value >= reached + 1).only_enforce_if(more)
            if self.most("above", sum(higher)) == 0:
                return
            above = higher

    def least(self, level: str, expression: Any) -> int:
        """Make an expression as small as possible and hold it there."""
        return -self.most(level, -expression)

    def most(self, level: str, expression: Any, *, proof: bool = True) -> int:
        """Make an expression as large as possible and hold it there."""
        if isinstance(expression, int):
            return expression
        if self._deadline.passed:
            raise DeadlinePassed
        self.model.maximize(expression)
        # The plan of the level before is feasible here; starting from it saves most of the search.
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools types it not
        for variable, value in zip(self.variables, self.values, strict=False):
            self.model.add_hint(variable, value)
        solver = self._cp.CpSolver()
        # One worker and one seed: several race each other, and the winner differs from run to run.
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_time_in_seconds = self._deadline.left * _SHARE
        status = solver.solve(self.model)
        if status not in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            raise DeadlinePassed  # choosing nothing is feasible: only the time leads here
        self.values = [solver.value(variable) for variable in self.variables]
        reached = round(solver.objective_value)
        if proof:
            self.levels.append((level, reached, round(solver.best_objective_bound)))
        if status != self._cp.OPTIMAL:
            raise DeadlinePassed
        # Lexicographic: a later level may not give up what this one reached.
        self.model.add(expression >= reached)
        return reached

    def result(self) -> GeneralSolution:
        """Return the pairs found last."""
        chosen = np.array(self.values, dtype=bool)
        pairs = self.places[chosen] if len(chosen) else self.places[:0]
        return GeneralSolution(
            pairs=pairs.astype(np.int64).reshape(-1, 2),
            proved=self.proved,
            bounds=tuple(self.levels),
        )
