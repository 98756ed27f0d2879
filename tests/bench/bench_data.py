"""What benchmarks measure on: an invented nation in a ledger file, and one large district."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import io
import resource
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphs.ledger import bulk_load
from graphs.model import Change, Scope, Snapshot
from graphs.synthetic import DEMO_AS_OF, country, county_sizes, demo_revisions

__all__ = ["CITY", "COUNTRY", "KEPT", "SLICE", "TOWN", "Nation", "district", "load", "pace"]

KEPT = "NATIONAL_LEDGER"
"""Names the file of a national ledger that is kept, so that only the first run has to load it."""

AT = dt.datetime(2026, 6, 30, 4, tzinfo=dt.UTC)
SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """So many counties with so many organisations; sizes are heavy-tailed."""

    counties: int
    organisations: int

    def scope(self, place: str) -> Scope:
        """Return the scope of the ``median`` or the ``largest`` county."""
        sizes = county_sizes(self.counties, self.organisations, SEED)
        order = sorted(range(self.counties), key=lambda number: (sizes[number], number))
        number = order[-1] if place == "largest" else order[self.counties // 2]
        return Scope("division", f"c{number + 1}")


COUNTRY = Nation(counties=2850, organisations=5_250_000)
SLICE = Nation(counties=28, organisations=52_500)
"""A hundredth of the country: as large counties, only fewer."""

CITY = Nation(counties=9, organisations=100_000)

TOWN = Nation(counties=9, organisations=20_000)
"""A fifth of the city, which each push can afford to load; what grows with the size has a fifth of
the time."""


def load(nation: Nation, path: Path) -> dict[str, float]:
    """Load a nation into a new SQLite ledger and return what that took."""
    began = time.perf_counter()
    batches = country(counties=nation.counties, organisations=nation.organisations, seed=SEED)
    rows = [0]
    bulk_load(
        str(path),
        batches,
        actor="规模测试岗",
        at=AT,
        ledger_id="national",
        progress=lambda _batches, so_far: rows.append(so_far),
    ).close()
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "rows": rows[-1],
        "load_seconds": round(time.perf_counter() - began, 1),
        "megabytes_on_disk": path.stat().st_size // 2**20,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 2**20,
    }


QUIET_SECONDS = 0.235
"""What the plain work of ``pace`` takes on the machine of RESULTS.md when it does nothing else."""


STEADY_SECONDS = 5
"""How long a pace holds: a shared processor drifts by the minute."""

_measured: list[tuple[float, float]] = []


def pace() -> float:
    """Return how many times slower this machine is just now than the quiet one; at least 1.

    A shared processor drifts by the minute, up to twofold: the same plain work (60,000 rows of
    text and numbers through the ``csv`` module, the best of three) is timed in the same run, and
    not again within five seconds.
    """
    if not _measured or time.monotonic() - _measured[-1][0] > STEADY_SECONDS:
        rounds = []
        for _ in range(3):
            began = time.process_time()
            writer = csv.writer(io.StringIO())
            for k in range(60_000):
                writer.writerow([f"{k}", f"组织{k}", k % 7, k / 3, None, "党建联建"] * 3)
            rounds.append(time.process_time() - began)
        _measured.append((time.monotonic(), max(1.0, min(rounds) / QUIET_SECONDS)))
    return _measured[-1][1]


@cache
def district(hosts: int = 660, guests: int = 4350) -> Snapshot:
    """Return a district of some 5,000 organisations in memory, with agreements and activities."""
    first = demo_revisions(hosts=hosts, guests=guests)[0]
    known = {
        step.record.id: step.record
        for step in first.steps
        if isinstance(step, Change) and not isinstance(step.until, dt.date)
    }
    assert known, "the demonstration has no records that hold on"
    picture = Snapshot.from_records(known.values(), as_of=DEMO_AS_OF)
    # As the app does with each snapshot: the collector need not walk what stays anyway.
    gc.collect()
    gc.freeze()
    return picture
