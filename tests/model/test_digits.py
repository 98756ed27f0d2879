"""Numbers are shown and read back exactly, whatever a ledger may hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphs.model import Bounds, Quantity, number_text, read_number

doubles = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(2**53), 2**53)


@given(doubles | whole, st.booleans())
@example(1234567.0, False)
@example(5e-324, False)
@example(1.7976931348623157e308, True)
def test_what_is_written_reads_back_as_the_same_number(number: float, grouped: bool):
    words = number_text(number, grouped=grouped)
    assert "e" not in words.lower()
    assert read_number(words) == number
    assert number_text(read_number(words), grouped=grouped) == words


@given(whole)
def test_a_count_is_shown_with_every_digit(number: int):
    assert Bounds.exactly(number).words().zh == f"{number:,d}"
    assert Quantity(">", number).words().en == f"> {number:,d}"


@pytest.mark.parametrize("words", ["-", "nan", "inf", "1e3", "1_000", "12,34", "9007199254740993"])
def test_what_is_no_exact_number_is_refused(words: str):
    with pytest.raises(ValueError, match=f"^{words}$"):
        read_number(words)
