"""Verify a ledger read-only: no upgrade, no log, no byte changed, whatever its layout."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from graphs.errors import LedgerBusy, LedgerDamaged, NotFound
from graphs.ledger.archive.archive_writer import write_archive
from graphs.ledger.database.engine import connect, database_url, has_log, reading, sqlite_path
from graphs.ledger.database.file_backup import backup_file
from graphs.ledger.database.file_integrity import broken_file, is_database
from graphs.ledger.migrations import bring_up_to_date, outdated
from graphs.ledger.opening import load_archive, own_row
from graphs.ledger.storage.valid_time import wall_clock
from graphs.ledger.verify.verify_chain import Verification
from graphs.ledger.whole_proof import verify_whole
from graphs.text import Text

__all__ = ["audit"]

_ATTEMPTS = 3


def audit(
    url: str,
    *,
    expect: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    now: dt.datetime | None = None,
) -> Verification:
    """Prove the ledger at an address as ``Ledger.verify`` does, and change nothing of it.

    A ledger of an older layout is proved in a copy that is brought up to date, and gone afterwards;
    the file itself is asked for damage first. ``now`` is the time of this machine by default.

    Raises
    ------
    NotFound
        There is no such file, or the database holds no ledger.
    SchemaMismatch
        A newer version of the program wrote it.
    LedgerDamaged
        The file is no database at all.
    LedgerBusy
        Somebody wrote each time while it was read.
    LedgerError
        The database cannot be reached.

    Examples
    --------
    >>> from graphs.ledger import create
    >>> path = f"{tempfile.mkdtemp()}/mine.ledger"
    >>> create(path).close()
    >>> audit(path).ok
    True
    """
    parsed = database_url(url)
    moment = now or wall_clock()
    if parsed.drivername != "sqlite":
        return _audit(connect(url), moment, expect, progress)
    file = Path(str(parsed.database))
    if not file.is_file():
        raise NotFound(
            Text(zh="没有台账“{path}”", en="there is no ledger “{path}”").format(path=file)
        )
    for _ in range(_ATTEMPTS):
        with _at_rest(file) as place:
            before = _state(place)
            found = _audit(
                connect(str(place), read_only=True, untouched=True), moment, expect, progress
            )
            if _state(place) == before:
                return found
    raise LedgerBusy(
        Text(
            zh="校验期间台账一直在被写入，请稍后再试",
            en="the ledger was written to each time while it was verified; try again later",
        )
    )


@contextmanager
def _at_rest(file: Path) -> Iterator[Path]:
    """Give a file that can be read in place; one that a crash left with its log is copied."""
    log, shared = (file.with_name(file.name + ending) for ending in ("-wal", "-shm"))
    if not has_log(file) or shared.exists():
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / file.name
        for each in (file, log):
            shutil.copyfile(each, copied.with_name(each.name))
        yield copied


def _state(file: Path) -> object:
    """Return what shows whether somebody wrote; a log in use keeps readers apart by itself."""
    if has_log(file):
        return True
    found = file.stat()
    return (found.st_mtime_ns, found.st_size)


def _audit(
    engine: Engine,
    now: dt.datetime,
    expect: str | None,
    progress: Callable[[int, int], None] | None,
) -> Verification:
    file = sqlite_path(engine)
    try:
        row = own_row(engine)
        if outdated(row):
            return _audit_older(engine, now, expect, progress)
        with reading(engine) as connection:
            return verify_whole(connection, now=now, file=file, expect=expect, progress=progress)
    except LedgerDamaged as damaged:
        if file and not is_database(file):
            raise  # there is nothing that could be proved or not
        return _damaged(damaged.message)
    finally:
        engine.dispose()


def _damaged(reason: Text) -> Verification:
    return Verification(ok=False, revisions=0, digest="", reason=reason, stage="file")


def _audit_older(
    engine: Engine,
    now: dt.datetime,
    expect: str | None,
    progress: Callable[[int, int], None] | None,
) -> Verification:
    row, file = own_row(engine), sqlite_path(engine)
    with reading(engine) as connection:
        wrong = next(broken_file(connection, file), None)
    if row.schema < 1 or wrong:
        return _damaged(wrong or Text(zh="首行的格式号不可能", en="its number of layout cannot be"))
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ledger"
        if file is None:
            with reading(engine) as connection:
                write_archive(connection, Path(folder) / "whole")
            load_archive(Path(folder) / "whole", str(fresh)).close()
        else:
            backup_file(engine, fresh)
        copy = connect(str(fresh))
        try:
            bring_up_to_date(copy)
            with reading(copy) as connection:
                found = verify_whole(connection, now=now, expect=expect, progress=progress)
        finally:
            copy.dispose()
    if not found.ok:
        return found
    older = Text(
        zh="（台账是旧格式，未改动）", en=" (the ledger has an older layout and was left so)"
    )
    return replace(found, reason=found.reason + older)
