"""Files are written whole or not at all, and changed by one program at a time.

Nobody reads a half, and a full disk leaves the old one.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["alone", "write_in_place", "write_whole"]


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


@contextmanager
def alone(lock: Path, *, seconds: float) -> Iterator[None]:
    """Hold a lock that is gone with its program, however that ends; its file stays.

    Raises
    ------
    TimeoutError
        Another program holds it longer.
    OSError
        There is no such folder, or it may not be written.

    Examples
    --------
    >>> import tempfile
    >>> lock = Path(tempfile.mkdtemp()) / "a.lock"
    >>> with alone(lock, seconds=1), alone(lock, seconds=0):
    ...     pass
    Traceback (most recent call last):
    TimeoutError: a.lock
    """
    until = time.monotonic() + seconds
    with lock.open("a+b") as opened:
        while not _taken(opened):
            if time.monotonic() >= until:
                raise TimeoutError(lock.name)
            time.sleep(0.02)
        yield


def _taken(opened: IO[bytes]) -> bool:
    """Take the lock of an open file, which its closing gives back, unless another has it."""
    try:
        # Either is there on one kind of system only.
        if sys.platform == "win32":
            import msvcrt

            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
