"""Fifty backups of a ledger that three others write into: each is restored, whole and not older."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from ledger_factory import put
from test_durability import counted, started

from graphs.ledger import Home, Ledger, open_ledger
from graphs.model import Unit


def back_up_in_use(ledger: Ledger, url: str, folder: Path, times: int, rest: float = 0.0) -> int:
    """Take so many backups, by each way there is, and restore each; return the last one's head."""
    put(ledger, Unit(id="u", name="计数"))
    home, head = Home(folder=folder), 0
    kinds = (".zip",) if "://" in url else (".zip", ".ledger")
    with started("contend", url, "100000", "3", str(rest)):
        while ledger.head().number < 4:  # they have begun
            time.sleep(0.05)
        for number in range(times):
            before = ledger.head().number
            target = folder / f"{number}{kinds[number % len(kinds)]}"
            if target.suffix == ".zip":
                digest = ledger.export_archive(target)
            else:
                ledger.backup(target)
                digest = ""
            entry = home.adopt(target, f"back-{number}", expect=digest or None)
            with open_ledger(entry.where) as restored:
                head = restored.head().number
                assert head >= before
                assert restored.verify(expect=digest or None).ok
                assert counted(restored) == head - 1  # no half change: each revision adds one
            Path(entry.where).unlink()
            target.unlink()
        deadline = time.monotonic() + 60
        while (now := ledger.head().number) <= head and time.monotonic() < deadline:
            time.sleep(0.05)  # the others write on
    assert now > head
    return head


def test_a_backup_of_a_ledger_in_use_is_restored_whole(
    ledger: Ledger, ledger_url: str, tmp_path: Path
) -> None:
    back_up_in_use(ledger, ledger_url, tmp_path, 2)


@pytest.mark.soak
def test_fifty_backups_of_a_ledger_in_use_are_restored_whole(
    ledger: Ledger, ledger_url: str, tmp_path: Path
) -> None:
    began = time.monotonic()
    head = back_up_in_use(ledger, ledger_url, tmp_path, 50, rest=0.2)
    print(f"50 backups restored, the last of revision {head}, {time.monotonic() - began:.0f} s")
