"""Which pairs hard rules bar: all of a pool at once, or one with every reason."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates.pool import Pool
from graphs.planning.problem.eligibility import HARD_RULES, Barrier
from graphs.planning.problem.settings import PlanSettings

__all__ = ["barriers", "barriers_of"]


def barriers(pool: Pool, settings: PlanSettings) -> npt.NDArray[np.uint8]:
    """Return for each pair the number of the first rule that bars it, from 1; 0 where none does.

    Examples
    --------
    >>> from graphs.planning.candidates.pool import Members
    >>> pool = Pool(guests=Members.of(["n"], side={"n": "non_public"}), hosts=Members.of(["s"]))
    >>> list(HARD_RULES)[int(barriers(pool, PlanSettings())[0, 0]) - 1]
    'sides'
    """
    found = np.zeros(pool.shape, dtype=np.uint8)
    for number, rule in enumerate(HARD_RULES.values(), start=1):
        found[rule.bars(pool, settings) & (found == 0)] = number
    return found


def barriers_of(pool: Pool, settings: PlanSettings, guest: int, host: int) -> tuple[Barrier, ...]:
    """Return every rule that bars a pair, with its reason, in the order of rules.

    Examples
    --------
    >>> from graphs.planning.candidates.pool import Members
    >>> pool = Pool(guests=Members.of(["n"], side={"n": "non_public"}), hosts=Members.of(["s"]))
    >>> [each.rule for each in barriers_of(pool, PlanSettings(), 0, 0)]
    ['sides']
    """
    couple = pool.couple(guest, host)
    return tuple(
        Barrier(rule=rule.key, reason=rule.says(couple, settings), liftable=rule.liftable)
        for rule in HARD_RULES.values()
        if rule.bars(couple, settings)[0, 0]
    )
