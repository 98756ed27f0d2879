"""Columns of records that are declared for downloads, after the columns the lists declare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from graphs.interchange.sheet import Cell, CellKind, ListColumn, list_column
from graphs.model import Absence, Column, PartialDate, Quantity, Snapshot, record_type
from graphs.text import Text

__all__ = [
    "absence_cell",
    "bound_columns",
    "day_bounds",
    "quantity_bounds",
    "quantity_cell",
    "recorded_cells",
    "recorded_columns",
    "recorded_values",
]

_KINDS: Mapping[object, CellKind] = {bool: "flag", int: "integer", float: "number"}


def recorded_columns(kind: str) -> tuple[ListColumn, ...]:
    """Return the columns of a record type that are declared with ``download=True``.

    A date or a quantity has its lower and upper bound beside it; ``absent`` comes last and says
    why columns are blank.

    Examples
    --------
    >>> [column.key for column in recorded_columns("hosting")]
    ['absent']
    """
    found: list[ListColumn] = []
    for each in _declared(kind):
        note = each.definition
        found.append(
            ListColumn(
                key=each.name, label=each.label, note=note, kind=_KINDS.get(each.value, "text")
            )
        )
        if each.value in (PartialDate, Quantity):
            found += bound_columns(
                each.name, each.label, "date" if each.value is PartialDate else "number"
            )
    reasons = "；".join(f"{one.name} {one.label.zh}" for one in Absence)
    reasons_en = "; ".join(f"{one.name} {one.label.en}" for one in Absence)
    absent = list_column(
        "absent",
        "缺值原因",
        "Why absent",
        f"栏目=原因；{reasons}；未列出的空白就是空白",
        f"column=reason; {reasons_en}; a blank that is not named is a blank",
    )
    return (*found, absent)


def bound_columns(key: str, label: Text, kind: CellKind) -> tuple[ListColumn, ListColumn]:
    """Return the columns of the lower and the upper bound of a date or a quantity.

    Examples
    --------
    >>> [column.key for column in bound_columns("signed_on", Text.same("x"), "date")]
    ['signed_on_low', 'signed_on_high']
    """
    words = (
        ("low", Text(zh="（下限）", en=", from"), Text(zh="最小或最早", en="least or earliest")),
        (
            "high",
            Text(zh="（上限）", en=", to"),
            Text(
                zh="最大或最晚；空白为无上限或未载明",
                en="most or latest; blank for no bound or none recorded",
            ),
        ),
    )
    low, high = (
        ListColumn(key=f"{key}_{end}", label=label + more, note=note, kind=kind)
        for end, more, note in words
    )
    return low, high


def recorded_cells(snapshot: Snapshot, kind: str) -> Mapping[str, tuple[Cell, ...]]:
    """Return their values by record, in the order of the columns."""
    rows = zip(*recorded_values(snapshot, kind), strict=True)
    return dict(zip(snapshot.column(kind, "id"), rows, strict=True))


def recorded_values(snapshot: Snapshot, kind: str) -> list[list[Cell]]:
    """Return the values of :func:`recorded_cells` column by column, in the order of ids."""
    cells: list[list[Cell]] = []
    for each in _declared(kind):
        cells += _cells(snapshot, kind, each)
    cells.append([absence_cell(stored) for stored in snapshot.column(kind, "absent")])
    return cells


@lru_cache(maxsize=4096)
def absence_cell(stored: str | None) -> str:
    """Return the reasons why columns are blank in one cell.

    Examples
    --------
    >>> absence_cell('{"ends_on": "not_stated"}'), absence_cell(None)
    ('ends_on=not_stated', '')
    """
    reasons = json.loads(stored) if stored else {}
    return "; ".join(f"{name}={reason}" for name, reason in sorted(reasons.items()))


@lru_cache(maxsize=65_536)
def day_bounds(text: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day a date may mean, as ISO text.

    Examples
    --------
    >>> day_bounds("2010-06"), day_bounds(None)
    (('2010-06-01', '2010-06-30'), (None, None))
    """
    if not text:
        return None, None
    date = PartialDate(text)
    low, high = date.earliest, date.latest
    return low.isoformat() if low else None, high.isoformat() if high else None


def quantity_cell(value: float | None, operator: str | None, upper: float | None) -> str:
    """Return a quantity in one cell; blank where none is recorded.

    Examples
    --------
    >>> quantity_cell(30, "≥", None), quantity_cell(None, None, None)
    ('≥ 30', '')
    """
    return "" if value is None else Quantity(operator or "=", value, upper).words().zh


def quantity_bounds(
    value: float | None, operator: str | None, upper: float | None
) -> tuple[float | None, float | None]:
    """Return the least and the most a quantity may be.

    Examples
    --------
    >>> quantity_bounds(30, "≥", None)
    (30.0, None)
    """
    if value is None:
        return None, None
    bounds = Quantity(operator or "=", value, upper).bounds
    return float(bounds.low), None if bounds.high is None else float(bounds.high)


def _declared(kind: str) -> tuple[Column, ...]:
    return tuple(each for each in record_type(kind).columns if each.download)


def _cells(snapshot: Snapshot, kind: str, column: Column) -> list[list[Cell]]:
    name, many = column.name, snapshot.table(kind).num_rows
    blank = None if column.value in _KINDS else ""
    ends = ("", "_printed") if column.value is PartialDate else ("",)
    if _blank(snapshot, kind, [f"{name}{end}" for end in ends]):
        # most columns of most ledgers: no cell is looked at
        bounds: list[list[Cell]] = [[None] * many, [None] * many]
        return [[blank] * many, *(bounds if column.value in (PartialDate, Quantity) else [])]
    if column.value is Quantity:
        parts = [snapshot.column(kind, f"{name}{end}") for end in ("", "_operator", "_upper")]
        rows = list(zip(*parts, strict=True))
        return [
            [quantity_cell(*row) for row in rows],
            *_both(quantity_bounds(*row) for row in rows),
        ]
    if column.value is PartialDate:
        texts, printed = (snapshot.column(kind, f"{name}{end}") for end in ("", "_printed"))
        words: list[Cell] = [text or more or "" for text, more in zip(texts, printed, strict=True)]
        return [words, *_both(map(day_bounds, texts))]
    return [[blank if value is None else value for value in snapshot.column(kind, name)]]


def _blank(snapshot: Snapshot, kind: str, names: list[str]) -> bool:
    table = snapshot.table(kind)
    return all(table[name].null_count == table.num_rows for name in names)


def _both(bounds: Iterable[tuple[Cell, Cell]]) -> list[list[Cell]]:
    known = list(bounds)
    return [[low for low, _ in known], [high for _, high in known]]
