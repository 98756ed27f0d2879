"""A numeral is a number, an estimate with its bounds, or nothing; it is never cut short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.intake.cells.numerals import chinese_number, numeral_range

# What cn2an 0.5.24 answers in its smart mode, where it is right.
ANSWERS_OF_CN2AN = {
    "三十二": 32, "十": 10, "两百零五": 205, "一万二": 12_000, "3百": 300, "二〇": 20, "一二〇": 120,
    "二〇一〇": 2010, "廿三": 23, "一百二": 120, "两千三": 2300, "1.2万": 12_000, "二百五": 250,
    "壹佰贰拾": 120, "一万二千": 12_000, "一千零一": 1001, "零": 0, "一百一": 110, "十万": 100_000,
    "一亿": 100_000_000,
}  # fmt: skip


@pytest.mark.parametrize(("words", "number"), ANSWERS_OF_CN2AN.items())
def test_agrees_with_a_library_on_exact_numerals(words: str, number: int) -> None:
    assert chinese_number(words) == number


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("七八", 7, 8), ("二三十", 20, 30), ("十七八", 17, 18), ("二十三四", 23, 24), ("三四百", 300, 400),
        ("两三万", 20_000, 30_000), ("一百二三十", 120, 130), ("三五", 3, 5), ("十几", 11, 19),
        ("三百二十几", 321, 329), ("10几", 11, 19), ("20七八", 27, 28),
    ],
)  # fmt: skip
def test_an_estimate_gives_both_its_bounds(words: str, low: int, high: int) -> None:
    assert numeral_range(words) == (low, high)
    assert chinese_number(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "甲",
        "几",
        "几十",
        "数十",
        "二五",
        "3百5",
        "15几",
        "二十二十",
        "万",
        "百千",
        "十百",
        "三十甲",
    ],
)
def test_what_is_ambiguous_or_boundless_is_no_number(words: str) -> None:
    assert numeral_range(words) is None


@given(st.integers(10, 99_999))
def test_digits_in_a_row_with_a_zero_are_read_by_their_places(number: int) -> None:
    words = "".join("〇一二三四五六七八九"[int(each)] for each in str(number))
    if "〇" in words or len(words) > 2:
        assert chinese_number(words) == number
