"""SQL ``IN`` with many values as one bound parameter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Connection,
    Text,
    any_,
    bindparam,
    func,
    select,
    type_coerce,
)

__all__ = ["in_list", "in_named_list", "packed"]


def in_list(
    connection: Connection, column: ColumnElement[Any], idents: Sequence[str]
) -> ColumnElement[bool]:
    """Return the condition that a column is one of many values, sent as one parameter."""
    dialect = connection.dialect.name
    return _in_values(dialect, column, bindparam(None, packed(dialect, idents), unique=True))


def in_named_list(dialect: str, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column is among the values given as ``packed`` under a name.

    A statement made with it is made once and run many times.
    """
    return _in_values(dialect, column, bindparam(name))


def packed(dialect: str, idents: Sequence[str]) -> str | list[str]:
    """Return many values as the one parameter a database takes them in."""
    return json.dumps(list(idents)) if dialect == "sqlite" else list(idents)


def _in_values(
    dialect: str, column: ColumnElement[Any], values: BindParameter[Any]
) -> ColumnElement[bool]:
    # SQLite allows some 32,000 parameters; a JSON array is one, whatever its length.
    if dialect == "sqlite":
        listed = func.json_each(values).table_valued("value")
        return column.in_(select(listed.c.value))
    # PostgreSQL takes an array as one parameter, and one statement serves every length.
    return column == any_(type_coerce(values, ARRAY(Text())))
