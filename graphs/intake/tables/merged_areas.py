"""Merged areas of a sheet: every cell of one says what its first cell says."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.intake.files.sheets import Row, Sheet

__all__ = ["filled_rows"]


def filled_rows(sheet: Sheet) -> Iterator[Row]:
    """Give rows with merged areas filled from their first cell, downward and to the right."""
    if not sheet.merges:
        for row in sheet.rows:  # no "yield from": the reader outlives a table that is dropped
            yield row
        return
    first: dict[tuple[int, int], tuple[str, str]] = {}
    by_row: dict[int, list[tuple[int, int, int, int]]] = {}
    for area in sheet.merges[:5000]:
        for number in range(area[0] + 1, min(area[2] + 2, area[0] + 5000)):
            by_row.setdefault(number, []).append(area)
    for row in sheet.rows:
        areas = by_row.get(row.number)
        yield _spread(row, areas, first) if areas else row


def _spread(
    row: Row,
    areas: list[tuple[int, int, int, int]],
    first: dict[tuple[int, int], tuple[str, str]],
) -> Row:
    """Return the row with its merged areas filled; ``first`` keeps their first cells."""
    cells, marks, copied = list(row.cells), dict(row.marks), set[int]()
    for top, left, _, right in areas:
        corner = (top + 1, left)
        if row.number == corner[0]:
            first[corner] = (row.cell(left), row.marks.get(left, ""))
        value, mark = first.get(corner, ("", ""))
        last = min(right, 400)
        cells += [""] * (last + 1 - len(cells))
        for column in range(left, last + 1):
            cells[column] = value
            if mark:
                marks[column] = mark
            if (row.number, column) != corner:
                copied.add(column)
    return Row(row.number, tuple(cells), marks, frozenset(copied))
