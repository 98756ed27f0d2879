"""A plan: the pairs, who is left out and why, the totals, and the proof."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.assignment import Integers, Standing, standing_of
from graphs.planning.certificate import Certificate
from graphs.planning.flags import flags_of
from graphs.planning.framing import Frame, frame
from graphs.planning.left_out import LeftOut, left_out
from graphs.planning.problem import PlanningProblem
from graphs.planning.scores import slot_parts
from graphs.planning.settings import PlanSettings
from graphs.planning.solving import Solution, solve
from graphs.planning.verify import Violation, verify
from graphs.text import Text

__all__ = ["Plan", "PlannedPair", "Solved", "plan", "solved_plan", "verify_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPair:
    """A proposed pair.

    Attributes
    ----------
    score
        In millionths of 1, with its part of what the host's slots add; ``missing`` is the share of the weights without evidence, in [0, 1].
    existing
        Whether the pair is in force already and the plan keeps it.
    locked
        The planner's reason for the lock; ``None`` where it is not locked.
    flags
        Keys of the flags raised, to be shown beside the score.

    Examples
    --------
    >>> PlannedPair(guest="n", host="s", score=500_000, missing=0.0).locked is None
    True
    """

    guest: str
    host: str
    score: int
    missing: float
    existing: bool = False
    locked: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan with everything needed to judge and to repeat it.

    Attributes
    ----------
    id
        The digest of problem and settings; the same two always give the same plan.
    pairs
        Sorted by guest and host. ``left_out`` are the guests without any pair.
    standing
        What all pairs achieve, locked ones included; the total in millionths.
    dropped
        Pairs in force that the plan gives up, where existing pairs were decided anew.
    refused_locks
        Locks that could not be kept, as (guest, host, reason).

    Examples
    --------
    >>> from graphs.planning.problem import problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...             PlanSettings(weights=(("given", 1.0),)))
    >>> [(pair.guest, pair.host) for pair in made.pairs], made.optimal
    ([('guest1', 'host1'), ('guest2', 'host2')], True)
    """

    id: str
    problem: str
    settings: PlanSettings
    ledger: str
    revision: int
    synthetic: bool
    pairs: tuple[PlannedPair, ...]
    left_out: tuple[LeftOut, ...]
    standing: Standing
    dropped: tuple[tuple[str, str], ...]
    refused_locks: tuple[tuple[str, str, Text], ...]
    certificate: Certificate

    @property
    def optimal(self) -> bool:
        """Whether the plan is proved best."""
        return self.certificate.optimal

    @property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """The pairs as ids (guest, host)."""
        return tuple((pair.guest, pair.host) for pair in self.pairs)

    def content_digest(self) -> str:
        """Return a digest of the pairs; what an approval is bound to."""
        held = [(pair.guest, pair.host, pair.score) for pair in self.pairs]
        return hashlib.sha256(json.dumps([self.id, held], sort_keys=True).encode()).hexdigest()

    def sentence(self) -> Text:
        """Return the plan in one sentence.

        Examples
        --------
        >>> from graphs.planning.problem import problem_from_matrix
        >>> plan(problem_from_matrix(np.zeros((0, 0))), PlanSettings()).sentence().zh
        '方案共 0 对，0 个非公党组织未安排；已证明最优。'
        """
        proved = Text(zh="已证明最优", en="proved best")
        open_ = Text(zh="未证明最优（达到时限）", en="not proved best (the time limit came first)")
        return Text(
            zh="方案共 {pairs} 对，{out} 个非公党组织未安排；{proof}。",
            en="{pairs} pairs; {out} non-public organisations left out; {proof}.",
        ).format(
            pairs=len(self.pairs), out=len(self.left_out), proof=proved if self.optimal else open_
        )


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
    frame: Frame
    solution: Solution
    plan: Plan

    @property
    def pairs(self) -> Integers:
        """All pairs as positions (guest, host), locked ones included, sorted."""
        both = np.concatenate([self.frame.locked, self.solution.pairs])
        return both[np.lexsort((both[:, 1], both[:, 0]))]


def plan(problem: PlanningProblem, settings: PlanSettings) -> Plan:
    """Return the best plan.

    Infeasible, empty, tied and one-sided problems give a partial plan with the reasons.

    Raises
    ------
    InputError
        The settings span more digits than exact arithmetic holds.

    Examples
    --------
    >>> from graphs.planning.problem import problem_from_matrix
    >>> plan(problem_from_matrix(np.array([[0.9]])), PlanSettings()).standing.served
    1
    """
    return solved_plan(problem, settings).plan


