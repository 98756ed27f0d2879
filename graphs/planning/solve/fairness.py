"""Exact lexicographic max-min fairness: the worst-served guest first, then the next.

A guest's value is the score of its pair, 0 without one. Plans are compared by their sorted values.
Only the values that occur in the current plan need a level of their own: a fairer plan first
differs from it at one of them, and whatever lies between two of them is one level more.

Source: Burkard and Rendl, Lexicographic bottleneck problems (1991).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.certificate import Weights
from graphs.planning.flows.equal_flows import best_face
from graphs.planning.problem.assignment import Assignment
from graphs.planning.solve.deadline import NEVER, Deadline, DeadlinePassed
from graphs.planning.solve.flow import best_flow
from graphs.planning.solve.flow_network import Network, Numbers, network_of

__all__ = ["fair_digit", "fair_network", "fairest_flow"]

_POWER = 12


def fairest_flow(
    assignment: Assignment, deadline: Deadline = NEVER
) -> tuple[Network, Integers, Numbers]:
    """Return a network whose best flows are the fairest plans, one of them, and its potentials.

    1. Meet the minimums. 2. Take as current plan the best one under a penalty that falls steeply
    with the value. 3. Give the lowest undecided values of the current plan a level each, as many
    as a machine word holds, and find the best plan by these levels among those still possible.
    4. If it is fairer, it becomes the current plan; else these levels are decided, and only plans
    that agree with them stay possible. 5. Repeat from step 3 until every value is decided.
    6. Among equals, serve the most guests.

    Raises
    ------
    DeadlinePassed
        The time ran out; it carries the current plan, where there was time for any.

    Examples
    --------
    >>> fairest_flow(Assignment.of(np.array([[10, 1], [9, 4]])))[1].tolist()
    [[0, 0], [1, 1]]
    """
    zero = replace(assignment, scores=np.zeros_like(assignment.scores))
    network = network_of(zero, Weights(shortfall=1, kept=0, served=0, score=0))
    base = (network, *best_flow(network, deadline))
    marks, span = _steep(assignment, network)
    current, _ = best_flow(best_face(*base, marks=marks, span=span), deadline)
    decided: int | None = None
    try:
        while True:
            levels = _levels(assignment, base[0], current, decided)
            if levels is None:
                break
            narrowed = best_face(*base, marks=levels.marks, span=levels.span)
            pairs, prices = best_flow(narrowed, deadline)
            if levels.count(assignment, pairs) == levels.count(assignment, current):
                base, decided = (narrowed, pairs, prices), levels.top
            current = pairs
        ones = np.ones(assignment.shape, dtype=np.int64)
        last = best_face(*base, marks=ones, span=2 * (_changed(assignment) + 1))
        return last, *best_flow(last, deadline)
    except DeadlinePassed:
        raise DeadlinePassed(current) from None


def _values(assignment: Assignment, pairs: Integers) -> Integers:
    """Return the value of each guest that may still get a pair."""
    values = assignment.base.copy()
    values[pairs[:, 0]] += assignment.scores[pairs[:, 0], pairs[:, 1]]
    return values[assignment.guest_high > 0]


def _changed(assignment: Assignment) -> int:
    """Return how many guests a simple cycle of the residual graph can change at most."""
    passes = 1 + sum(limit.side == "guest" for limit in assignment.limits)
    return min(assignment.shape[0], assignment.shape[1] + 1 + 2 * passes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Levels:
    """Levels of undecided values up to ``top``: odd ones a value each, even ones the gaps between."""

    values: Integers
    below: int | None
    marks: Integers
    span: int

    @property
    def top(self) -> int:
        return int(self.values[-1])

    def count(self, assignment: Assignment, pairs: Integers) -> list[int]:
        """Return how many guests are on each level, the lowest first."""
        found = _level(self.values, self.below, _values(assignment, pairs))
        counted: list[int] = np.bincount(found[found >= 0], minlength=2 * len(self.values)).tolist()
        return counted


def _level(values: Integers, below: int | None, worth: Integers) -> Integers:
    """Return the level of each given value; -1 for those decided and those above."""
    left = np.searchsorted(values, worth, side="left")
    exact = values[np.minimum(left, len(values) - 1)] == worth
    found = 2 * left + np.where(exact, 1, 0)
    outside = left == len(values)
    if below is not None:
        outside |= worth <= below
    return np.where(outside, -1, found)


def _levels(
    assignment: Assignment, network: Network, current: Integers, decided: int | None
) -> _Levels | None:
    """Return the lowest undecided levels of the current plan; ``None`` where all are decided."""
    values = np.unique(_values(assignment, current))
    values = values if decided is None else values[values > decided]
    if not len(values):
        return None
    offered = _level(values, decided, assignment.base[:, None] + assignment.scores)
    alone = _level(values, decided, assignment.base)
    possible = _possible(network.eligible, offered, alone, 2 * len(values))
    most = np.minimum(possible, _changed(assignment)).tolist()
    room = (1 << 58) // (sum(assignment.shape) + network.nodes + 8)
    weights, taken = [1], 0
    while taken < len(values):
        grown = weights[-1] * (1 + most[2 * taken]) * (1 + most[2 * taken + 1])
        if taken and grown > room:
            break
        weights += [weights[-1] * (1 + most[2 * taken]), grown]
        taken += 1
    span = weights[2 * taken]
    # The product of all digits from a level on: the lower the level, the more it weighs.
    penalty = np.zeros(2 * len(values) + 1, dtype=np.int64)
    penalty[: 2 * taken] = [span // weights[level + 1] for level in range(2 * taken)]
    marks = penalty[alone][:, None] - penalty[offered]
    return _Levels(values=values[:taken], below=decided, marks=marks, span=span)


def _possible(eligible: Flags, offered: Integers, alone: Integers, count: int) -> Integers:
    """Return for each level how many guests could be on it."""
    guest, host = np.nonzero(eligible & (offered >= 0))
    there = np.concatenate([guest * count + offered[guest, host], np.flatnonzero(alone >= 0) * count
                            + alone[alone >= 0]])  # fmt: skip
    return np.bincount(np.unique(there) % count, minlength=count)


def fair_digit(assignment: Assignment) -> int:
    """Return the base in which levels are written: more than a simple cycle changes on a level."""
    return 2 * (_changed(assignment) + 1)


def fair_network(assignment: Assignment, *plans: Integers) -> Network:
    """Return the exact network in which a plan is fairer than any given one where it weighs more.

    Its weights are Python integers with a digit for each level of the given plans, so that prices
    on it are a certificate.
    """
    worths = [_values(assignment, pairs) for pairs in plans]
    values = np.unique(np.concatenate(worths)) if worths else np.zeros(0, dtype=np.int64)
    levels = 2 * len(values)
    digit = fair_digit(assignment)
    penalty = np.array([*(digit ** (levels - level) for level in range(levels)), 0], dtype=object)
    alone = _level(values, None, assignment.base) if levels else np.full(len(assignment.base), -1)
    gain = np.zeros(assignment.shape, dtype=object)
    if levels:
        offered = _level(values, None, assignment.base[:, None] + assignment.scores)
        for level in np.unique(alone):  # one number for each level, shared by all its pairs
            rows = alone == level
            gain[rows] = (penalty[level] - penalty)[offered[rows]]
    zero = replace(assignment, scores=np.zeros_like(assignment.scores))
    plain = network_of(zero, Weights(shortfall=1, kept=0, served=0, score=0))
    must = digit ** (levels + 2)
    served = np.array([[1, 0, 0]], dtype=object)
    return replace(
        plain,
        weights=gain,
        guest_pieces=(plain.guest_pieces[0], plain.guest_pieces[1].astype(object) * must + served),
        host_pieces=(plain.host_pieces[0], plain.host_pieces[1].astype(object) * must),
        group_pieces=(plain.group_pieces[0], plain.group_pieces[1].astype(object) * must),
        far=must * digit**4,
    )


def _steep(assignment: Assignment, network: Network) -> tuple[Integers, int]:
    """Return marks by a penalty that falls steeply with the value, and their span."""
    values = assignment.base[:, None] + assignment.scores
    inside = values[assignment.eligible]
    lowest = min(0, int(inside.min(initial=0)))
    highest = max(1, int(inside.max(initial=1)))
    reach = 2 * (_changed(assignment) + 1)
    room = (1 << 58) // (sum(assignment.shape) + network.nodes + 8) // reach
    share = (highest - np.clip(values, lowest, highest)) / (highest - lowest)
    alone = (highest - np.clip(assignment.base, lowest, highest)) / (highest - lowest)
    gain = (alone**_POWER * room).astype(np.int64)[:, None] - (share**_POWER * room).astype(
        np.int64
    )
    return gain, reach * (room + 1)
