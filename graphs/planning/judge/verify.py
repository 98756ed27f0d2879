"""Verify a plan: constraints, totals, and the proof of optimality.

It knows the problem and the certificate and nothing of how plans are found. A violation is a
value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.certificate import Certificate
from graphs.planning.judge.certificate_check import proof_problem, well_formed
from graphs.planning.problem.assignment import Assignment, Limit, PlanTotals
from graphs.text import Text

__all__ = ["Violation", "verify"]

_NOBODY = Text(zh="方案含有问题之外的对象", en="a pair names nobody of the problem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One thing that is wrong with a plan."""

    rule: str
    sentence: Text


def verify(
    assignment: Assignment, pairs: Integers, totals: PlanTotals, certificate: Certificate
) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan; empty where it is sound and said to be best.

    Prices are checked to the last digit. Where only a solver can say that a plan is best, its
    levels must restate the plan and no single step may better it; the rest is the solver's word.
    A plan that nobody says is best has the one violation ``unproved``.

    Examples
    --------
    >>> from graphs.planning.solve.solve import solve
    >>> found = solve(Assignment.of(np.array([[3, 1], [2, 2]])))
    >>> verify(found.assignment, found.pairs, found.totals, found.certificate)
    ()
    """
    if not (isinstance(pairs, np.ndarray) and pairs.dtype.kind in "iu" and pairs.ndim == 2):
        return (_wrong("range", _NOBODY),)
    broken = _constraints(assignment, pairs)
    if broken:
        return tuple(broken)
    broken = _figures(assignment, pairs, totals)
    if not well_formed(certificate):
        return (*broken, _wrong("bound", Text(zh="证明不成形", en="the certificate is malformed")))
    problem = proof_problem(assignment, pairs, certificate)
    broken += [] if problem is None else [_wrong("bound", problem)]
    if certificate.proof == "none":
        broken.append(_wrong("unproved", certificate.statement()))
    return tuple(broken)


def _wrong(rule: str, sentence: Text) -> Violation:
    return Violation(rule=rule, sentence=sentence)


def _constraints(assignment: Assignment, pairs: Integers) -> list[Violation]:
    guests, hosts = assignment.shape
    if pairs.shape[1] != 2:
        return [_wrong("range", _NOBODY)]
    rows = [(guest, host) for guest, host in pairs.tolist()]
    if any(not (0 <= guest < guests and 0 <= host < hosts) for guest, host in rows):
        return [_wrong("range", _NOBODY)]
    found = []
    if len(set(rows)) != len(rows):
        found.append(_wrong("twice", Text(zh="同一对出现两次", en="a pair occurs twice")))
    barred = Text(zh="不可结对", en="not an eligible pair")
    found += [
        _wrong("eligible", barred + Text.same(f" ({guest}, {host})"))
        for guest, host in pairs[~assignment.eligible[pairs[:, 0], pairs[:, 1]]].tolist()
    ]
    found += _capacity("guest_capacity", [guest for guest, _ in rows], assignment.guest_high)
    found += _capacity("host_capacity", [host for _, host in rows], assignment.host_high)
    return found + _totals(assignment, rows)


def _capacity(rule: str, places: list[int], most: Integers) -> list[Violation]:
    return [
        _wrong(rule, Text(zh=f"第 {place} 个超出容量", en=f"number {place} has too many pairs"))
        for place, count in sorted(Counter(places).items())
        if count > most[place]
    ]


def _totals(assignment: Assignment, rows: list[tuple[int, int]]) -> list[Violation]:
    words = Text(zh="分组超出限额", en="a group has more pairs than its limit")
    found = [
        _wrong("limit", words) for limit in assignment.limits if _inside(limit, rows) > limit.high
    ]
    if assignment.budget is not None and len(rows) > assignment.budget:
        found.append(_wrong("budget", Text(zh="超出总对数", en="more pairs than the budget")))
    fresh = sum(not assignment.existing[row] for row in rows)
    if assignment.new_budget is not None and fresh > assignment.new_budget:
        found.append(
            _wrong("new_budget", Text(zh="超出新增对数", en="more new pairs than allowed"))
        )
    return found


def _inside(limit: Limit, rows: list[tuple[int, int]]) -> int:
    members, side = set(limit.members), 0 if limit.side == "guest" else 1
    return sum(row[side] in members for row in rows)


def _figures(assignment: Assignment, pairs: Integers, claimed: PlanTotals) -> list[Violation]:
    rows = [(guest, host) for guest, host in pairs.tolist()]
    missed = 0
    for side, lows in ((0, assignment.guest_low), (1, assignment.host_low)):
        count = Counter(row[side] for row in rows)
        missed += sum(max(0, int(lows[at]) - count[at]) for at in np.flatnonzero(lows).tolist())
    missed += sum(max(0, limit.low - _inside(limit, rows)) for limit in assignment.limits)
    load, worths = Counter(host for _, host in rows), assignment.slots.tolist()
    slots = sum(sum(worths[host][:many]) for host, many in load.items() if worths[host])
    truth = {
        "pairs": len(rows),
        "shortfall": missed,
        "kept": sum(assignment.existing[pairs[:, 0], pairs[:, 1]].tolist()),
        "served": len(
            {guest for guest, _ in rows} - set(np.flatnonzero(assignment.served).tolist())
        ),
        "total": sum(assignment.scores[pairs[:, 0], pairs[:, 1]].tolist()) + slots,
    }
    return [
        _wrong(name, Text(zh=f"{name} 应为 {value}", en=f"{name} should be {value}"))
        for name, value in truth.items()
        if getattr(claimed, name) != value
    ]
