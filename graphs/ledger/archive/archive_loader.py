"""Load the lines of an archive into the tables of a new ledger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

from graphs.errors import LedgerDamaged
from graphs.ledger.archive.archive_files import ArchiveFiles
from graphs.ledger.archive.archive_manifest import Manifest
from graphs.ledger.archive.archive_rows import revision_from, row_from
from graphs.ledger.archive.archive_writer import REVISIONS
from graphs.ledger.archive.full_integrity import unsound
from graphs.ledger.storage.record_messages import problem
from graphs.ledger.storage.revisions import revision_values
from graphs.ledger.storage.search_index import rebuild
from graphs.ledger.storage.tables import RECORD_TABLES, REVISION
from graphs.ledger.verify.verify_chain import verify_chain
from graphs.text import Text

__all__ = ["check_loaded", "fill"]

_BATCH = 5000


def fill(connection: Connection, files: ArchiveFiles, manifest: Manifest) -> None:
    """Insert every line; lines that are wrong are reported to the files.

    Raises
    ------
    InputError
        There are so many problems that reading on helps nobody.
    LimitExceeded
        A line or a file is too long.
    """
    for batch in _batched(_revision_values(files, manifest)):
        connection.execute(insert(REVISION), batch)
    for kind, table in RECORD_TABLES.items():
        for batch in _batched(_row_values(kind, files, manifest)):
            connection.execute(insert(table), batch)


def _batched(values: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return iter(lambda: list(islice(values, _BATCH)), [])


def _place(name: str, row: int) -> Text:
    return Text(zh="{name} 第 {row} 行", en="{name}, line {row}").format(name=name, row=row)


def _revision_values(files: ArchiveFiles, manifest: Manifest) -> Iterator[dict[str, Any]]:
    if REVISIONS not in files.names():
        return
    lines = files.objects(REVISIONS, manifest.files.get(REVISIONS))
    for expected, (row, line) in enumerate(lines, start=1):
        place = _place(REVISIONS, row)
        revision, problems = revision_from(line, place)
        if revision and revision.number != expected:
            problems = (problem(place, zh="版本号不连续", en="is out of sequence"),)
        for found in problems:
            files.report(found)
        if revision and not problems:
            yield revision_values(revision)


def _row_values(kind: str, files: ArchiveFiles, manifest: Manifest) -> Iterator[dict[str, Any]]:
    name = f"{kind}.jsonl"
    if name not in files.names():
        return
    seen: set[tuple[str, int, int]] = set()
    for row, line in files.objects(name, manifest.files.get(name)):
        version, problems = row_from(kind, line, _place(name, row), head=manifest.revision)
        if version and version.key in seen:
            problems = (
                problem(_place(name, row), zh="与前面的行重复", en="repeats an earlier line"),
            )
        for found in problems:
            files.report(found)
        if version and not problems:
            seen.add(version.key)
            yield {
                **version.values,
                "valid_from": version.valid_from,
                "valid_to": version.valid_to,
                "opened": version.opened,
                "closed": version.closed,
            }


def check_loaded(connection: Connection, files: ArchiveFiles, manifest: Manifest) -> None:
    """Check the filled tables as a whole: structure, then the chain against the manifest's head.

    Raises
    ------
    InputError
        Lines were wrong, or the records break structure; every problem is named.
    LedgerDamaged
        The chain of digests does not hold.
    """
    files.stop()
    for found in unsound(connection):
        files.report(found)
    files.stop()
    checked = verify_chain(connection, expect=manifest.digest)
    if not checked.ok:
        raise LedgerDamaged(
            Text(zh="归档的校验链不成立：", en="the archive's chain does not hold: ")
            + checked.reason
        )
    rebuild(connection)
