"""Transactions: one exclusive writer, consistent readers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from graphs.ledger.database.compiled_statements import COMPILED
from graphs.ledger.database.database_address import database_url
from graphs.ledger.database.database_errors import translated

__all__ = [
    "BUSY_SECONDS",
    "connect",
    "database_url",
    "has_log",
    "is_writable",
    "is_writable_folder",
    "reading",
    "sqlite_path",
    "writing",
]

_EFFECTIVE: dict[str, bool] = (
    {"effective_ids": True} if os.access in os.supports_effective_ids else {}
)

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""


def sqlite_path(engine: Engine) -> Path | None:
    """Return the file of an SQLite ledger; ``None`` on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return None
    return Path(engine.url.database or "")


def connect(url: str, *, read_only: bool = False, untouched: bool = False) -> Engine:
    """Return an engine for a ledger's database; nothing is opened yet.

    ``untouched`` reads an SQLite file without a log as it lies there: no file appears beside it.
    Whoever asks for it makes sure that nobody wrote meanwhile.

    Raises
    ------
    InputError
        The address is neither a file nor one of the two databases.
    """
    parsed = database_url(url)
    if parsed.drivername == "sqlite":
        path = Path(str(parsed.database))
        alone = read_only and (untouched or not is_writable_folder(path)) and not has_log(path)
        return _sqlite(path, read_only=read_only, alone=alone)
    # Loaded where a server is asked for: a desk with files of its own starts without the driver.
    from graphs.ledger.database.postgres import postgres_engine

    return postgres_engine(parsed, read_only=read_only, lock_seconds=BUSY_SECONDS)


def _sqlite(path: Path, *, read_only: bool, alone: bool) -> Engine:
    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(
            _sqlite_uri(path, read_only=read_only, alone=alone),
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        if not read_only:
            raw.execute("PRAGMA journal_mode = WAL")
            # An acknowledged revision survives a power cut, not only a crash of the program.
            raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA cache_size = -65536")
        # Pages are read, never mapped: SQLite before 3.51.3 can mix old and new pages of a mapped
        # file when its log is reset under a reader, and a failing disk would end the program.
        raw.execute("PRAGMA mmap_size = 0")
        return raw

    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=opened,
        execution_options=COMPILED,
        # A file read without locks is opened anew each time, so that nothing read of it is kept.
        **({"poolclass": NullPool} if alone else {"max_overflow": -1}),
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred writer that reads first and then meets another writer would fail or, worse,
        # overwrite; taking the write lock before reading makes read-modify-write safe.
        immediate = connection.get_execution_options().get("graphs_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _sqlite_uri(path: Path, *, read_only: bool, alone: bool) -> str:
    mode = ("?mode=ro&immutable=1" if alone else "?mode=ro") if read_only else ""
    return path.absolute().as_uri() + mode


def has_log(path: Path) -> bool:
    """Return whether something is written beside the file that is not in it yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def is_writable(path: Path) -> bool:
    """Return whether a file, and the folder that holds its log, may be written by who runs this."""
    return os.access(path, os.W_OK, **_EFFECTIVE) and is_writable_folder(path)


def is_writable_folder(path: Path) -> bool:
    """Return whether a log could be kept beside a file; WAL needs that even to read."""
    return os.access(path.absolute().parent, os.W_OK, **_EFFECTIVE)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Run one write transaction: all of it or nothing, alone among writers.

    A writer takes the ledger's own row first and sees what those before it committed, whatever a
    server declares for others: under a stricter level whoever waited would be broken off.

    Raises
    ------
    LedgerBusy
        Another writer held the ledger longer than :data:`BUSY_SECONDS`.
    LedgerCollision
        The database broke the transaction off for another.
    LedgerReadOnly
        The ledger is open for reading only.
    LedgerDamaged
        The file is no database.
    LedgerError
        The database cannot be reached.
    """
    with translated(engine), engine.connect() as plain:
        connection = plain.execution_options(
            graphs_writes=True, **_levels(engine, "READ COMMITTED")
        )
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Run one read transaction, in which every query sees the same revision.

    Raises
    ------
    LedgerBusy
        A writer held the ledger longer than :data:`BUSY_SECONDS`.
    LedgerDamaged
        The file is no database.
    LedgerError
        The database cannot be reached.
    """
    with translated(engine), engine.connect() as plain:
        connection = plain.execution_options(**_levels(engine, "REPEATABLE READ"))
        with connection.begin():
            yield connection


def _levels(engine: Engine, level: Literal["READ COMMITTED", "REPEATABLE READ"]) -> dict[str, str]:
    return {"isolation_level": level} if engine.dialect.name == "postgresql" else {}
