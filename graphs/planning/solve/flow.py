"""Minimum-cost flow by column generation: solve on few arcs, prove on all by potentials.

Source: Goldberg, An efficient implementation of a scaling minimum-cost flow algorithm (1997), as
OR-Tools implements it; pricing: Desrosiers and Lübbecke, A primer in column generation (2005).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.flows.first_arcs import first_arcs, spread_out
from graphs.planning.flows.potentials import potentials
from graphs.planning.solve.deadline import NEVER, Deadline, DeadlinePassed
from graphs.planning.solve.flow_network import Network, Numbers
from graphs.planning.solve.residual import residual_of

__all__ = ["best_flow", "guest_bars"]


_ARC, _CELL = 3e-6, 5e-8
"""Seconds that a solve takes an arc, and a look at all pairs a pair, before any was measured."""

_MORE = 8
_ROWS = 1024


def best_flow(network: Network, deadline: Deadline = NEVER) -> tuple[Integers, Numbers]:
    """Return the pairs of a best flow, sorted by guest and host, and potentials that prove it.

    1. Give the solver every eligible pair, or in a large pool each guest's best hosts and each
    host's best guests. 2. Solve. 3. Compute potentials on the residual graph of what was offered.
    4. Price every pair left out: one that would gain is offered too, and step 2 repeats. Where none
    would gain, the potentials prove the flow best on all pairs.

    Raises
    ------
    DeadlinePassed
        The next step would not end in time; how long it takes is judged by the arcs offered.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.solve.flow_network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> best_flow(network_of(problem, weights_of(problem)))[0].tolist()
    [[0, 0], [1, 1]]
    """
    if deadline.left <= network.weights.size * _CELL:
        raise DeadlinePassed
    pairs = None
    offered = first_arcs(network)
    pace = _ARC
    while True:
        arcs, begun = int(offered.sum()), deadline.left
        if begun <= arcs * pace:
            raise DeadlinePassed(pairs)
        pairs = _solve(network, offered)
        graph = residual_of(replace(network, eligible=offered), pairs)
        prices = potentials(graph)
        if prices is None:  # the solver's flow is not optimal on its own arcs
            raise RuntimeError(network.weights.shape)
        missing = _gaining(network, offered, pairs, prices)
        if missing is None:
            return pairs, prices
        offered = offered | missing
        pace = max(_ARC, (begun - deadline.left) / max(1, arcs))


def _gaining(network: Network, offered: Flags, pairs: Integers, prices: Numbers) -> Flags | None:
    """Return pairs not offered that would gain at these prices, a few a guest; ``None`` if none."""
    if offered is network.eligible:
        return None
    hosts = network.weights.shape[1]
    bars = guest_bars(network, pairs, prices)
    found = np.zeros_like(offered)
    any_found = False
    for first in range(0, len(bars), _ROWS):
        rows = slice(first, first + _ROWS)
        over = network.weights[rows] + prices[:hosts] - bars[rows, None]
        over[~network.eligible[rows] | offered[rows]] = 0
        gains = over > 0
        if hosts > _MORE and gains.any():
            blurred = over * (1.0 + spread_out(rows, len(bars), hosts))
            cut = np.partition(blurred, hosts - _MORE, axis=1)[:, hosts - _MORE]
            gains &= blurred >= cut[:, None]
        found[rows] = gains
        any_found = any_found or bool(found[rows].any())
    return found if any_found else None


def guest_bars(network: Network, pairs: Integers, prices: Numbers) -> Numbers:
    """Return for each guest the reduced weight above which a further pair would gain."""
    graph_counts = np.bincount(pairs[:, 0], minlength=len(network.guest_group))
    capacity, bonus = network.guest_pieces
    reach = np.cumsum(capacity, axis=1)
    bars = np.full(len(graph_counts), network.far, dtype=network.weights.dtype)
    fed = prices[network.guest_node()]
    for piece in reversed(range(capacity.shape[1])):
        room = graph_counts < reach[:, piece]
        bars[room] = fed[room] - bonus[room, piece]
    net = network.weights[pairs[:, 0], pairs[:, 1]] + prices[pairs[:, 1]]
    np.minimum.at(bars, pairs[:, 0], net)
    return bars


def _solve(network: Network, offered: Flags) -> Integers:
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    guests, hosts = network.weights.shape
    guest, host = np.nonzero(offered)
    add = solver.add_arcs_with_capacity_and_unit_cost
    base = guests
    if len(guest):
        add(guest, base + host, np.ones(len(guest), dtype=np.int64), -network.weights[guest, host])
    _add_pieces(solver, base + network.guest_node(), np.arange(guests), network.guest_pieces)
    _add_pieces(solver, base + np.arange(hosts), base + network.host_node(), network.host_pieces)
    groups = np.arange(len(network.group_pieces[0]))
    nodes = base + hosts + groups
    of_guests = groups < network.guest_groups
    starts = np.where(of_guests, base + network.source, nodes)
    ends = np.where(of_guests, nodes, base + network.sink)
    _add_pieces(solver, starts, ends, network.group_pieces)
    source, sink = base + network.source, base + network.sink
    solver.add_arc_with_capacity_and_unit_cost(source, sink, network.most, -network.idle_bonus)
    solver.set_node_supply(source, network.most)
    solver.set_node_supply(sink, -network.most)
    status = solver.solve()
    if status != solver.OPTIMAL:  # the bypass makes every network feasible
        raise RuntimeError(status)
    used = np.asarray(solver.flows(np.arange(len(guest))), dtype=bool)
    return np.stack([guest[used], host[used]], axis=1).astype(np.int64)


def _add_pieces(
    solver: object, starts: Integers, ends: Integers, pieces: tuple[Integers, Numbers]
) -> None:
    capacity, bonus = pieces
    for piece in range(capacity.shape[1]):
        there = capacity[:, piece] > 0
        if there.any():
            solver.add_arcs_with_capacity_and_unit_cost(  # type: ignore[attr-defined]  # OR-Tools ships no types
                starts[there], ends[there], capacity[there, piece], -bonus[there, piece]
            )
