"""Columns of a table: made once for all who look at its rows, and how each is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import pyarrow as pa
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from app_pages.parts.cache.answer_store import answer_store

__all__ = ["column_formats", "table_columns"]


def table_columns(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> pa.Table:
    """Return each column under its head, made once for all who look at these rows.

    Of two columns with one head only one would be drawn.
    """
    if len(set(heads)) != len(heads):
        raise ValueError(heads)
    # The types are named: to Python 1, 1.0 and True are one key.
    cells = tuple(map(tuple, rows))
    key = (tuple(heads), cells, tuple(map(type, chain.from_iterable(cells))))

    def make() -> pa.Table:
        return pa.table(
            {head: _column([row[place] for row in rows]) for place, head in enumerate(heads)}
        )

    return answer_store().answer("table", key, make)


def column_formats(
    columns: pa.Table, widths: Mapping[str, int] | None = None
) -> dict[str, ColumnConfig]:
    """Return how wide columns are, and how numbers with one decimal are written.

    All of a column are written with one, 46.0 beside 45.5.
    """
    wide = widths or {}
    others: dict[str, ColumnConfig] = {
        head: st.column_config.Column(width=width) for head, width in wide.items()
    }
    return others | {
        head: st.column_config.NumberColumn(format="%.1f", width=wide.get(head))
        for head in columns.column_names
        if pa.types.is_floating(columns.schema.field(head).type)
        and all(each is None or each == round(each, 1) for each in columns.column(head).to_pylist())
    }


def _column(values: list[object]) -> pa.Array:
    """Return cells as Arrow keeps them; those of several kinds, or blank words, as words.

    Numbers stay numbers where some are blank, so that 9 is sorted before 24; whoever draws them
    names what is printed in the blank cells (``placeholder``).
    """
    known = {type(value) for value in values if value is not None and value != ""}
    if known and known <= {int, float}:
        return pa.array(
            [None if value == "" else value for value in values],
            type=pa.int64() if known == {int} else pa.float64(),
        )
    if None in values or len({type(value) for value in values}) > 1:
        values = ["" if value is None else str(value) for value in values]
    return pa.array(values)
