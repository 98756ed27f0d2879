"""Bulk insert for each database (executemany, COPY), with indexes created afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table

from graphs.ledger.storage.tables import RECORD_TABLES, SEARCH

__all__ = ["drop_indexes", "finish_file", "hasten_file", "make_indexes", "write_rows"]


def write_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert tuples in the order of the table's columns, past SQLAlchemy's per-row work."""
    if not rows:
        return
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.c)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(table.c))
        driver.executemany(f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})", rows)
        return
    copy_in = f"COPY {quote(table.name)} ({columns}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(copy_in) as copy:
        for row in rows:
            copy.write_row(row)


def drop_indexes(connection: Connection) -> None:
    """Drop what would be kept in order row by row."""
    for table in (*RECORD_TABLES.values(), SEARCH):
        for index in table.indexes:
            index.drop(connection)


def make_indexes(connection: Connection) -> None:
    """Make the dropped indexes from all rows at once."""
    for table in (*RECORD_TABLES.values(), SEARCH):
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)


def hasten_file(engine: Engine) -> None:
    """Spare an SQLite file the wait for the disk; an interrupted load is done anew anyway."""
    _pragma(engine, "PRAGMA synchronous = OFF")


def finish_file(engine: Engine) -> None:
    """Bring a loaded SQLite file to the disk and gather what its planner needs."""
    _pragma(
        engine,
        "PRAGMA synchronous = FULL",
        "PRAGMA analysis_limit = 1000",
        "ANALYZE",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    )


def _pragma(engine: Engine, *words: str) -> None:
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        for each in words:
            driver.execute(each).fetchall()
    finally:
        raw.close()
