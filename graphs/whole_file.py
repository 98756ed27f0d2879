"""Files are written whole or not at all: nobody reads a half, and a full disk leaves the old one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["write_in_place", "write_whole"]


def write_whole(target: Path, content: bytes) -> None:
    """Put a file in the place of whatever had its name; several may do so at once.

    Raises
    ------
    OSError
        It cannot be written here, or there is no such folder.
    ValueError
        The name holds what no file system takes.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "a.zip"
    >>> write_whole(target, b"PK")
    >>> [(file.name, file.read_bytes()) for file in target.parent.iterdir()]
    [('a.zip', b'PK')]
    """
    with write_in_place(target) as written:
        written.write(content)


@contextmanager
def write_in_place(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes the place of whatever had its name once it is complete.

    Raises
    ------
    OSError
        It cannot be written here, or there is no such folder.
    ValueError
        The name holds what no file system takes.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "a.zip"
    >>> with write_in_place(target) as written:
    ...     written.write(b"PK"), target.exists()
    (2, False)
    >>> target.read_bytes()
    b'PK'
    """
    part = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as written:
            yield written
        part.replace(target)
    except BaseException:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        raise
