"""Minimum-cost flow by column generation: solve on few arcs, prove on all by potentials.

Source: Goldberg, An efficient implementation of a scaling minimum-cost flow algorithm (1997), as
OR-Tools implements it; pricing: Desrosiers and Lübbecke, A primer in column generation (2005).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates.arrays import Flags, Integers, Reals
from graphs.planning.solve.deadline import NEVER, Deadline, DeadlinePassed
from graphs.planning.solve.flow_network import Network, Numbers
from graphs.planning.solve.residual import potentials, residual_of

__all__ = ["best_face", "best_flow", "break_ties", "guest_bars"]

_DENSE = 150_000
"""Up to so many eligible pairs all arcs are given to the solver at once."""

_ARC, _CELL = 3e-6, 5e-8
"""Seconds that a solve takes an arc, and a look at all pairs a pair, before any was measured."""

_FIRST = 16
_MORE = 8
_ROWS = 1024
_SAMPLE = (200, 500)
_BIDS = 8
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


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
    offered = _first_arcs(network)
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


def _first_arcs(network: Network) -> Flags:
    """Return the pairs to begin with: all of a small pool, else each guest's best at estimated prices.

    Likely prices come from a sample of guests; they only decide where to look first.
    """
    eligible = network.eligible
    guests, hosts = eligible.shape
    if int(eligible.sum()) <= _DENSE:
        return eligible
    prices, blur = _estimated_prices(network)
    most = int(network.guest_pieces[0].sum(axis=1).max(initial=0))
    wide = max(1, min(hosts, _FIRST + most))
    offered = np.zeros_like(eligible)
    for first in range(0, guests, _ROWS):
        rows = slice(first, first + _ROWS)
        worth = network.weights[rows] - prices + blur * _spread_out(rows, guests, hosts)
        worth[~eligible[rows]] = -np.inf
        best = np.argpartition(worth, hosts - wide, axis=1)[:, hosts - wide :]
        np.put_along_axis(offered[rows], best, values=True, axis=1)
    return offered & eligible


def _spread_out(rows: slice, guests: int, hosts: int) -> Reals:
    """Return a number in [0, 1) for each pair of some rows, from positions alone.

    Where many pairs are equally good, each guest begins with others, not all with the same.
    """
    last = min(rows.stop, guests)
    places = np.arange(rows.start * hosts, last * hosts, dtype=np.uint64).reshape(-1, hosts)
    mixed = _mix(places, 0)
    return np.asarray((mixed >> np.uint64(11)).astype(float) / 2.0**53)


def _estimated_prices(network: Network) -> tuple[Reals, float]:
    """Return what a slot of each host is likely to be worth, and how exact that is.

    By bidding with falling noise.

    Guests of a sample choose by softmax; a host asked for more than its share of slots gets
    dearer, one asked for less cheaper, never below 0; the noise falls step by step.
    """
    guests, hosts = network.weights.shape
    fewest, most = _SAMPLE
    rows = np.arange(0, guests, max(1, guests // min(most, max(fewest, guests // 4))))
    weights = np.where(network.eligible[rows], network.weights[rows], -np.inf).astype(float)
    finite = weights[np.isfinite(weights)]
    if not len(finite):
        return np.zeros(hosts), 0.0
    spread = max(1.0, float(finite.max() - finite.min()))
    alone = np.full((len(rows), 1), float(finite.min()) - spread)
    slots = network.host_pieces[0].sum(axis=1) * len(rows) / guests
    price = np.zeros(hosts)
    for noise in spread / np.array([8, 24, 72, 216, 648]):
        for _ in range(_BIDS):
            worth = np.hstack([weights - price, alone]) / noise
            worth -= worth.max(axis=1, keepdims=True)
            chance = np.exp(worth)
            demand = (chance / chance.sum(axis=1, keepdims=True))[:, :-1].sum(axis=0)
            step = noise * np.log(np.maximum(demand, 1e-9) / np.maximum(slots, 1e-3))
            price = np.clip(price + np.clip(step, -spread / 8, spread / 8), 0.0, 4 * spread)
    return price, spread / 1000


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
            blurred = over * (1.0 + _spread_out(rows, len(bars), hosts))
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


def break_ties(
    network: Network, pairs: Integers, prices: Numbers, deadline: Deadline = NEVER
) -> tuple[Integers, bool]:
    """Return the one plan chosen among equally good ones, and whether it is proved the only one.

    1. Potentials fix every arc that no best flow uses differently. 2. On the arcs left (the
    optimal face) each pair gets a mark from its position, and the flow with the largest sum of
    marks is taken. 3. It is the only one where no arc of a guest lies on a cycle of cost 0; else
    new marks decide among those left. Where time runs out the flow at hand stays.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.solve.flow_network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[1, 1], [1, 1]]))
    >>> network = network_of(problem, weights_of(problem))
    >>> break_ties(network, *best_flow(network))[1]
    True
    """
    for salt in range(1, 5):
        if not _tied(network, pairs, prices):
            return pairs, True
        marks = _marks(network, salt)
        span = 2 * (min(marks.shape) + 2) * (int(marks.max(initial=0)) + 1)
        network = best_face(network, pairs, prices, marks=marks, span=span)
        try:
            pairs, prices = best_flow(network, deadline)
        except DeadlinePassed:
            return pairs, False
    return pairs, not _tied(network, pairs, prices)


def _tied(network: Network, pairs: Integers, prices: Numbers) -> bool:
    """Return whether another flow weighs the same: a guest's arc on a cycle of reduced cost 0."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    graph = residual_of(network, pairs)
    reduced = graph.costs + prices[:, None] - prices[None, :]
    free = (reduced == 0) & (graph.costs < graph.far)
    _, part = connected_components(csr_array(free), directed=True, connection="strong")
    hosts = network.weights.shape[1]
    feeds = np.zeros(len(part), dtype=bool)
    feeds[network.guest_node()] = True
    starts, ends = np.nonzero(free & (part[:, None] == part[None, :]))
    swaps = (starts < hosts) & (ends < hosts)
    fed = (feeds[starts] & (ends < hosts)) | ((starts < hosts) & feeds[ends])
    return bool((swaps | fed).any())


