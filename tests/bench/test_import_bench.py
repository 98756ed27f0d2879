"""What comparing a large pairing ledger costs, in a process of its own: processor time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]

_COMPARED = """
import csv, datetime as dt, io, json, resource, sys, time
from graphs.intake import InputFile, prepare
from graphs.model import Snapshot

def pairing_ledger(rows):
    # 300 hosts, a guest a row: what a province's ledger of eight columns looks like.
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["协议编号", "国企党组织", "国企单位", "非公党组织", "非公单位", "签订日期", "期限至", "协议名称"])
    for r in range(rows):
        day = f"{r % 12 + 1:02d}-{r % 28 + 1:02d}"
        writer.writerow([f"A-{r}", f"第{r % 300}国企党委", f"第{r % 300}国企公司", f"第{r}民企党支部",
                         f"第{r}民企公司", f"2023-{day}", f"2026-{day}", "结对共建协议"])
    return out.getvalue().encode()

file = InputFile(name="结对台账.csv", content=pairing_ledger(int(sys.argv[1])))
empty = Snapshot.from_records((), as_of=dt.date(2024, 7, 1))
begun = time.process_time()
result = prepare([file], empty)
seconds = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
print(json.dumps({"records": len(result.differences), "errors": len(result.errors),
                  "seconds": round(seconds, 1), "megabytes": round(peak)}))
"""


@pytest.mark.soak
@pytest.mark.parametrize("rows", [20_000, 60_000, 190_000])
def test_a_large_pairing_ledger_is_compared_in_little_room(rows: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _COMPARED, str(rows)],
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(run.stdout)
    print(f"{rows:,} rows:", measured)
    assert measured["errors"] == 0
    assert measured["records"] == 6 * rows + 900
    assert measured["megabytes"] <= 1024
