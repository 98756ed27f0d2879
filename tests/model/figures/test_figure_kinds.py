"""Figures with bounds: what is no single number says why, in both languages."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from graphs.model import Bounds, Count, Rate

BOUNDS = st.integers(0, 40).flatmap(
    lambda low: st.builds(Bounds, st.just(low), st.none() | st.integers(low, 80))
)


@given(part=BOUNDS, whole=BOUNDS)
@example(part=Bounds(0, None), whole=Bounds(30, None))
@example(part=Bounds(3, 3), whole=Bounds(30, 30))
def test_a_share_between_two_numbers_says_why(part: Bounds, whole: Bounds) -> None:
    rate = Rate(numerator=Count(inside=part), denominator=Count(inside=whole))
    remark = rate.remark()
    assert bool(remark.zh) == bool(remark.en) == (rate.bounds.low != rate.bounds.high)
    if rate.bounds.low != rate.bounds.high:
        unlimited = part.high is None or whole.high is None
        assert ("数量没有上限" in remark.zh) == unlimited
