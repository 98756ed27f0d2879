"""Check an SQLite file: header, every page, every index."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from graphs.ledger.database.engine import has_log
from graphs.text import Text

__all__ = ["broken_file", "broken_header", "first_bytes", "is_database"]

_MAGIC = b"SQLite format 3\x00"
_HEADER = struct.Struct(">16sH6B12I20s2I")
_MOST = 3


def broken_file(connection: Connection, file: Path | None) -> Iterator[Text]:
    """Return what is wrong with a file; nothing for a server, which minds its own."""
    if file is None:
        return
    header = first_bytes(file, _HEADER.size)
    # While a file is in use its first page may lie in the log.
    if not has_log(file) and broken_header(header):
        yield Text(zh="文件头已损坏", en="the head of the file is damaged")
    for (words,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if words != "ok":
            yield Text(
                zh="数据库文件已损坏（{reason}）", en="the database file is damaged ({reason})"
            ).format(reason=str(words).splitlines()[-1])


def is_database(file: Path) -> bool:
    """Return whether a file begins as one of SQLite's does, whatever its name."""
    try:
        return first_bytes(file, len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def first_bytes(file: Path, many: int) -> bytes:
    """Return how a file begins, without letting go of the locks this process has on it.

    On POSIX systems closing any handle of a file drops all of them: another program would take
    itself for the last one and clear away the log that this one writes into. So the handle is kept,
    one for each file, until the file is gone.

    Raises
    ------
    OSError
        It cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     _ = file.write(b"SQLite"), file.flush()
    ...     first_bytes(Path(file.name), 3)
    b'SQL'
    """
    if os.name != "posix":  # locks belong to handles there
        with file.open("rb") as stream:
            return stream.read(many)
    return _OPEN.first_bytes(file, many)


@dataclass(slots=True)
class _OpenFiles:
    """Files that stay open, by device and inode, until nobody finds them any more."""

    handles: dict[tuple[int, int], int] = field(default_factory=dict)
    lock: Any = field(default_factory=Lock)

    def first_bytes(self, file: Path, many: int) -> bytes:
        with self.lock:
            for known, kept in list(self.handles.items()):
                if not os.fstat(kept).st_nlink:
                    os.close(self.handles.pop(known))
            found = file.stat()
            handle = self.handles.get((found.st_dev, found.st_ino))
            if handle is None:
                handle = os.open(file, os.O_RDONLY)
                opened = os.fstat(handle)
                self.handles[opened.st_dev, opened.st_ino] = handle
            return os.pread(handle, many, 0)


_OPEN = _OpenFiles()


def broken_header(header: bytes) -> bool:
    r"""Return whether the head of a file is one that no ledger has.

    What SQLite itself does not look at counts too: a mark that makes later versions read the file
    otherwise, or refuse to write to it.

    Examples
    --------
    >>> broken_header(b"SQLite format 3\x00")
    True
    """
    if len(header) < _HEADER.size:
        return True
    magic, page, write, read, reserved, most, least, leaf, *rest = _HEADER.unpack(header)
    numbers, blank = rest[:12], rest[12]
    # change counter, pages, free list (2), cookie, schema format, cache, vacuum root, encoding,
    # user version, incremental vacuum, application
    _, _, _, _, _, form, cache, root, encoding, user, vacuum, application = numbers
    return (
        magic != _MAGIC
        or (page != 1 and (page < 512 or page & (page - 1)))
        or (write, read) not in ((1, 1), (2, 2))
        or (reserved, most, least, leaf) != (0, 64, 32, 32)
        or (form, encoding) != (4, 1)
        or any((cache, root, user, vacuum, application))
        or any(blank)
    )
