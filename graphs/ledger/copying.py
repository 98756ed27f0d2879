"""Copies of an SQLite ledger by the backup interface; a plain file copy of a live one is corrupt."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from graphs.errors import LedgerError
from graphs.ledger.engine import sqlite_path
from graphs.text import Text

__all__ = ["backup_file"]


def backup_file(engine: Engine, target: Path) -> None:
    """Copy the ledger of an engine to a new file, whole or not at all.

    Raises
    ------
    LedgerError
        The ledger is on PostgreSQL, or the file exists or cannot be written.
    """
    if sqlite_path(engine) is None:
        raise LedgerError(
            Text(
                zh="PostgreSQL 上的台账请导出归档作为备份",
                en="a ledger on PostgreSQL is backed up by exporting an archive",
            )
        )
    if target.exists():
        raise LedgerError(
            Text(zh="“{path}”已存在，不会覆盖", en="“{path}” exists; it is not overwritten").format(
                path=target.name
            )
        )
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        source = engine.raw_connection()
        try:
            with closing(sqlite3.connect(part)) as copy:
                source.driver_connection.backup(copy)  # type: ignore[union-attr]  # the driver is sqlite3
        finally:
            source.close()
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise LedgerError(
            Text(zh="备份失败：{reason}", en="the backup failed: {reason}").format(
                reason=str(error)
            )
        ) from error
