"""A reported figure beside the ledger's own: only like is compared, and 近40 is never 41."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.model import Bounds, Comparison, Count, Kind, Quantity, Reported, compare


@pytest.mark.parametrize(
    ("operator", "own", "verdict"),
    [
        ("<", 39, Comparison.allowed),
        ("<", 40, Comparison.differs),
        ("<", 41, Comparison.differs),
        (">", 40, Comparison.differs),
        (">", 41, Comparison.allowed),
        ("≈", 41, Comparison.allowed),
        ("=", 40, Comparison.equal),
        ("=", 41, Comparison.differs),
    ],
)
def test_forty_as_reported_and_the_ledgers_own_count(
    operator: str, own: int, verdict: Comparison
) -> None:
    reported = Reported(kind=Kind.count, quantity=Quantity(operator, 40))
    assert compare(Count.exactly(own), reported) is verdict


@given(low=st.integers(0, 60), more=st.none() | st.integers(0, 60), said=st.integers(0, 120))
def test_what_lies_within_the_ledgers_bounds_never_differs(
    low: int, more: int | None, said: int
) -> None:
    own = Bounds(low, None if more is None else low + more)
    verdict = compare(Count(inside=own), Reported(kind=Kind.count, quantity=Quantity("=", said)))
    assert (verdict is Comparison.differs) == (not own.admits(said))
