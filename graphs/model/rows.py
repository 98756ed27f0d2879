"""Records to scalar rows and back, and the Arrow types of a record type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

import pyarrow as pa

from graphs.model.columns import Column, Storage
from graphs.model.record_types import Record, RecordType, record_type
from graphs.model.values import Absence, Choice, PartialDate, Quantity

__all__ = ["Scalar", "arrow_schema", "from_row", "table_of", "to_row"]

Scalar: TypeAlias = str | int | float | bool | None

_ARROW: Mapping[Storage, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "flag": pa.bool_(),
}

_Kind = TypeVar("_Kind", bound=Record)


def arrow_schema(of: str | RecordType) -> pa.Schema:
    """Return the Arrow schema of a record type: its stored columns in source order.

    Examples
    --------
    >>> arrow_schema("hosting").names
    ['id', 'synthetic', 'absent', 'organisation', 'unit']
    """
    declared = record_type(of) if isinstance(of, str) else of
    return pa.schema([pa.field(part.name, _ARROW[part.storage]) for part in declared.stored])


def to_row(item: Record) -> dict[str, Scalar]:
    """Return the record as one scalar for each stored column, in source order.

    Examples
    --------
    >>> from graphs.model import Hosting
    >>> to_row(Hosting(id="h1", organisation="o1", unit="u1"))["unit"]
    'u1'
    """
    declared = record_type(item)
    reasons = {name: reason.name for name, reason in cast("tuple[Any, ...]", item.absent)}
    row: dict[str, Scalar] = {
        "id": item.id,
        "synthetic": item.synthetic,
        "absent": json.dumps(reasons, sort_keys=True) if reasons else None,
    }
    for each in declared.columns:
        row |= _scalars(each, getattr(item, each.name))
    return row


def _scalars(each: Column, value: object) -> dict[str, Scalar]:
    name = each.name
    if each.value is PartialDate:
        date = cast("PartialDate | None", value)
        return {
            name: date.text if date else None,
            f"{name}_printed": date.printed if date else None,
            f"{name}_inferred": (date.inferred or None) if date else None,
        }
    if each.value is Quantity:
        number = cast("Quantity | None", value)
        return {
            f"{name}_operator": number.operator if number else None,
            name: number.value if number else None,
            f"{name}_upper": number.upper if number else None,
            f"{name}_printed": number.printed if number else None,
        }
    return {name: value.name if isinstance(value, Choice) else cast("Scalar", value)}


def from_row(cls: type[_Kind], row: Mapping[str, Any]) -> _Kind:
    """Return the record of a scalar row; columns the row lacks are blank.

    Raises
    ------
    KeyError
        A value of a closed list is not in that list.
    InputError
        A date or a quantity is malformed.

    Examples
    --------
    >>> from graphs.model import Division
    >>> from_row(Division, {"id": "d1", "name": "上街区", "level": "county"}).level.label.en
    'county or district'
    """
    reasons = json.loads(row.get("absent") or "{}")
    values = {each.name: _value(each, row) for each in record_type(cls).columns}
    absent = {name: Absence[reason] for name, reason in reasons.items()}
    return cls(id=row["id"], synthetic=bool(row.get("synthetic")), absent=absent, **values)


def _value(each: Column, row: Mapping[str, Any]) -> object:
    value = row.get(each.name)
    if each.value is PartialDate:
        printed = row.get(f"{each.name}_printed")
        inferred = bool(row.get(f"{each.name}_inferred"))
        return None if value is None and printed is None else PartialDate(value, printed, inferred)
    if each.value is Quantity:
        if value is None:
            return None
        operator = row.get(f"{each.name}_operator") or "="
        return Quantity(
            operator, value, row.get(f"{each.name}_upper"), row.get(f"{each.name}_printed")
        )
    if value is None:
        return None
    if issubclass(each.value, Choice):
        return each.value[value]
    return bool(value) if each.value is bool else value


def table_of(of: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return scalar rows as an Arrow table sorted by id.

    Examples
    --------
    >>> table_of("hosting", [{"id": "h1", "organisation": "o1", "unit": "u1"}]).num_rows
    1
    """
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    schema = arrow_schema(of)
    columns = [
        pa.array([row.get(field.name) for row in ordered], type=field.type) for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
