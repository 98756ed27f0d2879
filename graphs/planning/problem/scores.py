"""Scores of all pairs in millionths: the weighted mean of the criteria, with a rule for missing data.

Workload is no property of a pair but of how many pairs a host ends up with: it is scored by slots,
each further slot of a host scoring less, and never here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Integers, Reals
from graphs.planning.candidates.pool import Pool
from graphs.planning.criteria.evidence import CRITERIA
from graphs.planning.criteria.presets import Weight
from graphs.planning.problem.settings import PlanSettings

__all__ = [
    "BY_SLOT",
    "SCALE",
    "PairScores",
    "pair_shares",
    "score_matrix",
    "slot_parts",
    "slot_share",
    "slot_table",
]

SCALE = 1_000_000
"""Units of a score of 1: scores are rounded to millionths once, and exact from there on."""

BY_SLOT = "workload"
"""The criterion that is scored by slots of a host and not by pairs."""

_BLOCK = 1 << 21


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairScores:
    """The score of every pair, and what was assumed where there was no data.

    Attributes
    ----------
    values
        In millionths, shape (guests, hosts), without the share of the host's slot.
    present
        The share of the weights for which there is evidence, in [0, 1].
    assumed
        (criterion, score in [0, 1]) that counts where a criterion has no data; empty where missing
        data are left out.
    """

    values: Integers
    present: npt.NDArray[np.float32]
    assumed: tuple[tuple[str, float], ...]


def pair_shares(settings: PlanSettings) -> tuple[Weight, ...]:
    """Return the shares of the criteria that are scored by pairs.

    Examples
    --------
    >>> pair_shares(PlanSettings(weights=(("distance", 3.0), ("workload", 1.0))))
    (('distance', 0.75),)
    """
    return tuple((key, share) for key, share in settings.shares() if key != BY_SLOT)


def slot_share(settings: PlanSettings) -> float:
    """Return the share that a host's slots are scored by; the fairest plan looks at guests alone.

    Examples
    --------
    >>> slot_share(PlanSettings(weights=(("distance", 3.0), ("workload", 1.0))))
    0.25
    """
    return 0.0 if settings.objective == "fairest" else dict(settings.shares()).get(BY_SLOT, 0.0)


def score_matrix(
    pool: Pool, settings: PlanSettings, assumed: tuple[tuple[str, float], ...] | None = None
) -> PairScores:
    """Return the score of every pair in millionths, and the share of weights with evidence.

    1. Sum the criteria that have data. 2. For those that have none add what is assumed: under
    ``middle`` the mean over the pairs of this pool with data (0 where no pair has any), under
    ``worst`` 0; under ``left_out`` the weight is spread over the criteria with data.

    Parameters
    ----------
    assumed
        What to assume, where the pool is only a part; computed from the pool otherwise.

    Examples
    --------
    >>> from graphs.planning.problem.problem import problem_from_matrix
    >>> given = problem_from_matrix(np.array([[0.25, np.nan], [0.75, 0.5]]))
    >>> found = score_matrix(given.pool, PlanSettings(weights=(("given", 1.0),)))
    >>> found.values.tolist(), found.assumed
    ([[250000, 500000], [750000, 500000]], (('given', 0.5),))
    """
    weighed = pair_shares(settings)
    guests, hosts = pool.shape
    total = np.zeros(pool.shape)
    lacking = np.zeros(pool.shape, dtype=np.uint16)
    known_sum, known_count = np.zeros(len(weighed)), np.zeros(len(weighed), dtype=np.int64)
    step = max(1, _BLOCK // max(1, hosts))
    for first in range(0, guests if weighed else 0, step):
        rows = slice(first, min(first + step, guests))
        part = pool.rows(rows)
        for place, (key, share) in enumerate(weighed):
            values = CRITERIA[key].scores(part)
            known = ~np.isnan(values)
            np.add(total[rows], share * values, out=total[rows], where=known)
            lacking[rows] |= np.where(known, 0, 1 << place).astype(np.uint16)
            known_sum[place] += values[known].sum()
            known_count[place] += known.sum()
    if assumed is None:
        mean = np.round(known_sum / np.maximum(known_count, 1), 6)
        worst = settings.missing == "worst"
        assumed = tuple(
            (key, 0.0 if worst else float(mean[place])) for place, (key, _) in enumerate(weighed)
        )
        assumed = () if settings.missing == "left_out" else assumed
    return _completed(total, lacking, settings, assumed)


def _completed(
    total: Reals,
    lacking: npt.NDArray[np.uint16],
    settings: PlanSettings,
    assumed: tuple[tuple[str, float], ...],
) -> PairScores:
    """Return the scores with what counts where there is no data, by the set of what is lacking."""
    weighed = pair_shares(settings)
    sets = np.arange(1 << len(weighed))
    added, known = np.zeros(len(sets)), np.zeros(len(sets))
    for place, (key, share) in enumerate(weighed):
        lacks = (sets >> place) & 1 == 1
        added += np.where(lacks, share * dict(assumed).get(key, 0.0), 0.0)
        known += np.where(lacks, 0.0, share)
    whole = float(known[0])
    spread = np.ones(len(sets))
    if settings.missing == "left_out":
        spread = np.divide(whole, known, out=np.zeros(len(sets)), where=known > 0)
    values = np.empty(total.shape, dtype=np.int64)
    for first in range(0, len(total), 1024):
        rows = slice(first, first + 1024)
        filled = total[rows] * spread[lacking[rows]] + added[lacking[rows]]
        values[rows] = np.rint(filled * SCALE)
    slot = slot_share(settings)
    present = (known + slot) / (whole + slot) if whole + slot else np.zeros(len(sets))
    return PairScores(values=values, present=present.astype(np.float32)[lacking], assumed=assumed)


def slot_table(pool: Pool, settings: PlanSettings, load: Integers, most: int) -> Integers:
    """Return what each slot of each host adds in millionths, shape (hosts, slots), falling.

    A host with ``load`` pairs of a usual ``u`` scores its next slots by the share still free:
    ``1 − load/u``, ``1 − (load+1)/u`` … down to 0. A slot past the last column adds nothing.

    Examples
    --------
    >>> from graphs.planning.candidates.pool import Members
    >>> pool = Pool(guests=Members.of(["n"]), hosts=Members.of(["s"], usual={"s": 4}))
    >>> only = PlanSettings(weights=(("workload", 1.0),))
    >>> slot_table(pool, only, np.array([1]), 9).tolist()
    [[750000, 500000, 250000]]
    """
    usual = np.maximum(pool.hosts[candidate_columns.usual], 0)
    share = slot_share(settings)
    width = min(most, int((usual - load).max(initial=0))) if share else 0
    carried = load[:, None] + np.arange(max(0, width))
    free = 1.0 - carried / np.maximum(usual, 1)[:, None]
    return np.rint(share * SCALE * np.clip(free, 0.0, 1.0) * (usual > 0)[:, None]).astype(np.int64)


def slot_parts(slots: Integers, pairs: Integers) -> Integers:
    """Return for each pair its part of what its host's slots add: even, earlier pairs the rest.

    Examples
    --------
    >>> slot_parts(np.array([[5, 2]]), np.array([[0, 0], [3, 0]])).tolist()
    [4, 3]
    """
    found = np.zeros(len(pairs), dtype=np.int64)
    for host in np.unique(pairs[:, 1]):
        rows = np.flatnonzero(pairs[:, 1] == host)
        each, rest = divmod(int(slots[host, : len(rows)].sum()), len(rows))
        found[rows] = each
        found[rows[:rest]] += 1
    return found
