"""The outlines of a desk: one file for each ledger, beside the ledgers and never inside one."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from graphs.errors import GraphsError, StorageFull
from graphs.scene.outlines.datum import DATUMS
from graphs.scene.outlines.geojson_outline import Outline, read_outline
from graphs.text import Text

__all__ = ["keep_outline", "kept_outline", "outline_stamp", "remove_outline"]

_FOLDER = "outlines"


def keep_outline(
    folder: Path, ledger: str, content: bytes, *, name: str, datum: str, ledger_datum: str
) -> Outline:
    """Check an outline and keep it for a ledger of the desk; one that was kept is replaced.

    Raises
    ------
    InputError
        It is none; what was kept stays.
    StorageFull
        The desk's folder cannot be written.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> words = b'{"type": "Polygon", "coordinates": [[[113,34],[114,34],[114,35],[113,34]]]}'
    >>> kept = keep_outline(folder, "demo", words, name="a", datum="gcj02", ledger_datum="wgs84")
    >>> kept == kept_outline(folder, "demo")
    True
    """
    outline = read_outline(content, name=name, datum=datum, ledger_datum=ledger_datum)
    target = _path(folder, ledger)
    kept = {"name": name, "datum": datum, "ledger_datum": ledger_datum}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two sessions of one desk may keep an outline at the same time.
        handle, fresh = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(kept).encode() + b"\n" + content)
        Path(fresh).replace(target)
    except OSError as error:
        raise StorageFull(
            Text(
                zh="轮廓没有存下：本机目录不能写",
                en="the outline was not kept: the folder is read-only",
            )
        ) from error
    return outline


def kept_outline(folder: Path, ledger: str) -> Outline | None:
    """Return the outline that is kept for a ledger; ``None`` where there is none.

    Raises
    ------
    GraphsError
        The file was changed by hand and is no outline any longer.

    Examples
    --------
    >>> kept_outline(Path(tempfile.mkdtemp()), "demo") is None
    True
    """
    stamp = outline_stamp(folder, ledger)
    return _read(_path(folder, ledger), stamp) if stamp else None


def outline_stamp(folder: Path, ledger: str) -> tuple[int, int] | None:
    """Return what changes with the outline of a ledger: when it was kept, and its size.

    Examples
    --------
    >>> outline_stamp(Path(tempfile.mkdtemp()), "demo") is None
    True
    """
    try:
        stat = _path(folder, ledger).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=8)
def _read(target: Path, stamp: tuple[int, int]) -> Outline:
    del stamp  # of the key of the cache
    head, _, content = target.read_bytes().partition(b"\n")
    try:
        kept = json.loads(head)
        name, datums = str(kept["name"]), (kept["datum"], kept["ledger_datum"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged() from error
    if not set(datums) <= set(DATUMS):
        raise _damaged()
    return read_outline(content, name=name, datum=datums[0], ledger_datum=datums[1])


def _damaged() -> GraphsError:
    return GraphsError(
        Text(
            zh="所存的轮廓读不出，请重新上传",
            en="the outline that was kept cannot be read; add it again",
        )
    )


def remove_outline(folder: Path, ledger: str) -> None:
    """Keep no outline for a ledger any longer; where there is none nothing happens.

    Examples
    --------
    >>> remove_outline(Path(tempfile.mkdtemp()), "demo")
    """
    _path(folder, ledger).unlink(missing_ok=True)


def _path(folder: Path, ledger: str) -> Path:
    # The key of a ledger may hold what no file name may.
    return folder / _FOLDER / f"{hashlib.sha256(ledger.encode()).hexdigest()[:24]}.outline"
