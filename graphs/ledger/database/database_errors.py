"""Translate driver errors: busy, read-only, damaged, full, unreachable."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from graphs.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerReadOnly, StorageFull
from graphs.text import Text

__all__ = [
    "READ_ONLY",
    "damaged_file",
    "full_disk",
    "is_full",
    "meaning",
    "read_only_folder",
    "translated",
    "unwritable",
]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_BUSY = Text(
    zh="另一个程序占用台账过久，请稍后再试",
    en="another program has held the ledger too long; try again later",
)
READ_ONLY = Text(
    zh="本台账只读；请复制为自己的台账后再修改",
    en="this ledger is read-only; copy it to your own to change it",
)
"""What is said where somebody would write in a ledger that is open for reading only."""
_SERVER_FULL = Text(
    zh="数据库服务器的磁盘已满，未写入；请腾出空间后再试",
    en="the disk of the database server is full and nothing was written; make room first",
)
_STATES: Mapping[str, tuple[type[LedgerError], Text]] = {
    "55P03": (LedgerBusy, _BUSY),
    "25006": (LedgerReadOnly, READ_ONLY),
    "53100": (StorageFull, _SERVER_FULL),
    "53300": (
        LedgerBusy,
        Text(
            zh="数据库服务器的连接已满，请稍后再试",
            en="the database server has no connection left; try again later",
        ),
    ),
    "57014": (
        LedgerBusy,
        Text(
            zh="数据库超过时限仍未答复，已中止",
            en="the database took longer than its time limit and was stopped",
        ),
    ),
}
"""What PostgreSQL's codes mean."""

_SECRET = re.compile(r"(://[^\s:/@]*):\S*@|(password=)\S+", re.IGNORECASE)


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Raise what goes wrong in the database inside as one of our own errors.

    Raises
    ------
    LedgerError
        Or one of its kinds; each names what a user can do something about.
    """
    try:
        yield
    except DBAPIError as error:
        found = meaning(error, _file(engine))
        if found is None:
            raise
        raise found from error
    except sqlite3.Error as error:  # past SQLAlchemy, as a backup is
        found = _of_sqlite(error, _file(engine))
        if found is None:
            raise
        raise found from error
    except PoolTimeoutError as error:
        raise LedgerBusy(
            Text(
                zh="数据库连接都在使用中，请稍后再试",
                en="every connection to the database is in use; try again later",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise damaged_file() from error


def meaning(error: DBAPIError, file: Path | None) -> LedgerError | None:
    """Return what an error of a driver means for the ledger in a file, or on a server.

    ``None`` for what only a mistake of ours can bring about.
    """
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig, file)
    kind, words = _STATES.get(getattr(error.orig, "sqlstate", None) or "", (None, None))
    if kind is not None and words is not None:
        return kind(words)
    return _out_of_reach(str(error.orig)) if isinstance(error, OperationalError) else None


def _of_sqlite(error: sqlite3.Error, file: Path | None) -> LedgerError | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    words = str(error).lower()
    folder = file.absolute().parent if file else None
    found: LedgerError | None = None
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in words:
        found = LedgerBusy(_BUSY)
    elif name.startswith("SQLITE_READONLY"):
        found = read_only_folder(folder) if folder else None
    elif name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"):
        found = full_disk(folder)
    elif name.startswith("SQLITE_CANTOPEN"):
        found = _out_of_reach(str(error))
    elif isinstance(error, sqlite3.OperationalError) or (
        name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in words
    ):
        # No statement of ours names a table or column that is not declared.
        found = damaged_file()
    return found


def _file(engine: Engine) -> Path | None:
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def damaged_file() -> LedgerDamaged:
    """Return the error of content that no ledger has."""
    return LedgerDamaged(
        Text(zh="文件不是台账，或已损坏", en="the file is no ledger, or is damaged")
    )


def full_disk(folder: Path | None) -> StorageFull:
    """Return the error of a disk that is full, named by the folder; a server's without one."""
    if folder is None:
        return StorageFull(_SERVER_FULL)
    return StorageFull(
        Text(
            zh="磁盘已满，未写入：文件夹“{folder}”所在的磁盘需要腾出空间",
            en="the disk is full and nothing was written: make room on the disk of the folder "
            "“{folder}”",
        ).format(folder=folder)
    )


def read_only_folder(folder: Path) -> LedgerReadOnly:
    """Return the refusal of writing to a ledger whose folder or file may not be written."""
    return LedgerReadOnly(
        Text(
            zh="文件夹“{folder}”不可写，其中的台账只能查看；请复制到别处再修改",
            en="the folder “{folder}” cannot be written to, its ledgers can only be read; "
            "copy one elsewhere to change it",
        ).format(folder=folder)
    )


def is_full(error: OSError) -> bool:
    """Return whether there was no room."""
    return error.errno in _FULL


def unwritable(error: OSError, target: Path, what: Text) -> LedgerError:
    """Return why a file or folder could not be written, in words of both languages.

    Examples
    --------
    >>> error = OSError(errno.EROFS, "Read-only file system")
    >>> unwritable(error, Path("/cd/a.zip"), Text(zh="未备份", en="no backup")).message.en
    'no backup: the folder “/cd” cannot be written to'
    """
    folder = target.absolute().parent
    if is_full(error):
        return full_disk(folder)
    if error.errno in _DENIED:
        reason = Text(zh="文件夹“{folder}”不可写", en="the folder “{folder}” cannot be written to")
        return LedgerError(what + Text(zh="：", en=": ") + reason.format(folder=folder))
    return LedgerError(what + Text(zh="：", en=": ") + Text.same(error.strerror or str(error)))


def _out_of_reach(reason: str) -> LedgerError:
    first = reason.strip().splitlines()[0] if reason.strip() else ""
    return LedgerError(
        Text(
            zh="无法打开台账数据库：{reason}", en="cannot open the ledger's database: {reason}"
        ).format(reason=_SECRET.sub(r"\1\2…@", first))
    )
