"""The plan of the whole country, read from a ledger as a planner runs it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.national
@pytest.mark.parametrize("whom", [(), ("--everyone",)], ids=["unpaired", "everyone"])
def test_the_whole_country_from_a_ledger(national_file: Path, whom: tuple[str, ...]) -> None:
    line = [sys.executable, "-m", "graphs", "country", "--ledger", str(national_file)]
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        [*line, "--workers", "2", "--json", *whom],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    spent = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = 3 * after.ru_maxrss / 1024  # two workers and who hands out, each as the largest of them
    found = json.loads(answer.stdout)
    row = (len(found["counties"]), found["guests"], found["served"], round(spent), round(busy))
    print("\n| country from a ledger: counties | guests | served | wall s | CPU s | peak MB |")
    print("|---|---|---|---|---|---|")
    print("| " + " | ".join(str(each) for each in (*row, round(peak))) + " |")
    assert len(found["counties"]) == 2850
    assert found["optimal"]
    assert found["sound"]
    assert found["guests"] >= (1_140_000 if whom else 800_000)
    assert spent <= 300
    assert peak <= 4096
