"""How close industries are by their codes."""

from __future__ import annotations

import numpy as np
import pytest
from planning_cases import pool

from graphs.codes import industry_closeness
from graphs.planning import CRITERIA


def score(key: str, made: object) -> float:
    return float(CRITERIA[key].scores(made)[0, 0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "close"),
    [
        ("3051", "3051", 1.0),
        ("3051", "3054", 0.75),
        ("3051", "3089", 0.5),
        ("3051", "3216", 0.25),
        ("3051", "0143", 0.0),
        ("C3051", "3051", 1.0),
        ("30", "3051", 0.5),
        ("", "3051", None),
        ("花卉", "0143", None),
        ("3", "3", None),
    ],
)
def test_industries_are_as_close_as_their_common_prefix(
    left: str, right: str, close: float | None
) -> None:
    assert industry_closeness(left, right) == close
    assert industry_closeness(right, left) == close


def test_codes_of_different_editions_are_not_compared() -> None:
    codes = {"n": "3051", "s": "3051"}
    assert score("industry", pool(["n"], ["s"], industry=codes, edition={"n": "2011"})) == 1.0
    editions = {"n": "2011", "s": "2017"}
    assert np.isnan(score("industry", pool(["n"], ["s"], industry=codes, edition=editions)))
