"""Nothing acknowledged is ever lost: many writers at once, and writers killed while they write."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ledger_factory import put

from graphs.errors import LedgerBusy
from graphs.ledger import Ledger, create, open_ledger
from graphs.ledger import engine as engine_module
from graphs.ledger.engine import connect, writing
from graphs.model import Unit

WRITERS = Path(__file__).with_name("ledger_writers.py")
ROOT = WRITERS.parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, str(WRITERS), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def counted(ledger: Ledger) -> int:
    staff = ledger.snapshot(as_of=dt.date(2010, 1, 1)).get(Unit, "u").staff
    return 0 if staff is None else int(staff.value)


def test_four_hundred_contended_writes_lose_none(ledger: Ledger, ledger_url: str) -> None:
    put(ledger, Unit(id="u", name="计数"))
    with (
        started("add", ledger_url, "50") as p1,
        started("add", ledger_url, "50") as p2,
        started("add", ledger_url, "50") as p3,
        started("add", ledger_url, "50") as p4,
        started("add", ledger_url, "50") as p5,
        started("add", ledger_url, "50") as p6,
        started("add", ledger_url, "50") as p7,
        started("add", ledger_url, "50") as p8,
    ):
        codes = [process.wait(timeout=300) for process in (p1, p2, p3, p4, p5, p6, p7, p8)]
    assert codes == [0] * 8
    assert counted(ledger) == 400
    assert ledger.head().number == 401
    assert ledger.verify().ok


def kill_while_writing(url: str, times: int) -> None:
    """Kill a writer at some moment of its work, again and again, and look at what it left."""
    chance, acknowledged = random.Random(7), 0
    for _ in range(times):
        with started("write", url) as process:
            assert process.stdout
            acknowledged = int(process.stdout.readline())
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            told = process.stdout.read().splitlines()
            process.wait()
        # A number cut in two by the kill was not acknowledged.
        acknowledged = max([acknowledged, *(int(words) for words in told if words.isdigit())])
        with open_ledger(url) as ledger:
            head = ledger.head().number
            assert head >= acknowledged
            units = set(ledger.snapshot(as_of=dt.date(2010, 1, 1)).by_id(Unit))
            assert units == {f"{side}{number}" for side in "ab" for number in range(1, head + 1)}
            assert ledger.verify().ok


def test_forty_killed_writers_leave_a_whole_ledger(tmp_path: Path) -> None:
    url = str(tmp_path / "a.ledger")
    create(url).close()
    kill_while_writing(url, 40)


@pytest.mark.postgres
def test_ten_killed_clients_leave_a_whole_ledger(postgres_database: str) -> None:
    create(postgres_database).close()
    kill_while_writing(postgres_database, 10)


def test_a_writer_that_waits_too_long_says_so(
    ledger: Ledger, ledger_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ledger, Unit(id="u", name="计数"))
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 1)
    holder = connect(ledger_url)
    with open_ledger(ledger_url) as other, writing(holder) as connection:
        connection.exec_driver_sql("UPDATE ledger SET head = head")
        with pytest.raises(LedgerBusy, match="too long"):
            put(other, Unit(id="v", name="等"))
    holder.dispose()
    put(ledger, Unit(id="v", name="等到了"))


def test_a_reader_is_not_kept_waiting_by_a_writer(ledger: Ledger, ledger_url: str) -> None:
    put(ledger, Unit(id="u", name="计数"))
    holder = connect(ledger_url)
    with writing(holder) as connection:
        connection.exec_driver_sql("UPDATE unit SET name = 'x'")
        assert counted(ledger) == 0
        assert ledger.snapshot(as_of=dt.date(2010, 1, 1)).get(Unit, "u").name == "计数"
        connection.exec_driver_sql("UPDATE unit SET name = '计数'")
    holder.dispose()
