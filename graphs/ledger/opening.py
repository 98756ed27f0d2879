"""Create a ledger, open one, or restore one from an archive."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, Row, insert, inspect, select, update
from sqlalchemy.engine.mock import MockConnection

from graphs.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
    NotFound,
    SchemaMismatch,
)
from graphs.ledger.archive.archive_files import open_archive
from graphs.ledger.archive.archive_loader import check_loaded, fill
from graphs.ledger.database.database_errors import READ_ONLY, read_only_folder
from graphs.ledger.database.engine import connect, database_url, is_writable, reading, writing
from graphs.ledger.database.load_lock import BEING_LOADED, is_being_loaded, made_once
from graphs.ledger.ledger import Ledger
from graphs.ledger.migrations import migrate, outdated
from graphs.ledger.storage.hash_chain import genesis
from graphs.ledger.storage.row_values import well_formed
from graphs.ledger.storage.tables import LEDGER, METADATA, SCHEMA, columns_fingerprint
from graphs.ledger.storage.valid_time import Clock, wall_clock
from graphs.text import Text

__all__ = ["check_vacant", "create", "load_archive", "new_tables", "open_ledger", "own_row"]


def create(url: str, *, ledger_id: str | None = None, clock: Clock = wall_clock) -> Ledger:
    """Make an empty ledger and return it, open for writing.

    ``url`` is the path of a file, ``sqlite:///…`` or ``postgresql://…``. Without ``ledger_id`` the
    ledger gets an id of its own: the one thing here that chance decides.

    Raises
    ------
    LedgerError
        A ledger is there already, the id is malformed, or the database cannot be reached.
    InputError
        The address is neither a file nor one of the two databases.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> with create(f"{folder}/my.ledger", ledger_id="mine") as ledger:
    ...     ledger.head().number
    0
    """
    name = ledger_id or "ledger-" + secrets.token_hex(8)
    engine = connect(url)
    with _closed_on_error(engine), made_once(engine), writing(engine) as connection:
        new_tables(connection, name)
    return Ledger(engine, id=name, schema=SCHEMA, read_only=False, clock=clock)


def check_vacant(url: str) -> None:
    """Check that a ledger may be made at an address, before any work for it is done.

    Raises
    ------
    LedgerError
        A ledger is there already, or the database cannot be reached or holds no Chinese text.
    InputError
        The address is neither a file nor one of the two databases.

    Examples
    --------
    >>> import tempfile
    >>> path = f"{tempfile.mkdtemp()}/new.ledger"
    >>> create(path, ledger_id="new").close()
    >>> check_vacant(path)
    Traceback (most recent call last):
    graphs.errors.LedgerError: there is a ledger here; it is not overwritten
    """
    parsed = database_url(url)
    # Connecting would make the file, so its absence is asked first.
    if parsed.drivername == "sqlite" and not Path(str(parsed.database)).exists():
        return
    engine = connect(url, read_only=True)
    try:
        with reading(engine) as connection:
            if inspect(connection).has_table(LEDGER.name):
                row = connection.execute(select(LEDGER)).first()
                if row is None or row.ready:
                    raise LedgerError(_TAKEN)
    finally:
        engine.dispose()


_TAKEN = Text(zh="这里已有台账，不会覆盖", en="there is a ledger here; it is not overwritten")


def new_tables(connection: Connection, ledger_id: str, *, ready: bool = True) -> None:
    """Make the tables of an empty ledger inside a write transaction.

    Raises
    ------
    LedgerError
        A ledger is there already, or the id is malformed.
    """
    if not well_formed(ledger_id):
        raise LedgerError(
            Text(
                zh="台账编号只能用 1 至 64 个字母、数字、点、横线和下划线",
                en="the id of a ledger has 1 to 64 letters, digits, dots, hyphens and underscores",
            )
        )
    if inspect(connection).has_table(LEDGER.name):
        row = connection.execute(select(LEDGER)).first()
        if row is None or row.ready:
            raise LedgerError(_TAKEN)
        METADATA.drop_all(connection)  # a load that never came to its end
    for statement in _declarations(connection.engine.url.drivername):
        connection.exec_driver_sql(statement)
    connection.execute(
        insert(LEDGER).values(
            id=ledger_id,
            schema=SCHEMA,
            columns=columns_fingerprint(),
            head=0,
            digest=genesis(ledger_id),
            ready=ready,
        )
    )


@cache
def _declarations(driver: str) -> tuple[str, ...]:
    """Return the statements that make every table; writing them takes far longer than running."""
    dialect = URL.create(driver).get_dialect()()
    statements: list[str] = []
    writer = MockConnection(
        dialect, lambda each, *_, **__: statements.append(str(each.compile(dialect=dialect)))
    )
    METADATA.create_all(writer, checkfirst=False)
    return tuple(statements)


@contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def open_ledger(
    url: str,
    *,
    read_only: bool = False,
    backups: str | Path | None = None,
    clock: Clock = wall_clock,
) -> Ledger:
    """Return a ledger that exists; one of an older layout is backed up and brought up to date.

    The backup goes to ``backups``, else beside an SQLite file, else to ``var/backups`` (an archive
    of a ledger on PostgreSQL); the ledger's ``notices`` say where it is. A file that may not be
    written, or lies in a folder that may not, is opened for reading only.

    Raises
    ------
    NotFound
        There is no such file, or the database holds no ledger.
    SchemaMismatch
        A newer version of the program wrote it.
    LedgerReadOnly
        It has an older layout and may not be written.
    LedgerDamaged
        The file is no ledger, or its load never ended.
    LedgerBusy
        Another process holds it too long.
    LedgerError
        The database cannot be reached.
    InputError
        The address is neither a file nor one of the two databases.

    Examples
    --------
    >>> open_ledger("no/such.ledger")
    Traceback (most recent call last):
    graphs.errors.NotFound: there is no ledger “no/such.ledger”
    """
    parsed = database_url(url)
    # Connecting would make an empty file of a mistyped path.
    if parsed.drivername == "sqlite" and not Path(str(parsed.database)).is_file():
        raise NotFound(
            Text(zh="没有台账“{path}”", en="there is no ledger “{path}”").format(
                path=parsed.database
            )
        )
    file = Path(str(parsed.database)) if parsed.drivername == "sqlite" else None
    refusal = READ_ONLY if read_only else None
    if file and not read_only and not is_writable(file):
        refusal = read_only_folder(file.absolute().parent).message
    engine = connect(url, read_only=refusal is not None)
    with _closed_on_error(engine):
        row = own_row(engine)
        notices: tuple[Text, ...] = ()
        if outdated(row):
            if refusal is not None:
                raise _needs_writing(refusal)
            notices = (migrate(engine, row, backups=Path(backups) if backups else None),)
    return Ledger(
        engine,
        id=row.id,
        schema=SCHEMA,
        read_only=refusal is not None,
        refusal=refusal,
        notices=notices,
        clock=clock,
    )


def _needs_writing(refusal: Text) -> LedgerReadOnly:
    older = Text(
        zh="台账是旧格式，须以可写方式打开一次才能升级",
        en="the ledger has an older layout; open it once for writing to bring it up to date",
    )
    return LedgerReadOnly(older + Text(zh="。", en=". ") + refusal)


def own_row(engine: Engine) -> Row[tuple[str, int, str, int, str, bool]]:
    """Return the row in which a ledger describes itself, whatever older layout it has.

    Raises
    ------
    NotFound
        The database holds no ledger.
    LedgerDamaged
        The row is missing, or tells of a load that never ended.
    LedgerBusy
        It is being loaded at this moment.
    SchemaMismatch
        A newer version of the program wrote it.
    """
    with reading(engine) as connection:
        if not inspect(connection).has_table(LEDGER.name):
            raise NotFound(Text(zh="数据库里没有台账", en="the database holds no ledger"))
        rows = connection.execute(select(LEDGER)).all()
        if rows and not rows[0].ready and is_being_loaded(connection):
            raise LedgerBusy(BEING_LOADED)
    if len(rows) != 1 or not rows[0].ready:
        raise LedgerDamaged(
            Text(
                zh="台账未装载完毕或首行缺失，请重新装载",
                en="the ledger was not loaded to its end, or its own row is missing; load it again",
            )
        )
    # Never guessed at: an older program would write rows that break the newer layout.
    if rows[0].schema > SCHEMA:
        raise SchemaMismatch(
            Text(
                zh="台账由更新的版本写成（{found} > {own}），请升级程序",
                en="a newer version wrote this ledger ({found} > {own}); upgrade the program",
            ).format(found=rows[0].schema, own=SCHEMA)
        )
    return rows[0]


def load_archive(source: str | Path, url: str) -> Ledger:
    """Put an archive in a new ledger and return it; nothing of it is kept unless all of it holds.

    Raises
    ------
    InputError
        The archive is malformed, or its files differ from its manifest; every problem is named.
    LedgerDamaged
        Its chain of digests does not hold.
    LimitExceeded
        A line or a file is too long.
    LedgerError
        There is a ledger at the address already, or the database cannot be reached.

    Examples
    --------
    >>> load_archive("no-such-folder", "never.ledger")
    Traceback (most recent call last):
    graphs.errors.InputError: “no-such-folder” is no archive folder or zip file
    """
    with open_archive(Path(source)) as files:
        manifest = files.manifest()
        engine = connect(url)
        # One transaction: an archive that fails at its last line leaves no ledger.
        with _closed_on_error(engine), made_once(engine), writing(engine) as connection:
            new_tables(connection, manifest.ledger)
            fill(connection, files, manifest)
            connection.execute(
                update(LEDGER).values(head=manifest.revision, digest=manifest.digest)
            )
            # What is checked is what was stored, not what was read.
            check_loaded(connection, files, manifest)
    return Ledger(engine, id=manifest.ledger, schema=SCHEMA, read_only=False)
