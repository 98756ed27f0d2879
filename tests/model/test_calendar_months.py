"""Months and years on the calendar: one arithmetic, used by all."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graphs.months import month_end, months_after, years_after

ROOT = Path(__file__).parents[2]


@given(day=st.dates(dt.date(1200, 1, 1), dt.date(8000, 1, 1)), months=st.integers(-2400, 2400))
def test_a_day_keeps_its_number_or_is_the_last_of_its_month(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, month_end(later.year, later.month).day)


@given(day=st.dates(dt.date(1200, 1, 1), dt.date(8000, 1, 1)), years=st.integers(-200, 200))
def test_a_year_is_twelve_months(day: dt.date, years: int) -> None:
    assert years_after(day, years) == months_after(day, 12 * years)
    assert years_after(day, years).year == day.year + years


@given(day=st.dates(), months=st.integers(-(10**9), 10**9))
def test_no_number_of_months_leads_out_of_the_calendar(day: dt.date, months: int) -> None:
    assert dt.date.min <= months_after(day, months) <= dt.date.max


def test_nothing_else_counts_months() -> None:
    counting = re.compile(r"monthrange|relativedelta|(?:%|//) 12\b")
    found = [
        path.relative_to(ROOT).as_posix()
        for top in ("graphs", "app_pages")
        for path in (ROOT / top).rglob("*.py")
        if counting.search(path.read_text("utf-8"))
    ]
    assert found == ["graphs/months.py"]
