"""Check that a database has exactly the declared tables and indexes.

A trigger, a view, a rule or an index that nobody declared can change answers while every digest
holds; so can a table whose columns differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedIndex
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

from graphs.ledger.storage.tables import METADATA
from graphs.text import Text

__all__ = ["undeclared"]

_OWN_OF_SQLITE = ("sqlite_stat1", "sqlite_stat4")  # what ANALYZE notes for the planner
_WORDS = {
    "table": Text(zh="表", en="table"),
    "index": Text(zh="索引", en="index"),
    "trigger": Text(zh="触发器", en="trigger"),
    "view": Text(zh="视图", en="view"),
    "rule": Text(zh="规则", en="rule"),
}


def undeclared(connection: Connection) -> Iterator[Text]:
    """Return what is there and not declared, or declared and not there, or differs."""
    if connection.dialect.name == "sqlite":
        yield from _in_file(connection)
    else:
        yield from _on_server(connection)


def _in_file(connection: Connection) -> Iterator[Text]:
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")
    found = {(str(kind), str(name)): (str(of), sql) for kind, name, of, sql in rows}
    wanted = dict(_declared(connection.dialect))
    for (kind, name), (of, sql) in sorted(found.items()):
        if kind == "table" and name in _OWN_OF_SQLITE:
            continue
        if kind == "index" and sql is None and name.startswith(f"sqlite_autoindex_{of}_"):
            continue  # made for a primary key, which its table declares
        if (kind, name) not in wanted:
            yield _stranger(kind, name)
        elif _canonical(kind, str(sql)) != wanted[kind, name]:
            yield _differs(kind, name)
    for kind, name in sorted(set(wanted) - set(found)):
        yield _missing(kind, name)


@cache
def _declared(dialect: Dialect) -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    wanted = []
    for table in METADATA.sorted_tables:
        words = str(CreateTable(table).compile(dialect=dialect))
        wanted.append((("table", table.name), _canonical("table", words)))
        for index in table.indexes:
            words = str(CreateIndex(index).compile(dialect=dialect))
            wanted.append((("index", str(index.name)), _canonical("index", words)))
    return tuple(wanted)


def _canonical(kind: str, words: str) -> tuple[str, ...]:
    """Return a statement without its spacing; a table's columns in any order, as added later."""
    flat = " ".join(words.replace('"', "").split())
    head, _, rest = flat.partition("(")
    if kind != "table" or not rest:
        return (re.sub(r"\s*([(),])\s*", r"\1", flat),)
    body, _, tail = rest.rpartition(")")
    parts = re.split(r",(?![^(]*\))", body)
    return (
        head.strip(),
        *sorted(re.sub(r"\s*([(),])\s*", r"\1", part.strip()) for part in parts),
        tail.strip(),
    )


def _on_server(connection: Connection) -> Iterator[Text]:
    inspector = inspect(connection)
    names = set(inspector.get_table_names())
    for name in sorted(names - set(METADATA.tables)):
        yield _stranger("table", name)
    for view in sorted(inspector.get_view_names()):
        yield _stranger("view", view)
    for kind, name in connection.execute(_HOOKS):
        yield _stranger(kind, name)
    columns, keys = inspector.get_multi_columns(), inspector.get_multi_pk_constraint()
    indexes = inspector.get_multi_indexes()
    for table in METADATA.sorted_tables:
        place = (None, table.name)
        if table.name not in names:
            yield _missing("table", table.name)
            continue
        key = keys[place]["constrained_columns"]
        if not _has_columns(columns[place], key, table, connection.dialect):
            yield _differs("table", table.name)
        yield from _indexes(indexes.get(place, []), table)


def _has_columns(
    there: list[ReflectedColumn], key: list[str], table: Table, dialect: Dialect
) -> bool:
    wanted = {each.name: (_type_words(each.type, dialect), each.nullable) for each in table.c}
    found = {each["name"]: (_type_words(each["type"], dialect), each["nullable"]) for each in there}
    extra = ("default", "computed", "identity")
    return (
        wanted == found
        and not any(each.get(name) for each in there for name in extra)
        and set(key) == {each.name for each in table.primary_key}
    )


def _type_words(kind: TypeEngine[Any], dialect: Dialect) -> str:
    return kind.compile(dialect).partition(" COLLATE")[0]


def _indexes(there: list[ReflectedIndex], table: Table) -> Iterator[Text]:
    found = {str(each["name"]): tuple(each["column_names"]) for each in there}
    wanted = {str(each.name): tuple(each.columns.keys()) for each in table.indexes}
    for name in sorted(set(found) | set(wanted)):
        if name not in wanted:
            yield _stranger("index", name)
        elif name not in found:
            yield _missing("index", name)
        elif found[name] != wanted[name]:
            yield _differs("index", name)


_HOOKS = text(
    "SELECT 'trigger', t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'rule', r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
    " WHERE r.rulename <> '_RETURN' AND c.relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'rule', p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


def _stranger(kind: str, name: str) -> Text:
    return Text(
        zh="有台账不应有的{kind}“{name}”", en="there is the {kind} “{name}”, which no ledger has"
    ).format(kind=_WORDS.get(kind, Text.same(kind)), name=name)


def _missing(kind: str, name: str) -> Text:
    return Text(zh="缺少{kind}“{name}”", en="the {kind} “{name}” is missing").format(
        kind=_WORDS[kind], name=name
    )


def _differs(kind: str, name: str) -> Text:
    return Text(zh="{kind}“{name}”与声明不符", en="the {kind} “{name}” is not as declared").format(
        kind=_WORDS[kind], name=name
    )
