"""One flipped bit anywhere in a file is found, or changes nothing that anybody could read."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from ledger_factory import history

from graphs.errors import GraphsError
from graphs.ledger import Home, audit, create, open_ledger

SEED = 20261128


def content(file: Path) -> object:
    """Return schema and rows of every table, read past everything of ours; ``None`` if unreadable."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as raw:
        raw.text_factory = bytes
        try:
            schema = sorted(
                map(repr, raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
            )
            names = [
                name.decode()
                for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            rows = {
                name: sorted(map(repr, raw.execute(f'SELECT * FROM "{name}" NOT INDEXED')))
                for name in names
                if not name.startswith("sqlite_")
            }
            counted = {
                name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in rows
            }
        except (sqlite3.Error, UnicodeDecodeError):
            return None
    return schema, rows, counted


def read_through(file: Path) -> None:
    """Read what a user reads; a damaged file may refuse, in our own words."""
    try:
        with open_ledger(str(file), read_only=True) as ledger:
            ledger.head()
            ledger.revisions()
            ledger.profile()
            ledger.snapshot()
            ledger.search("党")
    except GraphsError:
        return


def flip(clean: bytes, chance: random.Random, file: Path) -> int:
    place = chance.randrange(len(clean) * 8)
    spoiled = bytearray(clean)
    spoiled[place // 8] ^= 1 << place % 8
    file.write_bytes(spoiled)
    return place


def flips(source: Path, folder: Path, times: int) -> Counter[str]:
    """Flip bits, one at a time; count how each was found, was harmless by proof, or was missed."""
    chance, clean, wanted = random.Random(SEED), source.read_bytes(), content(source)
    assert wanted is not None
    assert audit(str(source)).ok
    told: Counter[str] = Counter()
    for _ in range(times):
        spoiled = folder / "spoiled.ledger"
        place = flip(clean, chance, spoiled)
        before = spoiled.read_bytes()
        try:
            found = audit(str(spoiled))
            verdict = "harmless" if found.ok else found.stage
        except GraphsError as error:
            verdict = type(error).__name__
        if verdict == "harmless" and content(spoiled) != wanted:
            verdict = f"missed at byte {place // 8}"
        told[verdict] += 1
        assert spoiled.read_bytes() == before
        assert [each.name for each in folder.iterdir()] == ["spoiled.ledger"]
    return told


@pytest.fixture
def small(tmp_path: Path) -> Path:
    with create(str(tmp_path / "small.ledger"), ledger_id="test") as ledger:
        history(ledger)
    return tmp_path / "small.ledger"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "spoiled"
    made.mkdir()
    return made


def test_flipped_bits_are_found_or_harmless(small: Path, folder: Path) -> None:
    told = flips(small, folder, 15)
    assert not [verdict for verdict in told if verdict.startswith("missed")], told


def test_reading_a_file_with_flipped_bits_is_a_sentence(small: Path, folder: Path) -> None:
    chance, clean = random.Random(SEED), small.read_bytes()
    for _ in range(60):
        flip(clean, chance, folder / "spoiled.ledger")
        read_through(folder / "spoiled.ledger")


@pytest.mark.soak
def test_five_hundred_flipped_bits_are_found_or_harmless(tmp_path: Path, folder: Path) -> None:
    home = Home(folder=tmp_path / "home")
    home.copy("demo", "demo")
    told = flips(home.folder / "own" / "demo.ledger", folder, 500)
    print(dict(told))
    missed = sum(count for verdict, count in told.items() if verdict.startswith("missed"))
    assert missed <= 2, told
