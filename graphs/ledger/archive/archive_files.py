"""Open the files of an archive as untrusted input: known names only, within limits."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from graphs.errors import InputError, LimitExceeded, Problem
from graphs.ledger.archive.archive_lines import line_problem, strict_json
from graphs.ledger.archive.archive_manifest import Manifest, is_whole, manifest_in
from graphs.ledger.archive.archive_writer import FORMAT, MANIFEST, REVISIONS, VERSION
from graphs.ledger.storage.tables import RECORD_TABLES, SCHEMA
from graphs.text import Text

__all__ = ["LARGEST_FILE", "LONGEST_LINE", "MOST_PROBLEMS", "ArchiveFiles", "open_archive"]

# A record is a few kilobytes; the limits only stop what was made to fill memory or disk.
LONGEST_LINE = 1 << 20
LARGEST_FILE = 1 << 35
MOST_PROBLEMS = 200

_NAMES = frozenset({MANIFEST, REVISIONS, *(f"{kind}.jsonl" for kind in RECORD_TABLES)})


@dataclass(slots=True, kw_only=True)
class ArchiveFiles:
    """The readable files of an archive and the problems found so far."""

    folder: Path | None
    zipped: zipfile.ZipFile | None
    problems: list[Problem] = field(default_factory=list)

    def names(self) -> set[str]:
        """Return the names of archive files that are there; anything else is left alone."""
        if self.zipped:
            # Names are ours, never the archive's: a zip cannot name a path outside.
            return set(_NAMES.intersection(self.zipped.namelist()))
        folder = self.folder or Path()
        return {
            name
            for name in _NAMES
            # A link could lead out of the folder.
            if (folder / name).is_file() and not (folder / name).is_symlink()
        }

    def report(self, found: Problem) -> None:
        """Keep a problem.

        Raises
        ------
        InputError
            There are so many that reading on helps nobody.
        """
        self.problems.append(found)
        if len(self.problems) >= MOST_PROBLEMS:
            self.stop()

    def stop(self) -> None:
        """Raise if there are problems.

        Raises
        ------
        InputError
            There are problems; it carries all of them.
        """
        if self.problems:
            message = Text(
                zh="归档不能读入，共 {count} 个问题：{first}",
                en="the archive cannot be read; {count} {count:problem|problems}: {first}",
            )
            first = self.problems[0].sentence()
            raise InputError(
                message.format(count=len(self.problems), first=first), tuple(self.problems)
            )

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        if self.zipped:
            with _unpacked(self.zipped, name) as file:
                yield file
        else:
            with ((self.folder or Path()) / name).open("rb") as file:
                yield file

    def manifest(self) -> Manifest:
        """Return the checked manifest.

        Raises
        ------
        InputError
            It is missing or malformed.
        """
        content = self.raw_manifest()
        if content.get("format") != FORMAT or content.get("version") != VERSION:
            self.report(
                line_problem(
                    MANIFEST, zh="不是本程序的归档", en="is not an archive of this program"
                )
            )
        elif not is_whole(content.get("schema"), 1, SCHEMA):
            self.report(
                line_problem(
                    MANIFEST,
                    zh="归档由更新的版本写成",
                    en="the archive was written by a newer version",
                )
            )
        made = manifest_in(content)
        if made is None:
            self.report(line_problem(MANIFEST, zh="内容不完整", en="is incomplete"))
            self.stop()
            raise AssertionError(MANIFEST)
        for name in sorted(set(made.files) - _NAMES):
            self.report(
                line_problem(
                    MANIFEST, value=name, zh="列有不认识的文件", en="lists an unknown file"
                )
            )
        for name in sorted((set(made.files) & _NAMES) - self.names()):
            self.report(line_problem(name, zh="缺少此文件", en="is missing"))
        for name in sorted(self.names() - set(made.files) - {MANIFEST}):
            self.report(line_problem(name, zh="未列入清单", en="is not listed in the manifest"))
        self.stop()
        return made

    def raw_manifest(self) -> dict[str, Any]:
        """Return the manifest's JSON object, empty where there is none."""
        if MANIFEST not in self.names():
            return {}
        with self._open(MANIFEST) as file:
            data = file.read(LONGEST_LINE + 1)
        parsed = self._parsed(MANIFEST, 1, data)
        return parsed or {}

    def objects(
        self, name: str, listed: tuple[int, str] | None
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Return line number and JSON object of each line; compare rows and digest with the list."""
        digest, number, size = hashlib.sha256(), 0, 0
        with self._open(name) as file:
            # One byte more than allowed shows a line that is too long without reading all of it.
            for data in iter(lambda: file.readline(LONGEST_LINE + 1), b""):
                number, size = number + 1, size + len(data)
                # Over the bytes as they are: a line that reads alike in another spelling is another
                # file.
                digest.update(data)
                if len(data) > LONGEST_LINE or size > LARGEST_FILE:
                    raise LimitExceeded(
                        Text(
                            zh="{name} 第 {row} 行超出长度上限", en="{name}, line {row} is too long"
                        ).format(name=name, row=number)
                    )
                parsed = self._parsed(name, number, data)
                if parsed is not None:
                    yield number, parsed
        if listed and listed != (number, digest.hexdigest()):
            self.report(
                line_problem(
                    name,
                    zh="行数或 SHA-256 与清单不符",
                    en="rows or SHA-256 differ from the manifest",
                )
            )

    def _parsed(self, name: str, row: int, data: bytes) -> dict[str, Any] | None:
        try:
            parsed = strict_json(data)
        # Deeply nested brackets exhaust the parser's stack, not the memory.
        except (ValueError, RecursionError) as error:
            self.report(
                line_problem(
                    name, row, value=str(error)[:80], zh="不是合法的 JSON", en="is not valid JSON"
                )
            )
            return None
        if not isinstance(parsed, dict):
            self.report(line_problem(name, row, zh="不是 JSON 对象", en="is not a JSON object"))
            return None
        return parsed


@contextmanager
def _unpacked(zipped: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    about = zipped.getinfo(name)
    reason = None
    if about.flag_bits & 1:
        reason = Text(zh="有密码", en="is locked by a password")
    elif about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        reason = Text(zh="压缩方法不认识", en="is packed in an unknown way")
    if reason is None:
        try:
            with zipped.open(name) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError):
            reason = Text(zh="已损坏，解不开", en="is damaged and cannot be unpacked")
    if reason is not None:
        found = line_problem(name, zh=reason.zh, en=reason.en)
        raise InputError(found.sentence(), (found,))


@contextmanager
def open_archive(source: Path) -> Iterator[ArchiveFiles]:
    """Open a folder or a zip for reading.

    Raises
    ------
    InputError
        It is neither.
    """
    if source.is_dir():
        yield ArchiveFiles(folder=source, zipped=None)
        return
    try:
        zipped = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(
            Text(
                zh="“{path}”不是归档文件夹或 zip 文件",
                en="“{path}” is no archive folder or zip file",
            ).format(path=source.name)
        ) from error
    with zipped:
        yield ArchiveFiles(folder=None, zipped=zipped)
