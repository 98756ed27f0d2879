"""The trial of structured problems: an independent program for every level, and random problems.

Each objective is solved here level by level by HiGHS, straight from its meaning: nothing of the
solvers of the package is used, nor their compilation into flows.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from planning_cases import pool
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from graphs.planning import (
    Capacity,
    Links,
    PlanningProblem,
    PlanSettings,
    Quota,
    problem_from_matrix,
)
from graphs.planning.problem.assignment import Assignment, Limit, Objective

KINDS = (
    "alliances", "stay_and_leave", "quotas", "minimums", "crossing", "generalised", "transport",
)  # fmt: skip


def random_problem(kind: str, seed: int) -> Assignment:
    """Return a random problem of a kind that has one more thing to it than pairs one to one."""
    random = np.random.default_rng([seed, KINDS.index(kind)])
    if kind in ("generalised", "transport"):
        return _published(kind, seed, random)
    guests, hosts = int(random.integers(3, 11)), int(random.integers(2, 6))
    chosen = [each for each in Objective if each is not Objective.fairest]
    made = Assignment.of(
        random.integers(0, 1_000_001 if seed % 2 else 6, (guests, hosts)),
        eligible=random.random((guests, hosts)) < 0.75,
        host_high=random.integers(0, 4, hosts),
        objective=chosen[seed % 3],
    )
    if kind == "alliances":  # several guests of one host and several hosts of one guest
        return replace(
            made, guest_high=random.integers(1, 4, guests), host_high=random.integers(1, 6, hosts)
        )
    if kind == "stay_and_leave":
        existing = (random.random((guests, hosts)) < 0.25) & made.eligible
        return replace(
            made, existing=existing, guest_high=random.integers(1, 3, guests),
            new_budget=int(random.integers(0, guests)) if seed % 3 else None,
        )  # fmt: skip
    if kind == "minimums":
        low = random.integers(0, 3, hosts)
        return replace(
            made, host_low=low, host_high=low + random.integers(0, 3, hosts),
            guest_high=np.full(guests, 2), guest_low=random.integers(0, 3, guests),
        )  # fmt: skip
    limits = []
    for side, count in (("guest", guests), ("host", hosts)):
        order = random.permutation(count)
        groups = np.array_split(order, min(3, count))
        if kind == "crossing":
            groups = [np.flatnonzero(random.random(count) < 0.6) for _ in range(2)]
        for members in groups:
            low = int(random.integers(0, 3))
            limits.append(
                Limit(
                    side="guest" if side == "guest" else "host",
                    members=tuple(int(each) for each in members),
                    low=low,
                    high=low + int(random.integers(0, 4)),
                )
            )
    return replace(
        made, limits=tuple(limits), guest_high=random.integers(1, 3, guests),
        budget=int(random.integers(1, guests + 1)) if seed % 4 == 0 else None,
    )  # fmt: skip


def _published(kind: str, seed: int, random: np.random.Generator) -> Assignment:
    """Return an instance by the published recipes of the OR-Library, drawn anew with a seed.

    Generalised assignment (Chu and Beasley 1997) with jobs that need one unit each: costs 10–50
    as in their types A to C, or falling with the resource as in D; room for four fifths of the
    jobs. Transportation: supplies, demands that are all to be met, and costs 1–100.
    """
    guests, hosts = int(random.integers(4, 13)), int(random.integers(2, 5))
    if kind == "transport":
        demand = random.integers(1, hosts + 1, guests)
        share = random.multinomial(int(demand.sum()), np.full(hosts, 1 / hosts))
        return Assignment.of(
            101 - random.integers(1, 101, (guests, hosts)), guest_low=demand, guest_high=demand,
            host_high=share, objective=Objective.best_total,
        )  # fmt: skip
    cost = random.integers(10, 51, (guests, hosts))
    if seed % 2:
        cost = np.maximum(1, 111 - random.integers(1, 101, (guests, hosts)))
        cost += random.integers(-10, 11, (guests, hosts))
    room = np.bincount(random.integers(0, hosts, max(1, 4 * guests // 5)), minlength=hosts)
    chosen = (Objective.best_total, Objective.most_served)[seed // 2 % 2]
    return Assignment.of(131 - cost, host_high=room, objective=chosen)


def best_levels(
    given: Assignment,
    *,
    must: tuple[int, int] | None = None,
    without: tuple[int, int] | None = None,
) -> tuple[int, ...] | None:
    """Return the best value of every level in turn; ``None`` where no plan holds the pair."""
    guests, hosts = given.shape
    size = guests * hosts
    lows = [*given.guest_low, *given.host_low, *(limit.low for limit in given.limits)]
    total = size + guests + len(lows)  # pairs, guests served, units missed of each minimum
    rows, low_of, high_of = [], [], []

    def bound(row: np.ndarray, low: float, high: float) -> None:
        rows.append(row)
        low_of.append(low)
        high_of.append(high)

    inside = []
    for guest in range(guests):
        inside.append([guest * hosts + host for host in range(hosts)])
    for host in range(hosts):
        inside.append([guest * hosts + host for guest in range(guests)])
    for limit in given.limits:
        mine = set(limit.members)
        inside.append(
            [g * hosts + h for g in range(guests) for h in range(hosts)
             if (g if limit.side == "guest" else h) in mine]
        )  # fmt: skip
    highs = [*given.guest_high, *given.host_high, *(limit.high for limit in given.limits)]
    for place, (cells, low, high) in enumerate(zip(inside, lows, highs, strict=True)):
        row = np.zeros(total)
        row[cells] = 1
        bound(row, -np.inf, float(high))
        met = row.copy()
        met[size + guests + place] = 1
        bound(met, float(low), np.inf)
        if place < guests:
            served = row.copy()
            served[size + place] = -1
            bound(served, 0, np.inf)
    every = np.zeros(total)
    every[:size] = 1
    if given.budget is not None:
        bound(every, -np.inf, given.budget)
    fresh = every.copy()
    fresh[:size] = ~given.existing.ravel()
    if given.new_budget is not None:
        bound(fresh, -np.inf, given.new_budget)
    upper = np.r_[given.eligible.ravel().astype(float), np.ones(guests), np.full(len(lows), 99.0)]
    lower = np.zeros(total)
    if must:
        lower[must[0] * hosts + must[1]] = 1
    if without:
        upper[without[0] * hosts + without[1]] = 0
    if (lower > upper).any():
        return None
    worth = {name: np.zeros(total) for name in ("shortfall", "kept", "served", "score")}
    worth["shortfall"][size + guests :] = -1
    worth["kept"][:size] = given.existing.ravel()
    worth["served"][size : size + guests] = ~given.served
    worth["score"][:size] = np.where(given.eligible, given.scores, 0).ravel()
    levels = {
        Objective.best_total: ("shortfall", "score"),
        Objective.most_served: ("shortfall", "served", "score"),
        Objective.least_disruption: ("shortfall", "kept", "served", "score"),
    }[given.objective]
    reached = []
    for level in levels:
        found = milp(
            -worth[level], integrality=np.ones(total), bounds=Bounds(lower, upper),
            constraints=LinearConstraint(csr_array(np.array(rows)), low_of, high_of),
            options={"mip_rel_gap": 0.0},
        )  # fmt: skip
        if found.x is None:
            return None
        value = round(float(worth[level] @ np.rint(found.x)))
        reached.append(value)
        bound(worth[level], value - 0.5, np.inf)
    return tuple(reached)


def levels_of(given: Assignment, totals: object) -> tuple[int, ...]:
    """Return the levels that totals reach, as ``best_levels`` does."""
    names = {
        Objective.best_total: ("score",),
        Objective.most_served: ("served", "score"),
        Objective.least_disruption: ("kept", "served", "score"),
    }[given.objective]
    figures = {"score": totals.total, "served": totals.served, "kept": totals.kept}  # type: ignore[attr-defined]
    return (-totals.shortfall, *(figures[name] for name in names))  # type: ignore[attr-defined]


def question_of(given: Assignment) -> tuple[PlanningProblem, PlanSettings]:
    """Return problem and settings that ask what an assignment asks; a budget counts new pairs."""
    guests, hosts = given.shape
    names = ([f"n{k:02}" for k in range(guests)], [f"s{k:02}" for k in range(hosts)])
    groups: dict[str, list[str]] = {ident: [] for side in names for ident in side}
    quotas = []
    for place, limit in enumerate(given.limits):
        for member in limit.members:
            groups[names[0 if limit.side == "guest" else 1][member]].append(f"g{place}")
        if limit.members:
            quotas.append(Quota(side=limit.side, group=f"g{place}", low=limit.low, high=limit.high))
    lows = (given.guest_low, given.host_low)
    highs = (given.guest_high, given.host_high)
    capacities = [
        Capacity(id=ident, low=min(int(low), int(high)), high=int(high))
        for side, low_of, high_of in zip(names, lows, highs, strict=True)
        for ident, low, high in zip(side, low_of, high_of, strict=True)
    ]
    existing = [(names[0][g], names[1][h]) for g, h in np.argwhere(given.existing).tolist()]
    made = problem_from_matrix(
        np.where(given.eligible, given.scores / 1_000_000, np.nan), guests=names[0], hosts=names[1]
    )
    here = pool(
        *names, links=Links(existing=tuple(existing)),
        groups={ident: tuple(held) for ident, held in groups.items()},
    )  # fmt: skip
    settings = PlanSettings(
        weights=(("given", 1.0),), objective=given.objective.name, existing="open",
        capacities=tuple(capacities), quotas=tuple(quotas), budget=given.new_budget,
    )  # fmt: skip
    return PlanningProblem(pool=replace(here, given=made.pool.given)), settings
