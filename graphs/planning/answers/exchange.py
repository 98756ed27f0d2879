"""The cost of a forced change, from the residual graph, without solving again.

Forcing a pair, dropping one or opening a slot changes the best plan along one cheapest cycle. Its
length is the exact loss, its arcs are the swaps.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), section 9.11 (reoptimisation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.flows.flow_network import Numbers, is_flow
from graphs.planning.flows.flow_value import weight_of
from graphs.planning.flows.potentials import potentials
from graphs.planning.flows.residual import Move, Residual, residual_of
from graphs.planning.problem.assignment import Objective, PlanTotals, plan_totals
from graphs.planning.solve.fairness import fair_network
from graphs.planning.solve.solve import Solution, network_for

__all__ = ["Exchange", "Exchanges", "apply_moves", "exchanges_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exchange:
    """A change of a plan: the moves, the pairs after it, what they achieve, the weight lost.

    ``lost`` is in the weights of the objective's levels; 0 means a tie, less means a gain.
    """

    moves: tuple[Move, ...]
    pairs: Integers
    totals: PlanTotals
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exchanges:
    """The residual graph of a solution with its prices, ready for questions."""

    solution: Solution
    graph: Residual
    prices: Numbers

    def forced(self, guest: int, host: int) -> Exchange | None:
        """Return the cheapest change that puts a pair in; ``None`` where no change can.

        1. The guest leaves one of its hosts, or takes one more pair. 2. The cheapest way through
        the residual graph from the new host back to where it came from closes the cycle.
        """
        return self._refined(lambda graphs: graphs._forced(guest, host))  # noqa: SLF001  # its own

    def dropped(self, guest: int, host: int) -> Exchange | None:
        """Return the cheapest change that takes a pair of the plan out; ``None`` where none can."""
        return self._refined(lambda graphs: graphs._dropped(guest, host))  # noqa: SLF001  # its own

    def slot(self, host: int) -> Exchange | None:
        """Return what one more slot at a host brings; ``None`` where it brings nothing.

        The new unit leaves the host for what lies beyond it, and the cheapest way back to the host
        closes the cycle.
        """
        return self._refined(lambda graphs: graphs._slot(host))  # noqa: SLF001  # its own

    def placed(self, guests: Sequence[int]) -> dict[int, Exchange]:
        """Return the cheapest change that gives each guest one more pair, where any change can.

        It is the cheapest of all ``forced`` changes of the guest. Guests that are fed from one node
        share one search: the ways from each host back to that node. Empty for the fairest plan,
        whose changes are compared guest by guest.
        """
        if self.solution.assignment.objective is Objective.fairest:
            return {}
        fed, turned = self.graph.network.guest_node(), self._turned()
        paths = {
            node: turned.distances(node, -self.prices)
            for node in sorted({int(fed[guest]) for guest in guests})
        }
        found = {guest: self._placed(guest, paths[int(fed[guest])]) for guest in guests}
        return {guest: each for guest, each in found.items() if each is not None}

    def _placed(self, guest: int, found: tuple[Numbers, Integers, Integers]) -> Exchange | None:
        graph, network = self.graph, self.graph.network
        gain = graph.gain_more()[guest]
        if gain <= -graph.far:
            return None
        able = np.flatnonzero(network.eligible[guest] & ~graph.chosen[guest])
        moves = [
            (-network.weights[guest, host] - gain, host, Move(guest=guest, leaves=None, joins=host))
            for host in able.tolist()
        ]
        return self._cheapest(moves, found, int(network.guest_node()[guest]), backwards=False)

    def _turned(self) -> Residual:
        """Return the residual graph with every arc turned round."""
        graph = self.graph
        return Residual(
            network=graph.network,
            costs=graph.costs.T.copy(),
            chosen=graph.chosen,
            pairs=graph.pairs,
        )

    def _refined(self, ask: Callable[[Exchanges], Exchange | None]) -> Exchange | None:
        """Answer with levels for the values of the answer too, where levels are values.

        The fairest plan's network tells better plans from this one exactly; to tell plans that are
        worse from each other, their values need levels of their own.
        """
        found = ask(self)
        if self.solution.assignment.objective is not Objective.fairest:
            return found
        plans = [self.solution.pairs]
        while found is not None:
            plans.append(found.pairs)
            network = fair_network(self.solution.assignment, *plans)
            graph = residual_of(network, self.solution.pairs)
            prices = potentials(graph)
            if prices is None:
                raise RuntimeError(network.weights.shape)
            again = ask(Exchanges(solution=self.solution, graph=graph, prices=prices))
            if again is None or again.lost >= weight_of(network, plans[0]) - weight_of(
                network, found.pairs
            ):
                return found
            found = again
        return None

    def _forced(self, guest: int, host: int) -> Exchange | None:
        graph, network = self.graph, self.graph.network
        distance, before, arcs = graph.distances(host, self.prices)
        weight = network.weights[guest, host]
        moves = [
            (
                network.weights[guest, current] - weight,
                current,
                Move(guest=guest, leaves=current, joins=host),
            )
            for current in np.flatnonzero(graph.chosen[guest]).tolist()
        ]
        gain = graph.gain_more()[guest]
        if gain > -graph.far:
            fed = int(network.guest_node()[guest])
            moves.append((-weight - gain, fed, Move(guest=guest, leaves=None, joins=host)))
        return self._cheapest(moves, (distance, before, arcs), host, backwards=True)

    def _dropped(self, guest: int, host: int) -> Exchange | None:
        graph, network = self.graph, self.graph.network
        weight = network.weights[guest, host]
        able = network.eligible[guest] & ~graph.chosen[guest]
        moves = [
            (
                weight - network.weights[guest, other],
                other,
                Move(guest=guest, leaves=host, joins=other),
            )
            for other in np.flatnonzero(able).tolist()
        ]
        fed = int(network.guest_node()[guest])
        lost = weight + graph.lose_one()[guest]
        moves.append((lost, fed, Move(guest=guest, leaves=host, joins=None)))
        found = self._turned().distances(host, -self.prices)
        return self._cheapest(moves, found, host, backwards=False)

    def _slot(self, host: int) -> Exchange | None:
        beyond = int(self.graph.network.host_node()[host])
        distance, before, _ = self.graph.distances(beyond, self.prices)
        lost = distance[host] - self._slot_bonus(host)
        if lost >= 0:
            return None
        nodes = _path(before, host, beyond)
        return self._exchange(self.graph.moves(nodes[::-1]), int(lost))

    def _slot_bonus(self, host: int) -> int:
        """Return what the slot after a host's last one is worth by itself."""
        instance = self.solution.assignment
        place = int(instance.host_high[host])
        counted = instance.objective is not Objective.fairest and place < instance.slots.shape[1]
        return int(instance.slots[host, place]) if counted else 0

    def _cheapest(
        self,
        options: list[tuple[int, int, Move]],
        found: tuple[Numbers, Integers, Integers],
        end: int,
        *,
        backwards: bool,
    ) -> Exchange | None:
        distance, before, arcs = found
        reachable = [each for each in options if distance[each[1]] < self.graph.far]
        if not reachable:
            return None
        lost, start, first = min(
            reachable, key=lambda each: (each[0] + distance[each[1]], int(arcs[each[1]]), each[1])
        )
        nodes = _path(before, start, end)
        moves = self.graph.moves(nodes[::-1] if backwards else nodes)
        return self._exchange((first, *moves), int(lost + distance[start]))

    def _exchange(self, moves: tuple[Move, ...], lost: int) -> Exchange:
        pairs = apply_moves(self.solution.pairs, moves)
        return Exchange(
            moves=moves,
            pairs=pairs,
            totals=plan_totals(self.solution.assignment, pairs),
            lost=lost,
        )


