"""Terms of office by kind, sector and the day of the election."""

from __future__ import annotations

import datetime as dt

import pytest

from graphs.model import (
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Snapshot,
    Unit,
)
from graphs.rules import TERMS, check, term_years
from graphs.rules.basis.terms_of_office import Level, Sector

BRANCH, GENERAL, COMMITTEE = Level.branch, Level.general_branch, Level.committee
VILLAGE, ENTERPRISE, OTHER = Sector.village, Sector.enterprise, Sector.other


@pytest.mark.parametrize(
    ("level", "sector", "elected", "years"),
    [
        (BRANCH, ENTERPRISE, "2010-03-01", (2, 2)),
        (BRANCH, VILLAGE, "2010-03-01", (3, 3)),
        (GENERAL, ENTERPRISE, "2010-03-01", (3, 3)),
        (COMMITTEE, ENTERPRISE, "2010-03-01", (3, 4)),
        (COMMITTEE, VILLAGE, "2010-03-01", (3, 3)),
        (BRANCH, ENTERPRISE, "2018-06-30", (2, 2)),
        (BRANCH, ENTERPRISE, "2018-07-01", (3, 3)),
        (BRANCH, VILLAGE, "2018-07-01", (5, 5)),
        (GENERAL, VILLAGE, "2021-01-01", (5, 5)),
        (GENERAL, OTHER, "2021-01-01", (3, 3)),
        (COMMITTEE, OTHER, "2021-01-01", (5, 5)),
        (BRANCH, ENTERPRISE, "1990-01-01", None),
    ],
)
def test_the_term_is_that_of_the_day_of_the_election(level, sector, elected, years):
    assert term_years(level, sector, dt.date.fromisoformat(elected)) == years


def test_every_level_and_sector_has_one_row_at_any_day():
    for day in (
        dt.date(1993, 7, 1),
        dt.date(2018, 6, 30),
        dt.date(2018, 7, 1),
        dt.date(2026, 1, 1),
    ):
        holding = [t for t in TERMS if t.since <= day and (t.until is None or day < t.until)]
        assert len({(t.level, t.sector) for t in holding}) == len(holding) == 9


def judged(
    elected,
    as_of,
    *,
    extended=None,
    kind=OrganisationKind.branch,
    ownership=Ownership.private,
):
    branch = Organisation(
        id="o1",
        name="甲",
        kind=kind,
        elected_on=PartialDate(elected),
        term_extended_to=PartialDate(extended) if extended else None,
    )
    unit = Unit(id="u1", name="甲公司", ownership=ownership)
    records = [branch, unit, Hosting(id="h1", organisation="o1", unit="u1")]
    snapshot = Snapshot.from_records(records, as_of=dt.date.fromisoformat(as_of))
    return [
        (each.key.split(":")[0].split(".")[1], each.severity.name)
        for each in check(snapshot, rules=["term_of_office"])
    ]


def test_the_branch_of_2010_served_two_years():
    assert judged("2008-01-01", "2010-01-01") == [("due_soon", "hint")]
    assert judged("2008-01-01", "2010-01-02") == [("overdue", "warning")]


def test_more_than_a_year_overdue_is_an_error():
    assert judged("2020-05-01", "2024-05-01") == [("overdue", "warning")]
    assert judged("2020-05-01", "2024-05-02") == [("overdue", "error")]


def test_an_old_term_is_finished_before_the_new_rules_count():
    assert judged("2018-06-01", "2020-06-02") == [("overdue", "warning")]
    assert judged("2018-08-01", "2020-08-02") == []


def test_villages_serve_five_years():
    assert judged("2020-01-01", "2024-05-01", ownership=Ownership.village) == []


def test_an_approved_extension_moves_the_end_by_a_year_at_most():
    assert judged("2020-05-01", "2024-01-01", extended="2024-04-30") == [("due_soon", "hint")]
    assert judged("2020-05-01", "2024-01-01", extended="2025-05-01") == [
        ("extension", "error"),
        ("due_soon", "hint"),
    ]


def test_a_year_alone_counts_from_its_last_day():
    assert judged("2020", "2023-12-31") == [("due_soon", "hint")]


def test_nobody_elects_a_working_committee():
    assert judged("2001-01-01", "2024-01-01", kind=OrganisationKind.working_committee) == []


def test_a_term_that_begins_on_29_february_ends():
    assert judged("2020-02-29", "2023-02-28") == [("due_soon", "hint")]
    assert judged("2020-02-29", "2023-03-01") == [("overdue", "warning")]
