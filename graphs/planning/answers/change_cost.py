"""The cost of a change to a plan: the loss on each level, the swaps, a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from graphs.planning.answers.exchange import Exchange
from graphs.planning.candidates.arrays import Integers
from graphs.planning.criteria.points import points
from graphs.planning.flows.residual import Move
from graphs.planning.plan import Solved
from graphs.planning.problem.assignment import Assignment, Objective, PlanTotals
from graphs.planning.problem.eligibility import Barrier
from graphs.planning.solve.solve import solve
from graphs.text import Text

__all__ = [
    "Answer",
    "Change",
    "Loss",
    "Swap",
    "answer_of",
    "change_of",
    "difference",
    "loss_of",
    "solved_again",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One step of a change: the guest leaves a host, joins a host, or both."""

    guest: str
    leaves: str | None
    joins: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a change costs on each level; negative where it gains. Scores in millionths.

    ``worst`` is where the guests' values in ascending order first differ, as (place from 1, before,
    after), where the plan is the fairest.
    """

    shortfall: int
    kept: int
    served: int
    score: int
    worst: tuple[int, int, int] | None = None

    def words(self) -> Text:
        """Return what is lost and gained, level by level.

        Examples
        --------
        >>> Loss(shortfall=0, kept=0, served=0, score=-250_000).words().zh
        '总分增加 25.0'
        """
        parts = [
            _change(-self.shortfall, "最低要求的缺口", "个", "units short of minimums"),
            _change(self.kept, "保留的结对", "对", "kept pairs"),
            _change(self.served, "安排的非公党组织", "个", "guests served"),
        ]
        if self.worst is not None:
            place, before, after = self.worst
            parts.append(
                Text(
                    zh=f"从低到高第 {place} 个得分由 {points(before)} 变为 {points(after)}",
                    en=f"the score at place {place} from the lowest {points(before)} → {points(after)}",
                )
            )
        if self.score:
            verb, sign = ("减少", "−") if self.score > 0 else ("增加", "+")
            amount = points(abs(self.score))
            parts.append(Text(zh=f"总分{verb} {amount}", en=f"total {sign}{amount}"))
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
        What the change would cost; ``None`` where there is no change to make.
    exact
        Whether plan and change are both best, so that the loss is exact: not where time ran out.
    swaps
        Everything that would change, the asked pair first.
    brief
        The sentence without the swaps, for where these stand in a table.
    """

    kind: str
    sentence: Text
    barriers: tuple[Barrier, ...] = ()
    loss: Loss | None = None
    swaps: tuple[Swap, ...] = ()
    exact: bool = True
    brief: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """The plan after a change, and the steps that lead there; ``exact`` where no other is better."""

    moves: tuple[Move, ...]
    pairs: Integers
    totals: PlanTotals
    exact: bool


def solved_again(solved: Solved, changed: Assignment) -> Change:
    """Return the best plan of a changed problem, for plans whose constraints are no flow."""
    again = solve(changed, seconds=solved.settings.seconds)
    moves = difference(solved.solution.pairs.tolist(), again.pairs.tolist())
    exact = again.certificate.optimal
    return Change(moves=moves, pairs=again.pairs, totals=again.totals, exact=exact)


def change_of(found: Exchange) -> Change:
    """Return an exchange as a change of the plan."""
    return Change(moves=found.moves, pairs=found.pairs, totals=found.totals, exact=True)


def difference(before: list[list[int]], after: list[list[int]]) -> tuple[Move, ...]:
    """Return the moves that lead from one plan to another, guest by guest."""
    old, new = set(map(tuple, before)), set(map(tuple, after))
    moves = []
    for guest in sorted({guest for guest, _ in old ^ new}):
        left = sorted(host for one, host in old - new if one == guest)
        joined = sorted(host for one, host in new - old if one == guest)
        moves += [
            Move(guest=guest, leaves=leaves, joins=joins)
            for leaves, joins in zip_longest(left, joined)
        ]
    return tuple(moves)


