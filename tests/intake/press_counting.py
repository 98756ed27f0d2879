"""Counts what of a set of CSV files a ledger's archive holds; knows nothing of the import.

Plain ``csv`` and ``json``: every cell that is not blank must be found again in some value of the
archive, whole or, where it lists several, item by item.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping


def texts(value: object) -> Iterator[str]:
    """Yield every text and number of a JSON value."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif value is not None:
        yield str(value)


def lost_cells(files: Mapping[str, bytes], archive: Iterable[bytes]) -> list[tuple[str, int, str]]:
    """Return (file, row, cell) of every cell of the files that the archive's lines do not hold."""
    lines = [line for body in archive for line in body.decode().splitlines() if line.strip()]
    whole = "\x1f".join(text for line in lines for text in texts(json.loads(line)))
    lost = []
    for name, content in files.items():
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        next(rows)
        for number, row in enumerate(rows, start=2):
            for cell in row:
                words = cell.strip()
                found = words in whole or all(
                    part.strip() in whole for part in re.split("[;、]", words)
                )
                if words and not found:
                    lost.append((name, number, words))
    return lost
