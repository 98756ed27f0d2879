"""Questions about a plan: why not, what next, what one more slot buys; answers in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.assignment import Assignment, Standing
from graphs.planning.eligibility import Barrier, barriers_of
from graphs.planning.exchange import Exchange, exchanges_of
from graphs.planning.framing import SCALE
from graphs.planning.plan import Solved, solved_plan
from graphs.planning.pool import Pool
from graphs.planning.residual import Move
from graphs.planning.settings import Mark
from graphs.planning.solving import solve
from graphs.text import Text

__all__ = ["Answer", "CurvePoint", "Loss", "Swap", "coverage_curve", "next_best", "one_more_slot", "slot_curve", "why_not"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One step of a change: the guest leaves a host, joins a host, or both.

    Examples
    --------
    >>> Swap(guest="n1", leaves=None, joins="s1").joins
    's1'
    """

    guest: str
    leaves: str | None
    joins: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a change costs on each level; negative where it gains. Scores in millionths.

    Examples
    --------
    >>> Loss(shortfall=0, kept=0, served=1, score=0).words().en
    'guests served −1'
    """

    shortfall: int
    kept: int
    served: int
    score: int

    def words(self) -> Text:
        """Return what is lost and gained, level by level.

        Examples
        --------
        >>> Loss(shortfall=0, kept=0, served=0, score=-250_000).words().zh
        '总分增加 0.250000'
        """
        parts = [
            _change(-self.shortfall, "最低要求的缺口", "个", "units short of minimums"),
            _change(self.kept, "保留的结对", "对", "kept pairs"),
            _change(self.served, "安排的非公党组织", "个", "guests served"),
        ]
        if self.score:
            amount = abs(self.score) / SCALE
            verb, sign = ("减少", "−") if self.score > 0 else ("增加", "+")
            parts.append(Text(zh=f"总分{verb} {amount:.6f}", en=f"total {sign}{amount:.6f}"))
        found = [part for part in parts if part is not None]
        return Text.join(found) if found else Text(zh="没有变化", en="no change")


def _change(lost: int, what: str, unit: str, english: str) -> Text | None:
    if not lost:
        return None
    verb, sign = ("减少", "−") if lost > 0 else ("增加", "+")
    return Text(zh=f"{what}{verb} {abs(lost)} {unit}", en=f"{english} {sign}{abs(lost)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question about a plan.

    Attributes
    ----------
    kind
        ``chosen`` (it is in the plan), ``barred`` (rules broken), ``impossible`` (no plan can hold
        it), ``tie`` (as good), ``loss``, or ``gain``.
    barriers
        The rules broken.
    loss
        Exactly what the change would cost; ``None`` where there is no change to make.
    swaps
        Everything that would change, the asked pair first.
    """

    kind: str
    sentence: Text
    barriers: tuple[Barrier, ...] = ()
    loss: Loss | None = None
    swaps: tuple[Swap, ...] = ()


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
    >>> from graphs.planning import PlanSettings, problem_from_matrix
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
        return _solved_again(solved, guest, host, both)
    found = graphs.forced(row, column)
    if found is None:
        words = Text(
            zh="放不进任何方案：名额为零，或已被锁定的结对占用。",
            en=" fits into no plan: there is no slot, or locked pairs hold it.",
        )
        return Answer(kind="impossible", sentence=both + words)
    return _answer(solved, found, both, Text(zh="如果强行安排", en=", if forced,"))


