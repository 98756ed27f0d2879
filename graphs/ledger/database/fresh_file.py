"""The file of a new ledger: made under another name, and put in its place once it is whole."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphs.errors import InputError, LedgerError, NotFound, Problem
from graphs.ledger.database.database_errors import unwritable
from graphs.ledger.database.engine import connect
from graphs.ledger.database.file_backup import backup_file
from graphs.ledger.database.file_integrity import is_database
from graphs.text import Text

__all__ = ["copy_database", "fresh_target", "is_backup", "named_once", "scratch_file"]

_NAME = re.compile(r"[\w.-]{1,60}", re.UNICODE)
_NAME_TAKEN = Text(
    zh="已有同名台账，请换一个名称", en="a ledger of that name exists; choose another"
)
_NOTHING_MADE = Text(zh="未建立台账", en="no ledger was made")


def fresh_target(folder: Path, name: str) -> Path:
    """Return where a new ledger of a name goes; its folder is made.

    Raises
    ------
    InputError
        The name is malformed or taken.
    LedgerError
        The folder cannot be made.
    """
    path = folder / f"{name}.ledger"
    reason = None
    # The name becomes a file name: no separators, and nothing hidden.
    if not _NAME.fullmatch(name) or name.startswith("."):
        reason = Text(
            zh="名称只能用文字、数字和 - _ .，1 至 60 个",
            en="a name may use letters, digits and - _ . (1 to 60)",
        )
    elif path.exists():
        reason = _NAME_TAKEN
    if reason:
        problem = Problem(place=Text(zh="名称", en="name"), value=name, reason=reason)
        raise InputError(problem.sentence(), (problem,))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(error, path, _NOTHING_MADE) from error
    return path


@contextmanager
def scratch_file(target: Path) -> Iterator[Path]:
    """Return where a file is made before it gets its name, on the same disk."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            yield Path(folder) / "fresh.ledger"
    except OSError as error:
        raise unwritable(error, target, _NOTHING_MADE) from error


@contextmanager
def named_once() -> Iterator[None]:
    """Refuse in our words a name that another took meanwhile."""
    try:
        yield
    except LedgerError as error:
        if isinstance(error.__cause__, FileExistsError):
            raise LedgerError(_NAME_TAKEN) from error
        raise


def is_backup(source: Path) -> bool:
    """Return whether what is to be adopted is a copy of a database; else it is an archive."""
    return source.suffix in (".ledger", ".backup") or is_database(source)


def copy_database(backup: Path, fresh: Path) -> None:
    """Copy a backup as it is, whatever its layout."""
    if not backup.is_file():
        raise NotFound(
            Text(zh="没有文件“{path}”", en="there is no file “{path}”").format(path=backup)
        )
    # Not opened as a ledger: a backup of an older layout is brought up to date in its copy. Not
    # copied as a file: one that somebody has open would be torn.
    engine = connect(str(backup), read_only=True)
    try:
        backup_file(engine, fresh)
    finally:
        engine.dispose()
