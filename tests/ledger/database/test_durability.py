"""Nothing acknowledged is ever lost: many writers at once, and writers killed while they write."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from ledger_factory import put

from graphs.errors import LedgerBusy
from graphs.ledger import Ledger, open_ledger
from graphs.ledger.database import engine as engine_module
from graphs.ledger.database.engine import connect, writing
from graphs.model import Unit

WRITERS = Path(__file__).parents[1] / "ledger_writers.py"
ROOT = WRITERS.parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the writers' program; it and its writers are killed in the end."""
    process = subprocess.Popen(
        [sys.executable, str(WRITERS), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def counted(ledger: Ledger) -> int:
    staff = ledger.snapshot(as_of=dt.date(2010, 1, 1)).get(Unit, "u").staff
    return 0 if staff is None else int(staff.value)


@pytest.mark.parametrize("times", [12, pytest.param(50, marks=pytest.mark.soak)])
def test_of_contended_writes_none_is_lost(ledger: Ledger, ledger_url: str, times: int) -> None:
    """Eight writers; of each write that succeeds some seven are refused, which is what takes long."""
    put(ledger, Unit(id="u", name="计数"))
    with started("contend", ledger_url, str(times), "8") as eight:
        assert eight.wait(timeout=300) == 0
    assert counted(ledger) == 8 * times
    assert ledger.head().number == 8 * times + 1
    assert ledger.verify().ok


class Killings:
    """Kills writers at some moment of their work, and looks at what each left."""

    def __init__(self, url: str, process: subprocess.Popen[str], seed: int = 7) -> None:
        assert process.stdin
        assert process.stdout
        self.url, self.orders, self.answers = url, process.stdin, process.stdout
        self.chance = random.Random(seed)
        self.acknowledged = 0
        self.killed = 0

    def kill_one(self) -> None:
        """Start a writer and kill it: one in four as it begins, the others after a first commit."""
        self.orders.write("\n")
        self.orders.flush()
        born, ident = self.answers.readline().split()
        assert born == "born"
        if self.chance.random() >= 0.25:
            self._hear(self.answers.readline())
        time.sleep(self.chance.uniform(0, 0.03))
        os.kill(int(ident), signal.SIGKILL)
        while not (line := self.answers.readline()).startswith("gone"):
            self._hear(line)
        assert line.split() == ["gone", str(int(signal.SIGKILL))], "a writer failed by itself"
        self.killed += 1

    def _hear(self, line: str) -> None:
        self.acknowledged = max(self.acknowledged, int(line))

    def look(self) -> int:
        """Return the head of a ledger that holds all that was acknowledged and no half change."""
        with open_ledger(self.url) as ledger:
            head = ledger.head().number
            assert head >= self.acknowledged
            units = set(ledger.snapshot(as_of=dt.date(2010, 1, 1)).by_id(Unit))
            assert units == {f"{side}{number}" for side in "ab" for number in range(1, head + 1)}
            assert ledger.verify().ok
        return head


def kill_while_writing(url: str, times: int) -> None:
    with started("nurse", url) as process:
        killings = Killings(url, process)
        for _ in range(times):
            killings.kill_one()
            killings.look()
    with open_ledger(url) as ledger:
        written = put(ledger, Unit(id="last", name="还能写"))
    assert written.number > killings.acknowledged >= times // 2


@pytest.mark.parametrize("times", [20, pytest.param(40, marks=pytest.mark.soak)])
def test_killed_writers_leave_a_whole_ledger(ledger: Ledger, ledger_url: str, times: int) -> None:
    assert ledger.head().number == 0
    kill_while_writing(ledger_url, times)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_killed_writers_leave_whole_ledgers(
    seed: int, ledger: Ledger, ledger_url: str
) -> None:
    """A thousand a ledger, so that ``-n 4`` kills side by side; after each, the head is looked at.

    The ledger is open here too, and proved while writers are killed: a program that reads and
    closes a file must not drop the locks of those that write it.
    """
    url = ledger_url
    began = time.monotonic()
    with started("nurse", url) as process:
        killings = Killings(url, process, seed)
        for number in range(1, 1_001):
            killings.kill_one()
            with open_ledger(url) as opened:
                assert opened.head().number >= killings.acknowledged
            if number % 100 == 0:
                head = killings.look()
        passed = time.monotonic() - began
    print(f"seed {seed}: {killings.killed} killed, {head} revisions, {passed:.0f} s", flush=True)
    assert ledger.head().number == head > 400


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
