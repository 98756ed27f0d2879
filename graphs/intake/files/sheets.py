"""A sheet as it was read: text cells with their places, nothing interpreted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["Row", "Sheet"]

_NO_MARKS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the program shows it, its cells from column A on.

    ``marks`` tells by column where a cell was no plain text: ``n`` a number, ``d`` a date, ``f`` a
    formula (its last value), ``u`` a formula without a saved value, ``e`` an error value. ``copied`` are the columns that a merged area
    filled: they show the text of its first cell and are no cells of their own.

    Examples
    --------
    >>> Row(3, ("甲公司", "")).cell(5)
    ''
    """

    number: int
    cells: tuple[str, ...]
    marks: Mapping[int, str] = field(default_factory=lambda: _NO_MARKS)
    copied: frozenset[int] = frozenset()

    def cell(self, column: int) -> str:
        """Return the text of a column, counted from 0; blank beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold something, a formula without a value among them."""
        marks = self.marks
        return tuple(
            [at for at, cell in enumerate(self.cells) if cell.strip() or marks.get(at) == "u"]
        )

    @property
    def own(self) -> tuple[int, ...]:
        """The columns that hold something of their own."""
        if not self.copied:
            return self.filled
        return tuple(at for at in self.filled if at not in self.copied)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: where it comes from, what the program hides of it, and its rows, given once.

    ``name`` is blank for a text file. ``merges`` are (row, column, row, column) from 0.
    ``struck`` are the row as shown and the column from 0 of cells crossed out, ``notes`` those of
    notes on cells with their words.
    """

    file: str
    name: str
    rows: Iterator[Row]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    delimited: bool = False

    @property
    def title(self) -> str:
        """What the sheet is called in messages."""
        return f"{self.file}／{self.name}" if self.name else self.file
