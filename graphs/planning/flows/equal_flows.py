"""The choice among equally good flows: marks by position decide on the optimal face."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.flows.first_arcs import mix_places
from graphs.planning.solve.deadline import NEVER, Deadline, DeadlinePassed
from graphs.planning.solve.flow import best_flow, guest_bars
from graphs.planning.solve.flow_network import Network, Numbers
from graphs.planning.solve.residual import residual_of

__all__ = ["best_face", "break_ties"]


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
    mixed = mix_places(np.arange(guests * hosts, dtype=np.uint64), salt)
    return (mixed % np.uint64(room) + np.uint64(1)).astype(np.int64).reshape(guests, hosts)
