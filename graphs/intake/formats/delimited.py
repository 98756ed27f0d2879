"""Read delimited text (CSV, TSV) in the reader process."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from graphs.intake.formats.encodings import decode, delimiter_of
from graphs.intake.formats.file_errors import Fault
from graphs.intake.formats.limits import Limits

__all__ = ["batches", "sheet_frame", "text_frames"]

_BATCH = 500


def sheet_frame(name: str, **said: Any) -> dict[str, Any]:
    """Return the frame that begins a sheet: what is not said of it is not so.

    Examples
    --------
    >>> frame = sheet_frame("结对", hidden=True)
    >>> frame["sheet"], frame["hidden"], frame["merges"]
    ('结对', True, [])
    """
    lists = ("hidden_rows", "hidden_columns", "merges", "struck", "notes")
    blank: dict[str, Any] = {key: [] for key in lists}
    return {"sheet": name, "hidden": False, "delimited": False, **blank, **said}


def batches(rows: Iterable[list[Any]]) -> Iterator[dict[str, Any]]:
    """Give rows in frames of a few hundred."""
    batch: list[list[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            yield {"rows": batch}
            batch = []
    if batch:
        yield {"rows": batch}


def text_frames(content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    """Give the frames of a text file.

    Raises
    ------
    Fault
        It is no delimited text, its encoding cannot be told, or it goes beyond a limit.
    """
    text, encoding = decode(content)
    # Text has no NUL; a workbook or picture with the wrong ending does.
    if "\0" in text:
        raise Fault("not_a_workbook", what="binary")
    delimiter = delimiter_of(text)
    # Only the delimiter was wanted; two copies of a large file would count against the limit.
    del text
    source = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    yield sheet_frame("", delimited=True)
    yield from batches(_lines(source, delimiter, limits))


def _lines(source: TextIO, delimiter: str, limits: Limits) -> Iterator[list[Any]]:
    # Four times, so that our own message with the cell comes before the module's.
    csv.field_size_limit(limits.cell_characters * 4)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    cells, number = 0, -1
    try:
        for number, row in enumerate(reader):
            # Excel writes a byte order mark into the first cell of its UTF-8 files.
            if number == 0 and row:
                row[0] = row[0].removeprefix("\ufeff")
            cells += len(row)
            _check_line(row, number, cells, limits)
            # Blank rows are passed over but counted: messages name the row as a user sees it.
            if any(row):
                yield [number, row, {}]
    except csv.Error as error:
        if "field larger" in str(error):
            raise Fault(
                "cell_too_long", cell=number + 2, limit=limits.cell_characters, sheet="CSV"
            ) from None
        raise Fault("quotes", row=number + 2) from None


def _check_line(row: list[str], number: int, cells: int, limits: Limits) -> None:
    if number >= limits.rows:
        raise Fault("too_many_rows", limit=limits.rows, sheet="CSV")
    if len(row) > limits.columns:
        raise Fault("too_many_columns", limit=limits.columns, sheet="CSV")
    if cells > limits.cells:
        raise Fault("too_many_cells", limit=limits.cells, sheet="CSV")
    if any(len(cell) > limits.cell_characters for cell in row):
        raise Fault("cell_too_long", cell=number + 1, limit=limits.cell_characters, sheet="CSV")
