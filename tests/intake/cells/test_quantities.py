"""Numbers keep the operator their words give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.intake.cells.cells import read_cell
from graphs.intake.cells.numerals import chinese_number
from graphs.intake.cells.quantities import counted, read_quantity
from graphs.model import record_type


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("30", "30"), ("30家", "30"), ("30余家", "> 30"), ("180多户", "> 180"), ("近200人", "< 200"), ("约50", "≈ 50"),
        ("百名", "≈ 100"), ("上百名", "≥ 100"), ("十余家", "> 10"), ("5家以上", "≥ 5"), ("不少于3", "≥ 3"), ("至多5", "≤ 5"),
        ("不到十", "< 10"), ("超过1,200", "> 1,200"), ("3-5", "3–5"), ("3至5家", "3–5"), ("三十二", "32"), ("两百多", "> 200"),
        ("1.2万人", "12,000"), ("100余万元", "> 100"), ("4300余", "> 4,300"), ("３０", "30"), ("50左右", "≈ 50"), ("0", "0"),
    ],
)  # fmt: skip
def test_reads_what_people_write(words: str, said: str) -> None:
    assert read_quantity(words).words().zh == said


@pytest.mark.parametrize(
    "words", ["全覆盖", "", "若干", "数十", "-3", "第3", "5-3", "1e5", "甲乙丙"]
)
def test_what_names_no_number_is_none(words: str) -> None:
    assert read_quantity(words) is None


def test_the_words_are_kept_where_they_say_more_than_digits() -> None:
    assert read_quantity("30余家").printed == "30余家"
    assert read_quantity("30").printed is None


@pytest.mark.parametrize(
    ("title", "value"),
    [("三方联建协议", 3), ("与9家单位签约", 9), ("党建联盟（第五个）", None), ("双方联建", None)],
)
def test_counts_stated_in_a_title(title: str, value: int | None) -> None:
    found = counted(title, ("方", "家", "个"))
    assert (found.value if found else None) == value


_DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below ten thousand as Chinese writes it: an independent writer to judge the reader."""
    said = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += _DIGITS[digit] + unit
        elif said and not said.endswith("零") and number % power:
            said += "零"
    return said or "零"


@given(st.integers(0, 9999))
def test_every_numeral_below_ten_thousand_is_read(number: int) -> None:
    assert chinese_number(written(number)) == number


@given(st.text(max_size=12))
def test_any_text_is_a_quantity_or_none(words: str) -> None:
    found = read_quantity(words)
    assert found is None or found.bounds.low >= 0


@pytest.mark.parametrize(("words", "meant"), [("1O人", "10人"), ("l2", "12"), ("I5家", "15家")])
def test_a_letter_in_the_place_of_a_digit_is_refused_with_what_is_meant(
    words: str, meant: str
) -> None:
    reading = read_cell(record_type("organisation").column("members"), words)
    assert reading.value is None
    assert reading.suggestion == meant