def best_face(
    network: Network, pairs: Integers, prices: Numbers, *, marks: Integers, span: int
) -> Network:
    """Return the network whose flows are the best flows of the given one, weighed by new marks.

    ``pairs`` and ``prices`` are a best flow and its potentials: an arc that gains at these prices
    is used by every best flow, one that loses by none, and the rest decide by their marks.
    ``span`` is more than a simple cycle of the residual graph can change in marks.
    """
    hosts = network.weights.shape[1]
    bars = guest_bars(network, pairs, prices)
    over = network.weights + prices[:hosts] - bars[:, None]
    chosen = np.zeros(network.weights.shape, dtype=bool)
    chosen[pairs[:, 0], pairs[:, 1]] = True
    certain = chosen & (over > 0)
    able = network.eligible & ((over == 0) | certain)
    must = span + 1
    fed = prices[network.guest_node()]
    groups = np.arange(len(network.group_pieces[0]))
    node = prices[hosts + groups]
    source, sink = prices[network.source], prices[network.sink]
    group_fall = np.where(groups < network.guest_groups, source - node, node - sink)
    host_fall = prices[:hosts] - prices[network.host_node()]
    return replace(
        network,
        far=1 << 61,
        weights=np.where(certain, must + marks, marks),
        eligible=able,
        guest_pieces=_signs(network.guest_pieces, fed - bars, must),
        host_pieces=_signs(network.host_pieces, host_fall, must),
        group_pieces=_signs(network.group_pieces, group_fall, must),
        idle_bonus=must * int(np.sign(network.idle_bonus - (source - sink))),
    )


def _signs(pieces: tuple[Integers, Numbers], fall: Numbers, must: int) -> tuple[Integers, Integers]:
    capacity, bonus = pieces
    sign = np.sign((bonus - fall[:, None]).astype(object)).astype(np.int64)
    return capacity, sign * must


def _marks(network: Network, salt: int) -> Integers:
    """Return a mark for each pair from its position."""
    guests, hosts = network.weights.shape
    nodes = guests + network.nodes + 8
    room = max(2, (1 << 58) // (nodes * 4 * (min(guests, hosts) + 4)))
    mixed = _mix(np.arange(guests * hosts, dtype=np.uint64), salt)
    return (mixed % np.uint64(room) + np.uint64(1)).astype(np.int64).reshape(guests, hosts)


def _mix(places: npt.NDArray[np.uint64], salt: int) -> npt.NDArray[np.uint64]:
    """Return well-mixed numbers from positions, by the SplitMix64 finaliser (Steele et al. 2014)."""
    mixed = places + np.uint64((salt + 1) * _MIX[0] % (1 << 64))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_MIX[1])
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_MIX[2])
    return mixed ^ (mixed >> np.uint64(31))
