"""Smallest groups of guests that share too few slots (Hall violators), and relaxations.

Source: Hall, On representatives of subsets (1935); the set is read from the minimum cut of a largest
assignment, as in Ahuja, Magnanti and Orlin, Network Flows (1993), section 6.5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.answers.exchange import exchanges_of
from graphs.planning.candidates.arrays import Flags
from graphs.planning.criteria.points import points
from graphs.planning.plan import Solved
from graphs.planning.problem.assignment import Assignment, Objective, PlanTotals
from graphs.planning.problem.compile import rule_at
from graphs.planning.problem.eligibility import HARD_RULES
from graphs.planning.solve.solve import solve
from graphs.text import Text

__all__ = ["Conflict", "Relaxation", "conflicts"]

_MOST_TRIED, _NAMED, _LIFTED = 50, 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One change that would serve one more of the group.

    ``kind`` is ``slot`` (one more slot at the host), ``lift`` (a rule of the planner's own
    settings lifted for the pair) or ``budget`` (one more new pair in all); served and total (millionths) are what the best plan reaches.
    """

    kind: str
    host: str | None
    guest: str | None
    served: int
    total: int
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A group of guests that share too few eligible slots; no member can be left out of it.

    Where the total of new pairs is used up, a first one without hosts says so.

    ``slots`` are those of all hosts that anybody in the group could have, fewer than the group;
    ``relaxations`` those that help, the best first: most served, then the highest total.
    """

    guests: tuple[str, ...]
    hosts: tuple[str, ...]
    slots: int
    relaxations: tuple[Relaxation, ...]
    sentence: Text


def conflicts(solved: Solved, *, most: int = 3) -> tuple[Conflict, ...]:
    """Return groups that cannot all be served, the smallest first; empty where all can be.

    1. Assign as many guests as possible, one slot each. 2. From a guest left over go to every host
    it could have, to the guests that hold their slots, and on: the guests reached share only the
    hosts reached, whose slots are one too few, and without any one of them the rest can be served.
    3. Of the groups found take the smallest. 4. Try one more slot at each host and a lifted rule
    for each pair, and rank what the best plan then achieves.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, problem_from_matrix, solved_plan
    >>> made = solved_plan(problem_from_matrix(np.array([[0.9, np.nan], [0.8, np.nan], [0.1, 0.2]])),
    ...                    PlanSettings(weights=(("given", 1.0),)))
    >>> [(found.guests, found.slots) for found in conflicts(made)]
    [(('guest1', 'guest2'), 1)]
    """
    instance = solved.solution.assignment
    open_guests = ~instance.served & (instance.guest_high > 0)
    simple = Assignment.of(
        np.zeros(instance.shape, dtype=np.int64),
        eligible=instance.eligible & open_guests[:, None],
        host_high=instance.host_high,
        objective=Objective.most_served,
    )
    pairs = solve(simple).pairs
    holder = np.zeros(instance.shape, dtype=bool)
    holder[tuple(pairs.T)] = True
    over = np.flatnonzero(open_guests & ~holder.any(axis=1)).tolist()
    groups: dict[bytes, tuple[Flags, Flags]] = {}
    for guest in over[:_MOST_TRIED]:
        reached = _reached(simple.eligible, holder, guest)
        groups.setdefault(reached[1].tobytes(), reached)  # the same hosts are the same shortage
    ordered = sorted(groups.values(), key=lambda group: (int(group[0].sum()), group[0].tobytes()))
    capped = _capped(solved, open_guests & instance.eligible.any(axis=1))
    return (*capped, *(_conflict(solved, *group) for group in ordered[:most]))


def _capped(solved: Solved, waiting: Flags) -> list[Conflict]:
    """Return the shortage that the total of new pairs makes, where it is used up."""
    instance, pairs = solved.solution.assignment, solved.solution.pairs
    new = int((~instance.existing[tuple(pairs.T)]).sum())
    field, used = ("new_budget", new) if instance.budget is None else ("budget", len(pairs))
    most, count = getattr(instance, field), int(waiting.sum())
    if most is None or used < most or count <= most:
        return []
    words = Text(
        zh="新增总数至多 {most} 对，已经用完：还要安排的 {count} 个里，至少 {wait} 个要等。",
        en="New pairs are limited to {most} in all, now used up: of {count} {count:guest|guests} to be "
        "served at least {wait} must wait.",
    ).format(most=solved.settings.budget or 0, count=count, wait=count - most)
    larger = replace(instance, **{field: most + 1})
    more, after = Text(zh="新增总数加一", en="one more new pair in all"), _totals(solved, larger)
    tried = _relaxed(solved, after, more, kind="budget", host=None, guest=None)
    short = Conflict(
        guests=tuple(solved.problem.pool.guests.ids[k] for k in np.flatnonzero(waiting)),
        hosts=(),
        slots=most,
        relaxations=_helping(solved, [tried]),
        sentence=words,
    )
    return [short]


def _helping(solved: Solved, tried: list[Relaxation]) -> tuple[Relaxation, ...]:
    """Return what serves more or scores more, the best first."""
    before = solved.solution.totals
    better = [each for each in tried if (each.served, each.total) > (before.served, before.total)]
    return tuple(sorted(better, key=lambda e: (-e.served, -e.total, e.host or "", e.guest or "")))


def _reached(eligible: Flags, holder: Flags, start: int) -> tuple[Flags, Flags]:
    guests, hosts = (np.zeros(length, dtype=bool) for length in eligible.shape)
    guests[start] = True
    while True:
        wider: Flags = np.asarray(eligible[guests].any(axis=0))
        if (wider == hosts).all():
            return guests, hosts
        hosts = wider
        guests = guests | holder[:, hosts].any(axis=1)


def _conflict(solved: Solved, guests: Flags, hosts: Flags) -> Conflict:
    pool = solved.problem.pool
    slots = int(solved.solution.assignment.host_high[hosts].sum())
    tried = _slots(solved, hosts) + _lifts(solved, guests, hosts)
    return Conflict(
        guests=tuple(pool.guests.ids[k] for k in np.flatnonzero(guests)),
        hosts=tuple(pool.hosts.ids[k] for k in np.flatnonzero(hosts)),
        slots=slots,
        relaxations=_helping(solved, tried),
        sentence=_words(solved, guests, hosts, slots),
    )


def _words(solved: Solved, guests: Flags, hosts: Flags, slots: int) -> Text:
    """Return who share too few slots, and how many of them must wait."""
    pool, instance = solved.problem.pool, solved.solution.assignment
    waiting = ~instance.served & (instance.guest_high > 0) & instance.eligible.any(axis=1)
    whole = int((waiting & ~instance.eligible[:, ~hosts].any(axis=1)).sum())
    named = [pool.guests.names[k] for k in np.flatnonzero(guests)[:_NAMED]]
    words = Text(
        zh="{whole} 个非公党组织只能找这 {hosts} 个国企党组织，名额一共 {slots} 个：至少 {wait} 个要等，"
        "除非增加名额或放开限制。",
        en="{whole} {whole:guest|guests} can go to these {hosts} {hosts:host|hosts} only, which have {slots} "
        "{slots:slot|slots}: at least {wait} must wait, unless there is more room or a rule is lifted.",
    )
    if whole > guests.sum() > _NAMED:  # who they are is not what a planner can act on
        words += Text(
            zh="名额不足的最小一组是其中 {count} 个，任意 {slots} 个都可以安排。",
            en=" The smallest group that is short of slots has {count} of them, of whom any {slots} fit.",
        )
    else:
        words += Text(
            zh="其中 {names}{more} {count} 个里，任意 {slots} 个都可以安排。",
            en=" Of {count} of them ({names}{more}) any {slots} can be served.",
        )
    return words.format(
        whole=whole,
        wait=whole - slots,
        names=Text.join(named),
        more=Text(zh="等", en=" and others") if guests.sum() > _NAMED else Text.same(""),
        count=int(guests.sum()),
        hosts=int(hosts.sum()),
        slots=slots,
    )


def _slots(solved: Solved, hosts: Flags) -> list[Relaxation]:
    instance = solved.solution.assignment
    able = np.flatnonzero(hosts)
    # Where many hosts are shared, those that most of the group's members score best at.
    worth = np.where(instance.eligible[:, able], instance.scores[:, able], 0).max(axis=0, initial=0)
    graphs, found = exchanges_of(solved.solution), []
    for place in able[np.argsort(-worth, kind="stable")][:_LIFTED].tolist():
        more = instance.host_high.copy()
        more[place] += 1
        more_room = Text(zh="增加一个名额", en=": one more slot")
        words = solved.problem.pool.hosts.names[place] + more_room
        if graphs is None:
            after = _totals(solved, replace(instance, host_high=more))
        else:
            exchange = graphs.slot(place)
            after = exchange.totals if exchange else solved.solution.totals
        found.append(_relaxed(solved, after, words, kind="slot", host=place, guest=None))
    return found


def _lifts(solved: Solved, guests: Flags, hosts: Flags) -> list[Relaxation]:
    instance, compiled, pool = solved.solution.assignment, solved.compiled, solved.problem.pool
    own = [number for number, rule in enumerate(HARD_RULES.values(), 1) if rule.liftable]
    outside = guests[:, None] & ~hosts[None, :] & (instance.host_high > 0)[None, :]
    able = np.argwhere(outside & np.isin(compiled.barred, own))
    order = np.argsort(-compiled.scores[able[:, 0], able[:, 1]], kind="stable")
    found = []
    for guest, host in able[order][:_LIFTED].tolist():
        eligible = instance.eligible.copy()
        eligible[guest, host] = True
        rule = HARD_RULES[rule_at(int(compiled.barred[guest, host]))]
        words = pool.guests.names[guest] + Text(zh="与", en=" with ") + pool.hosts.names[host]
        words += Text(zh="：放开“", en=": lift “") + rule.label + Text(zh="”", en="”")
        after = _totals(solved, replace(instance, eligible=eligible))
        found.append(_relaxed(solved, after, words, kind="lift", host=host, guest=guest))
    return found


def _totals(solved: Solved, changed: Assignment) -> PlanTotals:
    return solve(changed, seconds=solved.settings.seconds).totals


def _relaxed(
    solved: Solved,
    after: PlanTotals,
    words: Text,
    *,
    kind: str,
    host: int | None,
    guest: int | None,
) -> Relaxation:
    before, pool = solved.solution.totals, solved.problem.pool
    served, score = after.served - before.served, points(after.total - before.total, signed=True)
    effect = Text(zh="，多安排 {n} 个，总分 {t}", en=": {n} more served, total {t}")
    return Relaxation(
        kind=kind,
        host=None if host is None else pool.hosts.ids[host],
        guest=None if guest is None else pool.guests.ids[guest],
        served=after.served,
        total=after.total,
        sentence=words + effect.format(n=served, t=score),
    )
