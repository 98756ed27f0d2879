"""Which pairs a large flow begins with: each guest's best hosts at likely prices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates.arrays import Flags, Reals
from graphs.planning.solve.flow_network import Network

__all__ = ["first_arcs", "mix_places", "spread_out"]

_DENSE = 150_000
"""Up to so many eligible pairs all arcs are given to the solver at once."""

_FIRST = 16
_ROWS = 1024
_SAMPLE = (200, 500)
_BIDS = 8
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def first_arcs(network: Network) -> Flags:
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
        worth = network.weights[rows] - prices + blur * spread_out(rows, guests, hosts)
        worth[~eligible[rows]] = -np.inf
        best = np.argpartition(worth, hosts - wide, axis=1)[:, hosts - wide :]
        np.put_along_axis(offered[rows], best, values=True, axis=1)
    return offered & eligible


def spread_out(rows: slice, guests: int, hosts: int) -> Reals:
    """Return a number in [0, 1) for each pair of some rows, from positions alone.

    Where many pairs are equally good, each guest begins with others, not all with the same.
    """
    last = min(rows.stop, guests)
    places = np.arange(rows.start * hosts, last * hosts, dtype=np.uint64).reshape(-1, hosts)
    mixed = mix_places(places, 0)
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


def mix_places(places: npt.NDArray[np.uint64], salt: int) -> npt.NDArray[np.uint64]:
    """Return well-mixed numbers from positions, by the SplitMix64 finaliser (Steele et al. 2014)."""
    mixed = places + np.uint64((salt + 1) * _MIX[0] % (1 << 64))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_MIX[1])
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_MIX[2])
    return mixed ^ (mixed >> np.uint64(31))
