"""Being an ordinary user for a while: root may write anywhere, and proves nothing of a closed folder."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["closed_folder", "ordinary_user"]

_NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Lay down the rights of root, where there are any, and take them up again in the end."""
    if os.geteuid() != 0:
        yield
        return
    # What earlier tests left may end a process or remove a folder when it is collected: as root.
    gc.collect()
    gc.disable()
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        gc.enable()


@contextmanager
def closed_folder(folder: Path) -> Iterator[None]:
    """Take every right to write from a folder and what is in it; be an ordinary user meanwhile."""
    places = [folder, *folder.rglob("*")]
    rights = {path: path.stat().st_mode for path in places}
    above = {
        path: path.stat().st_mode for path in folder.parents if path.stat().st_uid == os.getuid()
    }
    try:
        for path in reversed(places):
            path.chmod(0o555 if path.is_dir() else 0o444)
        for path, mode in above.items():
            path.chmod(mode | 0o555)
        with ordinary_user():
            yield
    finally:
        for path, mode in (above | rights).items():
            path.chmod(mode)
