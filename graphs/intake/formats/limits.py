"""Limits of bytes, cells, time and memory for reading a file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LARGE", "Limits"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hard limits of reading one file; what goes beyond one is refused, never cut off.

    Attributes
    ----------
    bytes
        Of the file as it was handed over.
    unpacked
        Bytes of all parts of a workbook together, counted while unpacking.
    sheets, rows, columns
        Of a workbook, of a sheet, of a sheet.
    cells
        Filled cells of a file, and places between the first and the last filled one.
    cell_characters
        Of one cell.
    seconds
        Without any answer from the reading process, and of its computing time.
    memory
        Bytes of address space the reading process may take.
    """

    bytes: int = 30 * _MIB
    unpacked: int = 300 * _MIB
    sheets: int = 60
    rows: int = 200_000
    columns: int = 400
    cells: int = 2_000_000
    cell_characters: int = 20_000
    seconds: float = 20
    memory: int = 600 * _MIB


LARGE = Limits(bytes=400 * _MIB, rows=2_000_000, cells=40_000_000, seconds=180, memory=2_000 * _MIB)
"""For the command line, where a steward loads a whole province as CSV."""
