"""Check the optimality proof: the upper bound that prices give (weak duality).

Dual bound (Lagrange): at given prices each guest, host and group is taken at what it could gain
most by itself. The sum is more than any plan can weigh; where it equals the weight of this plan,
no plan is better. All sums are exact integers. Like the rest of the judge this shares no code with
whatever found the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.certificate import Certificate, Weights
from graphs.planning.judge.priced_problem import is_priced, one_each
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.text import Text

__all__ = ["bound_problem"]

_ROWS = 64
"""Guests looked at together: few enough that their sums stay in the processor's cache."""

_SAFE = 1 << 60
"""From here on sums could leave 64 bits, where NumPy would wrap them round without a word."""


def bound_problem(assignment: Assignment, pairs: Integers, certificate: Certificate) -> Text | None:
    """Return why the prices do not prove a plan best; ``None`` where they do.

    Examples
    --------
    >>> from graphs.planning.solve.solve import solve
    >>> found = solve(Assignment.of(np.array([[3, 1], [2, 2]])))
    >>> bound_problem(found.assignment, found.pairs, found.certificate) is None
    True
    """
    assignment = one_each(assignment, pairs)
    worth = _worth(assignment, pairs, certificate) if is_priced(assignment) else None
    expected = assignment.shape[1] + len(assignment.limits) + 2
    if worth is None or len(certificate.prices) != expected or certificate.levels:
        return Text(zh="证明不完整", en="the certificate is incomplete")
    value = worth.value(assignment, pairs)
    bound = worth.bound(assignment, certificate.prices)
    if value != bound or value != certificate.value or bound != certificate.bound:
        return Text(zh="上界与取值不等，未证明最优", en="bound and value differ: not proved best")
    return None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Worth:
    """What pairs, first pairs of a guest, and met minimums weigh in the objective."""

    pair: Any
    first: Any
    minimum: int

    def value(self, assignment: Assignment, pairs: Integers) -> int:
        guest, host = pairs.T
        count = np.bincount(guest, minlength=assignment.shape[0])
        load = np.bincount(host, minlength=assignment.shape[1])
        met = int(np.minimum(count, assignment.guest_low).sum())
        met += int(np.minimum(load, assignment.host_low).sum())
        for limit in assignment.limits:
            inside = (count if limit.side == "guest" else load)[list(limit.members)]
            met += min(limit.low, int(inside.sum()))
        slots = zip(_slots(assignment), load.tolist(), strict=True)
        worth = sum(sum(row[:have]) for row, have in slots if row)
        first = int(sum(self.first[count > 0].tolist()))
        return int(sum(self.pair[guest, host].tolist())) + first + met * self.minimum + worth

    def bound(self, assignment: Assignment, prices: tuple[int, ...]) -> int:
        """Return what the parts could gain at most, each by itself.

        With price p per unit an arc of the network costs what its ends differ by; a part that
        pays p keeps its bonus minus p for each unit it uses.
        """
        hosts = assignment.shape[1]
        source, sink = prices[-2], prices[-1]
        level = [*prices[:hosts]]
        feeds = [source] * assignment.shape[0]
        drains = [sink] * hosts
        total = 0
        ordered = [each for each in assignment.limits if each.side == "guest"]
        ordered += [each for each in assignment.limits if each.side == "host"]
        for limit, here in zip(ordered, prices[hosts:-2], strict=True):
            for member in limit.members:
                (feeds if limit.side == "guest" else drains)[member] = here
            toll = source - here if limit.side == "guest" else here - sink
            total += self._units(limit.low, limit.high, toll)
        tolls = [here - drain for here, drain in zip(level, drains, strict=True)]
        rooms = (assignment.host_low.tolist(), assignment.host_high.tolist(), tolls)
        for low, high, toll, worth in zip(*rooms, _slots(assignment), strict=True):
            if high and (toll < 0 or low or worth):  # nothing flows where there is no room
                total += self._units(low, high, toll, worth)
        budgets = [b for b in (assignment.budget, assignment.new_budget) if b is not None]
        most = min([int(assignment.guest_high.sum()), *budgets])
        total += max(0, most) * max(0, source - sink)
        return total + self._guests(assignment, level, feeds)

    def _units(self, low: int, high: int, toll: int, slots: Sequence[int] = ()) -> int:
        if not slots and not low:
            return -high * toll if toll < 0 else 0
        needed, single = min(low, high), min(high, len(slots))
        total = sum(
            max(0, slots[place] + (self.minimum if place < needed else 0) - toll)
            for place in range(single)
        )
        met = max(0, min(low, high) - single)
        return total + met * max(0, self.minimum - toll) + (high - single - met) * max(0, -toll)

    def _guests(self, assignment: Assignment, level: list[int], feeds: list[int]) -> int:
        kind = self.pair.dtype
        if max(map(abs, (*level, *feeds)), default=0) >= _SAFE:
            kind = np.dtype(object)  # numbers no word holds: slow, and still exact
        paid, fed = np.array(level, dtype=kind), np.array(feeds, dtype=kind)
        single = assignment.guest_high == 1
        total = self._single(assignment, paid, fed) if single.any() else 0
        for guest, high in enumerate(assignment.guest_high.tolist()):
            if high <= 1:
                continue
            able = assignment.eligible[guest]
            gains = (self.pair[guest] + paid - fed[guest])[able]
            if len(gains) > 1:
                gains = np.sort(gains)[::-1][:high]
            low = int(assignment.guest_low[guest])
            best = run = 0
            for place, gain in enumerate(gains.tolist()):
                run += gain + (int(self.first[guest]) if place == 0 else 0)
                run += self.minimum if place < low else 0
                best = max(best, run)
            total += best
        return total

    def _single(self, assignment: Assignment, paid: Any, fed: Any) -> int:
        """Return what all guests that may have one pair could gain, block by block."""
        guests = np.flatnonzero((assignment.guest_high == 1) & assignment.eligible.any(axis=1))
        total = 0
        everybody, all_able = len(guests) == len(self.pair), bool(assignment.eligible.all())
        for begin in range(0, len(guests), _ROWS):
            rows = guests[begin : begin + _ROWS]
            # A slice of them all is no copy, which would cost as much as the sums.
            worth = (self.pair[begin : begin + _ROWS] if everybody else self.pair[rows]) + paid
            if not all_able:
                least = -(1 << 100_000) if worth.dtype == object else np.iinfo(np.int64).min // 2
                worth[~assignment.eligible[rows]] = least
            alone = (worth.max(axis=1) - fed[rows]).tolist()
            bonus = zip(self.first[rows].tolist(), assignment.guest_low[rows].tolist(), strict=True)
            extra = [first + (self.minimum if low > 0 else 0) for first, low in bonus]
            total += sum(max(0, one + more) for one, more in zip(alone, extra, strict=True))
        return total


