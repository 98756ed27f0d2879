"""Make a hand-written archive canonical: line order, paths, digests and the manifest."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from graphs.errors import InputError
from graphs.ledger.archive.archive_files import ArchiveFiles, open_archive
from graphs.ledger.archive.archive_loader import check_loaded, fill
from graphs.ledger.archive.archive_manifest import Manifest
from graphs.ledger.archive.archive_writer import REVISIONS, write_archive
from graphs.ledger.database.engine import connect, writing
from graphs.ledger.opening import new_tables
from graphs.ledger.storage.hash_chain import genesis, proof_of
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.revisions import header, list_revisions
from graphs.ledger.storage.row_values import well_formed
from graphs.ledger.storage.row_versions import version_of
from graphs.ledger.storage.tables import LEDGER, RECORD_TABLES, REVISION
from graphs.ledger.verify.verify_chain import ChainReader
from graphs.text import Text

__all__ = ["seal"]


def seal(folder: str | Path) -> str:
    r"""Write a hand-written archive folder anew in its canonical form; return its head's digest.

    What may be left out by hand: the manifest but for ``ledger``, digests, division paths, the
    order of lines and keys. What is there must be right. Sealing a sealed folder changes nothing.

    Raises
    ------
    InputError
        The folder is no archive, or a line is wrong; every problem is named.
    LedgerDamaged
        The chain does not hold, which only a programmer's mistake can bring about.
    LimitExceeded
        A line or a file is too long.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "manifest.json").write_text('{"ledger": "mine"}')
    >>> _ = (folder / "revisions.jsonl").write_text(
    ...     '{"number": 1, "actor": "a", "note": "b", "at": "2026-01-01T00:00:00Z", "kind": "load"}')
    >>> _ = (folder / "division.jsonl").write_text('{"id": "d1", "name": "x"}')
    >>> len(seal(folder))
    64
    >>> (folder / "division.jsonl").read_text()
    '{"id": "d1", "name": "x", "path": "/d1/"}\n'
    """
    with tempfile.TemporaryDirectory() as scratch:
        engine = connect(str(Path(scratch) / "seal.ledger"))
        try:
            with open_archive(Path(folder)) as files, writing(engine) as connection:
                _fill_and_seal(connection, files)
                return write_archive(connection, Path(folder))
        finally:
            engine.dispose()


def _fill_and_seal(connection: Connection, files: ArchiveFiles) -> None:
    ledger = files.raw_manifest().get("ledger")
    if not isinstance(ledger, str) or not well_formed(ledger):
        raise InputError(
            Text(
                zh="manifest.json 要写明台账编号（ledger）",
                en="manifest.json must name the ledger's id (ledger)",
            )
        )
    head = 0
    if REVISIONS in files.names():
        head = sum(1 for _ in files.objects(REVISIONS, None))
    loose = Manifest(ledger=ledger, schema=1, revision=head, digest="", files={})
    files.problems.clear()  # the lines are read once more below, and their problems found again
    new_tables(connection, ledger)
    fill(connection, files, loose)
    files.stop()
    _fill_paths(connection)
    digest = _fill_digests(connection, ledger)
    connection.execute(update(LEDGER).values(head=head, digest=digest))
    check_loaded(connection, files, replace(loose, digest=digest))


def _fill_paths(connection: Connection) -> None:
    """Give each version of a division the path on its first day, as known when it was opened."""
    table = RECORD_TABLES["division"]
    rows = [version_of("division", row) for row in connection.execute(select(table))]
    by_id: dict[str, list[RowVersion]] = {}
    for row in rows:
        by_id.setdefault(row.ident, []).append(row)
    for row in rows:
        where = (table.c.id == row.ident, table.c.opened == row.opened)
        path = _path(row, by_id)
        connection.execute(
            update(table).where(*where, table.c.valid_from == row.valid_from).values(path=path)
        )


def _path(row: RowVersion, by_id: dict[str, list[RowVersion]]) -> str:
    names, current = [row.ident], row
    while current.values["parent"] and current.values["parent"] not in names:
        parent = str(current.values["parent"])
        names.append(parent)
        known = [each for each in by_id.get(parent, ()) if each.opened <= row.opened < each.closed]
        on_day = [each for each in known if each.holds(row.valid_from)] or known
        if not on_day:
            break
        current = on_day[0]
    return "/" + "/".join(reversed(names)) + "/"


def _fill_digests(connection: Connection, ledger: str) -> str:
    digest = genesis(ledger)
    updates: list[dict[str, Any]] = []
    with ChainReader(connection) as reader:
        for revision in list_revisions(connection, newest_first=False, limit=None, before=None):
            linked = replace(revision, previous=digest)
            digest = proof_of(header(ledger, linked), reader.lines(revision.number))
            updates.append(
                {"number": revision.number, "previous": linked.previous, "digest": digest}
            )
    for each in updates:
        connection.execute(
            update(REVISION)
            .where(REVISION.c.number == each["number"])
            .values(previous=each["previous"], digest=each["digest"])
        )
    return digest
