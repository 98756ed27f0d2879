"""Compile problem and settings into an integer assignment; locked pairs are removed first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Integers
from graphs.planning.candidates.pool import Pool
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.planning.problem.barriers import barriers
from graphs.planning.problem.eligibility import HARD_RULES
from graphs.planning.problem.locked_pairs import lock_refusal, without_pair
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.scores import SCALE, PairScores, score_matrix, slot_table
from graphs.planning.problem.settings import Mark, PlanSettings, Quota
from graphs.text import Text

__all__ = ["CompiledProblem", "compile_problem", "load_before", "rule_at"]

_BLOCK = 1 << 21

_FURTHER = 10
"""How many slots past a host's limit are scored too, for questions about more room."""

_FINE, _COARSE = 60_000, 1000
"""From so many eligible pairs on, the fairest plan compares scores to a thousandth.

Each distinct value is a level to decide; a million of them would take minutes and say no more.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledProblem:
    """What the solver is asked, with what was taken out of the question beforehand.

    Attributes
    ----------
    assignment
        The problem without the locked pairs. In a large pool the fairest plan compares scores
        rounded to a thousandth.
    scores
        Scores of all pairs in millionths, without any bonus for existing ones and without slots.
    present
        The share of the weights for which there is evidence, in [0, 1].
    assumed
        (criterion, score) that counts where a criterion has no data.
    slots
        What the slots of each host add in all, those of locked pairs first.
    barred
        The number of the first rule that bars a pair, 0 where none does.
    locked
        Rows (guest, host) of the locked pairs; ``refused`` are locks that cannot be kept.
    """

    assignment: Assignment
    scores: Integers
    present: npt.NDArray[np.float32]
    assumed: tuple[tuple[str, float], ...]
    slots: Integers
    barred: npt.NDArray[np.uint8]
    locked: Integers
    refused: tuple[tuple[Mark, Text], ...]


def compile_problem(problem: PlanningProblem, settings: PlanSettings) -> CompiledProblem:
    """Return the question in integers.

    1. Score every pair. 2. Bar pairs by the hard rules. 3. Capacities, quotas and budget.
    4. Take locked pairs out in the order of ids while capacity and rules allow.

    Examples
    --------
    >>> from graphs.planning.problem.problem import problem_from_matrix
    >>> given = problem_from_matrix(np.array([[0.25, np.nan]]))
    >>> compile_problem(given, PlanSettings(weights=(("given", 1.0),))).assignment.eligible.tolist()
    [[True, False]]
    """
    pool = problem.pool
    scored = score_matrix(pool, settings)
    barred = np.zeros(pool.shape, dtype=np.uint8)
    step = max(1, _BLOCK // max(1, len(pool.hosts)))
    for first in range(0, len(pool.guests), step):
        rows = slice(first, min(first + step, len(pool.guests)))
        barred[rows] = barriers(pool.rows(rows), settings)
    existing = np.zeros(pool.shape, dtype=bool)
    existing[pool.places(pool.links.existing)] = True
    whole = _assignment(pool, settings, scored.values, barred, existing)
    return _without_locks(pool, settings, whole, scored, barred)


def _assignment(
    pool: Pool,
    settings: PlanSettings,
    scores: Integers,
    barred: npt.NDArray[np.uint8],
    existing: npt.NDArray[np.bool_],
) -> Assignment:
    before = load_before(pool, settings)
    guest_low, guest_high, host_low, host_high = _room(pool, settings, before)
    bonus = round(settings.keep_bonus / 100 * SCALE)
    compared = scores + bonus * existing if bonus else scores
    if settings.objective == Objective.fairest.name and int((barred == 0).sum()) > _FINE:
        compared = (compared + _COARSE // 2) // _COARSE * _COARSE
    return Assignment.of(
        compared,
        eligible=barred == 0,
        guest_low=np.maximum(guest_low, 0),
        guest_high=np.maximum(guest_high, 0),
        host_low=np.maximum(host_low, 0),
        host_high=np.maximum(host_high, 0),
        existing=existing & (barred == 0),
        limits=tuple(each for quota in settings.quotas for each in _limit(pool, quota)),
        new_budget=settings.budget,
        slots=slot_table(pool, settings, before, int(host_high.max(initial=0)) + _FURTHER),
        objective=Objective[settings.objective],
    )


def _room(
    pool: Pool, settings: PlanSettings, before: Integers
) -> tuple[Integers, Integers, Integers, Integers]:
    """Return how many pairs each guest should and may have, and then each host."""
    guest_low = np.full(len(pool.guests), settings.guest_low, dtype=np.int64)
    guest_high = np.full(len(pool.guests), settings.guest_high, dtype=np.int64)
    host_low = np.full(len(pool.hosts), settings.host_low, dtype=np.int64)
    free = pool.hosts[candidate_columns.usual] - before
    host_high = (
        np.full_like(host_low, settings.host_high) if settings.host_high is not None else free
    )
    at = {ident: (guest_low, guest_high, k) for k, ident in enumerate(pool.guests.ids)}
    at |= {ident: (host_low, host_high, k) for k, ident in enumerate(pool.hosts.ids)}
    for each in settings.capacities:
        if each.id in at:
            low, high, place = at[each.id]
            low[place], high[place] = each.low, each.high
    if (
        settings.existing == "fixed"
    ):  # pairs in force count towards what a guest should and may have
        guest_low, guest_high = (
            guest_low - pool.guests[candidate_columns.load],
            guest_high - pool.guests[candidate_columns.load],
        )
    return guest_low, guest_high, host_low, host_high


def load_before(pool: Pool, settings: PlanSettings) -> Integers:
    """Return how many pairs each host carries apart from those that the plan decides."""
    if settings.existing == "fixed":
        return pool.hosts[candidate_columns.load]
    decided = np.bincount(pool.places(pool.links.existing)[1], minlength=len(pool.hosts))
    return pool.hosts[candidate_columns.load] - decided


def _limit(pool: Pool, quota: Quota) -> list[Limit]:
    groups = (
        pool.guests[candidate_columns.groups]
        if quota.side == "guest"
        else pool.hosts[candidate_columns.groups]
    )
    members = tuple(k for k, memberships in enumerate(groups) if quota.group in memberships)
    return (
        [Limit(side=quota.side, members=members, low=quota.low, high=quota.high)] if members else []
    )


def _without_locks(
    pool: Pool,
    settings: PlanSettings,
    whole: Assignment,
    scored: PairScores,
    barred: npt.NDArray[np.uint8],
) -> CompiledProblem:
    rest, kept, refused = whole, [], []
    at_guest = {ident: place for place, ident in enumerate(pool.guests.ids)}
    at_host = {ident: place for place, ident in enumerate(pool.hosts.ids)}
    for mark in settings.locked:
        guest, host = at_guest.get(mark.guest), at_host.get(mark.host)
        if guest is None or host is None:
            refused.append(
                (mark, Text(zh="不在方案范围内", en="outside the candidates of this plan"))
            )
            continue
        reason = lock_refusal(pool, settings, rest, guest, host)
        if reason is not None:
            refused.append((mark, reason))
        elif (guest, host) not in kept:
            kept.append((guest, host))
            rest = without_pair(rest, guest, host)
    return CompiledProblem(
        assignment=rest,
        scores=scored.values,
        present=scored.present,
        assumed=scored.assumed,
        slots=whole.slots,
        barred=barred,
        locked=np.array(sorted(kept), dtype=np.int64).reshape(-1, 2),
        refused=tuple(refused),
    )


def rule_at(number: int) -> str:
    """Return the key of the rule of that number in a matrix of barriers."""
    return list(HARD_RULES)[number - 1]
