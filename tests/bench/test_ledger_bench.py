"""Opening a county of a large ledger: what is elsewhere in it costs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench_data import AT, COUNTRY, SLICE, TOWN, Nation, pace
from pytest_benchmark.fixture import BenchmarkFixture

from graphs.ledger import Ledger, bulk_load, open_ledger
from graphs.model import Organisation, Snapshot
from graphs.statistics import MEASURES, attention

# Processor time: what else the machine does at the moment is no part of the answer.
pytestmark = pytest.mark.benchmark(timer=time.process_time)

SECONDS = {"median": 1.0, "largest": 5.0}


PARTS = [
    pytest.param(TOWN, id="9 counties"),
    pytest.param(SLICE, id="28 counties", marks=pytest.mark.bench),
]
"""Parts of the country, with counties as large as its own but the few largest."""


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


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("place", ["median", "largest"])
def test_open_a_county_of_a_part_of_the_country(
    benchmark: BenchmarkFixture, ledger_of: Callable[[Nation], Path], part: Nation, place: str
) -> None:
    with open_ledger(str(ledger_of(part)), read_only=True) as ledger:
        opened(benchmark, ledger, part, place)


@pytest.mark.parametrize("part", PARTS)
def test_overview_of_the_largest_county_of_a_part_of_the_country(
    benchmark: BenchmarkFixture, ledger_of: Callable[[Nation], Path], part: Nation
) -> None:
    with open_ledger(str(ledger_of(part)), read_only=True) as ledger:
        pictures = iter([ledger.snapshot(part.scope("largest")) for _ in range(3)])
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


@pytest.mark.parametrize(
    ("size", "seconds"),
    [(5_000, 0.1), (20_000, 0.13), pytest.param(100_000, 0.3, marks=pytest.mark.bench)],
)
def test_search_whatever_is_asked(
    benchmark: BenchmarkFixture, tmp_path: Path, size: int, seconds: float
) -> None:
    words = ["长安", "药业", "科技", "物流", "朝阳", "机械", "纺织", "食品", "信息", "建设"]
    records = [
        Organisation(id=f"o{n}", name=f"郑州{words[n % 10]}{words[n // 10 % 10]}{n}有限公司党支部")
        for n in range(size)
    ]
    asked = ("党支部", "a", "zz", "长安药业", "物流 药业", "nobodybearsthis", "查无此名者",
             "郑州长安药业有限公司第一党支部", "changanyoaye")  # fmt: skip
    slow = {}
    with bulk_load(str(tmp_path / "a.ledger"), [("all", records)], actor="a", at=AT,
                   ledger_id="a") as ledger:  # fmt: skip
        benchmark.pedantic(ledger.search, ("党支部",), rounds=3)
        for query in asked:
            spent = []
            for _ in range(3):
                began = time.process_time()
                ledger.search(query)
                spent.append(time.process_time() - began)
            slow[query] = round(min(spent), 3)
    benchmark.extra_info["seconds"] = slow
    assert {query: spent for query, spent in slow.items() if spent > seconds * pace()} == {}
