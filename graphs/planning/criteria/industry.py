"""The criterion of industry: how much of their GB/T 4754 codes two have in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphs.codes import SHARED_PREFIXES, industry_parts
from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Reals
from graphs.planning.candidates.pool import Members, Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.text import Text

__all__ = ["industry"]


def _closeness_table(left: list[str], right: list[str]) -> Reals:
    """Return the closeness of every two codes; NaN without a code."""
    words = sorted({part for code in {*left, *right} for part in industry_parts(code)} - {""})
    at = {word: place for place, word in enumerate(words, start=1)} | {"": 0}
    a, b = (
        np.array(
            [[at[part] for part in industry_parts(code) or ("",) * 4] for code in codes]
        ).reshape(-1, 4)
        for codes in (left, right)
    )
    table = np.zeros((len(left), len(right)))
    for level, (_, value) in reversed(list(enumerate(SHARED_PREFIXES))):
        table[(a[:, None, level] == b[None, :, level]) & (a[:, None, level] > 0)] = value
    table[[not industry_parts(code) for code in left]] = np.nan
    table[:, [not industry_parts(code) for code in right]] = np.nan
    return table


def _industry_reason(pool: Pool, score: float | None) -> Evidence:
    left, right = (
        pool.guests[candidate_columns.industry][0],
        pool.hosts[candidate_columns.industry][0],
    )
    if score is None:
        return Evidence(
            score=None,
            reason=Text(
                zh="至少一方没有行业代码，或代码版本不同",
                en="one has no industry code, or the editions differ",
            ),
        )
    words = {
        1.0: Text(zh="同一小类", en="the same class"),
        0.75: Text(zh="同一中类", en="the same group"),
        0.5: Text(zh="同一大类", en="the same division"),
        0.25: Text(zh="同一门类", en="the same section"),
        0.0: Text(zh="门类不同", en="different sections"),
    }[score]
    return Evidence(
        score=score,
        reason=Text(zh="行业：", en="industry: ") + words,
        guest_value=Text.same(left),
        host_value=Text.same(right),
    )


@criterion(
    order=10, even=2.0, label=Text(zh="行业相近", en="Industry closeness"), reason=_industry_reason
)
def industry(pool: Pool) -> Reals:
    """How close the industries are by the common prefix of their GB/T 4754 codes.

    The same class 1, group 0.75, division 0.5, section 0.25, else 0. No data without a code on
    both sides, or where the codes are of different editions.
    """
    left, at_left = _codes(pool.guests)
    right, at_right = _codes(pool.hosts)
    table = _closeness_table([code for code, _ in left], [code for code, _ in right])
    mine = np.array([edition for _, edition in left], dtype=str)[:, None]
    theirs = np.array([edition for _, edition in right], dtype=str)[None, :]
    table[(mine != theirs) & (mine != "") & (theirs != "")] = np.nan
    return table[at_left][:, at_right]


def _codes(side: Members) -> tuple[list[tuple[str, str]], npt.NDArray[np.int64]]:
    keys = list(zip(side[candidate_columns.industry], side[candidate_columns.edition], strict=True))
    distinct = sorted(set(keys))
    at = {key: place for place, key in enumerate(distinct)}
    return distinct, np.array([at[key] for key in keys], dtype=np.int64)