def _path(before: Integers, start: int, end: int) -> list[int]:
    nodes = [start]
    while nodes[-1] != end:
        nodes.append(int(before[nodes[-1]]))
    return nodes


def apply_moves(pairs: Integers, moves: tuple[Move, ...]) -> Integers:
    """Return the pairs after an exchange, sorted by guest and host.

    Examples
    --------
    >>> apply_moves(np.array([[0, 1]]), (Move(guest=0, leaves=1, joins=2),)).tolist()
    [[0, 2]]
    """
    chosen = set(map(tuple, pairs.tolist()))
    chosen -= {(move.guest, move.leaves) for move in moves if move.leaves is not None}
    chosen |= {(move.guest, move.joins) for move in moves if move.joins is not None}
    return np.array(sorted(chosen), dtype=np.int64).reshape(-1, 2)


def exchanges_of(solution: Solution) -> Exchanges | None:
    """Return the residual graph of a solution; ``None`` where its constraints are no flow.

    Examples
    --------
    >>> from graphs.planning.problem.assignment import Assignment
    >>> from graphs.planning.solve.solve import solve
    >>> found = exchanges_of(solve(Assignment.of(np.array([[3, 1], [2, 2]])))).forced(0, 1)
    >>> found.lost, found.pairs.tolist()
    (2, [[0, 1], [1, 0]])
    """
    if solution.certificate.proof != "prices" or not is_flow(solution.assignment):
        return None
    network = network_for(solution.assignment, solution.pairs)
    prices = np.array(solution.certificate.prices, dtype=network.weights.dtype)
    return Exchanges(solution=solution, graph=residual_of(network, solution.pairs), prices=prices)
