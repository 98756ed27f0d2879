"""An assignment as a flow network: lexicographic weights, capacities in pieces.

The network is source → group of guests → guest → host → group of hosts → sink, with a bypass from
source to sink. Every capacity is split into pieces whose bonus falls with the count (the units up
to a minimum, then the rest), so that a minimum that cannot be met costs something and never makes
the problem infeasible.

Levels (missed minimums, kept pairs, served guests, score) become one integer. The residual graph
of a flow decomposes into simple cycles, and a simple cycle passes each host, the source and the
sink at most once; it is therefore enough that a level outweighs all that one simple cycle can
change below it, not all that the whole plan can change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from graphs.errors import InputError
from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.certificate import Weights
from graphs.planning.problem.assignment import Assignment, Limit, Objective
from graphs.text import Text

__all__ = ["Network", "Numbers", "is_flow", "network_of", "weights_of"]

Numbers: TypeAlias = npt.NDArray[Any]
"""Exact integers: int64, or Python integers where the fairest plan needs more digits."""

_EXACT = 1 << 61


def weights_of(assignment: Assignment) -> Weights:
    """Return the weights by which levels are compared.

    1. A simple cycle adds and removes at most min(guests, hosts) + 1 pairs each: that bounds what
    it changes in score and in kept pairs. 2. It changes the count of at most two guests.
    3. Each level outweighs the sum of what a cycle can change below it.

    Raises
    ------
    InputError
        The scores span more digits than exact 64-bit arithmetic holds.

    Examples
    --------
    >>> weights_of(Assignment.of(np.array([[3]]), objective=Objective.most_served))
    Weights(shortfall=0, kept=0, served=13, score=1)
    """
    reach = min(assignment.shape) + 1
    # A mask takes longer than the numbers: it is looked through only where it bars anything.
    inside: Flags | bool = assignment.eligible if not assignment.eligible.all() else True
    most = int(assignment.scores.max(initial=0, where=inside))
    largest = max(most, -int(assignment.scores.min(initial=0, where=inside)))
    largest += int(assignment.slots.max(initial=0))  # a pair more or less is a slot more or less
    below = 2 * reach * largest
    passes = 1 + sum(limit.side == "guest" for limit in assignment.limits)
    shortfall = served = kept = 0
    if assignment.objective in (Objective.most_served, Objective.least_disruption):
        served = below + 1
        below += 2 * passes * served
    if assignment.objective is Objective.least_disruption:
        kept = below + 1
        below += 2 * reach * kept
    if assignment.has_minimums:
        shortfall = below + 1
    nodes = sum(assignment.shape) + len(assignment.limits) + 4
    if (largest + shortfall + served + kept) * nodes >= _EXACT:
        raise InputError(
            Text(
                zh="得分的位数太多，无法精确计算；请把得分缩小或减少小数位数",
                en="the scores have more digits than exact arithmetic holds; use smaller scores "
                "or fewer decimals",
            )
        )
    return Weights(shortfall=shortfall, kept=kept, served=served, score=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """A flow network in which the best plan is the flow of the largest weight.

    Attributes
    ----------
    weights
        Shape (guests, hosts); read only where ``eligible``.
    guest_pieces, host_pieces, group_pieces
        Capacities and bonuses of the pieces of each arc, shape (count, pieces), bonuses falling.
    guest_group, host_group
        Position of the group node each belongs to, -1 for none; groups of guests come first.
    most
        The largest number of pairs; ``idle_bonus`` is what each pair less than that weighs.
    far
        More than any way through the network can weigh.
    """

    weights: Numbers
    eligible: Flags
    guest_pieces: tuple[Integers, Numbers]
    host_pieces: tuple[Integers, Numbers]
    group_pieces: tuple[Integers, Numbers]
    guest_group: Integers
    host_group: Integers
    guest_groups: int
    most: int
    idle_bonus: int = 0
    far: int = _EXACT

    @property
    def nodes(self) -> int:
        """Nodes of the residual graph: hosts, groups, source and sink."""
        return int(self.weights.shape[1]) + len(self.group_pieces[0]) + 2

    @property
    def source(self) -> int:
        """Position of the source among the nodes of the residual graph."""
        return self.nodes - 2

    @property
    def sink(self) -> int:
        """Position of the sink among the nodes of the residual graph."""
        return self.nodes - 1

    def guest_node(self) -> Integers:
        """Return for each guest the node it is fed from: its group, else the source."""
        hosts = self.weights.shape[1]
        return np.where(self.guest_group < 0, self.source, hosts + self.guest_group)

    def host_node(self) -> Integers:
        """Return for each host the node it flows to: its group, else the sink."""
        hosts = self.weights.shape[1]
        return np.where(self.host_group < 0, self.sink, hosts + self.host_group)


def is_flow(assignment: Assignment) -> bool:
    """Return whether the constraints are a flow: groups of one side do not overlap, one budget.

    A budget of new pairs beside existing ones, and fairness among guests with several pairs, are
    none.

    Examples
    --------
    >>> is_flow(Assignment.of(np.array([[3]]), guest_high=2, objective=Objective.fairest))
    False
    """
    for side in ("guest", "host"):
        members = [
            each for limit in assignment.limits if limit.side == side for each in limit.members
        ]
        if len(members) != len(set(members)):
            return False
    if assignment.objective is Objective.fairest and (assignment.guest_high > 1).any():
        return False
    mixed = bool((assignment.existing & assignment.eligible).any())
    return assignment.new_budget is None or not mixed


def network_of(assignment: Assignment, weights: Weights) -> Network:
    """Return the flow network of an assignment whose constraints are a flow.

    Examples
    --------
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> network_of(problem, weights_of(problem)).nodes
    4
    """
    guest_limits = [limit for limit in assignment.limits if limit.side == "guest"]
    host_limits = [limit for limit in assignment.limits if limit.side == "host"]
    guests, hosts = assignment.shape
    arcs = assignment.scores if weights.score == 1 else assignment.scores * weights.score
    if weights.kept:
        arcs = arcs + np.where(assignment.existing, weights.kept, 0)
    budgets = [each for each in (assignment.budget, assignment.new_budget) if each is not None]
    # Not the sum of host capacities: one more slot at a host must be able to carry one more pair.
    most = min([int(assignment.guest_high.sum()), *budgets])
    return Network(
        weights=arcs,
        eligible=assignment.eligible,
        guest_pieces=_guest_pieces(assignment, weights),
        host_pieces=_host_pieces(assignment, weights),
        group_pieces=_pieces(
            np.array([limit.low for limit in guest_limits + host_limits], dtype=np.int64),
            np.array([limit.high for limit in guest_limits + host_limits], dtype=np.int64),
            weights.shortfall,
        ),
        guest_group=_group(guest_limits, guests, 0),
        host_group=_group(host_limits, hosts, len(guest_limits)),
        guest_groups=len(guest_limits),
        most=max(0, most),
    )


def _guest_pieces(assignment: Assignment, weights: Weights) -> tuple[Integers, Integers]:
    high = assignment.guest_high
    low = np.minimum(assignment.guest_low, high)
    first = np.minimum(high, 1)
    second = np.maximum(low - 1, 0)
    capacity = np.stack([first, second, high - first - second], axis=1)
    bonus = np.zeros_like(capacity)
    bonus[:, 0] = np.where(assignment.served, 0, weights.served)
    bonus[:, 0] += np.where(low > 0, weights.shortfall, 0)
    bonus[:, 1] = weights.shortfall
    return capacity, bonus


def _pieces(low: Integers, high: Integers, weight: int) -> tuple[Integers, Integers]:
    needed = np.minimum(low, high)
    capacity = np.stack([needed, high - needed], axis=1)
    return capacity, np.broadcast_to(np.array([weight, 0], dtype=np.int64), capacity.shape)


def _host_pieces(assignment: Assignment, weights: Weights) -> tuple[Integers, Integers]:
    """Return a piece for each slot that is worth something, then one for the rest of the room."""
    low, high, slots = assignment.host_low, assignment.host_high, assignment.slots * weights.score
    if not slots.any():
        return _pieces(low, high, weights.shortfall)
    place = np.arange(slots.shape[1])
    within = np.minimum(low, high)
    single = (place < high[:, None]).astype(np.int64)
    bonus = slots + np.where(place < within[:, None], weights.shortfall, 0)
    rest, more = _pieces(
        np.maximum(within - len(place), 0), np.maximum(high - len(place), 0), weights.shortfall
    )
    return np.hstack([single, rest]), np.hstack([bonus, more])


def _group(limits: list[Limit], count: int, first: int) -> Integers:
    found = np.full(count, -1, dtype=np.int64)
    for position, limit in enumerate(limits, start=first):
        found[list(limit.members)] = position
    return found
