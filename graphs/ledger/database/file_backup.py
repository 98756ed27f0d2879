"""Back up SQLite ledgers by its backup API; a file copy of a live one is corrupt."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from graphs.errors import LedgerError
from graphs.ledger.database.database_errors import full_disk, unwritable
from graphs.ledger.database.engine import sqlite_path
from graphs.text import Text

__all__ = ["backup_file", "place"]


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
        raise _taken(target) from FileExistsError(target)
    what = Text(zh="备份失败", en="the backup failed")
    # A name of its own, so that two copies under way never write into one file.
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        part.touch(exist_ok=False)
        source = engine.raw_connection()
        try:
            _copy(source.driver_connection, part)
        finally:
            source.close()
        place(part, target)
    except OSError as error:
        raise unwritable(error, target, what) from error
    except sqlite3.Error as error:
        if _disk_is_to_blame(error):
            raise full_disk(target.absolute().parent) from error
        raise LedgerError(
            what + Text(zh="：{reason}", en=": {reason}").format(reason=str(error))
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(source: Any, part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    # A copy that is told of as made is on the disk.
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _disk_is_to_blame(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", None) or ""
    return name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE") or "disk is full" in str(error)


def place(made: Path, target: Path) -> None:
    """Give a whole file its name, unless the name was taken meanwhile.

    Raises
    ------
    LedgerError
        Something of that name is there; it is left as it is.
    OSError
        The folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "made").write_text("new"), (folder / "kept").write_text("old")
    >>> place(folder / "made", folder / "kept")
    Traceback (most recent call last):
    graphs.errors.LedgerError: “kept” exists; it is not overwritten
    """
    try:
        os.link(made, target)
    except FileExistsError as error:
        raise _taken(target) from error
    except OSError:  # a file system without links: the name is taken first, then filled
        try:
            target.touch(exist_ok=False)
        except FileExistsError as error:
            raise _taken(target) from error
        made.replace(target)


def _taken(target: Path) -> LedgerError:
    return LedgerError(
        Text(zh="“{path}”已存在，不会覆盖", en="“{path}” exists; it is not overwritten").format(
            path=target.name
        )
    )
