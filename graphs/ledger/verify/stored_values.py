"""Check the type of every stored value and the interval of every row version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Double,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy import Text as TextType

from graphs.ledger.storage.tables import METADATA, RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN
from graphs.text import Text

__all__ = ["impossible_intervals", "mistyped"]

_LAST_DAY = dt.date.max.toordinal()


def mistyped(connection: Connection) -> Iterator[Text]:
    """Return each table with values that are not of the type their column declares.

    An SQLite file takes any value in any column; a server does not.
    """
    for table in METADATA.sorted_tables:
        wrong = _count_mistyped(table, typed=connection.dialect.name != "sqlite")
        count = connection.scalar(wrong) or 0
        if count:
            yield Text(
                zh="表“{table}”有 {count} 行的值不是所声明的类型",
                en="{count} {count:row|rows} of the table “{table}” {count:holds|hold} a value that is not of its declared type",
            ).format(table=table.name, count=count)


@cache  # hundreds of tests, which are the same for every ledger
def _count_mistyped(table: Table, *, typed: bool) -> Select[int]:
    tests: list[ColumnElement[bool]]
    if typed:
        tests = [column.is_not(None) for column in table.c if not _may_be_blank(column)]
    else:
        tests = [_is_declared(column) for column in table.c]
    return select(func.count()).select_from(table).where(not_(and_(*tests)))


def _may_be_blank(column: Column[object]) -> bool:
    # The proof reads no synthetic mark as an unset one, so its absence would go unseen.
    return bool(column.nullable) and column.name != "synthetic"


def _is_declared(column: Column[object]) -> ColumnElement[bool]:
    kind: ColumnElement[str] = func.typeof(column)
    if isinstance(column.type, TextType):
        test = kind == "text"
    elif isinstance(column.type, Double):
        test = kind == "real"
    else:
        test = kind == "integer"
        if isinstance(column.type, Boolean):
            bare: ColumnElement[int] = literal_column(f'"{column.table.name}"."{column.name}"')
            test = and_(test, bare.in_([0, 1]))
    return or_(column.is_(None), test) if _may_be_blank(column) else test


def impossible_intervals(connection: Connection, head: int) -> Iterator[Text]:
    """Return each table with row versions that hold on no day or are known at no revision."""
    for kind, table in RECORD_TABLES.items():
        count = connection.scalar(_count_impossible(table), {"head": head}) or 0
        if count:
            yield Text(
                zh="表“{table}”有 {count} 行的日期或版本区间不可能成立",
                en="{count} {count:row|rows} of the table “{table}” {count:has|have} days or revisions that cannot be",
            ).format(table=kind, count=count)


@cache
def _count_impossible(table: Table) -> Select[int]:
    return select(func.count()).select_from(table).where(not_(_is_possible(table)))


def _is_possible(table: Table) -> ColumnElement[bool]:
    head = bindparam("head", type_=Integer)
    days = table.c.valid_from, table.c.valid_to
    known = table.c.opened, table.c.closed
    return and_(
        days[0].between(ALWAYS, _LAST_DAY),
        or_(days[1] == OPEN, days[1].between(1, _LAST_DAY + 1)),
        days[0] < days[1],
        known[0].between(1, head),
        or_(known[1] == OPEN, and_(known[0] < known[1], known[1] <= head)),
    )
