"""One flipped bit in what lies beside a ledger: its log that is not in the file yet, and archives."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from ledger_factory import history

from graphs.errors import GraphsError
from graphs.ledger import Ledger, audit, create, load_archive, open_ledger

SEED = 20261129


def flipped(clean: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(clean) * 8)
    spoiled = bytearray(clean)
    spoiled[place // 8] ^= 1 << place % 8
    return bytes(spoiled)


def states(ledger: Ledger) -> dict[int, str]:
    """Return the digest of every revision there was, by its number."""
    return {each.number: each.digest for each in ledger.revisions()}


def read(file: Path) -> tuple[int, str, bool]:
    """Return the head a file is read to have, and whether its proof holds."""
    found = audit(str(file))
    with open_ledger(str(file)) as ledger:
        head = ledger.head()
        return head.number, head.digest, found.ok and ledger.verify().ok


def log_flips(folder: Path, times: int) -> Counter[str]:
    """Flip bits of a log; whole revisions at its end may go, and nothing else may change."""
    live = folder / "live.ledger"
    told: Counter[str] = Counter()
    with create(str(live), ledger_id="test") as ledger:
        history(ledger)
        wanted, last = states(ledger), ledger.head()
        # Copied while it is open: closing it would bring the log into the file.
        file, log = live.read_bytes(), live.with_name("live.ledger-wal").read_bytes()
    assert log
    chance = random.Random(SEED)
    for _ in range(times):
        shutil.rmtree(folder / "spoiled", ignore_errors=True)
        (folder / "spoiled").mkdir()
        spoiled = folder / "spoiled" / "a.ledger"
        spoiled.write_bytes(file)
        spoiled.with_name("a.ledger-wal").write_bytes(flipped(log, chance))
        try:
            number, digest, ok = read(spoiled)
        except GraphsError as error:
            told[type(error).__name__] += 1
            continue
        if not ok:
            told["found"] += 1
        elif number == last.number:
            told["harmless" if digest == last.digest else "missed"] += 1
        else:
            # What is gone is gone as a whole, and a digest that was noted elsewhere says so.
            whole = number == 0 or wanted.get(number) == digest
            noticed = not audit(str(spoiled), expect=last.digest).ok
            told["shorter" if whole and noticed else "missed"] += 1
    return told


def archive_flips(folder: Path, times: int, *, zipped: bool) -> Counter[str]:
    """Flip bits of an archive; it is refused, or what is loaded is the same to the last byte."""
    made = folder / ("made.zip" if zipped else "made")
    with create(str(folder / "source.ledger"), ledger_id="test") as ledger:
        history(ledger)
        ledger.export_archive(made)
        ledger.export_archive(folder / "wanted.zip")
    wanted = (folder / "wanted.zip").read_bytes()
    chance, told = random.Random(SEED), Counter[str]()
    files = [made] if zipped else sorted(made.iterdir())
    for number in range(times):
        file = files[number % len(files)]
        clean = file.read_bytes()
        file.write_bytes(flipped(clean, chance))
        again = folder / f"again-{number}"
        again.mkdir()
        try:
            with load_archive(made, str(again / "a.ledger")) as loaded:
                loaded.export_archive(again / "again.zip")
            same = (again / "again.zip").read_bytes() == wanted
            told["harmless" if same else f"missed: {file.name}"] += 1
        except GraphsError as error:
            told[type(error).__name__] += 1
        shutil.rmtree(again)
        file.write_bytes(clean)
    return told


def missed(told: Counter[str]) -> list[str]:
    return [each for each in told if each.startswith("missed")]


def test_a_flipped_bit_of_a_log_takes_whole_revisions_or_nothing(tmp_path: Path) -> None:
    told = log_flips(tmp_path, 12)
    assert not missed(told), told
    assert told.total() == 12


@pytest.mark.parametrize("zipped", [True, False])
def test_a_flipped_bit_of_an_archive_is_found_or_harmless(tmp_path: Path, *, zipped: bool) -> None:
    told = archive_flips(tmp_path, 25, zipped=zipped)
    assert not missed(told), told
    assert told.total() == 25


@pytest.mark.soak
def test_three_hundred_flipped_bits_beside_a_ledger(tmp_path: Path) -> None:
    for name in ("log", "zip", "folder"):
        (tmp_path / name).mkdir()
    told = log_flips(tmp_path / "log", 100)
    told += archive_flips(tmp_path / "zip", 100, zipped=True)
    told += archive_flips(tmp_path / "folder", 100, zipped=False)
    print(dict(told))
    assert not missed(told), told
