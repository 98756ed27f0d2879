"""What planning reads of a ledger is enough: the problem is the one of the whole snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphs.ledger import Extract, Ledger, bulk_load, load_archive
from graphs.model import Scope, Snapshot
from graphs.planning import PlanningProblem, problem_from_snapshot, required_columns
from graphs.synthetic import country

ROOT = Path(__file__).parents[3]
AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = str(tmp_path_factory.mktemp("demo") / "d.ledger")
    with load_archive(ROOT / "data" / "demo", place) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = str(tmp_path_factory.mktemp("country") / "c.ledger")
    batches = country(counties=4, organisations=800)
    with bulk_load(place, batches, actor="岗", at=AT, ledger_id="counties") as ledger:
        yield ledger


def same(taken: Snapshot, whole: Snapshot) -> PlanningProblem:
    """The problem of an extract, checked against the one of the whole for every choice."""
    for everyone in (False, True):
        left = problem_from_snapshot(taken, everyone=everyone)
        right = problem_from_snapshot(whole, everyone=everyone)
        assert left.pool.guests.ids == right.pool.guests.ids
        assert left.pool.links == right.pool.links
        assert left.digest == right.digest
        assert left.synthetic == right.synthetic
        assert (left.ledger, left.revision) == (right.ledger, right.revision)
    return left


def test_the_demonstration_and_each_of_its_townships(demonstration: Ledger) -> None:
    places = ["yl", *(each.id for each in demonstration.divisions("yl"))]
    planned = 0
    for place in places:
        scope = Scope("division", place)
        taken = demonstration.extract(Extract(columns=required_columns(), in_units=True), scope)
        planned += len(same(taken, demonstration.snapshot(scope)).pool.guests)
    assert planned > 100


@pytest.mark.parametrize("words", ["whole", "chain:yl-k1"])
def test_other_scopes(demonstration: Ledger, words: str) -> None:
    scope = Scope.parse(words)
    same(
        demonstration.extract(Extract(columns=required_columns()), scope),
        demonstration.snapshot(scope),
    )


def test_counties_of_a_country(counties: Ledger) -> None:
    places = [each.id for each in counties.divisions("f0")]
    assert len(places) == 4
    for place in places:
        scope = Scope("division", place)
        taken = counties.extract(Extract(columns=required_columns(), in_units=True), scope)
        assert len(same(taken, counties.snapshot(scope)).pool.guests) > 10
