"""One zip for every download: the same files give the same bytes."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Self

__all__ = ["FileDigest", "Packing", "digest_of", "zip_bytes"]

_FIXED = (2010, 6, 15, 0, 0, 0)
"""The moment every entry bears: nothing tells when it was packed."""

_IN_MEMORY = 16_000_000
"""Bytes of a file that wait in memory until it is packed; larger ones wait on the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDigest:
    """The length of a file and the digest of its bytes."""

    size: int
    sha256: str


def digest_of(content: bytes) -> FileDigest:
    """Return the length and the digest of a file.

    Examples
    --------
    >>> digest_of(b"").sha256[:12]
    'e3b0c44298fc'
    """
    return FileDigest(size=len(content), sha256=hashlib.sha256(content).hexdigest())


class Packing:
    """Files that wait for the zip, where they come in the order of their names.

    A file may come in pieces, however large it is: it is held nowhere as a whole.

    Examples
    --------
    >>> target = io.BytesIO()
    >>> with Packing() as packing:
    ...     packing.add("b.txt", [b"x", b"y"])
    ...     packing.add("a.txt", b"z")
    ...     packing.write(target)
    >>> packing.digests["b.txt"].size, zipfile.ZipFile(target).namelist()
    (2, ['a.txt', 'b.txt'])
    """

    def __init__(self) -> None:
        self.digests: dict[str, FileDigest] = {}
        self._waiting: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._waiting.values():
            each.close()

    def add(self, name: str, content: bytes | Iterable[bytes]) -> None:
        """Take a file; one of the same name is replaced."""
        # closed with all others when the packing ends
        waiting = self._waiting[name] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        digest, size = hashlib.sha256(), 0
        for piece in (content,) if isinstance(content, bytes) else content:
            digest.update(piece)
            size += waiting.write(piece)
        self.digests[name] = FileDigest(size=size, sha256=digest.hexdigest())

    def write(self, target: IO[bytes]) -> None:
        """Write the zip to a file that can be sought in."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, waiting in sorted(self._waiting.items()):
                entry = _entry(name, self.digests[name].size)
                waiting.seek(0)
                with packed.open(entry, "w") as written:
                    shutil.copyfileobj(waiting, written)


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED)
    # an entry of its own says "stored" whatever the archive says
    entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, size
    return entry


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in their order.

    Examples
    --------
    >>> zip_bytes({"a.txt": b"x"}) == zip_bytes({"a.txt": b"x"})
    True
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(_entry(name, len(content)), content)
    return target.getvalue()
