"""Why this pair: one part for each criterion; the parts add up to the score."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graphs.planning.answers.score_parts import MISSING, Part, Waterfall, sentence_of
from graphs.planning.candidates import candidate_columns
from graphs.planning.criteria.evidence import CRITERIA, Evidence
from graphs.planning.criteria.flags import flags_of
from graphs.planning.problem.compile import load_before
from graphs.planning.problem.problem import PlanningProblem
from graphs.planning.problem.scores import (
    BY_SLOT,
    SCALE,
    PairScores,
    pair_shares,
    score_matrix,
    slot_parts,
    slot_share,
    slot_table,
)
from graphs.planning.problem.settings import PlanSettings
from graphs.text import Text

__all__ = ["assumed_scores", "why"]

_FILLED = {
    "middle": Text(zh="没有数据，按各对平均计：", en="no data, counted as the mean of all pairs: "),
    "worst": Text(zh="没有数据，按最差计：", en="no data, counted as the worst: "),
}


def why(
    problem: PlanningProblem,
    settings: PlanSettings,
    guest: str,
    host: str,
    *,
    beside: Iterable[tuple[str, str]] = (),
) -> Waterfall:
    """Return why a pair scores what it does, whether or not it is in a plan.

    1. Ask each criterion with a weight for its evidence. 2. Share the score of the array among
    them by weight × score; what rounding leaves goes to the largest parts. 3. Add what missing
    data stand for. 4. Workload is scored by the slots of the host: the pair's even part of those
    that the host uses for it and for the pairs ``beside`` it; by itself, the host's next slot.

    Parameters
    ----------
    beside
        The pairs (guest, host) of the plan.

    Raises
    ------
    ValueError
        The guest or the host is no candidate of the problem.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning.problem.problem import problem_from_matrix
    >>> found = why(problem_from_matrix(np.array([[0.25]])),
    ...             PlanSettings(weights=(("given", 1.0), ("distance", 3.0))), "guest1", "host1")
    >>> found.score, found.missing, [part.points for part in found.parts]
    (62500, 0.75, [0, 62500, 0])
    >>> found.least, found.most
    (62500, 812500)
    """
    pool = problem.pool
    row, column = pool.guests.ids.index(guest), pool.hosts.ids.index(host)
    scores = score_matrix(pool.couple(row, column), settings, assumed_scores(problem, settings))
    parts, filled = _pair_parts(problem, settings, (row, column), scores)
    slot = _slot_part(problem, settings, (row, column), beside)
    parts = sorted([*parts, *slot], key=lambda part: list(CRITERIA).index(part.criterion))
    shares = dict(settings.shares())
    sure = sum(shares[p.criterion] * (p.evidence.score or 0.0) for p in parts) * SCALE
    lacking = sum(shares[p.criterion] for p in parts if p.evidence.score is None) * SCALE
    parts += filled
    made = Waterfall(
        guest=guest,
        host=host,
        parts=tuple(parts),
        score=sum(part.points for part in parts),
        missing=round(1.0 - float(scores.present[0, 0]), 6),
        least=round(sure),
        most=round(sure + lacking),
        flags=flags_of(pool, row, column),
        sentence=Text.same(""),
    )
    return replace(made, sentence=sentence_of(made))


@functools.lru_cache(maxsize=2)
def assumed_scores(
    problem: PlanningProblem, settings: PlanSettings
) -> tuple[tuple[str, float], ...]:
    """Return what counts for missing data in a problem; the last two asked about are kept."""
    if settings.missing == "middle":
        return score_matrix(problem.pool, settings).assumed
    return score_matrix(problem.pool.rows(slice(0, 0)), settings).assumed


def _pair_parts(
    problem: PlanningProblem, settings: PlanSettings, at: tuple[int, int], scores: PairScores
) -> tuple[list[Part], list[Part]]:
    """Return a part for each criterion scored by pairs, and what missing data count as."""
    shares, score = pair_shares(settings), int(scores.values[0, 0])
    evidence = [CRITERIA[key].explain(problem.pool, *at) for key, _ in shares]
    lacking = [
        (key, share)
        for (key, share), each in zip(shares, evidence, strict=True)
        if each.score is None
    ]
    assumed = dict(scores.assumed)
    filled = min(score, round(sum(share * assumed.get(key, 0.0) for key, share in lacking) * SCALE))
    known = [share * (each.score or 0.0) for (_, share), each in zip(shares, evidence, strict=True)]
    filled = filled if sum(known) > 0 else score
    parts = [
        Part(criterion=key, evidence=each, weight=settings.weight(key), points=points)
        for (key, _), each, points in zip(
            shares, evidence, _shared(score - filled, known), strict=True
        )
    ]
    if not lacking or settings.missing == "left_out":
        return parts, []
    words = Text.join([CRITERIA[key].label for key, _ in lacking])
    weight = sum(settings.weight(key) for key, _ in lacking)
    reason = _FILLED[settings.missing] + words
    return parts, [
        Part(criterion=MISSING, evidence=Evidence(score=None, reason=reason), weight=weight,
             points=filled)
    ]  # fmt: skip


def _slot_part(
    problem: PlanningProblem,
    settings: PlanSettings,
    at: tuple[int, int],
    beside: Iterable[tuple[str, str]],
) -> list[Part]:
    """Return what the slot of the host adds, by how many pairs the plan gives it."""
    weight = settings.weight(BY_SLOT)
    if not weight:
        return []
    pool = problem.pool
    host = pool.hosts.ids[at[1]]
    guests = sorted(
        {*(guest for guest, at_host in beside if at_host == host), pool.guests.ids[at[0]]}
    )
    before = int(load_before(pool, settings)[at[1]])
    usual = int(pool.hosts[candidate_columns.usual][at[1]])
    few = pool.couple(*at)
    slots = slot_table(few, settings, np.array([before]), len(guests))
    rows = np.stack([np.arange(len(guests)), np.zeros(len(guests), dtype=np.int64)], axis=1)
    points = int(slot_parts(slots, rows)[guests.index(pool.guests.ids[at[0]])])
    share = slot_share(settings)
    if not share:
        words = Text(
            zh="最公平的目标只看非公方，不计负担", en="the fairest plan does not look at load"
        )
    else:
        words = Text(
            zh="已承担 {before} 对，本方案新增 {n} 对，常规 {usual} 对",
            en="{before} {before:pair|pairs} of a usual {usual} before, {n} in this plan",
        ).format(before=before, n=len(guests), usual=usual)
    evidence = Evidence(
        score=points / SCALE / share if share else 0.0,
        reason=words,
        host_value=Text.same(f"{before}+{len(guests)}/{usual}"),
    )
    return [Part(criterion=BY_SLOT, evidence=evidence, weight=weight, points=points)]


def _shared(score: int, shares: list[float]) -> list[int]:
    whole = sum(shares)
    if whole <= 0:
        return [0] * len(shares)
    parts = [int(score * share / whole) for share in shares]
    by_size = sorted(range(len(shares)), key=lambda place: (-shares[place], place))
    for step in range(score - sum(parts)):
        parts[by_size[step % len(by_size)]] += 1
    return parts
