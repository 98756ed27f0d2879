"""The questions of a reader, each made once, and the Arrow tables that answers fit into.

Making a question in SQLAlchemy takes longer than asking it of a ledger of ordinary size.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import pyarrow as pa
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from graphs.ledger.database.in_list import in_named_list
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import arrow_schema

__all__ = [
    "PIECE",
    "empty_table",
    "ever_recorded",
    "holding",
    "rows_at",
    "rows_by",
    "rows_in_pieces",
    "schema_of",
]

PIECE = 20_000
"""Rows that become Arrow at a time."""


@lru_cache(maxsize=64)
def holding(kind: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of both clocks on a table, its day and revision yet to be given."""
    table = RECORD_TABLES[kind]
    return (
        table.c.valid_from <= bindparam("day"),
        # Both clocks are half-open: the first day counts, the day (or revision) of the end does
        # not.
        table.c.valid_to > bindparam("day"),
        table.c.opened <= bindparam("revision"),
        table.c.closed > bindparam("revision"),
    )


@lru_cache(maxsize=512)
def rows_at(kind: str, columns: tuple[str, ...]) -> Select[Any]:
    """Return the question for rows of a type under both clocks; made once, since making it is slow."""
    table = RECORD_TABLES[kind]
    return select(*(table.c[name] for name in columns)).where(*holding(kind))


@lru_cache(maxsize=256)
def rows_in_pieces(kind: str, columns: tuple[str, ...]) -> Select[Any]:
    """Return the question for all rows of a type, answered some thousands at a time.

    A server hands out so many at a time too: else its whole answer waits in memory here.
    """
    return rows_at(kind, columns).execution_options(yield_per=PIECE)


@cache
def ever_recorded() -> CompoundSelect[Any]:
    """Return the question which types have a row of any day and revision."""
    return union_all(
        *(
            select(literal(kind)).where(exists(select(table.c.id)))
            for kind, table in RECORD_TABLES.items()
        )
    )


@lru_cache(maxsize=512)
def rows_by(
    dialect: str, kind: str, names: tuple[str, ...], columns: tuple[str, ...]
) -> Select[Any]:
    """Return the question for rows in which any named column is among ids yet to be given."""
    table = RECORD_TABLES[kind]
    tests = [in_named_list(dialect, table.c[name], f"in_{name}") for name in names]
    return rows_at(kind, columns).where(or_(*tests))


@lru_cache(maxsize=256)
def schema_of(kind: str, names: tuple[str, ...]) -> pa.Schema:
    """Return the schema of some columns of a type."""
    whole = arrow_schema(kind)
    return pa.schema([whole.field(name) for name in names])


@lru_cache(maxsize=256)
def empty_table(kind: str, names: tuple[str, ...]) -> pa.Table:
    """Return the table of a type without rows; made once, as Arrow never changes a table."""
    return schema_of(kind, names).empty_table()
