"""Cells that say 同上 (ditto): each takes the text of its column in the row above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphs.intake.files.cell_text import is_ditto
from graphs.intake.files.sheets import Row

__all__ = ["DittoCells"]

_MAY_BE = re.compile('[同〃″”"dD]')
"""A character of each such text: looked for in every row, so by nothing dearer than a set."""


class DittoCells:
    """Fills such cells of a table's rows, one after the other.

    Columns that list parties are left to :func:`graphs.intake.cells.party_cells.party_cell`, which
    passes over rows without a partner.
    """

    def __init__(self, but: frozenset[int] | set[int]) -> None:
        self._but = but
        self._above: Row | None = None

    def filled(self, row: Row, words: str) -> tuple[Row, tuple[int, ...]]:
        """Return the row with such cells filled, and their columns; ``words`` are all of its text.

        A cell with nothing above it stays as it is.
        """
        found: tuple[int, ...] = ()
        if self._above is not None and _MAY_BE.search(words):
            found = tuple(self._columns(row, self._above))
            if found:
                row = _copied(row, self._above, found)
        self._above = row
        return row, found

    def _columns(self, row: Row, above: Row) -> Iterator[int]:
        for at, text in enumerate(row.cells):
            if at not in self._but and is_ditto(text) and above.cell(at).strip():
                yield at


def _copied(row: Row, above: Row, columns: tuple[int, ...]) -> Row:
    cells, marks = list(row.cells), dict(row.marks)
    for at in columns:
        cells[at] = above.cell(at)
        if at in above.marks:
            marks[at] = above.marks[at]
    return replace(row, cells=tuple(cells), marks=marks)
