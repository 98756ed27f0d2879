"""The least dual prices of a best matching, as longest ways in its residual graph.

Source: Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 12. Only hosts with a partner have
a price, and guests without one only ask: what is iterated is as large as the matching, however
long the matrix.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.one_to_one.pair_worth import PairWorth

__all__ = ["blocks", "least_prices"]

_BLOCK = 1 << 16
"""Pairs looked at together."""

_SHORT = 1 << 16
"""Places below this are numbers of 16 bits."""

_SAMPLE, _LIKELY = 4096, 24
"""Pairs looked at to tell the most valuable ones, and how many of these a guest has."""


def least_prices(worth: PairWorth, partner: Integers) -> Integers:
    """Return the least prices of hosts at which no guest gains by another one.

    ``partner`` is the host of each guest in a best matching, -1 for none.

    1. A host that nobody has costs 0; what guests without a host would give is a first price.
    2. The most valuable pairs alone raise it, and never too high. 3. All pairs of guests and hosts
    that are matched are looked at until nothing is dearer, only those guests again whose own host
    became dearer.

    Examples
    --------
    >>> least_prices(PairWorth(values=np.array([[5, 3], [4, 0]]), shift=0), np.array([1, 0])).tolist()
    [2, 0]
    """
    values, shift = worth.values, worth.shift
    prices = np.zeros(values.shape[1], dtype=np.int64)
    guests = np.flatnonzero(partner >= 0)
    if not len(guests):
        return prices
    hosts = np.sort(partner[guests])
    mine = values[guests, partner[guests]]
    place = np.searchsorted(hosts, partner[guests])
    inner = values if len(guests) == len(values) else values[guests]
    inner = inner if len(hosts) == values.shape[1] else inner[:, hosts]
    floor = np.zeros(len(hosts), dtype=np.int64)
    if len(guests) < len(values):
        floor = np.maximum(_bids_of(values, partner < 0)[hosts] + shift, 0)
    prices[hosts] = _longest(inner, mine, place, floor)
    return prices


def _bids_of(values: Integers, alone: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Integers:
    """Return the most that guests without a host would give for each host."""
    found = np.full(values.shape[1], np.iinfo(np.int64).min // 2)
    for rows in blocks(values):
        some = values[rows][alone[rows]]
        if len(some):
            np.maximum(found, some.max(axis=0), out=found)
    return found


def _longest(values: Integers, mine: Integers, place: Integers, prices: Integers) -> Integers:
    """Raise prices until no guest of a perfect matching would give more for another's host."""
    _likely_prices(values, mine, place, prices)
    going = np.arange(len(values))
    for _ in range(len(prices) + 2):
        seen = values if len(going) == len(values) else values[going]
        paid = prices[place[going]] - mine[going]
        bids = prices.copy()
        for rows in blocks(seen):
            np.maximum(bids, (seen[rows] + paid[rows, None]).max(axis=0), out=bids)
        dearer = bids > prices
        if not dearer.any():
            return prices
        prices = bids
        going = np.flatnonzero(dearer[place])
    raise RuntimeError(values.shape)  # the matching was not the best


def _likely_prices(values: Integers, mine: Integers, place: Integers, prices: Integers) -> None:
    """Raise prices by the most valuable pairs alone; not at all where these are many."""
    sample = values.ravel()[:: max(1, values.size // _SAMPLE)]
    share = min(1.0, _LIKELY / values.shape[1])
    cut = int(np.quantile(sample, 1 - share, method="higher"))
    places = np.flatnonzero(values >= cut)
    if len(places) > values.size // 4:
        return
    guest, joins = np.divmod(places, values.shape[1])
    # Numbers of 16 bits are sorted by counting, which takes a fraction of the time.
    short = joins.astype(np.uint16) if values.shape[1] <= _SHORT else joins
    order = np.argsort(short, kind="stable")
    guest, joins = guest[order], joins[order]
    gives = values.ravel()[places[order]] - mine[guest]
    starts = np.flatnonzero(np.r_[True, joins[1:] != joins[:-1]])
    hosts, source = joins[starts], place[guest]
    for _ in range(len(prices) + 2):
        bids = np.maximum.reduceat(gives + prices[source], starts)
        dearer = bids > prices[hosts]
        if not dearer.any():
            return
        prices[hosts[dearer]] = bids[dearer]
    raise RuntimeError(values.shape)  # the matching was not the best


def blocks(values: Integers) -> Iterator[slice]:
    """Yield rows block by block: what is computed of one stays in the processor's cache.

    Examples
    --------
    >>> list(blocks(np.zeros((3, 40_000))))
    [slice(0, 1, None), slice(1, 2, None), slice(2, 3, None)]
    """
    tall = max(1, _BLOCK // max(1, values.shape[1]))
    for first in range(0, len(values), tall):
        yield slice(first, min(first + tall, len(values)))
