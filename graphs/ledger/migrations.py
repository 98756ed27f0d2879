"""Migrate an older ledger: declared steps, a backup first, newer layouts refused.

A step is one function; the generic step after it adds whatever declared columns, tables and
indexes are missing, so a new column needs no step at all::

    @migration(to=2)
    def split_the_path(connection: Connection) -> None:
        ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, inspect, text, update
from sqlalchemy.schema import CreateColumn

from graphs.errors import LedgerError
from graphs.ledger.archive.archive_writer import write_archive
from graphs.ledger.database.database_errors import unwritable
from graphs.ledger.database.engine import reading, sqlite_path, writing
from graphs.ledger.database.file_backup import backup_file
from graphs.ledger.storage.revisions import ledger_row
from graphs.ledger.storage.search_index import rebuild
from graphs.ledger.storage.tables import LEDGER, METADATA, SCHEMA, columns_fingerprint
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "MIGRATIONS",
    "Migration",
    "add_missing",
    "bring_up_to_date",
    "migrate",
    "migration",
    "outdated",
]

Migration: TypeAlias = Callable[[Connection], None]

MIGRATIONS: Registry[int, Migration] = Registry("migration")
"""The step that leads to each schema number."""


def migration(*, to: int) -> Callable[[Migration], Migration]:
    """Declare the step that leads from the schema before to this one.

    Raises
    ------
    ValueError
        A step to that number is declared already.
    """
    if to in MIGRATIONS:
        raise ValueError(to)

    def declare(step: Migration) -> Migration:
        MIGRATIONS.declare(to, step)
        return step

    return declare


def outdated(row: Row[Any]) -> bool:
    """Return whether a ledger's own row names an older layout or lacks columns."""
    return bool(row.schema < SCHEMA or row.columns != columns_fingerprint())


def migrate(engine: Engine, row: Row[Any], *, backups: Path | None) -> Text:
    """Back a ledger up, bring it up to date, and return a sentence that says where the backup is.

    Raises
    ------
    LedgerError
        The backup cannot be written; the ledger is left as it is.
    """
    kept = _backup(engine, row, backups)
    bring_up_to_date(engine)
    return Text(
        zh="台账已升级，升级前的备份在“{path}”",
        en="the ledger was brought up to date; its backup is “{path}”",
    ).format(path=kept)


def bring_up_to_date(engine: Engine) -> None:
    """Run the steps that a ledger's layout lacks, and make what is derived anew; no backup."""
    with writing(engine) as connection:
        own = ledger_row(connection, lock=True)
        if outdated(own):  # another process may have been quicker
            for number in range(own.schema + 1, SCHEMA + 1):
                if number in MIGRATIONS:
                    MIGRATIONS[number](connection)
            add_missing(connection)
            rebuild(connection)
            connection.execute(update(LEDGER).values(schema=SCHEMA, columns=columns_fingerprint()))


def _backup(engine: Engine, row: Row[Any], backups: Path | None) -> Path:
    file = sqlite_path(engine)
    folder = backups or (file.parent if file else Path("var") / "backups")
    stem = file.name if file else str(row.id)
    ending = "backup" if file else "zip"
    for target in _names(folder, f"{stem}.revision-{row.head}", ending):
        if target.exists():
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if file:
                backup_file(engine, target)
            else:
                with reading(engine) as connection:
                    write_archive(connection, target)
        except OSError as error:
            raise unwritable(error, target, _NO_BACKUP) from error
        except LedgerError:
            if not target.exists():  # else another process took this name meanwhile
                raise
            continue
        return target
    raise AssertionError("there is always another name")


_NO_BACKUP = Text(zh="升级前的备份未能写入", en="the backup before the upgrade was not written")


def _names(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    yield folder / f"{stem}.{ending}"
    number = 1
    while True:
        number += 1
        yield folder / f"{stem}.{number}.{ending}"


def add_missing(connection: Connection) -> None:
    """Add the declared tables, columns and indexes that a database lacks; new columns are empty."""
    METADATA.create_all(connection)
    inspector = inspect(connection)
    quote = connection.dialect.identifier_preparer.quote
    for table in METADATA.sorted_tables:
        there = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.c:
            if column.name not in there:
                words = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {quote(table.name)} ADD COLUMN {words}"))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=True)