def _slots(assignment: Assignment) -> list[list[int]]:
    """Return what each slot of each host adds; the fairest plan looks at guests alone."""
    if assignment.objective is Objective.fairest:
        return [[] for _ in range(assignment.shape[1])]
    rows: list[list[int]] = assignment.slots.tolist()
    return rows


def _worth(assignment: Assignment, pairs: Integers, certificate: Certificate) -> _Worth | None:
    """Return what the objective weighs; ``None`` where the certificate's weights do not order it."""
    weights, fair = certificate.weights, assignment.objective is Objective.fairest
    if fair and weights is None:
        return _fair_worth(assignment, pairs, certificate.digit)
    if fair or weights is None or certificate.digit or not _ordered(assignment, weights):
        return None
    scores = assignment.scores
    ends = (int(scores.max(initial=0)), -int(scores.min(initial=0)))
    if max(weights.kept, weights.served, *ends) >= _SAFE:
        scores = scores.astype(object)
    pair = scores
    if weights.kept:
        kept = np.zeros_like(scores)
        kept[assignment.existing] = weights.kept
        pair = scores + kept
    first = np.where(assignment.served, 0, np.array(weights.served, dtype=object))
    return _Worth(pair=pair, first=first, minimum=weights.shortfall)


def _exchange(assignment: Assignment) -> int:
    """Return how many pairs the smallest step between two plans adds at most.

    Two plans differ by exchanges, each of which passes every guest, host and group at most once;
    where no exchange gains, a plan is best.
    """
    return min(assignment.shape)


def _ordered(assignment: Assignment, weights: Weights) -> bool:
    """Return whether each level outweighs all that a step between two plans changes below it.

    A level the objective does not look at must weigh nothing: else another question is answered.
    """
    # A mask would take longer than the numbers.
    able: Flags | bool = True if assignment.eligible.all() else assignment.eligible
    step = _exchange(assignment)
    scores = assignment.scores
    largest = max(int(scores.max(initial=0, where=able)), -int(scores.min(initial=0, where=able)))
    below = 2 * step * (largest + int(assignment.slots.max(initial=0)))
    counted = 2 * (1 + sum(limit.side == "guest" for limit in assignment.limits))
    looks = {
        "served": assignment.objective in (Objective.most_served, Objective.least_disruption),
        "kept": assignment.objective is Objective.least_disruption,
        "shortfall": assignment.has_minimums,
    }
    for name, most in (("served", counted), ("kept", 2 * step), ("shortfall", 0)):
        weight = getattr(weights, name)
        if weight <= below if looks[name] else weight != 0:
            return False
        below += most * weight
    return weights.score == 1


def _fair_worth(assignment: Assignment, pairs: Integers, digit: int) -> _Worth | None:
    """Return penalties by level: each value of the plan one, all between two values one more."""
    counted = 2 * (1 + sum(limit.side == "guest" for limit in assignment.limits))
    if digit <= 2 * min(assignment.shape[0], assignment.shape[1] + counted):
        return None
    worth = [int(each) for each in assignment.base]
    for guest, host in pairs.tolist():
        worth[guest] += int(assignment.scores[guest, host])
    values = sorted({v for v, high in zip(worth, assignment.guest_high, strict=True) if high > 0})
    count = 2 * len(values)
    place = {value: 2 * k + 1 for k, value in enumerate(values)}
    powers = [digit**k for k in range(count + 1)]
    known: dict[int, int] = {}

    def penalty(value: int) -> int:
        if value not in known:
            level = place.get(value)
            if level is None:
                level = 2 * sum(each < value for each in values)
            known[value] = powers[count - level] if level < count else 0
        return known[value]

    pair = np.empty(assignment.shape, dtype=object)
    for guest, base in enumerate(assignment.base.tolist()):
        alone = penalty(base)
        for host in np.flatnonzero(assignment.eligible[guest]):
            pair[guest, host] = alone - penalty(base + int(assignment.scores[guest, host]))
    pair[~assignment.eligible] = 0
    first = np.ones(assignment.shape[0], dtype=object)
    return _Worth(pair=pair, first=first, minimum=digit ** (count + 2))
