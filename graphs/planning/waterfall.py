"""Why this pair: one part for each criterion; the parts add up to the score."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.planning.evidence import CRITERIA, Evidence
from graphs.planning.flags import FLAGS, flags_of
from graphs.planning.framing import SCALE, score_matrix
from graphs.planning.problem import PlanningProblem
from graphs.planning.settings import PlanSettings
from graphs.text import Text

__all__ = ["Part", "Waterfall", "why"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one criterion adds: its evidence, its weight, its share of the score in millionths.

    Examples
    --------
    >>> Part(criterion="distance", evidence=Evidence(score=0.5, reason=Text.same("…")),
    ...      weight=1.0, points=500_000).points
    500000
    """

    criterion: str
    evidence: Evidence
    weight: float
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The score of a pair as parts that add up to it.

    Attributes
    ----------
    parts
        In the order of the registry; those without data add nothing and keep their weight.
    score
        In millionths; the sum of the parts.
    missing
        The share of the weights without evidence, in [0, 1].
    flags
        Keys of the flags raised, shown beside the score.

    Examples
    --------
    >>> Waterfall(guest="n", host="s", parts=(), score=0, missing=1.0, flags=(),
    ...           sentence=Text.same("…")).missing
    1.0
    """

    guest: str
    host: str
    parts: tuple[Part, ...]
    score: int
    missing: float
    flags: tuple[str, ...]
    sentence: Text


def why(problem: PlanningProblem, settings: PlanSettings, guest: str, host: str) -> Waterfall:
    """Return why a pair scores what it does, whether or not it is in a plan.

    1. Ask each criterion with a weight for its evidence. 2. Share the score of the array among
    them by weight × score; what rounding leaves goes to the largest parts.

    Raises
    ------
    ValueError
        The guest or the host is no candidate of the problem.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning.problem import problem_from_matrix
    >>> found = why(problem_from_matrix(np.array([[0.25]])),
    ...             PlanSettings(weights=(("given", 1.0), ("distance", 3.0))), "guest1", "host1")
    >>> found.score, found.missing, [part.points for part in found.parts]
    (250000, 0.75, [0, 250000])
    """
    pool = problem.pool
    row, column = pool.guests.ids.index(guest), pool.hosts.ids.index(host)
    scores, present = score_matrix(pool.couple(row, column), settings)
    weighed = [(each, settings.weight(key)) for key, each in CRITERIA.items()]
    evidence = [
        (each, weight, each.explain(pool, row, column)) for each, weight in weighed if weight
    ]
    score = int(scores[0, 0])
    points = _shared(score, [weight * (found.score or 0.0) for _, weight, found in evidence])
    parts = tuple(
        Part(criterion=each.key, evidence=found, weight=weight, points=given)
        for (each, weight, found), given in zip(evidence, points, strict=True)
    )
    flags = flags_of(pool, row, column)
    missing = round(1.0 - float(present[0, 0]), 6)
    return Waterfall(
        guest=guest,
        host=host,
        parts=parts,
        score=score,
        missing=missing,
        flags=flags,
        sentence=_sentence(parts, score, missing, flags),
    )


def _shared(score: int, shares: list[float]) -> list[int]:
    whole = sum(shares)
    if whole <= 0:
        return [0] * len(shares)
    points = [int(score * share / whole) for share in shares]
    by_size = sorted(range(len(shares)), key=lambda place: (-shares[place], place))
    for step in range(score - sum(points)):
        points[by_size[step % len(by_size)]] += 1
    return points


def _sentence(parts: tuple[Part, ...], score: int, missing: float, flags: tuple[str, ...]) -> Text:
    best = sorted((part for part in parts if part.points), key=lambda part: -part.points)[:3]
    reasons = Text.join(
        [part.evidence.reason + Text.same(f" +{part.points / SCALE * 100:.1f}") for part in best],
        zh="；",
        en="; ",
    )
    words = Text.same(f"{score / SCALE * 100:.1f}")
    found = Text(zh="得分 {score}：{reasons}", en="score {score}: {reasons}").format(
        score=words,
        reasons=reasons if best else Text(zh="没有加分依据", en="nothing speaks for it"),
    )
    if missing:
        found += Text(
            zh=f"；{missing:.0%} 的权重没有数据", en=f"; no data for {missing:.0%} of the weights"
        )
    if flags:
        found += Text(zh="；注意：", en="; note: ") + Text.join([FLAGS[key].label for key in flags])
    return found + Text(zh="。", en=".")
