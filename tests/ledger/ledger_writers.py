"""Programs that tests start: writers that contend, and writers that are killed while they write.

Each writer is a process forked from one that has everything imported, so that ten thousand of them
take minutes, not hours.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Callable

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, open_ledger
from graphs.ledger.database.engine import reading
from graphs.ledger.storage.valid_time import OPEN
from graphs.model import Change, Quantity, Unit
from graphs.pinyin import readings

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


def add_one(url: str, times: int, rest: float = 0.0) -> None:
    """Read a number and write it plus one, again and again, trying anew when another was quicker.

    A writer that rests between two writes lets a ledger grow as an office's does, not a hundred a second.
    """
    with open_ledger(url) as ledger:
        done = 0
        while done < times:
            base = ledger.head().number
            counted = _counted(ledger)
            new = Unit(id="u", name="计数", staff=Quantity("=", counted + 1))
            try:
                ledger.apply(Change(record=new), actor="岗", note="加一", at=AT, base=base)
            except ChangeRefused:
                continue
            done += 1
            time.sleep(rest)


def _counted(ledger: Ledger) -> int:
    """Read the number past the ledger: its history grows with each write and was half the work."""
    with reading(ledger._engine) as connection:
        query = f"SELECT staff FROM unit WHERE id = 'u' AND closed = {OPEN}"
        [(found,)] = connection.exec_driver_sql(query)
    return int(found or 0)


def write_for_ever(url: str) -> None:
    """Write two units at a time that belong together, and say so after each commit."""
    os.write(1, f"born {os.getpid()}\n".encode())
    with open_ledger(url) as ledger:
        while True:
            number = ledger.head().number + 1
            ledger.apply(
                Change(record=Unit(id=f"a{number}", name=f"甲{number}")),
                Change(record=Unit(id=f"b{number}", name=f"乙{number}")),
                actor="岗",
                note="成对",
                at=AT,
            )
            # One write call: a line reaches the pipe whole or not at all.
            os.write(1, f"{number}\n".encode())


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]  # only reached by an exception
        os._exit(1)


def contend(url: str, times: int, processes: int, rest: float = 0.0) -> int:
    """Let so many processes add at once; return how many of them failed."""
    children = [_forked(lambda: add_one(url, times, rest)) for _ in range(processes)]
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


def nurse(url: str) -> None:
    """Start a writer for each line read, and tell how it ended.

    The pinyin tables, a third of a second to read, are there before the first is forked.
    """
    readings("甲")
    gc.collect()
    gc.freeze()
    for _ in sys.stdin:
        child = _forked(lambda: write_for_ever(url))
        _, status = os.waitpid(child, 0)
        os.write(1, f"gone {status}\n".encode())


if __name__ == "__main__":
    if sys.argv[1] == "contend":
        rest = float(sys.argv[5]) if len(sys.argv) > 5 else 0.0
        sys.exit(contend(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), rest))
    nurse(sys.argv[2])
