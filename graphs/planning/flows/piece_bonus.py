"""The bonus of the next unit of an arc, and of its last one."""

from __future__ import annotations

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.solve.flow_network import Numbers

__all__ = ["last_bonus", "next_bonus"]


def next_bonus(pieces: tuple[Integers, Numbers], used: Integers, far: int) -> Numbers:
    """Return what one unit more of each arc adds; ``-far`` where it is full.

    Examples
    --------
    >>> next_bonus((np.array([[1, 1]]), np.array([[7, 2]])), np.array([1]), 99).tolist()
    [2]
    """
    capacity, bonus = pieces
    reach = np.cumsum(capacity, axis=1)
    found = np.full(len(capacity), -far, dtype=bonus.dtype)
    # From the last piece to the first, so that the first with room is what stays.
    for piece in reversed(range(capacity.shape[1])):
        open_here = used < reach[:, piece]
        found[open_here] = bonus[open_here, piece]
    return found


def last_bonus(pieces: tuple[Integers, Numbers], used: Integers, far: int) -> Numbers:
    """Return what the last unit of each arc added; ``far`` where nothing flows.

    Examples
    --------
    >>> last_bonus((np.array([[1, 1]]), np.array([[7, 2]])), np.array([1]), 99).tolist()
    [7]
    """
    capacity, bonus = pieces
    before = np.cumsum(capacity, axis=1) - capacity
    found = np.full(len(capacity), far, dtype=bonus.dtype)
    for piece in range(capacity.shape[1]):
        reached = (used > before[:, piece]) & (capacity[:, piece] > 0)
        found[reached] = bonus[reached, piece]
    return found
