import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, partial_dates

from graphs.model import Agreement, PartialDate
from graphs.network import Status, agreement_status


def at(day: str, **dates: str) -> tuple[str, bool]:
    agreement = Agreement(id="g", **{name: PartialDate(text) for name, text in dates.items()})
    found = agreement_status(agreement, dt.date.fromisoformat(day), expiring_within_days=90)
    return found.status.name, found.certain


TERM = {"starts_on": "2010-06-15", "ends_on": "2012-06-14"}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2010-06-14", "signed"),
        ("2010-06-15", "active"),
        ("2012-03-15", "active"),
        ("2012-03-16", "expiring"),  # 90 days before the last
        ("2012-06-14", "expiring"),  # the last day in force
        ("2012-06-15", "expired"),
    ],
)
def test_status_turns_on_its_boundary_day(day: str, status: str):
    assert at(day, **TERM) == (status, True)


@pytest.mark.parametrize(
    ("day", "status"),
    [("2011-02-28", "active"), ("2011-03-01", "ended"), ("2013-01-01", "ended")],
)
def test_an_early_end_counts_from_its_day_and_outlasts_expiry(day: str, status: str):
    assert at(day, **TERM, ended_on="2011-03-01") == (status, True)


def test_the_start_counts_before_the_signing():
    assert at("2010-06-20", signed_on="2010-06-01", starts_on="2010-07-01")[0] == "signed"
    assert at("2010-06-20", signed_on="2010-06-01")[0] == "active"


def test_without_an_end_it_stays_active():
    assert at("2026-01-01", signed_on="2010-06-15") == ("active", True)


def test_without_any_date_it_is_taken_as_active_but_not_for_certain():
    assert at("2010-06-15") == ("active", False)


@pytest.mark.parametrize(
    ("day", "status", "certain"),
    [
        ("2011-12-31", "signed", True),
        ("2012-06-15", "active", False),  # somewhere in the year it began
        ("2013-01-01", "active", True),
    ],
)
def test_a_year_alone_leaves_the_status_open_within_it(day: str, status: str, certain: bool):
    assert at(day, signed_on="2012") == (status, certain)


def test_a_last_day_known_to_the_year_may_be_past_or_not():
    assert at("2012-05-01", signed_on="2010-01-01", ends_on="2012") == ("active", False)
    assert at("2012-12-01", signed_on="2010-01-01", ends_on="2012") == ("expiring", False)
    assert at("2013-01-01", signed_on="2010-01-01", ends_on="2012") == ("expired", True)


def test_an_end_whose_year_nobody_printed_makes_it_uncertain():
    agreement = Agreement(
        id="g", signed_on=PartialDate("2010-01-01"), ended_on=PartialDate(None, "5月16日")
    )
    found = agreement_status(agreement, dt.date(2010, 6, 15))
    assert (found.status, found.certain) == (Status.active, False)


def test_only_active_and_ending_soon_count_as_in_force():
    assert {status.name for status in Status if status.in_force} == {"active", "expiring"}


@given(st.none() | partial_dates(), st.none() | partial_dates(), days, st.integers(0, 400))
def test_more_days_of_warning_never_change_anything_but_ending_soon(begins, ends, day, within):
    agreement = Agreement(id="g", signed_on=begins, ends_on=ends)
    none = agreement_status(agreement, day, expiring_within_days=-1).status
    some = agreement_status(agreement, day, expiring_within_days=within).status
    assert some is none or (none, some) == (Status.active, Status.expiring)
