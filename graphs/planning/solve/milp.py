"""Mixed-integer solver (HiGHS through SciPy): constraints that are no flow, sums as levels.

Crossing groups, and a budget of new pairs beside existing ones: the linear relaxation is close to
a flow, so that branch and bound ends quickly.

Source: Huangfu and Hall, Parallelizing the dual revised simplex method (2018).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graphs.planning.candidates.arrays import Integers, Reals
from graphs.planning.fallback.deadline import Deadline
from graphs.planning.problem.assignment import Assignment, Objective, PlanTotals, plan_totals

__all__ = ["mixed_plan"]

_CELL = 5e-6
"""Seconds that a pair takes at least to be written down and looked at."""

_LOOK, _MOST = 6e-5, 0.35
"""Seconds a pair, and at most, that HiGHS takes until it looks at the clock again."""


@dataclass(slots=True)
class _Rows:
    """Constraint rows under construction; lives inside one call."""

    columns: list[np.ndarray] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Integers, values: Reals, low: float, high: float) -> None:
        self.columns.append(columns)
        self.values.append(values)
        self.low.append(low)
        self.high.append(high)


def mixed_plan(
    instance: Assignment, *, deadline: Deadline
) -> tuple[Integers, bool, tuple[tuple[str, int, int], ...]]:
    """Return pairs, whether every level was proved best, and (level, value, bound) of each.

    1. Variables: a pair, a guest served, the units missed of each minimum. 2. One level after the
    other is made best and then held, until the time is over.

    Examples
    --------
    >>> mixed_plan(Assignment.of(np.array([[3, 1], [2, 2]])), deadline=Deadline.after(10))[0].tolist()
    [[0, 0], [1, 1]]
    """
    places = np.argwhere(instance.eligible)
    if deadline.left <= len(places) * _CELL + _blind(len(places)):
        return np.zeros((0, 2), dtype=np.int64), False, ()
    rows, missed = _constraints(instance, places)
    count, guests = len(places), instance.shape[0]
    slots = _slots(instance, places, rows, count + guests + missed)
    size = count + guests + missed + len(slots)
    worth = _worth(instance, places, missed, slots)
    pairs, proved = np.zeros((0, 2), dtype=np.int64), True
    stated: list[tuple[str, int, int]] = []
    for level in _levels(instance):
        found = _solved(worth[level], rows, count, guests, deadline)
        if found is None:
            return pairs, False, tuple(stated)
        chosen, bound = found
        pairs = places[chosen[:count] > 0.5].astype(np.int64)
        totals = plan_totals(instance, pairs)
        reached = -totals.shortfall if level == "shortfall" else int(_reached(totals, level))
        stated.append((level, reached, bound))
        proved = proved and reached == bound
        rows.add(np.arange(size), worth[level], float(reached), np.inf)
    return pairs, proved, tuple(stated)


def _blind(pairs: int) -> float:
    """Return how many seconds HiGHS may pass its limit by."""
    return min(_MOST, _LOOK * pairs)


def _levels(instance: Assignment) -> tuple[str, ...]:
    """Return what is made best, one after the other."""
    wanted = {
        Objective.least_disruption: ("kept", "served", "score"),
        Objective.most_served: ("served", "score"),
    }.get(instance.objective, ("score",))
    return (("shortfall",) if instance.has_minimums else ()) + wanted


def _worth(
    instance: Assignment, places: Integers, missed: int, slots: Integers
) -> dict[str, Reals]:
    """Return what each variable is worth at each level: pairs, guests, missed units, slots."""
    count, guests, used = len(places), instance.shape[0], len(slots)
    at = tuple(places.T)
    return {
        "shortfall": np.r_[np.zeros(count + guests), -np.ones(missed), np.zeros(used)],
        "kept": np.r_[instance.existing[at].astype(float), np.zeros(guests + missed + used)],
        "served": np.r_[np.zeros(count), (~instance.served).astype(float), np.zeros(missed + used)],
        "score": np.r_[
            instance.scores[at].astype(float), np.zeros(guests + missed), slots.astype(float)
        ],
    }


def _split(numbers: Integers, count: int) -> list[Integers]:
    """Return for each number below ``count`` the positions that hold it."""
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.searchsorted(numbers[order], np.arange(1, count)))[:count]


def _reached(totals: PlanTotals, level: str) -> int:
    return int(getattr(totals, "total" if level == "score" else level))


def _constraints(instance: Assignment, places: Integers) -> tuple[_Rows, int]:
    """Return the rows of the constraints, and how many variables are missed units."""
    rows, missed = _Rows(), 0
    guests, count = instance.shape[0], len(places)
    at = [places[:, 0], places[:, 1]]
    by_guest, by_host = _split(at[0], guests), _split(at[1], instance.shape[1])
    groups = [
        *zip(by_guest, instance.guest_low, instance.guest_high, strict=True),
        *zip(by_host, instance.host_low, instance.host_high, strict=True),
        *(
            (
                np.flatnonzero(np.isin(at[0 if limit.side == "guest" else 1], limit.members)),
                limit.low,
                limit.high,
            )
            for limit in instance.limits
        ),
    ]
    for inside, low, high in groups:
        rows.add(inside, np.ones(len(inside)), -np.inf, float(high))
        if low > 0:
            slack = count + guests + missed
            rows.add(np.r_[inside, slack], np.ones(len(inside) + 1), float(low), np.inf)
            missed += 1
    for guest in range(guests):
        inside = groups[guest][0]
        rows.add(np.r_[inside, count + guest], np.r_[np.ones(len(inside)), -1.0], 0.0, np.inf)
    if instance.budget is not None:
        rows.add(np.arange(count), np.ones(count), -np.inf, float(instance.budget))
    if instance.new_budget is not None:
        fresh = np.flatnonzero(~instance.existing[at[0], at[1]])
        rows.add(fresh, np.ones(len(fresh)), -np.inf, float(instance.new_budget))
    return rows, missed


def _slots(instance: Assignment, places: Integers, rows: _Rows, first: int) -> Integers:
    """Return what the slot of each variable is worth, its rows added.

    A host uses at most as many slots as it has pairs; as they fall in worth, the best come first.
    """
    if instance.objective is Objective.fairest:
        return np.zeros(0, dtype=np.int64)
    worth: list[int] = []
    for host, row in enumerate(instance.slots):
        worths = row[: instance.host_high[host]]
        worths = worths[worths > 0]
        if len(worths):
            inside = np.flatnonzero(places[:, 1] == host)
            mine = first + len(worth) + np.arange(len(worths))
            one = np.r_[np.ones(len(worths)), -np.ones(len(inside))]
            rows.add(np.r_[mine, inside], one, -np.inf, 0.0)
            for variable in mine:
                rows.add(np.array([variable]), np.ones(1), -np.inf, 1.0)
            worth += worths.tolist()
    return np.array(worth, dtype=np.int64)


def _solved(
    worth: Reals, rows: _Rows, count: int, guests: int, deadline: Deadline
) -> tuple[Reals, int] | None:
    """Return the best values of all variables and the proved bound; ``None`` where time ran out."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    size = len(worth)
    if size == 0:
        return np.zeros(0), 0
    until = deadline.sooner(_blind(count))
    if until.passed:
        return None
    starts = np.r_[0, np.cumsum([len(each) for each in rows.columns])]
    matrix = csr_array(
        (np.concatenate(rows.values), np.concatenate(rows.columns), starts),
        shape=(len(rows.low), size),
    )
    upper = np.full(size, np.inf)  # missed units are bounded by their minimum's row alone
    upper[: count + guests] = 1.0
    found = milp(
        -worth,
        integrality=np.ones(size, dtype=np.int64),
        bounds=Bounds(0.0, upper),
        constraints=LinearConstraint(matrix, np.array(rows.low), np.array(rows.high)),
        options={"mip_rel_gap": 0.0, "time_limit": until.left},
    )
    if found.x is None:
        return None
    bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
    return found.x, int(np.floor(-bound + 1e-3))
