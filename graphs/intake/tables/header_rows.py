"""Find the header among the first rows of a sheet: one row, or two of which the upper groups columns."""

from __future__ import annotations

from collections.abc import Callable

from graphs.folding import fold
from graphs.intake.files.sheets import Row
from graphs.intake.tables.row_kinds import plain_header, undecorated

__all__ = ["find_header"]


def find_header(head: list[Row], known: Callable[[str], bool]) -> tuple[int, tuple[str, ...], int]:
    """Return the place of the header among the first rows, its texts, and how many rows it takes."""
    best: tuple[int, int] | None = None
    chosen: tuple[int, tuple[str, ...], int] | None = None
    for at, row in enumerate(head):
        single = tuple(undecorated(plain_header(cell), known) for cell in row.cells)
        score = _score(single, known)
        offers = [(score, 1, single)]
        if at + 1 < len(head):
            double = _joined(single, head[at + 1], known)
            if not _is_title(row, head[at + 1], double, known) and not _covers_data(
                single, head[at + 1], double, known
            ):
                offers.append((_score(double, known), 2, double))
        for known_count, taken, headers in offers:
            # One row wins over two that know no more; an earlier header over a later equal one.
            rank = (known_count, -taken)
            if known_count and (best is None or known_count > best[0]):
                best, chosen = rank, (at, headers, taken)
        # a later table of the sheet may have more columns; the first header is this one's
        if best is not None and best[0] >= max(2, 0.6 * len(row.filled)):
            break
    if chosen is not None:
        return chosen
    wide = next((at for at, row in enumerate(head) if len(set(row.filled)) > 1), 0)
    return wide, tuple(plain_header(cell) for cell in head[wide].cells), 1


def _is_title(
    upper: Row, lower: Row, joined: tuple[str, ...], known: Callable[[str], bool]
) -> bool:
    """Whether a single text above a header is its title: with it no more columns are known."""
    if len({upper.cell(at) for at in upper.filled}) > 1:
        return False
    alone = tuple(undecorated(plain_header(cell), known) for cell in lower.cells)
    return _score(joined, known) <= _score(alone, known)


def _score(headers: tuple[str, ...], known: Callable[[str], bool]) -> int:
    return len({fold(header) for header in headers if header and known(header)})


def _joined(upper: tuple[str, ...], row: Row, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return two header rows in one: below if that is all, both where both say something."""
    width = max(len(upper), len(row.cells))
    group, texts = "", []
    for column in range(width):
        above = upper[column] if column < len(upper) else ""
        below = undecorated(plain_header(row.cell(column)), known)
        group = above or group
        if not below or below == above:
            texts.append(above)
        elif known(group + below) or not (known(below) or known(above)):
            texts.append(group + below)
        else:
            texts.append(below if known(below) else above)
    return tuple(texts)


def _covers_data(
    upper: tuple[str, ...], row: Row, joined: tuple[str, ...], known: Callable[[str], bool]
) -> bool:
    """Whether the second row is data: it makes no header with the known one above."""
    for column, above in enumerate(upper):
        below = plain_header(row.cell(column))
        if below and below != above and known(above) and not known(joined[column]):
            return True
    return False
