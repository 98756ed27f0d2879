"""A full disk is a sentence that names the folder, and leaves the ledger and the folder as they were."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from ledger_factory import district, put
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from graphs.errors import StorageFull
from graphs.ledger import Home, Ledger, create, open_ledger
from graphs.ledger.database.database_errors import meaning
from graphs.model import Unit


@contextmanager
def little_room(limit: int) -> Iterator[None]:
    """Let no file of this process grow past a size, as a quota does."""
    usual, bounds = (
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
        resource.getrlimit(resource.RLIMIT_FSIZE),
    )
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, bounds[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, bounds)
        signal.signal(signal.SIGXFSZ, usual)


WRITERS: dict[str, Callable[[Ledger, Path], object]] = {
    "backup": lambda ledger, folder: ledger.backup(folder / "a.ledger"),
    "archive": lambda ledger, folder: ledger.export_archive(folder / "a.zip"),
    "folder": lambda ledger, folder: ledger.export_archive(folder / "whole"),
    "copy": lambda ledger, folder: Home(folder=folder).adopt(
        Path(str(ledger._engine.url.database)), "a"
    ),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_copy_that_finds_no_room_names_the_folder_and_leaves_nothing(
    tmp_path: Path, writer: str
) -> None:
    (tmp_path / "far").mkdir()
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
        # Noise, so that a compressed archive finds no room either.
        put(ledger, *(Unit(id=f"x{n}", name=os.urandom(60).hex()) for n in range(400)))
        with little_room(20_000), pytest.raises(StorageFull) as refused:
            WRITERS[writer](ledger, tmp_path / "far")
        assert str(tmp_path / "far") in refused.value.message.zh
        assert "磁盘已满" in refused.value.message.zh
        assert "the disk is full" in refused.value.message.en
        assert [path for path in (tmp_path / "far").rglob("*") if path.is_file()] == []


def test_a_change_that_finds_no_room_is_not_written(tmp_path: Path) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())

        @event.listens_for(ledger._engine, "begin")
        def _(connection: object) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

        with pytest.raises(StorageFull) as refused:
            put(ledger, *(Unit(id=f"x{n}", name="很长的名称" * 40) for n in range(400)))
        assert str(tmp_path) in refused.value.message.en
    with open_ledger(str(tmp_path / "a.ledger")) as again:
        assert again.head().number == 1
        assert again.verify().ok


def fill(ledger: Ledger) -> None:
    for n in range(50):
        put(ledger, *(Unit(id=f"x{n}-{m}", name="长" * 200) for m in range(100)))


def test_a_log_that_finds_no_room_is_not_written(tmp_path: Path) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
        with little_room(600_000), pytest.raises(StorageFull):
            fill(ledger)
        assert ledger.verify().ok


def test_a_full_server_is_named_so() -> None:
    error = OperationalError("x", {}, psycopg.errors.DiskFull("could not extend file"))
    found = meaning(error, None)
    assert isinstance(found, StorageFull)
    assert "数据库服务器的磁盘已满" in found.message.zh
