"""An import as it is asked for: the files, how they are read, and what a person put right."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.intake.files.subprocess_reader import InputFile
from graphs.intake.formats.limits import Limits
from graphs.intake.importing import prepare
from graphs.intake.mapping.mapping import Mapping
from graphs.intake.outcome.prepared_import import Import
from graphs.intake.tables.repairs import NO_REPAIRS, Repairs
from graphs.model import Snapshot

__all__ = ["ImportRequest"]

_QUICK, _UNPACKED = 200_000, 2_000_000
"""Bytes of files, and of their parts unpacked, that take about a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """The files of an import and everything that is said about them; see :func:`prepare`.

    Examples
    --------
    >>> request = ImportRequest(files=(InputFile(name="a.csv", content=b"a,b"),))
    >>> request.is_quick
    True
    """

    files: tuple[InputFile, ...]
    mapping: Mapping | None = None
    system: str = ""
    effective: dt.date | None = None
    sheet_places: bool = False
    division: str | None = None
    repairs: Repairs = NO_REPAIRS

    @property
    def is_quick(self) -> bool:
        """Whether the files are so small that no child is needed."""
        return (
            sum(len(each.content) for each in self.files) <= _QUICK
            and _unpacked(self.files) <= _UNPACKED
        )

    def prepare(self, snapshot: Snapshot, limits: Limits | None = None) -> Import:
        """Return what the files would change in the ledger that the snapshot was taken of.

        Raises
        ------
        InputError
            A file cannot be read at all, or the snapshot is of another day than ``effective``.
        """
        return prepare(
            self.files,
            snapshot,
            mapping=self.mapping,
            system=self.system,
            effective=self.effective,
            limits=limits,
            sheet_places=self.sheet_places,
            division=self.division,
            repairs=self.repairs,
        )


def _unpacked(files: Iterable[InputFile]) -> int:
    total = 0
    for file in files:
        if not file.content.startswith(b"PK"):
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                total += sum(each.file_size for each in archive.infolist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            continue  # refused by the reader
    return total
