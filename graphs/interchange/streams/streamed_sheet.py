"""A list whose rows are made while they are written, and what it shares with one that is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphs.interchange.sheet import Cell, ListColumn, Sheet
from graphs.text import Text

__all__ = ["StreamedSheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamedSheet:
    """Rows under declared columns, made anew each time somebody goes through them.

    Attributes
    ----------
    make
        Gives the rows, some thousands at a time.
    count, say
        How many rows there are, and what they add up to; known once they were gone through.

    Examples
    --------
    >>> rows = lambda: iter([[("g1",)], [("g2",), ("g3",)]])
    >>> sheet = StreamedSheet(
    ...     key="x", label=Text.same("x"), columns=(), make=rows, count=lambda: 3, say=lambda: None)
    >>> sheet.row_count, sheet.whole().rows
    (3, (('g1',), ('g2',), ('g3',)))
    """

    key: str
    label: Text
    columns: tuple[ListColumn, ...]
    make: Callable[[], Iterator[Sequence[tuple[Cell, ...]]]]
    count: Callable[[], int]
    say: Callable[[], Text | None]

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self.count()

    @property
    def figure(self) -> Text | None:
        """What they add up to."""
        return self.say()

    def pieces(self) -> Iterator[Sheet]:
        """Yield sheets of some thousand rows each, which together are the list."""
        for rows in self.make():
            yield Sheet(key=self.key, label=self.label, columns=self.columns, rows=tuple(rows))

    def whole(self) -> Sheet:
        """Return the list with all its rows, for formats that cannot be written in pieces."""
        rows = tuple(row for piece in self.make() for row in piece)
        return Sheet(
            key=self.key, label=self.label, columns=self.columns, rows=rows, figure=self.figure
        )
