"""What a criterion is: one declared function from candidates to scores, and the reason for a pair.

A score lies in [0, 1]; NaN (``None`` in the evidence of a pair) means *no data* and is never 0:
weights are renormalised over the evidence there is, and the missing share is shown.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.pool import Pool
from graphs.registry import Registry
from graphs.text import Text

__all__ = ["CRITERIA", "Criterion", "Evidence", "criterion"]


_BLANK = Text.same("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a pair under one criterion; ``score`` is ``None`` where there is no data."""

    score: float | None
    reason: Text
    guest_value: Text = _BLANK
    host_value: Text = _BLANK


Scores: TypeAlias = Callable[[Pool], Reals]
Reason: TypeAlias = Callable[[Pool, float | None], Evidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A declared criterion: key, label, manual, scores of all candidates, evidence of a pair.

    ``even`` is its weight where a planner asks for no emphasis.
    """

    key: str
    label: Text
    manual: str
    even: float
    scores: Scores
    reason: Reason

    def explain(self, pool: Pool, guest: int, host: int) -> Evidence:
        """Return the evidence of one pair; its score is the one in the array.

        Examples
        --------
        >>> from graphs.planning.candidates.pool import Members
        >>> pool = Pool(guests=Members.of(["n1"]), hosts=Members.of(["s1"]))
        >>> CRITERIA["distance"].explain(pool, 0, 0).score is None
        True
        """
        couple = pool.couple(guest, host)
        score = float(self.scores(couple)[0, 0])
        return self.reason(couple, None if score != score else score)  # noqa: PLR0124  # NaN differs from itself


CRITERIA: Registry[str, Criterion] = Registry("criterion")
"""Every criterion by key, in the order of the screens; filled at import of ``criteria``."""


def criterion(
    *, order: int, even: float = 0.0, label: Text, reason: Reason
) -> Callable[[Scores], Scores]:
    """Declare a criterion: its key is the function's name, its manual the docstring.

    ``order`` is its place on screen. ``reason`` is asked about a pool of one guest and one host. A score may depend on the two
    alone, so that the array and the evidence of a pair agree.
    """

    def declare(scores: Scores) -> Scores:
        key = scores.__name__
        CRITERIA.declare(
            key,
            Criterion(
                key=key,
                label=label,
                manual=inspect.getdoc(scores) or "",
                even=even,
                scores=scores,
                reason=reason,
            ),
            scores,
            order=order,
        )
        return scores

    return declare
