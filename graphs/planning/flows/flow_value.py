"""The value of a flow, and the bound that node prices give (weak duality)."""

from __future__ import annotations

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.flows.flow_network import Network, Numbers

__all__ = ["flow_bound", "weight_of"]


def weight_of(network: Network, pairs: Integers) -> int:
    """Return what a plan weighs on a network.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.flows.flow_network import network_of, weights_of
    >>> given = Assignment.of(np.array([[3]]))
    >>> weight_of(network_of(given, weights_of(given)), np.array([[0, 0]]))
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


def flow_bound(network: Network, prices: Numbers) -> int:
    """Return the weight no flow exceeds at these prices: what each part could gain by itself."""
    guests, hosts = network.weights.shape
    # Python's integers: a proof must not overflow.
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
    # In slices, so that guests times hosts is never held a second time.
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
    # With one pair a guest the largest gain will do; sorting would cost most of the time.
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
