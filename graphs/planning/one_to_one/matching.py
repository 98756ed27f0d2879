"""One-to-one assignment by SciPy, with dual prices as proof and deterministic ties.

Source: Crouse, On implementing 2D rectangular assignment algorithms (2016), as SciPy implements it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.flows.flow_network import Network, Numbers
from graphs.planning.one_to_one.dual_prices import blocks, least_prices
from graphs.planning.one_to_one.pair_worth import PairWorth, first_bonus
from graphs.planning.one_to_one.tied_pairs import first_matching, tied_bits
from graphs.planning.problem.assignment import Assignment, Objective

__all__ = ["Matching", "best_matching", "is_matching", "matching_seconds"]

_STEP = 2e-9
"""Seconds a step of SciPy's assignment takes at worst: scores of low rank need all of n³ of them."""


def matching_seconds(shape: tuple[int, int]) -> float:
    """Return how long a matching of this size takes at worst: SciPy cannot be interrupted.

    Examples
    --------
    >>> round(matching_seconds((500, 500)), 2), round(matching_seconds((2000, 2000)), 2)
    (0.25, 16.0)
    """
    return _STEP * min(shape) * shape[0] * shape[1]


def is_matching(assignment: Assignment) -> bool:
    """Return whether nobody may have more than one pair, and nothing but capacities limits pairs.

    Examples
    --------
    >>> is_matching(Assignment.of(np.array([[3, 1]]))), is_matching(Assignment.of(np.array([[3]]), host_high=2))
    (True, False)
    """
    instance = assignment
    capacities = max(
        int(instance.guest_high.max(initial=0)), int(instance.host_high.max(initial=0))
    )
    return (
        capacities <= 1
        and min(instance.shape) > 0
        and not instance.limits
        and instance.budget is None
        and instance.new_budget is None
        and instance.objective is not Objective.fairest
    )


class Matching(NamedTuple):
    """The pairs of a best flow, prices that prove it, and the bound of these."""

    pairs: Integers
    prices: Numbers
    bound: int


def best_matching(network: Network) -> Matching | None:
    """Return a best flow of a network that has one unit an end, proved by its own prices.

    1. Give every pair what it adds, with the bonuses of its two ends; a pair that adds nothing
    stands for none. 2. SciPy's assignment says what is best. 3. Its least dual prices prove it,
    and tell every pair that a best assignment may hold. 4. Of these the first assignment by
    position is taken. ``None`` where floats do not hold the numbers exactly.

    Examples
    --------
    >>> from graphs.planning.flows.flow_network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> best_matching(network_of(problem, weights_of(problem)))[0].tolist()
    [[0, 0], [1, 1]]
    """
    worth = PairWorth.of(network)
    if worth is None:
        return None
    partner = _assigned(worth)
    prices = least_prices(worth, partner)
    paired = np.flatnonzero(partner >= 0)
    gains = np.zeros(len(partner), dtype=np.int64)
    gains[paired] = worth.values[paired, partner[paired]] + worth.shift - prices[partner[paired]]
    # What guests and hosts keep at these prices is what no assignment exceeds.
    bound = int(gains.sum()) + int(prices.sum())
    partner = first_matching(tied_bits(worth, gains, prices), gains, prices)
    paired = np.flatnonzero(partner >= 0)
    bonus = first_bonus(network.host_pieces)
    closed = network.host_pieces[0].sum(axis=1) == 0
    if closed.any():  # what the dearest pair is worth takes as long as to pair them
        prices = np.where(closed, _dearest(network), prices)
    ends = np.zeros(2, dtype=np.int64)
    return Matching(
        pairs=np.stack([paired, partner[paired]], axis=1),
        prices=np.concatenate([bonus - prices, ends]),
        bound=bound,
    )


def _assigned(worth: PairWorth) -> Integers:
    """Return the host of each guest in an assignment of greatest worth, -1 for none."""
    from scipy.optimize import linear_sum_assignment

    values = worth.values
    tall = len(values) > values.shape[1]
    # As SciPy wants it: else it makes two copies of its own, which takes as long as the rest.
    wide = values.T if tall else values
    costs = np.empty(wide.shape)
    for rows in blocks(wide):
        np.negative(wide[rows], out=costs[rows], casting="unsafe")
    short, long = linear_sum_assignment(costs)
    guests, hosts = (long, short) if tall else (short, long)
    real = values[guests, hosts] + worth.shift > 0
    partner = np.full(len(values), -1, dtype=np.int64)
    partner[guests[real]] = hosts[real]
    return partner


def _dearest(network: Network) -> int:
    """Return a price at which nobody would want a host that has no room."""
    pair = int(network.weights.max(initial=0, where=network.eligible))
    bonuses = (network.guest_pieces, network.host_pieces)
    return max(0, pair) + sum(int(first_bonus(each).max(initial=0)) for each in bonuses)
