"""Every kind of values: what an address writes is read back, tested and said in both languages."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.model import Side
from graphs.network import Choices, Divisions, FilterValues, Number, Span
from graphs.network.filters.filter_values import span_of
from graphs.text import Text

PAIRS = Text(zh="对", en="pairs")
KINDS: list[FilterValues] = [
    Choices(Side),
    Divisions(),
    Span(low=0, high=50, unit=PAIRS),
    Number(unit=PAIRS),
]
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)


@EVERY
@given(words=st.text() | st.from_regex(r"\d{0,3}\.\.\d{0,3}", fullmatch=True))
def test_whatever_an_address_says_is_kept_or_named(kind: FilterValues, words: str) -> None:
    kept, wrong = kind.parse(words)
    assert kind.parse(",".join(kept)) == (kept, ())
    assert all(part in words for part in wrong)


@EVERY
@pytest.mark.parametrize("words", ["", "all"])
def test_everything_is_no_filter(kind: FilterValues, words: str) -> None:
    assert kind.parse(words) == ((), ())


@EVERY
def test_every_kind_says_itself_in_the_manual(kind: FilterValues) -> None:
    assert kind.manual()


@given(low=st.integers(0, 50), high=st.integers(0, 50), value=st.integers(0, 50))
def test_a_span_keeps_what_lies_between_its_ends(low: int, high: int, value: int) -> None:
    span = Span(low=0, high=50, unit=PAIRS)
    kept, wrong = span.parse(f"{low}..{high}")
    if low > high:
        assert (kept, wrong) == ((), (f"{low}..{high}",))
    else:
        assert wrong == ()
        assert span.fits(kept)(value) == (low <= value <= high) if kept else (low, high) == (0, 50)
        assert kept == ((span.written(low, high),) if span.written(low, high) else ())


def test_a_span_beyond_its_bounds_is_refused_and_one_that_reaches_over_is_cut() -> None:
    span = Span(low=0, high=50, unit=PAIRS)
    assert span.parse("60..70") == ((), ("60..70",))
    assert span.parse("40..70") == (("40..",), ())
    assert span.parse("-5..70") == ((), ())


def test_what_has_no_number_fits_no_number() -> None:
    for kind, value in ((Span(low=0, high=50, unit=PAIRS), "3..10"), (Number(unit=PAIRS), "3")):
        assert not kind.fits((value,))(None)
        assert kind.fits((value,))(3)
        assert not kind.fits((value,))(2)


def test_open_ends() -> None:
    assert span_of("..5") == (-math.inf, 5)
    assert Span(low=0, high=50, unit=PAIRS).say(("..5",), {}) == Text(
        zh="至多 5 对", en="at most 5 pairs"
    )


@pytest.mark.parametrize(
    ("words", "said"), [("5", "5"), ("..", r"\.\."), ("a..b", "a"), ("3..4..5", r"4\.\.5")]
)
def test_what_is_no_span_is_refused_with_its_words(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        span_of(words)
