"""The residual graph of a plan, guests contracted: potentials, shortest paths, exchanges.

Nodes are the hosts, the groups, the source and the sink. An arc a → b means that one unit can move
from a to b, at the weight lost: a guest that goes from host a to host b, a guest that takes one
more pair (its group → b) or gives one up (a → its group), a host that has room (host → sink) or
can do with less (sink → host). There are as many nodes as hosts and groups, however many guests.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapters 3 and 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.flows.piece_bonus import last_bonus, next_bonus
from graphs.planning.solve.flow_network import Network, Numbers

__all__ = ["Move", "Residual", "residual_of"]

_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step of an exchange: the guest leaves ``leaves`` and joins ``joins``; ``None`` is nobody."""

    guest: int
    leaves: int | None
    joins: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Residual:
    """The residual graph of a set of pairs.

    Attributes
    ----------
    costs
        Shape (nodes, nodes); the network's ``far`` where there is no arc.
    chosen
        The plan as a matrix.
    pairs
        Its pairs (guest, host), sorted by host, then guest.
    """

    network: Network
    costs: Numbers
    chosen: Flags
    pairs: Integers

    @property
    def far(self) -> int:
        """The distance that means unreachable."""
        return self.network.far

    def gain_more(self) -> Numbers:
        """Return for each guest the bonus of one more pair; ``-far`` where it may have no more."""
        return next_bonus(self.network.guest_pieces, self.chosen.sum(axis=1), self.far)

    def lose_one(self) -> Numbers:
        """Return for each guest the bonus of its last pair; ``far`` where it has none."""
        return last_bonus(self.network.guest_pieces, self.chosen.sum(axis=1), self.far)

    def distances(self, start: int, prices: Numbers) -> tuple[Numbers, Integers, Integers]:
        """Return the cheapest way from a node to each node, the node before on it, and its arcs.

        ``prices`` are the potentials of the graph; with them no arc is negative, and Dijkstra's
        algorithm applies. Of equally cheap ways the one with the fewest arcs is taken: such a way
        passes no guest twice. The node before is -1 where there is no way.
        """
        lengths, count = self._reduced(prices), len(self.costs)
        there = lengths < self.far
        # Python's integers where the scaled lengths would leave 64 bits.
        if lengths.dtype != object and int(lengths[there].max(initial=0)) >= self.far // count**2:
            lengths = lengths.astype(object)
        # Cost and number of arcs in one number: a path has fewer than ``count`` arcs, so cost
        # decides first.
        lengths = np.where(there, lengths, 0) * count + 1
        far = self.far * count**2 if lengths.dtype == object else self.far
        distance = np.full(count, far, dtype=lengths.dtype)
        before = np.full(count, -1, dtype=np.int64)
        open_nodes = np.ones(count, dtype=bool)
        distance[start] = 0
        for _ in range(count):
            # Dense Dijkstra: the graph is a matrix, a heap would not pay.
            here = int(np.argmin(np.where(open_nodes, distance, 2 * far)))
            if distance[here] >= far:
                break
            open_nodes[here] = False
            through = lengths[here] + distance[here]
            nearer = open_nodes & there[here] & (through < distance)
            distance[nearer] = through[nearer]
            before[nearer] = here
        found = distance < far
        arcs = np.where(found, distance % count, 0).astype(np.int64)
        cost = np.full(count, self.far, dtype=self.costs.dtype)
        # Potentials shift a path's length by its ends only; here the shift is taken back.
        cost[found] = distance[found] // count + prices[found] - prices[start]
        return cost, before, arcs

    def _reduced(self, prices: Numbers) -> Numbers:
        lengths = self.costs + prices[:, None] - prices[None, :]
        lengths[self.costs >= self.far] = self.far
        return lengths

    def moves(self, nodes: list[int]) -> tuple[Move, ...]:
        """Return the exchange along a way through the nodes, the first named guest where tied."""
        found = []
        for start, end in pairwise(nodes):
            move = self._move(start, end)
            if move is not None:
                found.append(move)
        return tuple(found)

    def _move(self, start: int, end: int) -> Move | None:
        hosts = self.network.weights.shape[1]
        fed = self.network.guest_node()
        weights, eligible = self.network.weights, self.network.eligible
        here = self.pairs[self.pairs[:, 1] == start, 0] if start < hosts else self.pairs[:0, 0]
        if start < hosts and end < hosts:
            able = here[eligible[here, end] & ~self.chosen[here, end]]
            lost = weights[able, start] - weights[able, end]
            return Move(guest=_first(able, lost), leaves=start, joins=end)
        if start < hosts and (end == self.network.source or end in fed):
            able = here[fed[here] == end]
            if len(able) and end != self.network.sink:
                lost = weights[able, start] + self.lose_one()[able]
                return Move(guest=_first(able, lost), leaves=start, joins=None)
        if end < hosts and (start == self.network.source or start in fed):
            gain = self.gain_more()
            free = (fed == start) & (gain > -self.far) & eligible[:, end] & ~self.chosen[:, end]
            able = np.flatnonzero(free)
            lost = -weights[able, end] - gain[able]
            return Move(guest=_first(able, lost), leaves=None, joins=end)
        return None


