"""Connections: one way to write (alone), one way to read (a consistent picture)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from graphs.errors import InputError, LedgerBusy, LedgerDamaged, LedgerError, LedgerReadOnly
from graphs.text import Text

__all__ = [
    "BUSY_SECONDS",
    "connect",
    "database_url",
    "reading",
    "sqlite_path",
    "writing",
]

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""


def database_url(url: str) -> URL:
    """Return the parsed address; a bare path means SQLite, ``postgresql://`` means psycopg.

    Raises
    ------
    InputError
        The address is neither a file nor one of the two databases.

    Examples
    --------
    >>> database_url("var/my.ledger").drivername
    'sqlite'
    >>> database_url("postgresql://localhost/graphs").drivername
    'postgresql+psycopg'
    """
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url)))
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = URL.create("unknown")
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg") or not parsed.database:
        raise InputError(
            Text(
                zh="台账地址要写成文件路径、sqlite:///… 或 postgresql://…",
                en="the address of a ledger is a file path, sqlite:///… or postgresql://…",
            )
        )
    return parsed


def sqlite_path(engine: Engine) -> Path | None:
    """Return the file of an SQLite ledger; ``None`` on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return None
    return Path(engine.url.database or "")


def connect(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for a ledger's database; nothing is opened yet.

    Raises
    ------
    InputError
        The address is neither a file nor one of the two databases.
    """
    parsed = database_url(url)
    if parsed.drivername == "sqlite":
        return _sqlite(Path(str(parsed.database)), read_only=read_only)
    engine = create_engine(parsed, pool_pre_ping=True, max_overflow=-1)

    @event.listens_for(engine, "connect")
    def _settings(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
            cursor.execute("SET timezone = 'UTC'")
            if read_only:
                cursor.execute("SET default_transaction_read_only = on")
        raw.commit()

    return engine


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    def opened() -> sqlite3.Connection:
        raw = sqlite3.connect(
            _sqlite_uri(path, read_only=read_only),
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
        raw.execute("PRAGMA mmap_size = 1073741824")
        return raw

    engine = create_engine(
        URL.create("sqlite", database=str(path)), creator=opened, max_overflow=-1
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred writer that reads first and then meets another writer would fail or, worse,
        # overwrite; taking the write lock before reading makes read-modify-write safe.
        immediate = connection.get_execution_options().get("graphs_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _sqlite_uri(path: Path, *, read_only: bool) -> str:
    address = path.absolute().as_uri()
    if not read_only:
        return address
    # WAL needs a writable directory even to read; a shipped file without a log never changes.
    writable = os.access(path.absolute().parent, os.W_OK)
    logged = path.with_name(path.name + "-wal").exists()
    return address + ("?mode=ro" if writable or logged else "?mode=ro&immutable=1")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Run one write transaction: all of it or nothing, alone among writers.

    Raises
    ------
    LedgerBusy
        Another writer held the ledger longer than :data:`BUSY_SECONDS`.
    LedgerReadOnly
        The ledger is open for reading only.
    LedgerDamaged
        The file is no database.
    LedgerError
        The database cannot be reached.
    """
    with _translated(), engine.connect() as plain:
        connection = plain.execution_options(graphs_writes=True)
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
    with _translated(), engine.connect() as plain:
        postgres = engine.dialect.name == "postgresql"
        connection = (
            plain.execution_options(isolation_level="REPEATABLE READ") if postgres else plain
        )
        with connection.begin():
            yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from error


def _meaning(error: DBAPIError) -> LedgerError:
    words = str(error.orig).lower()
    state = getattr(error.orig, "sqlstate", None)
    if "locked" in words or "busy" in words or state == "55P03":
        return LedgerBusy(
            Text(
                zh="另一个程序占用台账过久，请稍后再试",
                en="another program has held the ledger too long; try again later",
            )
        )
    if "readonly" in words or state == "25006":
        return LedgerReadOnly(
            Text(
                zh="本台账只读；请复制为自己的台账后再修改",
                en="this ledger is read-only; copy it to your own to change it",
            )
        )
    if "not a database" in words or "malformed" in words:
        return LedgerDamaged(
            Text(zh="文件不是台账，或已损坏", en="the file is no ledger, or is damaged")
        )
    if isinstance(error, OperationalError):
        reason = str(error.orig).strip().splitlines()[0]
        return LedgerError(
            Text(
                zh="无法打开台账数据库：{reason}", en="cannot open the ledger's database: {reason}"
            ).format(reason=reason)
        )
    raise error
