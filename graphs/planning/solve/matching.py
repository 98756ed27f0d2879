"""One-to-one assignment by SciPy, with dual prices as proof and deterministic ties.

Source: Crouse, On implementing 2D rectangular assignment algorithms (2016), as SciPy implements it;
dual prices as longest ways in the residual graph, Ahuja, Magnanti and Orlin (1993), chapter 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers, Reals
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.planning.solve.flow_network import Network, Numbers

__all__ = ["Matching", "best_matching", "is_matching", "matching_seconds"]

_EXACT = 1 << 52
"""SciPy computes in floats: sums of whole numbers below this are exact."""

_SALTS = 4

_STEP = 2e-9
"""Seconds a step of SciPy's assignment takes at worst: scores of low rank need all of n³ of them."""

_BLOCK = 1 << 16
"""Pairs looked at together."""

_SHORT = 1 << 16
"""Places below this are numbers of 16 bits."""

_SAMPLE, _SHARE = 4096, 0.05
"""Pairs looked at to tell the most valuable ones, and the share that these are."""


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
    """The pairs of a best flow, prices that prove it, their bound, and whether it is the only one."""

    pairs: Integers
    prices: Numbers
    bound: int
    only: bool


def best_matching(network: Network, salts: int = _SALTS) -> Matching | None:
    """Return a best flow of a network that has one unit an end, proved by its own prices.

    1. Give every pair what it adds, with the bonuses of its two ends; a pair that adds nothing
    stands for none. 2. SciPy's assignment. 3. A host's price is the longest way to it in the
    residual graph: begin with 0 and let only those go on that have changed. 4. Where pairs of
    reduced weight 0 lie on a cycle there is a tie: marks by position decide on those few pairs,
    and new marks where these tie too. ``None`` where floats do not hold the numbers exactly.

    Examples
    --------
    >>> from graphs.planning.solve.flow_network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> best_matching(network_of(problem, weights_of(problem)))[0].tolist()
    [[0, 0], [1, 1]]
    """
    worth = _worth(network)
    if worth is None:
        return None
    found = _solved(worth)
    prices = found.prices
    # What guests and hosts keep at these prices is what no assignment exceeds.
    bound = int(found.gains.sum()) + int(prices.sum())
    only, salt = not found.tied(), 0
    while not only and salt < salts:
        salt += 1
        found = found.marked(salt)
        only = not found.tied()
    pairs = found.pairs
    bonus = _first_bonus(network.host_pieces)
    closed = network.host_pieces[0].sum(axis=1) == 0
    prices = np.where(closed, _dearest(network), prices)
    ends = np.zeros(2, dtype=np.int64)
    return Matching(pairs, np.concatenate([bonus - prices, ends]), bound, only)


def _first_bonus(pieces: tuple[Integers, Numbers]) -> Integers:
    """Return the bonus of the first unit of each arc; 0 where it has no capacity."""
    capacity, bonus = pieces
    first = np.zeros(len(capacity), dtype=np.int64)
    for piece in reversed(range(capacity.shape[1])):
        there = capacity[:, piece] > 0
        first[there] = bonus[there, piece]
    return first


def _dearest(network: Network) -> int:
    """Return a price at which nobody would want a host that has no room."""
    pair = int(network.weights.max(initial=0, where=network.eligible))
    bonuses = (network.guest_pieces, network.host_pieces)
    return max(0, pair) + sum(int(_first_bonus(each).max(initial=0)) for each in bonuses)


