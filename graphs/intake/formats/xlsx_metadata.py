"""Worksheet metadata that calamine omits: hidden rows, formulas, number formats, true size.

Parts of an XLSX package after ECMA-376 part 1: ``xl/workbook.xml`` (18.2) and the worksheets (18.3).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from graphs.intake.formats.column_letters import column_at
from graphs.intake.formats.file_errors import Fault
from graphs.intake.formats.limits import Limits
from graphs.intake.formats.xlsx_notes import notes_of
from graphs.intake.formats.xlsx_package import Package, local, walk
from graphs.intake.formats.xlsx_styles import Styles

__all__ = ["SheetPart", "SheetScan", "scan_sheet", "sheet_parts"]

_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_LAST_COLUMN = 16_384
_MOST_STRUCK = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet of the workbook: its name and its part."""

    name: str
    part: str


@dataclass(slots=True)
class SheetScan:
    """What was found in one worksheet; rows and columns count from 0.

    ``marks`` tells cells that need a second look: ``f`` formula whose value is a text, ``F`` another formula, ``e`` error value, ``y``/``m`` a
    date shown to the year or month, ``0``–``9…`` digits a number is padded to. ``struck`` are filled
    cells that are crossed out, ``notes`` the words of notes with their cells.
    """

    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    cells: int = 0
    rows: int = 0
    columns: int = 0


def sheet_parts(package: Package, limits: Limits) -> list[SheetPart]:
    """Return the worksheets in the order of the workbook.

    Raises
    ------
    Fault
        It is no workbook, or has no or too many sheets.
    """
    book = next((n for n in ("xl/workbook.xml",) if n in package.names), None)
    if book is None:
        raise _no_workbook(package)
    targets: dict[str, str] = {}
    found: list[tuple[str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            ident = next((v for k, v in attributes.items() if local(k) == "id" and ":" in k), "")
            found.append((attributes.get("name", ""), ident))

    relations = "xl/_rels/workbook.xml.rels"
    if relations in package.names:
        walk(package.chunks(relations), relations, relation)
    walk(package.chunks(book), book, sheet)
    if len(found) > limits.sheets:
        raise Fault("too_many_sheets", count=len(found), limit=limits.sheets)
    parts = [SheetPart(name=name, part=targets.get(ident, "")) for name, ident in found]
    if not any(each.part in package.names for each in parts):
        raise Fault("no_sheet")
    return parts


def _no_workbook(package: Package) -> Fault:
    kinds = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint"}
    what = next((kind for part, kind in kinds.items() if part in package.names), None)
    return Fault("document", what=what) if what else Fault("packed", what="ZIP")


def scan_sheet(package: Package, sheet: SheetPart, styles: Styles, limits: Limits) -> SheetScan:
    """Walk one worksheet and return what was found.

    Raises
    ------
    Fault
        It has too many rows, columns or cells, or names a place that no sheet has.
    """
    scanner = _Scanner(sheet.name, styles, limits)
    try:
        walk(package.chunks(sheet.part), sheet.part, scanner.start)
    except ValueError:
        raise Fault("damaged", what=sheet.name) from None
    scanner.scan.notes = [
        (*_place(place, sheet.name), words) for place, words in notes_of(package, sheet.part)
    ]
    return scanner.scan


class _Scanner:
    """Takes the start tags of a worksheet, tracking its position."""

    def __init__(self, sheet: str, styles: Styles, limits: Limits) -> None:
        self.scan = SheetScan()
        self._sheet, self._styles, self._limits = sheet, styles, limits
        self._row, self._column, self._style, self._type = -1, -1, "", ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is"):
            self._filled()
        elif tag == "f":
            mark = "f" if self._type == "str" else "F"
            self.scan.marks.setdefault((self._row, self._column), mark)
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "mergeCell":
            self.scan.merges.append(_area(attributes.get("ref", ""), self._sheet))
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            low, high = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.scan.hidden_columns.update(range(low - 1, min(high, self._limits.columns)))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isdigit() else self._row + 1
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden_rows.add(self._row)

    def _cell(self, attributes: dict[str, str]) -> None:
        scan = self.scan
        scan.cells += 1
        if scan.cells > self._limits.cells:
            raise Fault("too_many_cells", limit=self._limits.cells, sheet=self._sheet)
        self._column += 1
        self._style, self._type = attributes.get("s", ""), attributes.get("t", "")
        if "r" in attributes:
            self._row, self._column = _place(attributes["r"], self._sheet)
        if attributes.get("t") == "e":
            scan.marks[self._row, self._column] = "e"

    def _filled(self) -> None:
        scan, limits, sheet = self.scan, self._limits, self._sheet
        if self._row >= scan.rows:
            scan.rows = self._row + 1
            if scan.rows > limits.rows:
                raise Fault("too_many_rows", limit=limits.rows, sheet=sheet)
        if self._column >= scan.columns:
            scan.columns = self._column + 1
            if scan.columns > limits.columns:
                raise Fault("too_many_columns", limit=limits.columns, sheet=sheet)
        # The reader lays a dense field from corner to corner, however few places are filled.
        if scan.rows * scan.columns > limits.cells:
            raise Fault("too_many_cells", limit=limits.cells, sheet=sheet)
        mark = self._styles.marks.get(self._style)
        if mark is not None:
            scan.marks.setdefault((self._row, self._column), mark)
        if self._style in self._styles.struck and len(scan.struck) < _MOST_STRUCK:
            scan.struck.append((self._row, self._column))


def _place(reference: str, sheet: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    column = column_at(match.group(1)) if match else _LAST_COLUMN
    if match is None or column >= _LAST_COLUMN or not 0 < int(match.group(2)) <= 1_048_576:
        raise Fault("damaged", what=f"{sheet}!{reference[:20]}")
    return int(match.group(2)) - 1, column


def _area(reference: str, sheet: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    return (*_place(first, sheet), *_place(last or first, sheet))
