"""A file of SQLite that this process has open is never opened past SQLite and closed again.

On POSIX systems closing any handle of a file drops every lock this process has on it: another program
then takes itself for the last one, and clears the log away under the first, which goes on writing into
a file that is gone.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_factory import put

from graphs.ledger import Home, Ledger, audit, create, open_ledger
from graphs.model import Unit

LOOK = """
import sys
from graphs.ledger import open_ledger
for line in sys.stdin:
    with open_ledger(line.removesuffix("\\n")) as ledger:
        number = ledger.head().number
    print(number, flush=True)
"""
Look = Callable[[Path], int]

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def looked_at() -> Iterator[Look]:
    """Look at a ledger from another program, which has closed it again when it answers."""
    with subprocess.Popen(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:

        def look(path: Path) -> int:
            assert other.stdin
            assert other.stdout
            other.stdin.write(f"{path}\n")
            other.stdin.flush()
            return int(other.stdout.readline())

        yield look
        other.communicate()


def copied(ledger: Ledger, path: Path) -> None:
    ledger.backup(path.with_name("copy.ledger"))


def exported(ledger: Ledger, path: Path) -> None:
    ledger.export_archive(path.with_name("copy.zip"))


def adopted(_ledger: Ledger, path: Path) -> None:
    Home(folder=path.parent / "home").adopt(path, "again")


def opened_again(_ledger: Ledger, path: Path) -> None:
    for read_only in (False, True):
        with open_ledger(str(path), read_only=read_only) as other:
            other.head()


ACTS: dict[str, Callable[[Ledger, Path], object]] = {
    "nothing": lambda *_: None,
    "verify": lambda ledger, _: ledger.verify(),
    "damage": lambda ledger, _: ledger.damage(),
    "audit": lambda _, path: audit(str(path)),
    "backup": copied,
    "archive": exported,
    "adopt": adopted,
    "open": opened_again,
}


@pytest.mark.parametrize("act", list(ACTS))
def test_what_is_acknowledged_after_it_is_there_for_others(
    looked_at: Look, tmp_path: Path, act: str
) -> None:
    path = tmp_path / "a.ledger"
    (tmp_path / "home").mkdir()
    with create(str(path)) as ledger:
        put(ledger, Unit(id="u1", name="一"))
        ACTS[act](ledger, path)
        assert looked_at(path) == 1
        put(ledger, Unit(id="u2", name="二"))
        assert looked_at(path) == 2
        put(ledger, Unit(id="u3", name="三"))
    assert looked_at(path) == 3
