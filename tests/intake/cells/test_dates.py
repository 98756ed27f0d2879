"""Dates are never more precise than the words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.intake.cells.dates import read_date

DAYS = st.dates(dt.date(1921, 7, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("2010", "2010"),
        ("2010年", "2010"),
        ("2010年6月", "2010-06"),
        ("2010.6.15", "2010-06-15"),
        ("2010/6/15", "2010-06-15"),
        ("2010－06－15", "2010-06-15"),
        ("20100615", "2010-06-15"),
        ("2010年6月15日上午", "2010-06-15"),
        ("2010-06-15 09:30", "2010-06-15"),
        ("二〇一〇年六月十五日", "2010-06-15"),
        ("二○一○年十二月", "2010-12"),
        ("2022年7月11—13日", "2022-07"),
        ("2021年前7个月", "2021"),
        ("15 June 2010", "2010-06-15"),
    ],
)
def test_reads_what_people_write(words: str, text: str) -> None:
    assert read_date(words).date.text == text


@pytest.mark.parametrize(
    "words", ["近日", "日前", "5月16日", "10月21、22日", "3月4日下午", "今天(10月24日)", "长期"]
)
def test_words_without_a_year_keep_their_words_and_are_doubted(words: str) -> None:
    reading = read_date(words)
    assert (reading.date.text, reading.date.printed) == (None, words)
    assert reading.doubt is not None


@pytest.mark.parametrize(
    "words",
    ["2010-13", "2010-02-30", "2010年13月", "甲", "40350", "3.5", "2010-6-15-3", "99999999"],
)
def test_what_is_no_date_is_refused(words: str) -> None:
    reading = read_date(words)
    assert reading.date is None
    assert reading.fault is not None


def test_a_serial_number_is_told_with_the_day_it_may_be() -> None:
    assert "2010-06-21" in read_date("40350").remedy.zh


def test_a_year_the_words_do_not_hold_is_inferred() -> None:
    assert read_date("2024-03-13", "3月13日").date.inferred
    assert not read_date("2019-05", "2019年5月").date.inferred


def test_printed_words_alone_are_read() -> None:
    assert read_date("", "2020年").date.text == "2020"
    assert read_date("", "昨日").date.text is None
    assert read_date("", "").date is None


@given(
    DAYS,
    st.sampled_from(
        ["{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}{m:02}{d:02}"]
    ),
)
def test_every_day_is_read_in_every_usual_form(day: dt.date, form: str) -> None:
    words = form.format(y=day.year, m=day.month, d=day.day)
    assert read_date(words).date.text == day.isoformat()


@given(st.text(max_size=20))
def test_any_text_is_a_date_a_fault_or_nothing(words: str) -> None:
    reading = read_date(words)
    assert (reading.date is None) or (reading.fault is None)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2O23-5-4", "2023-05-04"),
        ("l998年", "1998"),
        ("2023。5。4", "2023-05-04"),
        ("2023、5、4", "2023-05-04"),
        ("2023 5 4", "2023-05-04"),
        ("23年5月", "2023-05"),
        ("23年5月4日", "2023-05-04"),
    ],
)
def test_a_slip_of_the_keyboard_is_refused_with_what_is_meant(words: str, meant: str) -> None:
    reading = read_date(words)
    assert reading.date is None
    assert reading.fault is not None
    assert reading.suggestion == meant