def _first(guests: Integers, lost: Numbers) -> int:
    order = sorted(range(len(guests)), key=lambda place: (lost[place], int(guests[place])))
    return int(guests[order[0]])


def residual_of(network: Network, pairs: Integers) -> Residual:
    """Return the residual graph of a plan of the network.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.solve.flow_network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> graph = residual_of(network_of(problem, weights_of(problem)), np.array([[0, 0], [1, 1]]))
    >>> int(graph.costs[0, 1]), int(graph.costs[1, 0])
    (2, 0)
    """
    guests, hosts = network.weights.shape
    # By host, then guest: the swap arcs below reduce over runs of one host.
    ordered = pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))]
    chosen = np.zeros((guests, hosts), dtype=bool)
    chosen[ordered[:, 0], ordered[:, 1]] = True
    costs = np.full((network.nodes, network.nodes), network.far, dtype=network.weights.dtype)
    made = Residual(network=network, costs=costs, chosen=chosen, pairs=ordered)
    _swap_arcs(made)
    _guest_arcs(made)
    _capacity_arcs(made)
    return made


def _swap_arcs(graph: Residual) -> None:
    weights, hosts = graph.network.weights, graph.network.weights.shape[1]
    blocks = max(1, _BLOCK // max(1, hosts))
    open_pairs = graph.network.eligible & ~graph.chosen
    # In blocks, since pairs times hosts would not fit into memory for a large county.
    for first in range(0, len(graph.pairs), blocks):
        guest, host = graph.pairs[first : first + blocks].T
        lost = weights[guest, host][:, None] - weights[guest]
        lost[~open_pairs[guest]] = graph.far
        starts = np.flatnonzero(np.r_[True, host[1:] != host[:-1]])
        # The cheapest guest of each host to move to each other host.
        best = np.minimum.reduceat(lost, starts, axis=0)
        rows = host[starts]
        graph.costs[rows, :hosts] = np.minimum(graph.costs[rows, :hosts], best)


def _guest_arcs(graph: Residual) -> None:
    network, hosts = graph.network, graph.network.weights.shape[1]
    fed, gain, lose = network.guest_node(), graph.gain_more(), graph.lose_one()
    for node in np.unique(fed):
        able = np.flatnonzero((fed == node) & (gain > -graph.far))
        if len(able):
            lost = -network.weights[able] - gain[able][:, None]
            lost[~(network.eligible[able] & ~graph.chosen[able])] = graph.far
            graph.costs[node, :hosts] = np.minimum(graph.costs[node, :hosts], lost.min(axis=0))
    guest, host = graph.pairs.T
    lost = network.weights[guest, host] + lose[guest]
    for place in range(len(guest)):
        node, at = fed[guest[place]], host[place]
        graph.costs[at, node] = min(graph.costs[at, node], lost[place])


def _capacity_arcs(graph: Residual) -> None:
    """Room and load of hosts, groups and the bypass, each arc in both directions."""
    network, far = graph.network, graph.far
    hosts = network.weights.shape[1]
    load = graph.chosen.sum(axis=0)
    count = graph.chosen.sum(axis=1)
    _both(graph, np.arange(hosts), network.host_node(), network.host_pieces, load)
    groups = len(network.group_pieces[0])
    inside = np.zeros(groups, dtype=np.int64)
    for group, amount in zip(network.guest_group, count, strict=True):
        if group >= 0:
            inside[group] += amount
    for group, amount in zip(network.host_group, load, strict=True):
        if group >= 0:
            inside[group] += amount
    nodes = hosts + np.arange(groups)
    of_guests = np.arange(groups) < network.guest_groups
    starts = np.where(of_guests, network.source, nodes)
    ends = np.where(of_guests, nodes, network.sink)
    _both(graph, starts, ends, network.group_pieces, inside)
    used = len(graph.pairs)
    if used > 0:
        _lower(graph, network.source, network.sink, -network.idle_bonus)
    if used < network.most:
        _lower(graph, network.sink, network.source, network.idle_bonus)
    # A node's arc to itself is no exchange.
    np.fill_diagonal(graph.costs, far)


def _both(
    graph: Residual,
    starts: Integers,
    ends: Integers,
    pieces: tuple[Integers, Numbers],
    used: Integers,
) -> None:
    gain, lose = next_bonus(pieces, used, graph.far), last_bonus(pieces, used, graph.far)
    for place in range(len(starts)):
        if gain[place] > -graph.far:
            _lower(graph, int(starts[place]), int(ends[place]), -gain[place])
        if lose[place] < graph.far:
            _lower(graph, int(ends[place]), int(starts[place]), lose[place])


def _lower(graph: Residual, start: int, end: int, cost: int) -> None:
    graph.costs[start, end] = min(graph.costs[start, end], cost)
