"""One guest to one host: SciPy's assignment, with the dual prices that prove it and its ties settled.

Source: Crouse, On implementing 2D rectangular assignment algorithms (2016), as SciPy implements it;
dual prices as longest ways in the residual graph, Ahuja, Magnanti and Orlin (1993), chapter 12.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphs.planning.assignment import Assignment, Flags, Integers, Objective
from graphs.planning.network import Network, Numbers

__all__ = ["best_matching", "is_matching"]

_EXACT = 1 << 52
"""SciPy computes in floats: sums of whole numbers below this are exact."""

_SALTS = 4


def is_matching(assignment: Assignment) -> bool:
    """Return whether nobody may have more than one pair, and nothing but capacities limits pairs.

    Examples
    --------
    >>> is_matching(Assignment.of(np.array([[3, 1]]))), is_matching(Assignment.of(np.array([[3]]), host_high=2))
    (True, False)
    """
    given = assignment
    capacities = max(int(given.guest_high.max(initial=0)), int(given.host_high.max(initial=0)))
    return (
        capacities <= 1
        and min(given.shape) > 0
        and not given.limits
        and given.budget is None
        and given.new_budget is None
        and given.objective is not Objective.fairest
    )


def best_matching(network: Network, salts: int = _SALTS) -> tuple[Integers, Numbers, bool] | None:
    """Return the pairs of a best flow, prices that prove it, and whether it is the only one.

    1. Give every pair what it adds, with the bonuses of its two ends; a pair that adds nothing
    stands for none. 2. SciPy's assignment. 3. A host's price is the longest way to it in the
    residual graph: begin with 0 and let only those go on that have changed. 4. Where pairs of
    reduced weight 0 lie on a cycle there is a tie: marks by position decide on those pairs, and
    new marks where these tie too. ``None`` where floats do not hold the numbers exactly.

    Examples
    --------
    >>> from graphs.planning.network import network_of, weights_of
    >>> problem = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> best_matching(network_of(problem, weights_of(problem)))[0].tolist()
    [[0, 0], [1, 1]]
    """
    worth = _worth(network)
    if min(worth.shape) * int(worth.max(initial=0)) >= _EXACT:
        return None
    found = _solved(worth)
    prices = found.prices
    only, salt = not found.tied(), 0
    while not only and salt < salts:
        salt += 1
        found = _solved(found.marked(salt))
        only = not found.tied()
    pairs = found.pairs
    bonus = _first_bonus(network.host_pieces)
    closed = network.host_pieces[0].sum(axis=1) == 0
    prices = np.where(closed, _dearest(network), prices)
    ends = np.zeros(2, dtype=np.int64)
    return pairs, np.concatenate([bonus - prices, ends]), only


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


def _worth(network: Network) -> Integers:
    able = network.eligible & (network.guest_pieces[0].sum(axis=1) > 0)[:, None]
    able &= network.host_pieces[0].sum(axis=1) > 0
    worth = network.weights + _first_bonus(network.guest_pieces)[:, None]
    worth += _first_bonus(network.host_pieces)
    np.maximum(worth, 0, out=worth)
    worth[~able] = 0
    return worth


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Matched:
    """An assignment of greatest worth: the host of each guest (-1 for none) and prices of hosts."""

    worth: Integers
    host: Integers
    prices: Integers

    @property
    def pairs(self) -> Integers:
        guests = np.flatnonzero(self.host >= 0)
        return np.stack([guests, self.host[guests]], axis=1)

    def gains(self) -> Integers:
        """Return what each guest gains at these prices."""
        guests = np.flatnonzero(self.host >= 0)
        found = np.zeros(len(self.host), dtype=np.int64)
        found[guests] = self.worth[guests, self.host[guests]] - self.prices[self.host[guests]]
        return found

    def even(self) -> Flags:
        """Return the pairs that a best assignment may hold: those of reduced weight 0."""
        found = (self.worth - self.gains()[:, None]) == self.prices
        found &= self.worth > 0
        return np.asarray(found)

    def tied(self) -> bool:
        """Return whether another assignment is worth the same: a guest's arc lies on a cycle."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        hosts = len(self.prices)
        outside = hosts  # being without a partner
        at = np.where(self.host >= 0, self.host, outside)
        guest, joins = np.nonzero(self.even())
        moves = joins != at[guest]
        starts, ends = at[guest[moves]], joins[moves]
        leaving = at[(self.host >= 0) & (self.gains() == 0)]
        starts = np.concatenate([starts, leaving])
        ends = np.concatenate([ends, np.full(len(leaving), outside)])
        if not len(starts):
            return False
        used = np.zeros(hosts, dtype=bool)
        used[self.host[self.host >= 0]] = True
        free, spare = np.flatnonzero(~used), np.flatnonzero(used & (self.prices == 0))
        rows = np.concatenate([starts, free, np.full(len(spare), outside)])
        columns = np.concatenate([ends, np.full(len(free), outside), spare])
        graph = csr_array(
            (np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(hosts + 1, hosts + 1)
        )
        _, part = connected_components(graph, directed=True, connection="strong")
        return bool((part[starts] == part[ends]).any())

    def marked(self, salt: int) -> Integers:
        """Return the worth in which all best assignments are told apart by marks.

        Guests that gain and hosts with a price are in every best assignment: what they add
        outweighs all marks together.
        """
        even = self.even()
        room = max(2, _EXACT // (8 * (min(even.shape) + 1) ** 2))
        places = np.flatnonzero(even)
        marks = np.zeros(even.size, dtype=np.int64)
        marks[places] = (_mixed(places, salt) % np.uint64(room) + np.uint64(1)).astype(np.int64)
        must = room * (min(even.shape) + 1)
        found = marks.reshape(even.shape)
        found += must * (self.gains() > 0)[:, None]
        found += must * (self.prices > 0)
        found[~even] = 0
        return found


def _mixed(places: Integers, salt: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    """Return well-mixed numbers from positions, by the SplitMix64 finaliser (Steele et al. 2014)."""
    mixed = places.astype(np.uint64) + np.uint64(salt * 0x9E3779B97F4A7C15 % (1 << 64))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _solved(worth: Integers) -> _Matched:
    from scipy.optimize import linear_sum_assignment

    guests, hosts = linear_sum_assignment(worth, maximize=True)
    real = worth[guests, hosts] > 0
    host = np.full(len(worth), -1, dtype=np.int64)
    host[guests[real]] = hosts[real]
    return _Matched(worth=worth, host=host, prices=_prices(worth, host))


def _prices(worth: Integers, host: Integers) -> Integers:
    """Return the least prices of hosts at which no guest gains by another one."""
    prices = np.zeros(worth.shape[1], dtype=np.int64)
    mine = np.where(host >= 0, worth[np.arange(len(host)), host], 0)
    going = np.arange(len(host))
    for _ in range(len(prices) + 2):
        at = host[going]
        paid = np.where(at >= 0, prices[at], 0) - mine[going]
        asked = (worth[going] + paid[:, None]).max(axis=0)
        dearer = asked > prices
        prices[dearer] = asked[dearer]
        going = np.flatnonzero((host >= 0) & dearer[host])
        if not len(going):
            return prices
    raise RuntimeError(worth.shape)  # the assignment was not the best
