"""A credit code that was typed as a number has lost digits and is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.codes import (
    check_credit_code,
    make_credit_code,
    parse_credit_code,
    refuse_typed_number,
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "value",
    ["9.11E+17", "9.1110108551385E+17", "911101085513850000.0", 9.11e17, 911101085513850000],
)
def test_a_number_is_refused_with_the_remedy(value):
    [problem] = refuse_typed_number(value)
    assert "文本" in problem.remedy.zh


def test_the_check_of_a_code_refuses_it_too():
    assert check_credit_code("9.1110108551385E+17") == refuse_typed_number("9.1110108551385E+17")


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=31**8 - 1))
def test_no_sound_code_is_taken_for_a_number(number):
    code = make_credit_code(number)
    assert refuse_typed_number(code) == ()
    assert parse_credit_code(code).registered_as.zh == "市场监管·企业"


@settings(deadline=None)
@given(
    st.integers(min_value=0, max_value=31**8 - 1),
    st.integers(min_value=0, max_value=17),
    st.sampled_from(_ALPHABET),
)
def test_one_flipped_character_is_always_detected(number, place, character):
    code = make_credit_code(number, region="410106")
    flipped = code[:place] + character + code[place + 1 :]
    assert (flipped == code) == (check_credit_code(flipped) == ())
