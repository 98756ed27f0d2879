"""Corrections made before an import: retyped cells, and rows set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from graphs.intake.files.sheets import Row
from graphs.intake.formats.column_letters import column_at
from graphs.text import Text

__all__ = ["NO_REPAIRS", "Repairs", "SetAside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """Corrections by (sheet, row, column letters), and rows set aside by (sheet, row) with why.

    The files stay as they are; the same repairs on the same files give the same import.

    Examples
    --------
    >>> mended = Repairs(cells={("a.csv", 2, "B"): "2010-06-15"})
    >>> mended.applied("a.csv", Row(2, ("甲公司党支部", "2010-13"))).cells
    ('甲公司党支部', '2010-06-15')
    """

    cells: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    rows: Mapping[tuple[str, int], Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_row: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for (sheet, number, letters), text in self.cells.items():
            by_row.setdefault((sheet, number), []).append((column_at(letters), text))
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))
        object.__setattr__(self, "rows", MappingProxyType(dict(self.rows)))
        object.__setattr__(self, "_by_row", by_row)

    _by_row: Mapping[tuple[str, int], list[tuple[int, str]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what was put right, which is read-only here: a child process compares by it."""
        return _repairs, (dict(self.cells), dict(self.rows))

    def __bool__(self) -> bool:
        """Whether anything was put right."""
        return bool(self.cells or self.rows)

    def applied(self, sheet: str, row: Row) -> Row:
        """Return the row with its corrected cells; a corrected cell is plain text."""
        changes = self._by_row.get((sheet, row.number))
        if not changes:
            return row
        cells, marks = list(row.cells), dict(row.marks)
        for at, text in changes:
            cells += [""] * (at + 1 - len(cells))
            cells[at] = text
            marks.pop(at, None)
        return replace(row, cells=tuple(cells), marks=marks)


def _repairs(
    cells: Mapping[tuple[str, int, str], str], rows: Mapping[tuple[str, int], Text]
) -> Repairs:
    return Repairs(cells=cells, rows=rows)


NO_REPAIRS = Repairs()
"""Nothing was put right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A row left out for later, with its headers and why.

    Examples
    --------
    >>> SetAside(sheet="a.csv", row=2, headers=("名称",), cells=("甲",), why=Text.same("x")).row
    2
    """

    sheet: str
    row: int
    headers: tuple[str, ...]
    cells: tuple[str, ...]
    why: Text
