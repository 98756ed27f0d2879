"""The whole command of a download of very many pairs: processor time and memory of its process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bench_data import AT, SEED, Nation, pace

from graphs.ledger import bulk_load
from graphs.model import Agreement, Change, Record, Signatory
from graphs.synthetic import country

ROOT = Path(__file__).parents[2]
TIMES = 10
"""So many agreements in place of each: the edges grow, and the organisations do not."""

# A tenth has a tenth of the edges, and nearly all of what a process costs before its first one.
TENTH, WHOLE = (Nation(counties=n, organisations=k) for n, k in ((46, 85_000), (460, 850_000)))
LIMITS = {"csv": 60.0, "graphml": 120.0}
MOST_MEGABYTES, EMPTY_SECONDS = 1_500, 3.0

# The child says what it took: what another child of this process took is none of it.
CHILD = """
import resource, sys
from graphs.__main__ import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
unit = 1 if sys.platform == "darwin" else 1024
print("used", used.ru_utime + used.ru_stime, used.ru_maxrss * unit // 2**20)
sys.exit(code)
"""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(TENTH, id="a tenth"),
        pytest.param(WHOLE, id="a million edges", marks=pytest.mark.bench),
    ],
)
def dense(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, float]:
    nation: Nation = request.param
    path = tmp_path_factory.mktemp("dense") / "dense.ledger"
    batches = country(counties=nation.counties, organisations=nation.organisations, seed=SEED)
    several = ((note, _several(records)) for note, records in batches)
    bulk_load(str(path), several, actor="规模测试岗", at=AT, ledger_id="national").close()
    return path, nation.organisations / WHOLE.organisations


def _several(records: Iterator[Record | Change]) -> Iterator[Record | Change]:
    for each in records:
        yield each
        record = each.record if isinstance(each, Change) else each
        for n in range(1, TIMES if isinstance(record, Agreement | Signatory) else 1):
            more: Record
            if isinstance(record, Agreement):
                more = replace(record, id=f"{record.id}-x{n}", renews=None)
            else:
                assert isinstance(record, Signatory)
                more = replace(record, id=f"{record.id}-x{n}", agreement=f"{record.agreement}-x{n}")
            yield replace(each, record=more) if isinstance(each, Change) else more


@pytest.mark.parametrize("key", list(LIMITS))
def test_a_million_edges_leave_as_a_file(
    key: str, dense: tuple[Path, float], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, share = dense
    line = [
        "export",
        "--ledger",
        str(path),
        "--scope",
        "whole",
        "--grain",
        "pairs",
        "--format",
        key,
    ]
    line += ["--picture", "none", "--filter", "status=all", "--output", str(tmp_path / "made.zip")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GRAPHS_HOME": str(tmp_path)}
    slower = pace()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *line],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    slower = max(slower, pace())
    _, seconds, megabytes = done.stdout.splitlines()[-1].split()
    with capsys.disabled():
        print(f"\n{key}, {share:g} of a million edges: {seconds} s of processor, {megabytes} MB")
    assert float(seconds) < (EMPTY_SECONDS + LIMITS[key] * share) * slower
    assert int(megabytes) < MOST_MEGABYTES
