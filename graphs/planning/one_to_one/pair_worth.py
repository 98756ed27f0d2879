"""What each pair of a one-to-one network adds to a plan, in whole numbers that floats hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Flags, Integers
from graphs.planning.solve.flow_network import Network, Numbers

__all__ = ["PairWorth", "first_bonus"]

_EXACT = 1 << 52
"""SciPy computes in floats: sums of whole numbers below this are exact."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairWorth:
    """What each pair adds: ``values + shift``, never below 0; one that adds 0 is none.

    Where every pair may be and all ends have the same bonus, ``values`` are the network's own
    weights: adding one number to a million takes as long as a tenth of their assignment.
    """

    values: Integers
    shift: int

    @classmethod
    def of(cls, network: Network) -> PairWorth | None:
        """Return what the pairs of a network add; ``None`` where floats do not hold the numbers.

        Examples
        --------
        >>> from graphs.planning.problem.assignment import Assignment, Objective
        >>> from graphs.planning.solve.flow_network import network_of, weights_of
        >>> given = Assignment.of(np.array([[3, 1]]), objective=Objective.most_served)
        >>> found = PairWorth.of(network_of(given, weights_of(given)))
        >>> found.values.tolist(), found.shift
        ([[3, 1]], 13)
        """
        able = bool(network.eligible.all())
        inside: Flags | bool = True if able else network.eligible
        bonuses = (first_bonus(network.guest_pieces), first_bonus(network.host_pieces))
        most = int(network.weights.max(initial=0, where=inside))
        most += sum(int(each.max()) for each in bonuses)
        if min(network.weights.shape) * most >= _EXACT:
            return None
        rooms = [
            pieces[0].sum(axis=1) > 0 for pieces in (network.guest_pieces, network.host_pieces)
        ]
        able = able and all(bool(each.all()) for each in rooms)
        if able and all(bool((each == each[0]).all()) for each in bonuses):
            shift = int(bonuses[0][0] + bonuses[1][0])
            if int(network.weights.min()) + shift >= 0:
                return cls(values=network.weights, shift=shift)
        values = network.weights + bonuses[0][:, None]
        values += bonuses[1]
        np.maximum(values, 0, out=values)
        if not able:
            values[~(network.eligible & rooms[0][:, None] & rooms[1])] = 0
        return cls(values=values, shift=0)


def first_bonus(pieces: tuple[Integers, Numbers]) -> Integers:
    """Return the bonus of the first unit of each arc; 0 where it has no capacity.

    Examples
    --------
    >>> first_bonus((np.array([[0, 1], [0, 0]]), np.array([[7, 2], [7, 2]]))).tolist()
    [2, 0]
    """
    capacity, bonus = pieces
    first = np.zeros(len(capacity), dtype=np.int64)
    for piece in reversed(range(capacity.shape[1])):
        there = capacity[:, piece] > 0
        first[there] = bonus[there, piece]
    return first