def _worth(network: Network) -> Reals | None:
    """Return what each pair adds, whole numbers as floats; ``None`` where these are not exact."""
    rooms = (network.guest_pieces[0].sum(axis=1) > 0, network.host_pieces[0].sum(axis=1) > 0)
    bonuses = (_first_bonus(network.guest_pieces), _first_bonus(network.host_pieces))
    able = bool(network.eligible.all())
    inside: Flags | bool = True if able else network.eligible
    most = int(network.weights.max(initial=0, where=inside))
    most += sum(int(each.max()) for each in bonuses)
    if min(network.weights.shape) * most >= _EXACT:
        return None
    worth = np.add(network.weights, bonuses[0][:, None], dtype=np.float64)
    worth += bonuses[1]
    np.maximum(worth, 0, out=worth)
    if not (rooms[0].all() and rooms[1].all() and able):
        worth[~(network.eligible & rooms[0][:, None] & rooms[1])] = 0
    return worth


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Matched:
    """An assignment of greatest worth on the pairs that a best one may hold.

    Those pairs are of reduced weight 0: ``guest``, ``joins`` and ``worth`` name them. ``partner`` is
    the host of each guest, -1 for none; ``gains`` and ``prices`` are what each side keeps.
    """

    guest: Integers
    joins: Integers
    worth: Integers
    partner: Integers
    gains: Integers
    prices: Integers

    @property
    def pairs(self) -> Integers:
        guests = np.flatnonzero(self.partner >= 0)
        return np.stack([guests, self.partner[guests]], axis=1)

    def tied(self) -> bool:
        """Return whether another assignment is worth the same: a guest's arc is on a cycle."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        hosts = len(self.prices)
        outside = hosts  # being without a partner
        at = np.where(self.partner >= 0, self.partner, outside)
        moves = self.joins != at[self.guest]
        leaving = at[(self.partner >= 0) & (self.gains == 0)]
        starts = np.concatenate([at[self.guest[moves]], leaving])
        ends = np.concatenate([self.joins[moves], np.full(len(leaving), outside)])
        if not len(starts):
            return False
        used = np.zeros(hosts, dtype=bool)
        used[self.partner[self.partner >= 0]] = True
        free, spare = np.flatnonzero(~used), np.flatnonzero(used & (self.prices == 0))
        rows = np.concatenate([starts, free, np.full(len(spare), outside)])
        columns = np.concatenate([ends, np.full(len(free), outside), spare])
        graph = csr_array(
            (np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(hosts + 1, hosts + 1)
        )
        _, part = connected_components(graph, directed=True, connection="strong")
        return bool((part[starts] == part[ends]).any())

    def marked(self, salt: int) -> _Matched:
        """Return the assignment that marks by position choose among those of greatest worth.

        Guests that gain and hosts with a price are in every best assignment: what they add
        outweighs all marks together.
        """
        guests, hosts = len(self.gains), len(self.prices)
        few = min(guests, hosts) + 1
        room = max(2, _EXACT // (8 * few**2))
        places = self.guest * hosts + self.joins
        marks = (_mixed(places, salt) % np.uint64(room) + np.uint64(1)).astype(np.int64)
        must = room * few
        marks += must * (self.gains > 0)[self.guest] + must * (self.prices > 0)[self.joins]
        partner = _partners(self.guest, self.joins, marks, (guests, hosts))
        arcs = _Arcs.of(self.guest, self.joins, marks, hosts)
        mine = np.zeros(guests, dtype=np.int64)
        chosen = self.joins == partner[self.guest]
        mine[self.guest[chosen]] = marks[chosen]
        prices = arcs.prices(mine, partner)
        gains = np.where(partner >= 0, mine - prices[partner], 0)
        even = marks - gains[self.guest] == prices[self.joins]
        return _Matched(
            guest=self.guest[even],
            joins=self.joins[even],
            worth=marks[even],
            partner=partner,
            gains=gains,
            prices=prices,
        )


def _mixed(places: Integers, salt: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    """Return well-mixed numbers from positions, by the SplitMix64 finaliser (Steele et al. 2014)."""
    mixed = places.astype(np.uint64) + np.uint64(salt * 0x9E3779B97F4A7C15 % (1 << 64))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _solved(worth: Reals) -> _Matched:
    from scipy.optimize import linear_sum_assignment

    guests, hosts = linear_sum_assignment(worth, maximize=True)
    real = worth[guests, hosts] > 0
    partner = np.full(len(worth), -1, dtype=np.int64)
    partner[guests[real]] = hosts[real]
    mine = np.where(partner >= 0, worth[np.arange(len(worth)), partner], 0.0)
    prices, even = _prices(worth, mine, partner)
    gains = np.where(partner >= 0, mine - prices[partner], 0.0)
    guest, joins = np.divmod(_even(worth, gains, prices) if even is None else even, worth.shape[1])
    real = worth[guest, joins] > 0
    guest, joins = guest[real], joins[real]
    return _Matched(
        guest=guest,
        joins=joins,
        worth=worth[guest, joins].astype(np.int64),
        partner=partner,
        gains=gains.astype(np.int64),
        prices=prices.astype(np.int64),
    )


def _even(worth: Reals, gains: Reals, prices: Reals) -> Integers:
    """Return the places of the pairs that are worth just what their two ends keep."""
    hosts = worth.shape[1]
    found = [
        np.flatnonzero(worth[rows] - gains[rows, None] == prices) + rows.start * hosts
        for rows in _blocks(worth)
    ]
    return np.concatenate(found)


def _blocks(worth: Reals) -> Iterator[slice]:
    """Yield rows block by block: what is computed of one stays in the processor's cache."""
    tall = max(1, _BLOCK // worth.shape[1])
    for first in range(0, len(worth), tall):
        yield slice(first, min(first + tall, len(worth)))


def _partners(
    guest: Integers, joins: Integers, worth: Integers, shape: tuple[int, int]
) -> Integers:
    """Return the host of each guest in an assignment of greatest worth on few pairs; -1 for none.

    Every guest may also stay with a place of its own that is worth nothing.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    guests, hosts = shape
    alone = np.arange(guests)
    top = int(worth.max(initial=0)) + 1  # a cost of 0 would be no arc
    rows, columns = np.concatenate([guest, alone]), np.concatenate([joins, hosts + alone])
    costs = (top - np.concatenate([worth, np.zeros(guests, dtype=np.int64)])).astype(float)
    arcs = csr_array((costs, (rows, columns)), shape=(guests, hosts + guests))
    _, found = min_weight_full_bipartite_matching(arcs)
    return np.where(found < hosts, found, -1).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Arcs:
    """Some pairs, sorted by host, and where those of each host that has any begin."""

    guest: Integers
    worth: Integers | Reals
    hosts: Integers
    starts: Integers
    count: int

    @classmethod
    def of(cls, guest: Integers, joins: Integers, worth: Integers | Reals, count: int) -> _Arcs:
        # Numbers of 16 bits are sorted by counting, which takes a fraction of the time.
        short = joins.astype(np.uint16) if count <= _SHORT else joins
        order = np.argsort(short, kind="stable")
        sorted_joins = joins[order]
        starts = np.flatnonzero(np.r_[True, sorted_joins[1:] != sorted_joins[:-1]])[: len(order)]
        return cls(
            guest=guest[order],
            worth=worth[order],
            hosts=sorted_joins[starts],
            starts=starts,
            count=count,
        )

    def prices(self, mine: Integers | Reals, partner: Integers) -> Any:
        """Return the least prices of hosts at which no guest gains by another of these pairs."""
        prices = np.zeros(self.count, dtype=self.worth.dtype)
        if not len(self.guest):
            return prices
        for _ in range(self.count + 2):
            paid = np.where(partner >= 0, prices[partner], 0) - mine
            bids = np.maximum.reduceat(self.worth + paid[self.guest], self.starts)
            dearer = bids > prices[self.hosts]
            if not dearer.any():
                return prices
            prices[self.hosts[dearer]] = bids[dearer]
        raise RuntimeError(self.count)  # the assignment was not the best


def _prices(worth: Reals, mine: Reals, partner: Integers) -> tuple[Reals, Integers | None]:
    """Return the least prices of hosts at which no guest gains by another one.

    The most valuable pairs alone give prices that are never too high; from there all pairs are
    looked at until nothing is dearer. Mostly a single look shows it; then the places of the pairs
    that are worth just what their two ends keep are seen along with it, else ``None``.
    """
    hosts = worth.shape[1]
    prices = _first_prices(worth, mine, partner)
    paid = np.where(partner >= 0, prices[partner], 0) - mine
    bids, even = np.zeros_like(prices), []
    for rows in _blocks(worth):
        offers = worth[rows] + paid[rows, None]
        np.maximum(bids, offers.max(axis=0), out=bids)
        even.append(np.flatnonzero(offers == prices) + rows.start * hosts)
    for look in range(hosts + 2):
        dearer = bids > prices
        prices[dearer] = bids[dearer]
        going = np.flatnonzero((partner >= 0) & dearer[partner])
        if not len(going):
            return prices, np.concatenate(even) if not (look or dearer.any()) else None
        seen, paid = worth[going], prices[partner[going]] - mine[going]
        bids = np.zeros_like(prices)
        for rows in _blocks(seen):
            np.maximum(bids, (seen[rows] + paid[rows, None]).max(axis=0), out=bids)
    raise RuntimeError(worth.shape)  # the assignment was not the best


def _first_prices(worth: Reals, mine: Reals, partner: Integers) -> Reals:
    """Return the prices that the most valuable pairs alone give; 0 where these are many."""
    sample = worth.ravel()[:: max(1, worth.size // _SAMPLE)]
    cut = max(1.0, float(np.quantile(sample, 1 - _SHARE)))
    places = np.flatnonzero(worth >= cut)
    if len(places) > worth.size // 4:
        return np.zeros(worth.shape[1])
    guest, joins = np.divmod(places, worth.shape[1])
    few = _Arcs.of(guest, joins, worth.ravel()[places], worth.shape[1])
    found: Reals = few.prices(mine, partner)
    return found
