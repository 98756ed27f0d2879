"""From an assignment to its best plan with the proof: which method, ties, certificate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphs.planning.assignment import Assignment, Integers, Objective, Standing, standing_of
from graphs.planning.certificate import Certificate, Weights
from graphs.planning.fairness import fair_digit, fair_network, fairest_flow
from graphs.planning.flow import best_flow, settle_ties
from graphs.planning.general import general_plan
from graphs.planning.mixed import mixed_plan
from graphs.planning.network import Network, Numbers, is_flow, network_of, weights_of
from graphs.planning.residual import potentials, residual_of

__all__ = ["Solution", "network_for", "solve", "weight_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """A best plan: pairs (guest, host) sorted, what they achieve, and the proof.

    ``only`` tells whether the plan is the only one that the rule for ties leaves.

    Examples
    --------
    >>> solve(Assignment.of(np.array([[3, 1], [2, 2]]))).pairs.tolist()
    [[0, 0], [1, 1]]
    """

    assignment: Assignment
    pairs: Integers
    standing: Standing
    certificate: Certificate
    only: bool = False


def solve(assignment: Assignment, *, seconds: float = 60.0) -> Solution:
    """Return the best plan; ``seconds`` limit each level of a problem that is no flow.

    The same problem gives the same plan: equally good plans are decided by marks from the
    positions of guests and hosts.

    Raises
    ------
    InputError
        The scores span more digits than exact arithmetic holds.

    Examples
    --------
    >>> solve(Assignment.of(np.array([[3, 1], [2, 2]]))).certificate.optimal
    True
    """
    if not is_flow(assignment):
        if assignment.objective is Objective.fairest:
            found = general_plan(assignment, seconds=seconds)
            pairs, proved, levels = found.pairs, found.proved, found.bounds
        else:
            pairs, proved, levels = mixed_plan(assignment, seconds=seconds)
        return Solution(
            assignment=assignment,
            pairs=pairs,
            standing=standing_of(assignment, pairs),
            certificate=Certificate(proof="solver" if proved else "none", levels=levels),
        )
    weights = weights_of(assignment)
    if assignment.objective is Objective.fairest:
        network, pairs, prices = fairest_flow(assignment)
    else:
        network = network_of(assignment, weights)
        pairs, prices = best_flow(network)
    settled, only = settle_ties(network, pairs, prices)
    digit = 0
    if assignment.objective is Objective.fairest:
        digit, network = fair_digit(assignment), fair_network(assignment, settled)
        prices = _proved(network, settled)
    return Solution(
        assignment=assignment,
        pairs=settled,
        standing=standing_of(assignment, settled),
        certificate=_certify(network, settled, prices, weights, digit=digit),
        only=only,
    )


def network_for(assignment: Assignment, pairs: Integers) -> Network:
    """Return the network in which the plan was found best; that of a flow.

    Examples
    --------
    >>> network_for(Assignment.of(np.array([[3]])), np.array([[0, 0]])).most
    1
    """
    if assignment.objective is Objective.fairest:
        return fair_network(assignment, pairs)
    return network_of(assignment, weights_of(assignment))


def _certify(
    network: Network, pairs: Integers, prices: Numbers, weights: Weights, *, digit: int
) -> Certificate:
    value = weight_of(network, pairs)
    return Certificate(
        proof="prices",
        weights=None if digit else weights,
        digit=digit,
        prices=tuple(int(price) for price in prices),
        value=value,
        bound=_bound(network, prices),
    )


def weight_of(network: Network, pairs: Integers) -> int:
    """Return what a plan weighs on a network.

    Examples
    --------
    >>> held = np.array([[0, 0]])
    >>> weight_of(network_for(Assignment.of(np.array([[3]])), held), held)
    3
    """
    guests, hosts = network.weights.shape
    by_guest = np.bincount(pairs[:, 0], minlength=guests)
    by_host = np.bincount(pairs[:, 1], minlength=hosts)
    found = sum(network.weights[pairs[:, 0], pairs[:, 1]].tolist())
    found += _filled(network.guest_pieces, by_guest) + _filled(network.host_pieces, by_host)
    inside = np.zeros(len(network.group_pieces[0]), dtype=np.int64)
    np.add.at(
        inside, network.guest_group[network.guest_group >= 0], by_guest[network.guest_group >= 0]
    )
    np.add.at(inside, network.host_group[network.host_group >= 0], by_host[network.host_group >= 0])
    return int(found + _filled(network.group_pieces, inside))


def _filled(pieces: tuple[Integers, Numbers], used: Integers) -> int:
    capacity, bonus = pieces
    before = np.cumsum(capacity, axis=1) - capacity
    units = np.clip(used[:, None] - before, 0, capacity)
    return int((units.astype(object) * bonus.astype(object)).sum()) if units.size else 0


def _bound(network: Network, prices: Numbers) -> int:
    """Return the weight no flow exceeds at these prices: what each part could gain by itself."""
    guests, hosts = network.weights.shape
    exact = prices.astype(object)
    found = network.most * (exact[network.sink] - exact[network.source])
    found = -found + _rooms(network.host_pieces, exact[:hosts] - exact[network.host_node()])
    groups = np.arange(len(network.group_pieces[0]))
    nodes = exact[hosts + groups]
    fall = np.where(
        groups < network.guest_groups, exact[network.source] - nodes, nodes - exact[network.sink]
    )
    found += _rooms(network.group_pieces, fall) if len(groups) else 0
    idle = network.idle_bonus - (exact[network.source] - exact[network.sink])
    found += network.most * max(0, idle)
    fed = prices[network.guest_node()]
    capacity, bonus = network.guest_pieces
    widest = int(capacity.sum(axis=1).max(initial=0))
    for first in range(0, guests, 1024):
        rows = slice(first, first + 1024)
        gains = network.weights[rows] + prices[:hosts] - fed[rows, None]
        gains[~network.eligible[rows]] = -network.far
        found += _responses(gains, capacity[rows], bonus[rows], widest)
    return int(found)


def _responses(gains: Numbers, capacity: Integers, bonus: Numbers, widest: int) -> int:
    """Return the sum of what each guest gains at most by itself, its best pairs first."""
    wide = min(widest, gains.shape[1])
    if wide == 0 or not len(gains):
        return 0
    best = gains.max(axis=1)[:, None] if wide == 1 else -np.sort(-gains, axis=1)[:, :wide]
    reach = np.cumsum(capacity, axis=1)
    total = 0
    for place in range(wide):
        step = np.full(len(gains), -1, dtype=gains.dtype)
        for piece in reversed(range(capacity.shape[1])):
            room = place < reach[:, piece]
            step[room] = best[room, place] + bonus[room, piece]
        total += int(np.maximum(step, 0).sum())
    return total


def _rooms(pieces: tuple[Integers, Numbers], fall: Numbers) -> int:
    capacity, bonus = pieces
    gains = bonus.astype(object) - fall[:, None]
    return int((capacity.astype(object) * np.maximum(gains, 0)).sum()) if capacity.size else 0


def _proved(network: Network, pairs: Integers) -> Numbers:
    prices = potentials(residual_of(network, pairs))
    if prices is None:  # the plan was found best on the same levels
        raise RuntimeError(network.weights.shape)
    return prices