def loss_of(solved: Solved, after: tuple[PlanTotals, Integers]) -> Loss:
    """Return what a plan's change into other pairs with their totals costs."""
    before = (solved.solution.totals, solved.solution.pairs)
    old, new = before[0], after[0]
    worst = None
    if solved.settings.objective == Objective.fairest.name:
        levels = zip(_ascending(solved, before[1]), _ascending(solved, after[1]), strict=True)
        worst = next(((k, a, b) for k, (a, b) in enumerate(levels, start=1) if a != b), None)
    return Loss(
        shortfall=new.shortfall - old.shortfall,
        kept=old.kept - new.kept,
        served=old.served - new.served,
        score=old.total - new.total,
        worst=worst,
    )


def _ascending(solved: Solved, pairs: Integers) -> list[int]:
    """Return the guests' values from the lowest, those that may have no further pair left out."""
    instance = solved.solution.assignment
    values = instance.base.copy()
    np.add.at(values, pairs[:, 0], instance.scores[pairs[:, 0], pairs[:, 1]])
    return sorted(values[instance.guest_high > 0].tolist())


def answer_of(solved: Solved, found: Change, who: Text, condition: Text) -> Answer:
    """Return a change as an answer: what it costs, what is swapped, and a sentence."""
    loss = loss_of(solved, (found.totals, found.pairs))
    guests, hosts = solved.problem.pool.guests, solved.problem.pool.hosts
    swaps = tuple(
        Swap(
            guest=guests.ids[move.guest],
            leaves=None if move.leaves is None else hosts.ids[move.leaves],
            joins=None if move.joins is None else hosts.ids[move.joins],
        )
        for move in found.moves
    )
    kind = _kind(loss, solved.settings.objective)
    tied = Text(zh="，结果同样好（平局）", en=": the plan is as good, a tie")
    words = tied if kind == "tie" else Text(zh="，", en=": ") + loss.words()
    steps = Text.join([_step(solved, move) for move in found.moves], zh="；", en="; ")
    exact = found.exact and solved.plan.optimal
    hedge = Text.same("") if exact else _INEXACT
    chain = Text(zh="；随之调整：", en="; what changes: ") + steps if found.moves else Text.same("")
    return Answer(
        kind=kind,
        loss=loss,
        swaps=swaps,
        exact=exact,
        brief=who + condition + words + Text(zh="。", en=".") + hedge,
        sentence=who + condition + words + chain + Text(zh="。", en=".") + hedge,
    )


_INEXACT = Text(
    zh="（达到时限：这是已找到的改动，未证明是代价最小的。）",
    en=" (The time limit came first: this is the change found, not proved the cheapest.)",
)


def _kind(loss: Loss, objective: str) -> str:
    """Return what the first level of the objective that changes says: ``loss``, ``gain``, ``tie``."""
    levels = [loss.shortfall]
    levels += [loss.kept] if objective == "least_disruption" else []
    levels += [loss.worst[1] - loss.worst[2]] if loss.worst else []
    levels += [loss.served] if objective != "best_total" else []
    first = next((level for level in [*levels, loss.score] if level), 0)
    return "tie" if first == 0 else "gain" if first < 0 else "loss"


def _step(solved: Solved, move: Move) -> Text:
    guests, hosts = solved.problem.pool.guests, solved.problem.pool.hosts
    name = guests.names[move.guest]
    if move.leaves is None and move.joins is not None:
        return name + Text(zh="新增", en=" gets ") + hosts.names[move.joins]
    if move.joins is None and move.leaves is not None:
        return (
            name
            + Text(zh="不再与", en=" gives up ")
            + hosts.names[move.leaves]
            + Text(zh="结对", en="")
        )
    left, joined = hosts.names[move.leaves or 0], hosts.names[move.joins or 0]
    return name + Text(zh="由", en=" goes from ") + left + Text(zh="改为", en=" to ") + joined
