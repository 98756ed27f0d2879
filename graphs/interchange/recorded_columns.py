"""Columns of records that are declared for downloads, after the columns the lists declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphs.interchange.sheet import Cell, CellKind, ListColumn
from graphs.model import Column, PartialDate, Quantity, Snapshot, record_type
from graphs.text import Text

__all__ = ["quantity_cell", "recorded_cells", "recorded_columns"]

_KINDS: Mapping[object, CellKind] = {bool: "flag", int: "integer", float: "number"}
_AS_RECORDED = Text(zh="载明的", en="as recorded")


def recorded_columns(kind: str) -> tuple[ListColumn, ...]:
    """Return the columns of a record type that are declared with ``download=True``.

    Examples
    --------
    >>> recorded_columns("hosting")
    ()
    """
    return tuple(
        ListColumn(
            key=each.name,
            label=each.label,
            note=each.note or _AS_RECORDED,
            kind=_KINDS.get(each.value, "text"),
        )
        for each in _declared(kind)
    )


def recorded_cells(snapshot: Snapshot, kind: str) -> Mapping[str, tuple[Cell, ...]]:
    """Return their values by record, in the order of the columns.

    Examples
    --------
    >>> import datetime as dt
    >>> recorded_cells(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "unit")
    {}
    """
    ids = snapshot.column(kind, "id")
    cells = [_cells(snapshot, kind, each) for each in _declared(kind)]
    rows = zip(*cells, strict=True) if cells else (() for _ in ids)
    return dict(zip(ids, rows, strict=True))


def quantity_cell(value: float | None, operator: str | None, upper: float | None) -> str:
    """Return a quantity in one cell; blank where none is recorded.

    Examples
    --------
    >>> quantity_cell(30, "≥", None), quantity_cell(None, None, None)
    ('≥ 30', '')
    """
    return "" if value is None else Quantity(operator or "=", value, upper).words().zh


def _declared(kind: str) -> tuple[Column, ...]:
    return tuple(each for each in record_type(kind).columns if each.download)


def _cells(snapshot: Snapshot, kind: str, column: Column) -> Iterator[Cell]:
    name = column.name
    if column.value is Quantity:
        parts = (snapshot.column(kind, f"{name}{end}") for end in ("", "_operator", "_upper"))
        return (quantity_cell(*each) for each in zip(*parts, strict=True))
    if column.value is PartialDate:
        parts = (snapshot.column(kind, f"{name}{end}") for end in ("", "_printed"))
        return (text or words or "" for text, words in zip(*parts, strict=True))
    return ("" if value is None else value for value in snapshot.column(kind, name))
