"""Twenty thousand rows within the time a steward waits; half a million within their room (soak)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from intake_books import EMPTY, csv_file

from graphs.intake import prepare

_HERE = Path(__file__).resolve().parent
_HEAD = "党组织名称,类型,所在单位,所有制,党员数,成立时间,所属街道,上级党组织\n"


def register(rows: int) -> str:
    lines = (
        f"第{r}号公司党支部,党支部,第{r}号公司,{'民营' if r % 3 else '国有'},{r % 40 + 3}余名,"
        f"{'2010-02-30' if r % 1000 == 999 else f'201{r % 10}年{r % 12 + 1}月'},街道{r % 12},"
        f"{f'第{r % 50}号公司党支部' if r >= 50 else ''}\n"
        for r in range(rows)
    )
    return _HEAD + "".join(lines)


def test_twenty_thousand_rows_with_findings_and_difference() -> None:
    file = csv_file(register(20_000), name="名册.csv")
    begun = time.process_time()
    result = prepare([file], EMPTY)
    seconds = time.process_time() - begun
    print(f"20,000 rows: {seconds:.1f} s, {len(result.differences)} differences")
    assert len(result.errors) == 20
    assert result.counts()["added"] > 79_000
    assert seconds <= 20


_HALF_A_MILLION = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from intake_books import EMPTY, csv_file
from graphs.intake import LARGE, prepare
words = "".join(f"第{r}号公司,{'民营' if r % 3 else '国有'},{r % 90 + 3}余人,201{r % 10}年{r % 12 + 1}月\\n" for r in range(500_000))
file = csv_file("名称,控股情况,从业人数,成立日期\\n" + words, name="单位.csv", encoding="gb18030")
del words
begun = time.perf_counter()
result = prepare([file], EMPTY, limits=LARGE)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"seconds": time.perf_counter() - begun, "megabytes": peak / 1024, "steps": len(result.steps)}))
"""


@pytest.mark.soak
def test_half_a_million_rows_of_text() -> None:
    environment = os.environ | {"PYTHONPATH": str(_HERE.parents[1])}
    run = subprocess.run(
        [sys.executable, "-c", _HALF_A_MILLION, str(_HERE)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    measured = json.loads(run.stdout)
    print(measured)
    assert measured["steps"] == 500_001
    assert measured["seconds"] <= 180
    assert measured["megabytes"] <= 1024
