"""A city of 100,000 organisations: what the overview and the network wait for.

Each push opens one of a fifth of the size, in a fifth of the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bench_data import CITY, TOWN, Nation, pace
from pytest_benchmark.fixture import BenchmarkFixture

from graphs.ledger import open_ledger
from graphs.model import Scope, Snapshot
from graphs.network import Filter
from graphs.scene import Look, picture
from graphs.statistics import MEASURES, attention

pytestmark = pytest.mark.benchmark(timer=time.process_time)

IN_FORCE = [Filter("status", ("active", "expiring"))]


@pytest.fixture(
    params=[
        pytest.param(TOWN, id="a fifth"),
        pytest.param(CITY, id="whole", marks=pytest.mark.bench),
    ]
)
def nation(request: pytest.FixtureRequest) -> Nation:
    return request.param


@pytest.fixture
def share(nation: Nation) -> float:
    """The part of the city's size and of its time."""
    return nation.organisations / CITY.organisations


@pytest.fixture
def city(nation: Nation, ledger_of: Callable[[Nation], Path]) -> Snapshot:
    return _snapshot(ledger_of(nation))


@cache
def _snapshot(path: Path) -> Snapshot:
    with open_ledger(str(path)) as ledger:
        return ledger.snapshot(Scope.parse("division:f0"))


def afresh(snapshot: Snapshot) -> tuple[tuple[Snapshot], dict[str, object]]:
    """Forget what was derived, so that every round derives all of it."""
    snapshot._derived.clear()
    snapshot._decoded.clear()
    return (snapshot,), {}


def _overview(snapshot: Snapshot) -> int:
    figures = [each.compute(snapshot) for each in MEASURES.values()]
    return len(figures) + len(attention(snapshot, ()))


def _network(snapshot: Snapshot) -> int:
    return picture(snapshot, "hubs", IN_FORCE, language="zh").nodes.num_rows


def test_overview_of_a_city(benchmark: BenchmarkFixture, city: Snapshot, share: float) -> None:
    slower = pace()
    assert benchmark.pedantic(_overview, setup=lambda: afresh(city), rounds=3) > 8
    assert benchmark.stats.stats.min < 2.0 * share * max(slower, pace())


def test_network_of_a_city(benchmark: BenchmarkFixture, city: Snapshot, share: float) -> None:
    slower = pace()
    drawn = benchmark.pedantic(_network, setup=lambda: afresh(city), rounds=3)
    assert 0 < drawn <= 2_000
    assert benchmark.stats.stats.min < 3.0 * share * max(slower, pace())


def test_opening_a_county_and_a_township_of_a_city(
    benchmark: BenchmarkFixture, city: Snapshot, share: float
) -> None:
    look = Look(opened=("c1", "c1-t3"))
    slower = pace()

    def opened(snapshot: Snapshot) -> int:
        answers = [each for each in snapshot._derived if "_network" in str(each)]
        for each in answers:  # what is measured is the picture, not its cache
            del snapshot._derived[each]
        scene = picture(snapshot, "hubs", IN_FORCE, language="zh", look=look)
        return scene.nodes.num_rows

    assert 60 < benchmark.pedantic(opened, (city,), rounds=3, warmup_rounds=1) <= 2_000
    assert benchmark.stats.stats.min < 1.0 * share * max(slower, pace())
