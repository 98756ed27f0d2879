"""Write the canonical archive of a ledger.

A folder, or a zip of its files::

    manifest.json     format, version, ledger, schema, head, and of each file its rows and SHA-256
    revisions.jsonl   one line a revision, in order
    <record>.jsonl    one line a row version, by id, opening revision and first day

The same ledger gives the same bytes. It ships data, backs up PostgreSQL, and carries a ledger
from one database to the other.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, inspect, select

from graphs.ledger.database.database_errors import unwritable
from graphs.ledger.storage.hash_chain import present
from graphs.ledger.storage.revisions import Revision, ledger_row, revision_of, revision_values
from graphs.ledger.storage.tables import CLOCKS, RECORD_TABLES, REVISION
from graphs.ledger.storage.valid_time import OPEN, day_of
from graphs.text import Text

__all__ = [
    "FORMAT",
    "MANIFEST",
    "REVISIONS",
    "VERSION",
    "Progress",
    "revision_line",
    "row_line",
    "write_archive",
]

FORMAT = "graphs-archive"
VERSION = 1
MANIFEST = "manifest.json"
REVISIONS = "revisions.jsonl"

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STEP = 5000


def row_line(values: Mapping[str, Any], clocks: Mapping[str, int]) -> str:
    """Return the line of a row version, without its line end.

    Examples
    --------
    >>> clocks = {"valid_from": 733938, "valid_to": OPEN, "opened": 1, "closed": OPEN}
    >>> row_line({"id": "h1", "organisation": "o1", "unit": "u1"}, clocks)
    '{"id": "h1", "organisation": "o1", "unit": "u1", "_from": "2010-06-15"}'
    """
    line = present(values)
    if "absent" in line:
        line["absent"] = json.loads(line["absent"])
    start, end = day_of(clocks["valid_from"]), day_of(clocks["valid_to"])
    if start:
        line["_from"] = start.isoformat()
    if end:
        line["_to"] = end.isoformat()
    if clocks["opened"] != 1:
        line["_opened"] = clocks["opened"]
    if clocks["closed"] != OPEN:
        line["_closed"] = clocks["closed"]
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


def revision_line(revision: Revision) -> str:
    """Return the line of a revision, without its line end."""
    line = {name: value for name, value in revision_values(revision).items() if value is not None}
    return json.dumps(line, ensure_ascii=False)


def write_archive(connection: Connection, target: Path, *, progress: Progress | None = None) -> str:
    """Write the archive to a folder, or a file ending in ``.zip``; return the head's digest.

    Raises
    ------
    LedgerError
        The folder or file cannot be written.
    """
    own = ledger_row(connection)
    sink: _Zip | _Folder | None = None
    try:
        sink = _Zip(target) if target.suffix == ".zip" else _Folder(target)
        done, total = 0, _count(connection)
        for name, lines in _files(connection):
            for count in sink.write(name, lines):
                done += count
                if progress:
                    progress(done, total)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "ledger": own.id,
            "schema": own.schema,
            "head": {"revision": own.head, "digest": own.digest},
            "files": dict(sorted(sink.files.items())),
        }
        sink.finish(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    except BaseException as error:
        if sink is not None:
            with suppress(OSError):
                sink.abandon()
        if isinstance(error, OSError):
            what = Text(zh="无法写入归档", en="cannot write the archive")
            raise unwritable(error, target, what) from error
        raise
    return str(own.digest)


def _count(connection: Connection) -> int:
    there = set(inspect(connection).get_table_names())
    tables = [REVISION, *(table for kind, table in RECORD_TABLES.items() if kind in there)]
    return sum(connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables)


def _files(connection: Connection) -> Iterator[tuple[str, Iterator[str]]]:
    query = select(REVISION).order_by(REVISION.c.number)
    with connection.execute(query.execution_options(yield_per=_STEP)) as rows:
        yield REVISIONS, (revision_line(revision_of(row)) for row in rows)
    for kind in RECORD_TABLES:
        yield f"{kind}.jsonl", _row_lines(connection, kind)


def _row_lines(connection: Connection, kind: str) -> Iterator[str]:
    table = RECORD_TABLES[kind]
    # The backup before a migration is of a ledger that lacks some columns, or whole types.
    inspector = inspect(connection)
    if not inspector.has_table(kind):
        return
    there = {column["name"] for column in inspector.get_columns(kind)}
    order = [column.name for column in table.c if column.name in there]
    names = [name for name in order if name not in CLOCKS]
    query = select(*(table.c[name] for name in order)).order_by(
        table.c.id, table.c.opened, table.c.valid_from
    )
    with connection.execute(query.execution_options(yield_per=_STEP)) as rows:
        for row in rows:
            whole = dict(zip(order, row, strict=True))
            yield row_line({name: whole[name] for name in names}, whole)


class _Folder:
    """Writes each file beside its place and moves it there, the manifest last."""

    def __init__(self, folder: Path) -> None:
        self._fresh = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.files: dict[str, dict[str, Any]] = {}

    def write(self, name: str, lines: Iterator[str]) -> Iterator[int]:
        part = self._folder / f"{name}.part"
        with part.open("wb") as file:
            yield from _copy(lines, file.write, name, self.files)
        if name in self.files:
            part.replace(self._folder / name)
        else:
            part.unlink()
            (self._folder / name).unlink(missing_ok=True)

    def finish(self, manifest: str) -> None:
        part = self._folder / f"{MANIFEST}.part"
        part.write_text(manifest, encoding="utf-8", newline="\n")
        part.replace(self._folder / MANIFEST)

    def abandon(self) -> None:
        """Leave nothing half written; a folder made for this archive goes as a whole."""
        if self._fresh:
            shutil.rmtree(self._folder)
        for part in self._folder.glob("*.part"):
            part.unlink()


class _Zip:
    """Writes the files into one zip with fixed times, moved to its place when it is whole."""

    def __init__(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.files: dict[str, dict[str, Any]] = {}

    def write(self, name: str, lines: Iterator[str]) -> Iterator[int]:
        first = next(lines, None)
        if first is None:
            return
        with self._zip.open(_entry(name), "w", force_zip64=True) as file:
            yield from _copy(_chained(first, lines), file.write, name, self.files)

    def finish(self, manifest: str) -> None:
        self._zip.writestr(_entry(MANIFEST), manifest)
        self._zip.close()
        self._part.replace(self._target)

    def abandon(self) -> None:
        """Leave nothing half written."""
        try:
            self._zip.close()
        finally:
            self._part.unlink(missing_ok=True)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # else the bytes would tell Windows from the rest
    entry.external_attr = 0o644 << 16
    return entry


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _copy(
    lines: Iterator[str],
    write: Callable[[bytes], object],
    name: str,
    files: dict[str, dict[str, Any]],
) -> Iterator[int]:
    """Write lines and note their number and digest; yield how many were written since."""
    digest, rows, reported = hashlib.sha256(), 0, 0
    for line in lines:
        data = line.encode() + b"\n"
        digest.update(data)
        write(data)
        rows += 1
        if rows - reported == _STEP:
            yield rows - reported
            reported = rows
    if rows:
        files[name] = {"rows": rows, "sha256": digest.hexdigest()}
        yield rows - reported