def solved_plan(problem: PlanningProblem, settings: PlanSettings) -> Solved:
    """Return the best plan with what its explanations are read from.

    Raises
    ------
    InputError
        The settings span more digits than exact arithmetic holds.

    Examples
    --------
    >>> from graphs.planning.problem import problem_from_matrix
    >>> solved_plan(problem_from_matrix(np.array([[0.9]])), PlanSettings()).pairs.tolist()
    [[0, 0]]
    """
    asked = frame(problem, settings)
    found = solve(asked.assignment, seconds=settings.seconds)
    made = _plan(problem, settings, asked, found)
    return Solved(problem=problem, settings=settings, frame=asked, solution=found, plan=made)


def _plan(problem: PlanningProblem, settings: PlanSettings, asked: Frame, found: Solution) -> Plan:
    pool, identity = problem.pool, f"{problem.digest}:{settings.digest()}"
    reasons = {(mark.guest, mark.host): mark.reason for mark in settings.locked}
    locked = set(map(tuple, asked.locked.tolist()))
    rows = sorted({*locked, *map(tuple, found.pairs.tolist())})
    everything = np.array(rows, dtype=np.int64).reshape(-1, 2)
    in_force = set(zip(*(each.tolist() for each in pool.places(pool.links.existing)), strict=True))
    slots = slot_parts(asked.slots, everything).tolist()
    pairs = tuple(
        PlannedPair(
            guest=pool.guests.ids[guest],
            host=pool.hosts.ids[host],
            score=int(asked.scores[guest, host]) + slot,
            missing=round(1.0 - float(asked.present[guest, host]), 6),
            existing=(guest, host) in in_force,
            locked=reasons[pool.guests.ids[guest], pool.hosts.ids[host]]
            if (guest, host) in locked
            else None,
            flags=flags_of(pool, guest, host),
        )
        for (guest, host), slot in zip(rows, slots, strict=True)
    )
    dropped = sorted(in_force - set(rows)) if settings.existing == "open" else []
    return Plan(
        id=hashlib.sha256(identity.encode()).hexdigest(),
        problem=problem.digest,
        settings=settings,
        ledger=problem.ledger,
        revision=problem.revision,
        synthetic=problem.synthetic,
        pairs=pairs,
        left_out=left_out(problem, asked, everything, found.assignment),
        standing=_whole_standing(found, pairs),
        dropped=tuple((pool.guests.ids[guest], pool.hosts.ids[host]) for guest, host in dropped),
        refused_locks=tuple((mark.guest, mark.host, why) for mark, why in asked.refused),
        certificate=found.certificate,
    )


def _whole_standing(found: Solution, pairs: tuple[PlannedPair, ...]) -> Standing:
    return replace(
        found.standing,
        pairs=len(pairs),
        kept=sum(pair.existing for pair in pairs),
        served=len({pair.guest for pair in pairs}),
        total=sum(pair.score for pair in pairs),
    )


def verify_plan(solved: Solved) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan; empty where it is sound and proved best.

    Examples
    --------
    >>> from graphs.planning.problem import problem_from_matrix
    >>> verify_plan(solved_plan(problem_from_matrix(np.array([[0.9]])), PlanSettings()))
    ()
    """
    found = solved.solution
    violations = list(verify(found.assignment, found.pairs, found.standing, found.certificate))
    lock_rows = {(mark.guest, mark.host) for mark in solved.settings.locked}
    lock_rows -= {(guest, host) for guest, host, _ in solved.plan.refused_locks}
    held = {(pair.guest, pair.host) for pair in solved.plan.pairs}
    for guest, host in sorted(lock_rows - held):
        words = Text(zh="锁定的结对不在方案里：", en="a locked pair is not in the plan: ")
        violations.append(Violation(rule="locked", sentence=words + Text.same(f"{guest}–{host}")))
    standing = standing_of(found.assignment, found.pairs)
    if standing != found.standing:
        words = Text(zh="方案汇总与结对不符", en="totals and pairs of the plan differ")
        violations.append(Violation(rule="standing", sentence=words))
    return tuple(violations)
