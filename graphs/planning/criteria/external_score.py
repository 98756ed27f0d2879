"""The criterion of external scores, a plain matrix."""

from __future__ import annotations

import numpy as np

from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.pool import Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.text import Text

__all__ = ["given"]


def _reason(_: Pool, score: float | None) -> Evidence:
    if score is None:
        return Evidence(score=None, reason=Text(zh="没有给定分数", en="no score was given"))
    return Evidence(
        score=score, reason=Text(zh=f"给定分数 {score:.3f}", en=f"given score {score:.3f}")
    )


@criterion(order=100, label=Text(zh="给定分数", en="Given score"), reason=_reason)
def given(pool: Pool) -> Reals:
    """The score given from outside, as it is; no data where none was given."""
    return np.full(pool.shape, np.nan) if pool.given is None else pool.given.copy()
