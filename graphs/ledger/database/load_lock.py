"""Who loads a new ledger in several steps: one at a time, and readers know while it goes on.

A lock that is gone with its process, however it ends: an advisory one of PostgreSQL's session, and
on SQLite that of a small file beside the ledger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from graphs.errors import LedgerBusy
from graphs.ledger.database.database_errors import translated
from graphs.ledger.database.engine import sqlite_path
from graphs.text import Text

__all__ = ["BEING_LOADED", "is_being_loaded", "loading_alone", "made_once"]

BEING_LOADED = Text(
    zh="此处正在装载台账，装载完毕后才能打开，请稍后再试",
    en="a ledger is being loaded here and opens once it is whole; try again later",
)
"""What whoever comes meanwhile is told: nothing is damaged."""

# Of a database, not of a server; the number only has to be nobody else's.
_KEY = 7_031_921


@contextmanager
def loading_alone(engine: Engine) -> Iterator[None]:
    """Load a ledger while nobody else loads one at the same address.

    Raises
    ------
    LedgerBusy
        Somebody does.
    LedgerError
        The database cannot be reached.
    """
    path = sqlite_path(engine)
    with _beside(path) if path else _on_server(engine):
        yield


def made_once(engine: Engine) -> AbstractContextManager[None]:
    """Make a ledger in one transaction while nobody else makes one at the same address.

    An SQLite file sees to that itself; a server lets two make the same tables side by side, and
    the later one breaks.

    Raises
    ------
    LedgerBusy
        Somebody does.
    LedgerError
        The database cannot be reached.
    """
    return nullcontext() if sqlite_path(engine) else _on_server(engine)


def is_being_loaded(connection: Connection) -> bool:
    """Return whether somebody loads a ledger at the address of a connection."""
    path = sqlite_path(connection.engine)
    if path is None:
        free = connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _KEY})
        return not free.scalar()
    file = _file(path)
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        return True
    return False


@contextmanager
def _beside(path: Path) -> Iterator[None]:
    file = _file(path)
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LedgerBusy(BEING_LOADED) from error
        try:
            yield
        finally:
            with suppress(OSError):  # where an open file cannot be taken away it stays, empty
                file.unlink(missing_ok=True)


@contextmanager
def _on_server(engine: Engine) -> Iterator[None]:
    with translated(engine), engine.connect() as connection:
        found = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY})
        if not found.scalar():
            raise LedgerBusy(BEING_LOADED)
        connection.commit()  # the lock is the session's: nothing waits on a transaction
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
            connection.commit()


def _file(path: Path) -> Path:
    return path.with_name(f".{path.name}.loading")
