"""Opening a county of a large ledger: what is elsewhere in it costs nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench_data import COUNTRY, SLICE, Nation, load
from pytest_benchmark.fixture import BenchmarkFixture

from graphs.ledger import Ledger, open_ledger
from graphs.model import Snapshot
from graphs.statistics import MEASURES, attention

# Processor time: what else the machine does at the moment is no part of the answer.
pytestmark = pytest.mark.benchmark(timer=time.process_time)

SECONDS = {"median": 1.0, "largest": 5.0}


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("part") / "part.ledger"
    load(SLICE, path)
    with open_ledger(str(path), read_only=True) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def national(national_file: Path) -> Iterator[Ledger]:
    with open_ledger(str(national_file), read_only=True) as ledger:
        yield ledger


def opened(benchmark: BenchmarkFixture, ledger: Ledger, nation: Nation, place: str) -> None:
    """Measure a first opening: nothing is cached but what the database keeps itself."""
    scope = nation.scope(place)
    picture = benchmark.pedantic(ledger.snapshot, (scope,), rounds=3)
    benchmark.extra_info["organisations"] = picture.table("organisation").num_rows
    assert picture.table("organisation").num_rows > 500
    assert benchmark.stats.stats.median < SECONDS[place]


def overview(picture: Snapshot) -> int:
    """Count and look for concerns as the overview does."""
    figures = [measure.compute(picture) for measure in MEASURES.values()]
    return len(figures) + len(attention(picture, ()))


@pytest.mark.parametrize("place", ["median", "largest"])
def test_open_a_county_of_a_part_of_the_country(
    benchmark: BenchmarkFixture, part: Ledger, place: str
) -> None:
    opened(benchmark, part, SLICE, place)


def test_overview_of_the_largest_county_of_a_part_of_the_country(
    benchmark: BenchmarkFixture, part: Ledger
) -> None:
    pictures = iter([part.snapshot(SLICE.scope("largest")) for _ in range(3)])
    found = benchmark.pedantic(lambda: overview(next(pictures)), rounds=3)
    assert found > 6
    assert benchmark.stats.stats.median < 2.0


@pytest.mark.national
@pytest.mark.parametrize("place", ["median", "largest"])
def test_open_a_county_of_the_country(
    benchmark: BenchmarkFixture, national: Ledger, place: str
) -> None:
    opened(benchmark, national, COUNTRY, place)


@pytest.mark.national
def test_overview_of_the_country_s_largest_county(
    benchmark: BenchmarkFixture, national: Ledger
) -> None:
    pictures = iter([national.snapshot(COUNTRY.scope("largest")) for _ in range(3)])
    found = benchmark.pedantic(lambda: overview(next(pictures)), rounds=3)
    assert found > 6
    assert benchmark.stats.stats.median < 2.0


@pytest.mark.national
def test_list_the_provinces_of_the_country(benchmark: BenchmarkFixture, national: Ledger) -> None:
    provinces = benchmark.pedantic(national.divisions, rounds=3)
    assert len(provinces) == 31
    assert benchmark.stats.stats.median < 2.0
