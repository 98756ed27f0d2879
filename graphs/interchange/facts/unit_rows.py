"""The rows of the list of units: a unit of an organisation of the view each."""

from __future__ import annotations

from collections.abc import Container, Iterator

from graphs.interchange.facts.list_words import called, label_of, place_names
from graphs.interchange.list_columns import UNIT_COLUMNS
from graphs.interchange.recorded_columns import recorded_cells, recorded_columns
from graphs.interchange.sheet import Cell, ListColumn
from graphs.model import Ownership, Snapshot
from graphs.text import Language, Text

__all__ = ["UNITS", "unit_columns", "unit_rows"]

UNITS = Text(zh="单位", en="Units")


def unit_columns() -> tuple[ListColumn, ...]:
    """Return the columns of the list of units."""
    return (*UNIT_COLUMNS, *recorded_columns("unit"))


def unit_rows(
    snapshot: Snapshot, members: Container[str], language: Language
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the units of organisations, sorted by organisation and unit."""
    places, names_of = place_names(snapshot), called(snapshot, language)
    in_chinese = called(snapshot, "zh")
    names = ("id", "name", "ownership", "credit_code", "division", "synthetic")
    units = {
        row[0]: row for row in zip(*(snapshot.column("unit", name) for name in names), strict=True)
    }
    more = recorded_cells(snapshot, "unit")
    columns = (snapshot.column("hosting", name) for name in ("organisation", "unit"))
    hosted = {each for each in zip(*columns, strict=True) if each[0] in members}
    for organisation, unit in sorted(each for each in hosted if each[1] in units):
        _, name, ownership, code, division, synthetic = units[unit]
        yield (
            organisation,
            names_of[organisation],
            in_chinese[organisation],
            unit,
            name or "",
            ownership or "",
            label_of(Ownership, ownership or "", language),
            code or "",
            division or "",
            places.get(division or "", ""),
            bool(synthetic),
            *more[unit],
        )
