"""Questions about a plan: why not this pair, the next best, one more slot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.answers.change_cost import (
    Answer,
    Change,
    Loss,
    answer_of,
    change_of,
    difference,
    solved_again,
)
from graphs.planning.answers.curves import roomier
from graphs.planning.answers.exchange import exchanges_of
from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.pool import Pool
from graphs.planning.plan import Solved
from graphs.planning.problem.assignment import plan_totals
from graphs.planning.problem.barriers import barriers_of
from graphs.planning.problem.compile import compile_problem, load_before
from graphs.planning.problem.settings import Mark
from graphs.planning.solve.solve import solve
from graphs.text import Text

__all__ = ["next_best", "one_more_slot", "why_not"]

_FORCED = Text(zh="如果强行安排", en=", if forced")


def why_not(solved: Solved, guest: str, host: str) -> Answer:
    """Return why a pair is not in the plan.

    1. Rules that bar it. 2. Else the exact loss if it were forced, and the swaps that would
    follow: one cheapest cycle of the residual graph, without a new solve where the plan is a flow.

    Raises
    ------
    ValueError
        The guest or the host is no candidate of the plan.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> why_not(made, "guest1", "host2").loss.score, len(why_not(made, "guest1", "host2").swaps)
    (700000, 2)
    """
    pool = solved.problem.pool
    row, column = pool.guests.ids.index(guest), pool.hosts.ids.index(host)
    both = _both(pool, row, column)
    if any((pair.guest, pair.host) == (guest, host) for pair in solved.plan.pairs):
        return Answer(kind="chosen", sentence=both + Text(zh="就在方案里。", en=" is in the plan."))
    broken = barriers_of(pool, solved.settings, row, column)
    if broken:
        reasons = Text.join([each.reason for each in broken], zh="；", en="; ")
        words = Text(zh="不能结对：", en=" is out of the question: ") + reasons
        return Answer(kind="barred", barriers=broken, sentence=both + words + Text(zh="。", en="."))
    graphs = exchanges_of(solved.solution)
    if graphs is None:
        return _forced_again(solved, row, column, both)
    found = graphs.forced(row, column)
    if found is None:
        return Answer(kind="impossible", sentence=both + _nowhere(solved, row, column))
    return answer_of(solved, change_of(found), both, _FORCED)


def next_best(solved: Solved, guest: str, host: str) -> Answer:
    """Return what would take the place of a pair of the plan, and what that costs.

    Raises
    ------
    ValueError
        The pair is not in the plan, or it is locked.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> next_best(made, "guest2", "host2").loss.score
    700000
    """
    pool = solved.problem.pool
    row, column = pool.guests.ids.index(guest), pool.hosts.ids.index(host)
    if [row, column] not in solved.solution.pairs.tolist():
        raise ValueError((guest, host))
    both = _both(pool, row, column)
    graphs = exchanges_of(solved.solution)
    found = None if graphs is None else graphs.dropped(row, column)
    eligible = solved.solution.assignment.eligible.copy()
    eligible[row, column] = False
    without = replace(solved.solution.assignment, eligible=eligible)
    change = change_of(found) if found else solved_again(solved, without)
    return answer_of(solved, change, both, Text(zh="如果取消", en=", if given up"))


def one_more_slot(solved: Solved, host: str) -> Answer:
    """Return what one more slot at a host buys, and the swaps it sets off.

    Raises
    ------
    ValueError
        The host is no candidate of the plan.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> one_more_slot(made, "host1").loss.score
    -100000
    """
    pool = solved.problem.pool
    place = pool.hosts.ids.index(host)
    name = pool.hosts.names[place]
    graphs = exchanges_of(solved.solution)
    found = None if graphs is None else graphs.slot(place)
    if graphs is not None and found is None:
        words = Text(zh="再加一个名额没有收益。", en=": one more slot brings nothing.")
        nothing = Loss(shortfall=0, kept=0, served=0, score=0)
        return Answer(kind="tie", loss=nothing, sentence=name + words)
    change = change_of(found) if found else solved_again(solved, roomier(solved, place, 1))
    return answer_of(solved, change, name, Text(zh="再加一个名额", en=" with one more slot"))


def _nowhere(solved: Solved, row: int, column: int) -> Text:
    """Return what leaves no plan room for a pair that no rule bars."""
    pool, instance = solved.problem.pool, solved.solution.assignment
    fixed = {(int(guest), int(host)) for guest, host in solved.compiled.locked}
    guest, host = pool.guests.names[row], pool.hosts.names[column]
    begun = Text(zh="放不进任何方案：", en=" fits into no plan: ")
    if instance.host_high[column] == 0 and any(at == column for _, at in fixed):
        return (
            begun
            + host
            + Text(zh="的名额已被锁定的结对占用。", en=" has no slot beside its locked pairs.")
        )
    if instance.host_high[column] == 0:
        now = int(load_before(pool, solved.settings)[column])
        usual = int(pool.hosts[candidate_columns.usual][column])
        words = Text(
            zh="没有余下的名额（现有 {n} 对，常规 {usual} 对）。",
            en=" has no slot left ({n} {n:pair|pairs} now of a usual {usual}).",
        ).format(n=now, usual=usual)
        chosen = Text(zh="按设置没有名额。", en=" is given no slot by the settings.")
        return begun + host + (words if now >= usual else chosen)
    if instance.guest_high[row] == 0:
        words = Text(
            zh="已有锁定的结对，不能再多。", en=" has its locked pairs and may have no more."
        )
        return begun + guest + words
    return begun + Text(
        zh="总对数或分组的限额已被锁定的结对用完。",
        en="locked pairs use up a limit of pairs or of a group.",
    )


def _both(pool: Pool, row: int, column: int) -> Text:
    return pool.guests.names[row] + Text(zh="与", en=" with ") + pool.hosts.names[column]


def _forced_again(solved: Solved, row: int, column: int, both: Text) -> Answer:
    """Answer by a new solve with the pair locked, where the constraints are no flow."""
    guests, hosts = solved.problem.pool.guests, solved.problem.pool.hosts
    lock = Mark(guest=guests.ids[row], host=hosts.ids[column], reason="?")
    compiled = compile_problem(
        solved.problem, replace(solved.settings, locked=(*solved.settings.locked, lock))
    )
    if lock in {mark for mark, _ in compiled.refused}:
        return Answer(kind="impossible", sentence=both + _nowhere(solved, row, column))
    again = solve(compiled.assignment, seconds=solved.settings.seconds)
    pairs = np.array(sorted([*again.pairs.tolist(), [row, column]]), dtype=np.int64)
    change = Change(
        moves=difference(solved.solution.pairs.tolist(), pairs.tolist()),
        pairs=pairs,
        totals=plan_totals(solved.solution.assignment, pairs),
        exact=again.certificate.optimal,
    )
    return answer_of(solved, change, both, _FORCED)
