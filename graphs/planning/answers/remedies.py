"""Why each guest that is left out is, and what would place it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graphs.planning.answers.change_cost import loss_of
from graphs.planning.answers.exchange import Exchange, exchanges_of
from graphs.planning.candidates.arrays import Reals
from graphs.planning.criteria.distance_and_chain import distance_km
from graphs.planning.criteria.points import points
from graphs.planning.plan import Solved
from graphs.planning.problem.barriers import barriers_of
from graphs.planning.problem.eligibility import HARD_RULES
from graphs.planning.problem.unserved import Unserved
from graphs.text import Text

__all__ = ["Placement", "placements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Why a guest has no pair, and the least that would give it one.

    Attributes
    ----------
    kind
        That of the plan's own reason: ``barred``, ``full`` or ``limits``.
    host
        The best host it could have; of one whose hosts are all barred, the best that only the
        planner's own settings bar. ``None`` where there is none.
    displaced
        The guest that would give up a pair if this one were served instead, and what the plan
        would lose: its score in millionths. ``None`` where no such change was found.
    """

    guest: str
    kind: str
    host: str | None
    displaced: str | None
    lost: int | None
    reason: Text
    remedy: Text


def placements(solved: Solved, guests: Collection[str] | None = None) -> tuple[Placement, ...]:
    """Return for each guest left out why, and what would place it, in the order of the plan.

    Of many that are left out, ``guests`` says who is asked about.

    1. Its best host is that of the highest score no rule bars. 2. What stands between the two is
    read from the limits: a full host, the total of pairs, a group. 3. The cheapest change that
    serves it instead of another is read from the residual graph, where the plan is a flow.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9], [0.8]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> found = placements(made)[0]
    >>> found.guest, found.host, found.displaced, found.lost
    ('guest2', 'host1', 'guest1', 100000)
    """
    rows = {guest: row for row, guest in enumerate(solved.problem.pool.guests.ids)}
    graphs = exchanges_of(solved.solution)
    chosen = [e for e in solved.plan.left_out if guests is None or e.guest in guests]
    able = [rows[each.guest] for each in chosen if each.kind != "barred"]
    instead = graphs.placed(able) if graphs else {}
    far = np.zeros(solved.problem.pool.shape)
    if solved.settings.max_distance_km is not None:
        far = np.nan_to_num(distance_km(solved.problem.pool), nan=0.0)
    return tuple(
        _barred(solved, each, rows[each.guest], far[rows[each.guest]])
        if each.kind == "barred"
        else _placement(solved, each, rows[each.guest], instead.get(rows[each.guest]))
        for each in chosen
    )


def _placement(solved: Solved, left: Unserved, row: int, found: Exchange | None) -> Placement:
    pool, instance = solved.problem.pool, solved.solution.assignment
    scores = np.where(instance.eligible[row], solved.compiled.scores[row], -1)
    best = int(np.argmax(scores)) if instance.eligible[row].any() else None
    obstacles, needed = _obstacles(solved, row, best)
    # The plan itself says only that some limit is in the way; here it is said which.
    named = bool(obstacles) and left.kind == "limits"
    reason = Text.join(obstacles, zh="，", en=", ") if named else left.reason
    options = [needed] if needed else []
    gives: str | None = None
    lost: int | None = None
    if best is not None:  # its own part comes first: the rest is often the same for all
        worth = points(int(scores[best]))
        own = Text(zh="最合适的是", en="best with ") + pool.hosts.names[best]
        reason = own + Text(zh=f"（{worth}）；", en=f" ({worth}); ") + reason
    last = found.moves[-1] if found else None
    if found and last and last.leaves is not None and last.joins is None:
        loss = loss_of(solved, (found.totals, found.pairs))
        gives, lost = pool.guests.ids[last.guest], loss.score
        swap = Text(zh="顶替", en="take the place of ") + pool.guests.names[last.guest]
        if last.leaves != found.moves[0].joins or len(found.moves) > 2:
            swap += Text(zh="，并作调整", en=", with others moved")
        options.append(swap + Text(zh="（", en=" (") + loss.words() + Text(zh="）", en=")"))
    return Placement(
        guest=left.guest,
        kind=left.kind,
        host=None if best is None else pool.hosts.ids[best],
        displaced=gives,
        lost=lost,
        reason=reason,
        remedy=Text.join(options, zh="；或", en="; or "),
    )


