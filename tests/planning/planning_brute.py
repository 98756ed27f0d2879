"""Every feasible plan of a small problem, and what each objective makes of it: the slow truth."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from graphs.planning.problem.assignment import Assignment, Limit, Objective, PlanTotals, plan_totals

Rows = tuple[tuple[int, int], ...]


def feasible(given: Assignment, must: tuple[int, int] | None = None) -> Iterator[Rows]:
    """Yield every plan that keeps the constraints; with ``must`` only those that hold the pair."""
    guests, hosts = given.shape
    choices = []
    for guest in range(guests):
        able = [host for host in range(hosts) if given.eligible[guest, host]]
        most = min(int(given.guest_high[guest]), len(able))
        sets = [c for k in range(most + 1) for c in itertools.combinations(able, k)]
        if must and must[0] == guest:
            sets = [c for c in sets if must[1] in c]
        choices.append(sets)
    for chosen in itertools.product(*choices):
        rows = tuple((guest, host) for guest, held in enumerate(chosen) for host in held)
        if _kept(given, rows):
            yield rows


def _kept(given: Assignment, rows: Rows) -> bool:
    count, load = [0] * given.shape[0], [0] * given.shape[1]
    for guest, host in rows:
        count[guest] += 1
        load[host] += 1
    if any(have > most for have, most in zip(load, given.host_high, strict=True)):
        return False
    for limit in given.limits:
        inside = count if limit.side == "guest" else load
        if sum(inside[k] for k in limit.members) > limit.high:
            return False
    fresh = sum(not given.existing[row] for row in rows)
    return (given.budget is None or len(rows) <= given.budget) and (
        given.new_budget is None or fresh <= given.new_budget
    )


def worth(given: Assignment, rows: Rows) -> tuple[object, ...]:
    """Return what the objective compares, best first when sorted in descending order."""
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    held = plan_totals(given, pairs)
    values = given.base.tolist()
    for guest, host in rows:
        values[guest] += int(given.scores[guest, host])
    fair = tuple(sorted(v for v, high in zip(values, given.guest_high, strict=True) if high > 0))
    return {
        Objective.best_total: (-held.shortfall, held.total),
        Objective.most_served: (-held.shortfall, held.served, held.total),
        Objective.least_disruption: (-held.shortfall, held.kept, held.served, held.total),
        # The fairest plan looks at guests alone: what slots add is no part of it.
        Objective.fairest: (-held.shortfall, fair, held.served),
    }[given.objective]


def best(given: Assignment, must: tuple[int, int] | None = None) -> tuple[object, ...] | None:
    """Return the worth of the best plan; ``None`` where none holds the pair."""
    return max((worth(given, rows) for rows in feasible(given, must)), default=None)


def rows_of(pairs: np.ndarray) -> Rows:
    return tuple((int(guest), int(host)) for guest, host in pairs)


def totals(given: Assignment, rows: Rows) -> PlanTotals:
    return plan_totals(given, np.array(rows, dtype=np.int64).reshape(-1, 2))


@st.composite
def assignments(
    draw: st.DrawFn,
    *,
    flow: bool = False,
    guests: int = 5,
    hosts: int = 3,
    objectives: tuple[Objective, ...] = tuple(Objective),
) -> Assignment:
    """Draw a small problem; with ``flow`` one whose constraints are a flow."""
    n, m = draw(st.integers(0, guests)), draw(st.integers(0, hosts))
    number = st.integers(*draw(st.sampled_from([(0, 1), (0, 4), (-3, 3), (0, 100)])))

    def table(of: st.SearchStrategy, kind: type) -> np.ndarray:  # type: ignore[type-arg]
        flat = draw(st.lists(of, min_size=n * m, max_size=n * m))
        return np.array(flat, dtype=kind).reshape(n, m)

    def column(count: int, low: int, high: int) -> np.ndarray:
        return np.array(
            draw(st.lists(st.integers(low, high), min_size=count, max_size=count)), dtype=np.int64
        )

    objective = draw(st.sampled_from(objectives))
    one = flow and objective is Objective.fairest
    limits = draw(_limits(n, m, overlap=not flow))
    existing = table(st.sampled_from([False, False, True]), bool)
    fresh = None if flow else draw(st.none() | st.integers(0, 4))
    return Assignment.of(
        table(number, np.int64),
        eligible=table(st.sampled_from([True, True, True, False]), bool),
        guest_high=column(n, 0, 1 if one else 2),
        host_high=column(m, 0, 3),
        guest_low=column(n, 0, 1) if draw(st.booleans()) else 0,
        host_low=column(m, 0, 2) if draw(st.booleans()) else 0,
        existing=existing,
        limits=limits,
        budget=draw(st.none() | st.integers(0, 5)),
        new_budget=fresh,
        slots=_slots(draw, m),
        objective=objective,
    )


def _slots(draw: st.DrawFn, m: int) -> np.ndarray | None:
    """Draw what the first, second … pair of each host adds, falling."""
    width = draw(st.integers(0, 3))
    if not width or not m:
        return None
    flat = draw(st.lists(st.integers(0, 40), min_size=m * width, max_size=m * width))
    return -np.sort(-np.array(flat, dtype=np.int64).reshape(m, width), axis=1)


@st.composite
def _limits(draw: st.DrawFn, n: int, m: int, *, overlap: bool) -> tuple[Limit, ...]:
    found = []
    for side, count in (("guest", n), ("host", m)):
        if count < 2 or not draw(st.booleans()):
            continue
        cut = draw(st.integers(1, count))
        groups = [tuple(range(cut)), tuple(range(cut, count))]
        if overlap and draw(st.booleans()):
            groups.append(tuple(range(count)))
        for members in groups:
            if members and draw(st.booleans()):
                low = draw(st.integers(0, 1))
                found.append(
                    Limit(side=side, members=members, low=low, high=draw(st.integers(0, 3)))
                )  # type: ignore[arg-type]
    return tuple(found)
