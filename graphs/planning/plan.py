"""From problem and settings to the plan: compile, solve, describe the result."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.errors import InputError
from graphs.planning.candidates.arrays import Integers
from graphs.planning.criteria.flags import flags_of
from graphs.planning.fallback.deadline import Deadline
from graphs.planning.plan_result import Plan, PlannedPair, content_digest, plan_id
from graphs.planning.problem.assignment import PlanTotals
from graphs.planning.problem.compile import CompiledProblem, compile_problem
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.scores import slot_parts
from graphs.planning.problem.settings import PlanSettings
from graphs.planning.problem.settings_checks import pool_problems
from graphs.planning.problem.unserved import unserved
from graphs.planning.solve.solve import Solution, solve
from graphs.text import Text

__all__ = ["Solved", "plan", "solved_plan"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """A plan together with the question and the solution, for explanations without a new solve.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> made.pairs.tolist()
    [[0, 0]]
    """

    problem: PlanningProblem
    settings: PlanSettings
    compiled: CompiledProblem
    solution: Solution
    plan: Plan

    @property
    def pairs(self) -> Integers:
        """All pairs as positions (guest, host), locked ones included, sorted."""
        both = np.concatenate([self.compiled.locked, self.solution.pairs])
        return both[np.lexsort((both[:, 1], both[:, 0]))]


def plan(problem: PlanningProblem, settings: PlanSettings) -> Plan:
    """Return the best plan.

    Infeasible, empty, tied and one-sided problems give a partial plan with the reasons.

    Raises
    ------
    InputError
        The settings name what is no candidate, or span more digits than exact arithmetic holds.

    Examples
    --------
    >>> from graphs.planning.problem.problem import problem_from_matrix
    >>> plan(problem_from_matrix(np.array([[0.9]])), PlanSettings()).totals.served
    1
    """
    return solved_plan(problem, settings).plan


def solved_plan(problem: PlanningProblem, settings: PlanSettings) -> Solved:
    """Return the best plan with what its explanations are read from.

    ``settings.seconds`` limit the whole call: scoring the pairs counts, and is always done.

    Raises
    ------
    InputError
        The settings name what is no candidate, or span more digits than exact arithmetic holds.

    Examples
    --------
    >>> from graphs.planning.problem.problem import problem_from_matrix
    >>> solved_plan(problem_from_matrix(np.array([[0.9]])), PlanSettings()).pairs.tolist()
    [[0, 0]]
    """
    until = Deadline.after(settings.seconds)
    unknown = pool_problems(problem.pool, settings)
    if unknown:
        words = Text(
            zh="方案设置提到了候选方之外的对象", en="the settings name what is no candidate"
        )
        raise InputError(words, unknown)
    task = compile_problem(problem, settings)
    found = solve(task.assignment, deadline=until)
    made = _plan(problem, settings, task, found)
    return Solved(problem=problem, settings=settings, compiled=task, solution=found, plan=made)


def _plan(
    problem: PlanningProblem, settings: PlanSettings, task: CompiledProblem, found: Solution
) -> Plan:
    pool = problem.pool
    reasons = {(mark.guest, mark.host): mark.reason for mark in settings.locked}
    locked = set(map(tuple, task.locked.tolist()))
    rows = sorted({*locked, *map(tuple, found.pairs.tolist())})
    everything = np.array(rows, dtype=np.int64).reshape(-1, 2)
    in_force = set(zip(*(each.tolist() for each in pool.places(pool.links.existing)), strict=True))
    slots = slot_parts(task.slots, everything).tolist()
    pairs = tuple(
        PlannedPair(
            guest=pool.guests.ids[guest],
            host=pool.hosts.ids[host],
            score=int(task.scores[guest, host]) + slot,
            missing=round(1.0 - float(task.present[guest, host]), 6),
            existing=(guest, host) in in_force,
            locked=reasons[pool.guests.ids[guest], pool.hosts.ids[host]]
            if (guest, host) in locked
            else None,
            flags=flags_of(pool, guest, host),
        )
        for (guest, host), slot in zip(rows, slots, strict=True)
    )
    dropped = sorted(in_force - set(rows)) if settings.existing == "open" else []
    made = Plan(
        id=plan_id(problem.digest, settings),
        problem=problem.digest,
        settings=settings,
        ledger=problem.ledger,
        revision=problem.revision,
        synthetic=problem.synthetic,
        pairs=pairs,
        left_out=unserved(problem, task, everything, found.assignment),
        totals=_whole_totals(found, pairs),
        dropped=tuple((pool.guests.ids[guest], pool.hosts.ids[host]) for guest, host in dropped),
        refused_locks=tuple((mark.guest, mark.host, why) for mark, why in task.refused),
        certificate=found.certificate,
    )
    return replace(made, content=content_digest(made))


def _whole_totals(found: Solution, pairs: tuple[PlannedPair, ...]) -> PlanTotals:
    return replace(
        found.totals,
        pairs=len(pairs),
        kept=sum(pair.existing for pair in pairs),
        served=len({pair.guest for pair in pairs}),
        total=sum(pair.score for pair in pairs),
    )
