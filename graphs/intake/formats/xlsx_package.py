"""Validate an XLSX package: a zip of the promised parts with plain XML.

A 5 KB package can ask for gigabytes. So every part is unpacked here once with a counter running,
and its XML is walked by a parser that refuses document types; only then is the reader let in.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from graphs.intake.formats.file_errors import Fault
from graphs.intake.formats.limits import Limits

__all__ = ["Package", "local", "open_package", "walk"]

_CHUNK = 1 << 16
_MOST_PARTS = 3000
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A checked zip package; every part has been unpacked once within the limits."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the part in pieces."""
        with self.archive.open(name) as part:
            while piece := part.read(_CHUNK):
                yield piece


def open_package(content: bytes, limits: Limits) -> Package:
    """Return the package once its directory is true and its XML is plain.

    Raises
    ------
    Fault
        The directory lies, a part is damaged or encrypted, or it unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise Fault("damaged", what="ZIP") from None
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_PARTS:
        raise Fault("lying_package", what=f"{len(entries)} parts")
    if len({name.casefold() for name in names}) != len(names):
        raise Fault("lying_package", what="one name twice")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Fault("encrypted")
    _check_places(content, entries)
    package = Package(archive=archive, names=frozenset(names))
    left = limits.unpacked
    for entry in entries:
        left -= _measure(package, entry, left, limits)
    return package


def _check_places(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that overlap or whose local header says something else."""
    reached = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        start = entry.header_offset
        head = content[start : start + _LOCAL_HEADER.size]
        if start < reached or len(head) < _LOCAL_HEADER.size:
            raise Fault("lying_package", what=_shown(entry.filename))
        signature, _, _, method, *_, name_length, extra_length = _LOCAL_HEADER.unpack(head)
        if signature != b"PK\3\4" or method != entry.compress_type:
            raise Fault("lying_package", what=_shown(entry.filename))
        reached = start + _LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
        if reached > len(content):
            raise Fault("lying_package", what=_shown(entry.filename))


def _measure(package: Package, entry: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    size = values = 0

    def counted() -> Iterator[bytes]:
        nonlocal size, values
        for piece in package.chunks(entry.filename):
            size += len(piece)
            # A quick count, so that a sheet of millions ends before it is walked tag by tag.
            values += piece.count(b"<v>") + piece.count(b":v>") // 2
            if size > left:
                raise Fault("unpacked_too_large", limit=limits.unpacked)
            if values > limits.cells:
                raise Fault("too_many_cells", limit=limits.cells, sheet=_shown(entry.filename))
            yield piece

    try:
        if entry.file_size > left:
            raise Fault("unpacked_too_large", limit=limits.unpacked)
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            walk(counted(), entry.filename)
        else:
            for _ in counted():
                pass
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Fault("damaged", what=_shown(entry.filename)) from None
    if size != entry.file_size:
        raise Fault("lying_package", what=_shown(entry.filename))
    return size


def walk(
    pieces: Iterator[bytes],
    part: str,
    on_start: Callable[[str, dict[str, str]], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Parse XML in pieces, reporting start tags and text; document types and entities are refused.

    Raises
    ------
    Fault
        The XML declares a document type, or is not well-formed.
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Fault("document_type", part=_shown(part))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    if on_start is not None:
        parser.StartElementHandler = on_start
    if on_text is not None:
        parser.CharacterDataHandler = on_text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Fault("damaged", what=f"{_shown(part)}, line {error.lineno}") from None


def local(name: str) -> str:
    """Return a tag or attribute name without its prefix."""
    return name.rpartition(":")[2]


def _shown(name: str) -> str:
    return "".join(c for c in posixpath.basename(name) if c.isprintable())[:60] or "?"