def next_best(solved: Solved, guest: str, host: str) -> Answer:
    """Return what would take the place of a pair of the plan, and what that costs.

    Raises
    ------
    ValueError
        The pair is not in the plan, or it is locked.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix
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
    if found is None:
        eligible = solved.solution.assignment.eligible.copy()
        eligible[row, column] = False
        again = solve(replace(solved.solution.assignment, eligible=eligible), seconds=solved.settings.seconds)
        found = Exchange(
            moves=_difference(solved.solution.pairs.tolist(), again.pairs.tolist()),
            pairs=again.pairs, standing=again.standing, lost=0,
        )  # fmt: skip
    return _answer(solved, found, both, Text(zh="如果取消", en=", if given up,"))


def one_more_slot(solved: Solved, host: str) -> Answer:
    """Return what one more slot at a host buys, and the swaps it sets off.

    Raises
    ------
    ValueError
        The host is no candidate of the plan.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> one_more_slot(made, "host1").loss.score
    -100000
    """
    pool = solved.problem.pool
    place = pool.hosts.ids.index(host)
    name = pool.hosts.names[place]
    graphs = exchanges_of(solved.solution)
    found = None
    if graphs is not None:
        found = graphs.slot(place)
    else:
        again = solve(_roomier(solved, place, 1), seconds=solved.settings.seconds)
        found = Exchange(
            moves=_difference(solved.solution.pairs.tolist(), again.pairs.tolist()),
            pairs=again.pairs, standing=again.standing, lost=0,
        )  # fmt: skip
    if found is None:
        words = Text(zh="再加一个名额没有收益。", en=": one more slot brings nothing.")
        return Answer(kind="tie", loss=Loss(shortfall=0, kept=0, served=0, score=0), sentence=name + words)
    return _answer(solved, found, name, Text(zh="再加一个名额", en=", given one more slot,"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """What a plan achieves with so many units (slots, or new pairs); total in millionths.

    Examples
    --------
    >>> CurvePoint(units=5, pairs=5, served=5, total=4_000_000).served
    5
    """

    units: int
    pairs: int
    served: int
    total: int


def slot_curve(solved: Solved, host: str, most: int = 5) -> tuple[CurvePoint, ...]:
    """Return what 0, 1 … ``most`` more slots at a host achieve, the other limits unchanged.

    Raises
    ------
    ValueError
        The host is no candidate of the plan.
    """
    place = solved.problem.pool.hosts.ids.index(host)
    points = [solved.solution.standing]
    points += [
        solve(_roomier(solved, place, count), seconds=solved.settings.seconds).standing
        for count in range(1, most + 1)
    ]
    return tuple(_point(solved, count, standing) for count, standing in enumerate(points))


def coverage_curve(solved: Solved, points: int = 10) -> tuple[CurvePoint, ...]:
    """Return what the best plan achieves with fewer new pairs, in even steps up to all of them.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, 0.1], [0.8, 0.7]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> [(point.units, point.served) for point in coverage_curve(made)]
    [(0, 0), (1, 1), (2, 2)]
    """
    given = solved.solution.assignment
    whole = int((~given.existing[tuple(solved.solution.pairs.T)]).sum())
    budgets = sorted({round(whole * step / points) for step in range(points + 1)})
    return tuple(
        _point(
            solved,
            budget,
            solve(replace(given, new_budget=budget), seconds=solved.settings.seconds).standing,
        )
        for budget in budgets
    )


def _point(solved: Solved, units: int, standing: Standing) -> CurvePoint:
    locked = solved.frame.locked
    total = standing.total + sum(solved.frame.scores[tuple(locked.T)].tolist())
    served = standing.served + len(set(locked[:, 0].tolist()))
    return CurvePoint(units=units, pairs=standing.pairs + len(locked), served=served, total=total)


def _roomier(solved: Solved, place: int, count: int) -> Assignment:
    given = solved.solution.assignment
    more = given.host_high.copy()
    more[place] += count
    return replace(given, host_high=more)


def _both(pool: Pool, row: int, column: int) -> Text:
    return pool.guests.names[row] + Text(zh="与", en=" with ") + pool.hosts.names[column]


def _solved_again(solved: Solved, guest: str, host: str, both: Text) -> Answer:
    lock = Mark(guest=guest, host=host, reason="?")
    settings = replace(solved.settings, locked=(*solved.settings.locked, lock))
    again = solved_plan(solved.problem, settings)
    if again.plan.refused_locks and (guest, host) in {each[:2] for each in again.plan.refused_locks}:
        words = Text(zh="放不进任何方案。", en=" fits into no plan.")
        return Answer(kind="impossible", sentence=both + words)
    moves = _difference(solved.pairs.tolist(), again.pairs.tolist())
    before, after = solved.plan.standing, again.plan.standing
    loss = _loss(before, after)
    return _worded(solved, loss, moves, both, Text(zh="如果强行安排", en=", if forced,"))


def _difference(before: list[list[int]], after: list[list[int]]) -> tuple[Move, ...]:
    old, new = set(map(tuple, before)), set(map(tuple, after))
    moves = []
    for guest in sorted({guest for guest, _ in old ^ new}):
        left = sorted(host for one, host in old - new if one == guest)
        joined = sorted(host for one, host in new - old if one == guest)
        for place in range(max(len(left), len(joined))):
            moves.append(
                Move(
                    guest=guest,
                    leaves=left[place] if place < len(left) else None,
                    joins=joined[place] if place < len(joined) else None,
                )
            )
    return tuple(moves)


def _loss(before: Standing, after: Standing) -> Loss:
    return Loss(
        shortfall=after.shortfall - before.shortfall,
        kept=before.kept - after.kept,
        served=before.served - after.served,
        score=before.total - after.total,
    )


def _answer(solved: Solved, found: Exchange, who: Text, condition: Text) -> Answer:
    loss = _loss(solved.solution.standing, found.standing)
    return _worded(solved, loss, found.moves, who, condition, tied=found.lost == 0)


def _worded(
    solved: Solved, loss: Loss, moves: tuple[Move, ...], who: Text, condition: Text, *, tied: bool = False
) -> Answer:
    guests, hosts = solved.problem.pool.guests, solved.problem.pool.hosts
    swaps = tuple(
        Swap(
            guest=guests.ids[move.guest],
            leaves=None if move.leaves is None else hosts.ids[move.leaves],
            joins=None if move.joins is None else hosts.ids[move.joins],
        )
        for move in moves
    )
    nothing = loss == Loss(shortfall=0, kept=0, served=0, score=0)
    if nothing:
        kind = "tie"
        words = Text(zh="，结果同样好（平局）", en=" the plan is as good: a tie")
    else:
        kind = _kind(loss, solved.settings.objective, tied=tied)
        words = Text(zh="，", en=" the change is: ") + loss.words()
    steps = Text.join([_step(solved, move) for move in moves], zh="；", en="; ")
    chain = Text(zh="；随之调整：", en="; what changes: ") + steps if moves else Text.same("")
    return Answer(
        kind=kind, loss=loss, swaps=swaps, sentence=who + condition + words + chain + Text(zh="。", en=".")
    )


def _kind(loss: Loss, objective: str, *, tied: bool) -> str:
    """Return whether the objective's first level that changes gets worse or better."""
    if tied:
        return "tie"
    levels = [loss.shortfall]
    levels += [loss.kept] if objective == "least_disruption" else []
    levels += [loss.served] if objective in ("least_disruption", "most_served") else []
    first = next((level for level in [*levels, loss.score] if level), 0)
    return "gain" if first < 0 and objective != "fairest" else "loss"


def _step(solved: Solved, move: Move) -> Text:
    guests, hosts = solved.problem.pool.guests, solved.problem.pool.hosts
    name = guests.names[move.guest]
    if move.leaves is None and move.joins is not None:
        return name + Text(zh="新增", en=" gets ") + hosts.names[move.joins]
    if move.joins is None and move.leaves is not None:
        return name + Text(zh="不再与", en=" gives up ") + hosts.names[move.leaves] + Text(zh="结对", en="")
    left, joined = hosts.names[move.leaves or 0], hosts.names[move.joins or 0]
    return name + Text(zh="由", en=" goes from ") + left + Text(zh="改为", en=" to ") + joined