def _obstacles(solved: Solved, row: int, best: int | None) -> tuple[list[Text], Text | None]:
    """Return what keeps a guest from its best host, and the room there would have to be."""
    pool, instance, pairs = solved.problem.pool, solved.solution.assignment, solved.solution.pairs
    found = []
    if instance.guest_high[row] == 0:
        found.append(
            (
                Text(zh="它的结对数上限为零", en="it may have no further pair"),
                Text(zh="允许它结对（上限大于零）", en="let it have a pair (a most above zero)"),
            )
        )
    if best is not None and (pairs[:, 1] == best).sum() >= instance.host_high[best]:
        name = pool.hosts.names[best]
        elsewhere = Text(zh="名额用于别处更好", en="its slots do more for the objective elsewhere")
        none = Text(zh="没有名额", en="has no slot")
        found.append(
            (
                elsewhere if instance.host_high[best] else none,
                name + Text(zh="多一个名额", en=" has one more slot"),
            )
        )
    for most, count in (
        (instance.budget, len(pairs)),
        (instance.new_budget, int((~instance.existing[pairs[:, 0], pairs[:, 1]]).sum())),
    ):
        if most is not None and count >= most:
            used = Text(zh="新增总数已用完", en="all the new pairs allowed are used up")
            found.append((used, Text(zh="新增总数加一", en="one more new pair in all")))
    for limit in instance.limits:
        at, column = (row, 0) if limit.side == "guest" else (best, 1)
        if at in limit.members and np.isin(pairs[:, column], limit.members).sum() >= limit.high:
            used = Text(
                zh="所在乡镇或产业链的限额已用完", en="a limit of its township or chain is used up"
            )
            more = Text(
                zh="所在乡镇或产业链的限额（{n}）加一", en="one more in a limit of its group ({n})"
            )
            found.append((used, more.format(n=limit.high)))
    needs = list(dict.fromkeys(need for _, need in found))
    obstacles = list(dict.fromkeys(obstacle for obstacle, _ in found))
    return obstacles, Text.join(needs, zh="，且", en=" and ") if needs else None


def _barred(solved: Solved, left: Unserved, row: int, far: Reals) -> Placement:
    """Return what the planner's own settings would have to allow, where they alone bar a host."""
    pool, compiled, instance = solved.problem.pool, solved.compiled, solved.solution.assignment
    words = Text(
        zh="本页的设置都不能；须先改台账",
        en="no setting here would; it takes a change to the ledger",
    )
    own = [number for number, rule in enumerate(HARD_RULES.values(), 1) if rule.liftable]
    load = np.bincount(solved.solution.pairs[:, 1], minlength=len(instance.host_high))
    full = load >= instance.host_high
    host = None
    # Hosts with room come first, the nearest where a distance bars them, then by score.
    for column in np.lexsort((-compiled.scores[row], far, full)).tolist():
        if compiled.barred[row, column] not in own:
            continue
        broken = barriers_of(pool, solved.settings, row, column)
        if all(each.liftable for each in broken):
            host = pool.hosts.ids[column]
            why = Text.join([each.reason for each in broken], zh="，", en=", ")
            words = Text(zh="放开对", en="allow ") + pool.hosts.names[column]
            words += Text(zh="的限制（", en=" (") + why + Text(zh="）", en=")")
            _, needed = _obstacles(solved, row, column)
            words = Text.join([words, *([needed] if needed else [])], zh="，且", en=", and ")
            break
    return Placement(
        guest=left.guest,
        kind=left.kind,
        host=host,
        displaced=None,
        lost=None,
        reason=left.reason,
        remedy=words,
    )
