"""The choice among equally good matchings, by position: the same on any version of any library.

At the least prices a matching is best exactly when it consists of pairs that are worth what their
two ends keep, and leaves out nobody who keeps something. Those who do are served in their order,
each by the first tied partner that is free, else by moving others along the shortest way
(augmenting paths, Kuhn 1955). Tied partners are the bits of one whole number a guest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates.arrays import Integers
from graphs.planning.one_to_one.dual_prices import blocks
from graphs.planning.one_to_one.pair_worth import PairWorth

__all__ = ["first_matching", "tied_bits"]

_Bits = npt.NDArray[np.uint8]


def tied_bits(worth: PairWorth, gains: Integers, prices: Integers) -> _Bits:
    """Return which pairs are worth just what their ends keep, eight hosts a byte.

    Examples
    --------
    >>> square = PairWorth(values=np.array([[5, 3], [4, 0]]), shift=0)
    >>> tied_bits(square, np.array([3, 2]), np.array([2, 0])).tolist()
    [[3], [1]]
    """
    values, keeps = worth.values, gains - worth.shift
    hosts = values.shape[1]
    found = np.empty((len(values), (hosts + 7) // 8), dtype=np.uint8)
    for rows in blocks(values):
        even = values[rows] - keeps[rows, None] == prices
        found[rows] = np.packbits(even, axis=1, bitorder="little")
    # A pair of two ends that keep nothing adds nothing: it stands for none.
    worthless = np.packbits(prices == 0, bitorder="little")
    found[gains == 0] &= ~worthless
    return found


def first_matching(bits: _Bits, gains: Integers, prices: Integers) -> Integers:
    """Return the host of each guest, -1 for none, in the first of all best matchings.

    Examples
    --------
    >>> first_matching(np.array([[3], [1]], dtype=np.uint8), np.array([3, 2]), np.array([2, 0])).tolist()
    [1, 0]
    """
    guests, hosts = len(gains), len(prices)
    of_guest, of_host = [-1] * guests, [-1] * hosts
    _Side.of(bits, of_guest, of_host, gains > 0).serve()
    lacking = np.flatnonzero(prices > 0)
    if any(of_host[host] < 0 for host in lacking.tolist()):
        turned = np.unpackbits(bits, axis=1, count=hosts, bitorder="little").T
        columns = np.packbits(turned, axis=1, bitorder="little")
        _Side.of(columns, of_host, of_guest, prices > 0).serve()
    return np.array(of_guest, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Side:
    """One side of a matching that is made in place: its ties, partners, and who must have one."""

    ties: list[int]
    mine: list[int]
    theirs: list[int]
    must: list[bool]

    @classmethod
    def of(
        cls, bits: _Bits, mine: list[int], theirs: list[int], must: npt.NDArray[np.bool_]
    ) -> _Side:
        width, ties = bits.shape[1], [0] * len(bits)
        needing = np.flatnonzero(must)  # nobody else's ties are looked at
        whole = bits[needing].tobytes()
        for place, one in enumerate(needing.tolist()):
            ties[one] = int.from_bytes(whole[place * width : (place + 1) * width], "little")
        return cls(ties=ties, mine=mine, theirs=theirs, must=must.tolist())

    def serve(self) -> None:
        """Give everybody a partner who must have one, in order; whoever has one keeps some."""
        free = sum(1 << place for place, other in enumerate(self.theirs) if other < 0)
        for one, needed in enumerate(self.must):
            if needed and self.mine[one] < 0:
                direct = self.ties[one] & free
                if direct:
                    partner = (direct & -direct).bit_length() - 1
                    self.mine[one], self.theirs[partner] = partner, one
                else:
                    partner = self._move_others(one, free)
                free &= ~(1 << partner)

    def _move_others(self, start: int, free: int) -> int:
        """Make room for one by the shortest way; return the partner that was reached by it.

        The way ends at a partner that is free, or at one of somebody who may go without.
        """
        unseen, reached = -1, {}
        waiting = [start]
        for one in waiting:
            new = self.ties[one] & unseen
            unseen &= ~new
            direct = new & free
            places = [(direct & -direct).bit_length() - 1] if direct else _places(new)
            for partner in places:
                reached[partner] = one
                owner = self.theirs[partner]
                if owner >= 0 and self.must[owner]:
                    waiting.append(owner)
                    continue
                if owner >= 0:
                    self.mine[owner] = -1
                self._shift(start, partner, reached)
                return partner
        raise RuntimeError(start)  # the prices were not those of a best matching

    def _shift(self, start: int, partner: int, reached: dict[int, int]) -> None:
        while True:
            one = reached[partner]
            before = self.mine[one]
            self.mine[one], self.theirs[partner] = partner, one
            if one == start:
                return
            partner = before


def _places(bits: int) -> list[int]:
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
