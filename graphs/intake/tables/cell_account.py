"""Account of every non-blank cell of an import.

Each cell ends as exactly one of three: a *value* in a named record and field; part of a row or
column that was *recognised* (title, header, note, total, footer …); or a *issue* that says where
it is and what can be done. Cells read = values + recognised + issues, by construction and tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphs.model import Choice
from graphs.text import Text

__all__ = [
    "NO_CELLS",
    "CellAccount",
    "CellTally",
    "Recognised",
    "RowKind",
    "SheetAccount",
    "account_of",
]


class RowKind(Choice):
    """What a part of a sheet is where it is no data."""

    title = Text(zh="标题", en="title")
    header = Text(zh="表头", en="header")
    repeated_header = Text(zh="重复的表头", en="repeated header")
    note = Text(zh="说明", en="note")
    section = Text(zh="小标题", en="section heading")
    total = Text(zh="合计", en="total")
    footer = Text(zh="表尾（填表、审核、日期等）", en="footer (filled in by, checked by, date …)")
    serial = Text(zh="序号、搁置原因", en="row numbers, reasons for setting aside")
    blank = Text(zh="表示空白的符号（无、/、-）", en="signs for nothing (无, /, -)")
    condition = Text(zh="按映射只作判断的值", en="values that only decide, by the mapping")
    set_aside = Text(zh="搁置的行", en="rows set aside")
    derived = Text(zh="由台账推算的栏目", en="columns that the ledger works out itself")
    ignored = Text(zh="按映射或选择略过的表", en="sheets left out by the mapping or by choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised in a sheet as one kind: in which rows, how many cells, and an example."""

    kind: RowKind
    rows: tuple[int, ...]
    cells: int
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAccount:
    """The cells of one sheet: how many were read, and what became of them."""

    sheet: str
    read: int
    values: int
    issues: int
    recognised: tuple[Recognised, ...] = ()

    @property
    def recognised_cells(self) -> int:
        """How many cells are titles, headers, notes and the like."""
        return sum(each.cells for each in self.recognised)

    @property
    def balanced(self) -> bool:
        """Whether every cell read has become one of the three."""
        return self.read == self.values + self.recognised_cells + self.issues


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAccount:
    """The account of a whole import.

    Examples
    --------
    >>> CellAccount(sheets=()).sentence().en
    '0 cells read: 0 values, 0 in titles, headers, notes and the like, 0 that gave no value'
    """

    sheets: tuple[SheetAccount, ...]

    @property
    def read(self) -> int:
        """How many cells were not blank."""
        return sum(each.read for each in self.sheets)

    @property
    def values(self) -> int:
        """How many cells gave a value of a record."""
        return sum(each.values for each in self.sheets)

    @property
    def recognised(self) -> int:
        """How many cells of all sheets are titles, headers, notes and the like."""
        return sum(each.recognised_cells for each in self.sheets)

    @property
    def issues(self) -> int:
        """How many cells gave no value, and are named by an issue."""
        return sum(each.issues for each in self.sheets)

    @property
    def balanced(self) -> bool:
        """Whether the sum is right in every sheet."""
        return all(each.balanced for each in self.sheets)

    def sentence(self) -> Text:
        """Return the account in one sentence."""
        return Text(
            zh="读到 {read} 格：{values} 格成为记录的值，{recognised} 格是标题、表头、说明等，{issues} 格没有成为值，见导入问题",
            en="{read} cells read: {values} values, {recognised} in titles, headers, notes and the "
            "like, {issues} that gave no value",
        ).format(
            read=self.read,
            values=self.values,
            recognised=self.recognised,
            issues=self.issues,
        )


NO_CELLS = CellAccount(sheets=())
"""The account of an import that read nothing."""

_ROWS_NAMED = 20


@dataclass(slots=True)
class CellTally:
    """Counts the cells of one sheet while it is read."""

    sheet: str
    read: int = 0
    values: int = 0
    issues: int = 0
    _recognised: dict[RowKind, tuple[list[int], int, str]] = field(default_factory=dict)

    def recognise(self, kind: RowKind, row: int, cells: int, sample: str = "") -> None:
        """Count cells of a row as recognised."""
        if not cells:
            return
        rows, before, first = self._recognised.get(kind, ([], 0, sample))
        if not rows or (rows[-1] != row and len(rows) < _ROWS_NAMED):
            rows.append(row)
        self._recognised[kind] = (rows, before + cells, first)

    def take_back(self, cells: int) -> None:
        """Count cells of a record that was not made as issues instead of values."""
        self.values -= cells
        self.issues += cells

    def account(self) -> SheetAccount:
        """Return what was counted so far."""
        return SheetAccount(
            sheet=self.sheet,
            read=self.read,
            values=self.values,
            issues=self.issues,
            recognised=tuple(
                Recognised(kind=kind, rows=tuple(rows), cells=cells, sample=sample[:60])
                for kind, (rows, cells, sample) in self._recognised.items()
            ),
        )


def account_of(tallies: Iterable[CellTally]) -> CellAccount:
    """Return the account of all sheets, in the order they were read."""
    return CellAccount(sheets=tuple(each.account() for each in tallies))
