"""What moved in a period, and how fresh the data are, recomputed from the lines of the archive with pandas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from nonempty import nonempty
from test_report_measures import DAYS, Recount, frame_of, ledger, town

from graphs.ledger import Ledger
from graphs.model import Bounds, Division, DivisionLevel, NotComputable, Rate, Scope, Side, Snapshot
from graphs.network import count_pairs
from graphs.statistics import MEASURES
from graphs.statistics.dimension import DIMENSIONS, groups
from graphs.statistics.month import (
    DATED_KINDS,
    REPORT_MEASURES,
    Part,
    freshness,
    period_between,
    pivot,
)

__all__ = ["ledger"]


@pytest.mark.parametrize(("first", "last"), list(pairwise(DAYS)), ids=str)
@pytest.mark.parametrize("where", [None, "town"])
def test_what_moved_in_a_period_is_what_the_archive_says(
    ledger: Ledger, first: dt.date, last: dt.date, where: str | None
) -> None:
    place = town() if where else None
    period = period_between(*(ledger.snapshot(Scope.within(place), day) for day in (first, last)))
    part = Part(snapshot=period.last, period=period)
    before, after = (
        {
            couple: agreements
            for couple, agreements in raw.agreements_of_couples().items()
            if raw.here(raw.home[couple[1]]) or raw.here(raw.home[couple[0]])
        }
        for raw in (Recount(first, place), Recount(last, place))
    )
    raw = Recount(last, place)
    gone = {c: {raw.way_out(a) for a in before[c]} for c in before if c not in after}
    told = {
        "new_pairs": [a for c in after if c not in before for a in after[c]],
        "renewed_pairs": [a for c in after if before.get(c) and after[c] - before[c] for a in after[c]],
        "ended_pairs": [a for c in gone if "ended" in gone[c] for a in before[c]],
        "lapsed_pairs": [a for c in gone if gone[c] == {"lapsed"} for a in before[c]],
    }  # fmt: skip
    figures = {key: REPORT_MEASURES[key].compute(part) for key in told}
    assert {key: figure.bounds.low for key, figure in figures.items()} == {
        key: len(agreements) for key, agreements in told.items()
    }
    due = [(c, a) for c, rows in before.items() for a in rows if raw.over_within(a, first)]
    rate = REPORT_MEASURES["renewal_rate"].compute(part)
    if not due:
        assert isinstance(rate, NotComputable)
        return
    assert isinstance(rate, Rate)
    again = sum(c in after for c, _ in due)
    assert (rate.numerator.low, rate.denominator.low) == (again, len(due))


PERIOD_KEYS = tuple(key for key, each in REPORT_MEASURES.items() if each.of_period)


@pytest.mark.parametrize("key", [key for key, each in DIMENSIONS.items() if not each.several])
@pytest.mark.parametrize("end", [Side.non_public, Side.soe])
def test_what_moved_adds_up_over_groups(ledger: Ledger, key: str, end: Side) -> None:
    period = period_between(*(ledger.snapshot(Scope(), day) for day in DAYS[1:]))
    table = pivot(period.last, PERIOD_KEYS, key, end=end, period=period)
    for place, name in enumerate(PERIOD_KEYS):
        cells = [row.cells[place] for row in table.rows]
        whole = table.total.cells[place]
        if isinstance(whole, Rate):
            rates = [cell for cell in cells if isinstance(cell, Rate)]
            assert sum(r.numerator.low for r in rates) == whole.numerator.low, name
            assert sum(r.denominator.low for r in rates) == whole.denominator.low, name
        else:
            assert sum(cell.bounds.low for cell in cells) == whole.bounds.low, name


def test_what_moved_adds_up_over_disjoint_scopes(ledger: Ledger) -> None:
    towns = ledger.snapshot(Scope()).by_id(Division).values()
    scopes = [Scope.within(e.id) for e in towns if e.level is DivisionLevel.township]
    whole, *parts = (
        period_between(*(ledger.snapshot(scope, day) for day in DAYS[1:]))
        for scope in (Scope.within("yl"), *scopes)
    )
    # who is at home in the county itself is in no township
    placed = {
        ident
        for snapshot in (whole.first, whole.last)
        for town, ids in groups(snapshot, "township").items()
        for ident in ids
        if town in {scope.id for scope in scopes}
    }
    for key in nonempty(whole.moved):
        found = [pair for part in parts for pair in part.moved[key] if pair.inside]
        own = [pair for pair in whole.moved[key] if pair.guest in placed]
        keys = [sorted((p.agreement, p.host, p.guest) for p in each) for each in (found, own)]
        assert keys[0] == keys[1], key
        assert count_pairs(found).inside == count_pairs(own).inside, key


def test_without_a_period_or_anybody_there_is_no_figure_but_no_fault() -> None:
    nobody = Snapshot.from_records([], as_of=DAYS[0])
    period = period_between(nobody, nobody)
    for key in PERIOD_KEYS:
        assert isinstance(REPORT_MEASURES[key].compute(Part(snapshot=nobody)), NotComputable)
        found = REPORT_MEASURES[key].compute(Part(snapshot=nobody, period=period))
        assert isinstance(found, NotComputable) or found.bounds == Bounds(0, 0)


def test_an_unnamed_collective_moves_with_its_bounds(shangjie: Snapshot) -> None:
    before = Snapshot.from_records([], as_of=dt.date(2000, 1, 1))
    found = REPORT_MEASURES["new_pairs"].compute(
        Part(snapshot=shangjie, period=period_between(before, shangjie))
    )
    assert found == MEASURES["pairs"].compute(shangjie)
    assert found.bounds.high is None


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("key", list(DIMENSIONS))
def test_freshness_is_that_of_the_lines_of_the_archive(
    ledger: Ledger, day: dt.date, key: str
) -> None:
    snapshot = ledger.snapshot(Scope(), day)
    recorded = ledger.recorded_days(snapshot, DATED_KINDS)
    opened = pd.concat(
        [frame_of(kind).reindex(columns=["id", "_opened"]).fillna(1) for kind in DATED_KINDS]
    )
    days = {row["number"]: row["at"][:10] for row in frame_of("revisions").to_dict("records")}
    newest = opened.groupby("id")["_opened"].max().map(days)
    assert {i: each.isoformat() for i, each in recorded.items()} == newest[list(recorded)].to_dict()
    *rows, everybody = freshness(snapshot, recorded, key)
    raw = Recount(day, None)
    signed = raw.signed.groupby("organisation")["agreement"].agg(set)
    held = raw.lines("activity").groupby("agreement")["id"].agg(set)
    for row in nonempty(rows):
        ids = set(groups(snapshot, key)[row.key])
        own = ids.union(*(raw.units.get(each, ()) for each in ids))
        agreements = set().union(*(signed.get(each, set()) for each in ids)) & set(
            raw.agreement.index
        )
        own |= agreements.union(*(held.get(each, set()) for each in agreements))
        written = max((newest[each] for each in own if each in newest), default=None)
        assert (row.recorded_on and row.recorded_on.isoformat()) == written, row.key
        assert row.age_days is None or row.age_days == max(0, (day - row.recorded_on).days)
    if not DIMENSIONS[key].several:
        assert sum(row.organisations for row in rows) == everybody.organisations
    assert everybody.recorded_on == max(recorded.values())


def test_freshness_of_nobody_and_of_another_ledger(ledger: Ledger) -> None:
    nobody = Snapshot.from_records([], as_of=DAYS[0])
    assert [row.recorded_on for row in freshness(nobody, {})] == [None]
    snapshot = ledger.snapshot(Scope())
    with pytest.raises(ValueError, match="elsewhere"):
        ledger.recorded_days(replace(snapshot, ledger="elsewhere"), DATED_KINDS)
