"""Parquet and Arrow: typed columns for pandas, DuckDB, Polars and R, with a note on each column."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from graphs.interchange.export_formats import Export, Files, export_format
from graphs.interchange.graph_files.network_lists import typed_columns
from graphs.interchange.sheet import Cell, CellKind, Sheet

if TYPE_CHECKING:
    import pyarrow as pa


@export_format(order=40, zh="Parquet（pandas、DuckDB、R）", en="Parquet (pandas, DuckDB, R)")
def parquet(export: Export) -> Files:
    """Write one file a sheet; a blank cell is a null, each column says what it holds."""
    import pyarrow.parquet as pq

    files = {}
    for sheet in export.sheets:
        target = io.BytesIO()
        pq.write_table(_table(sheet, export), target, compression="zstd")
        files[f"{sheet.key}.parquet"] = target.getvalue()
    return files


@export_format(order=50, zh="Arrow（Feather）", en="Arrow (Feather)")
def arrow(export: Export) -> Files:
    """Write one Arrow IPC file a sheet, with the types and notes that Parquet has."""
    import pyarrow as pa

    files = {}
    for sheet in export.sheets:
        table, target = _table(sheet, export), io.BytesIO()
        with pa.ipc.new_file(target, table.schema) as writer:
            writer.write_table(table)
        files[f"{sheet.key}.arrow"] = target.getvalue()
    return files


def _table(sheet: Sheet, export: Export) -> pa.Table:
    import pyarrow as pa

    kinds: dict[CellKind, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "date": pa.date32(),
    }
    fields, arrays = [], []
    for column, values in typed_columns(sheet):
        notes = {
            "label": column.label.say(export.language),
            "note": column.note.say(export.language),
        }
        fields.append(pa.field(column.key, kinds[column.kind], metadata=notes))
        found = map(_day, values) if column.kind == "date" else values
        arrays.append(pa.array(list(found), type=kinds[column.kind]))
    about = {"about": export.about} if export.about else None
    return pa.table(arrays, schema=pa.schema(fields, metadata=about))


def _day(value: Cell) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(str(value))
