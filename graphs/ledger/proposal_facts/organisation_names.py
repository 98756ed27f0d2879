"""Names of organisations in messages, with the division where names repeat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.text import Text

__all__ = ["by_day", "known_rows", "organisation_names"]


def organisation_names(connection: Connection, idents: Iterable[str]) -> dict[str, Text]:
    """Return what known organisations are called; the division goes along where names repeat."""
    table, places = RECORD_TABLES["organisation"], RECORD_TABLES["division"]
    wanted = sorted(set(idents))
    query = select(table).where(known_rows(table), in_list(connection, table.c.id, wanted))
    rows = {row["id"]: row for row in connection.execute(by_day(query, table)).mappings()}
    called = {
        ident: str(row["name"] or row["short_name"] or row["working_label"] or ident)
        for ident, row in rows.items()
    }
    shared = select(table.c.name).where(
        known_rows(table), in_list(connection, table.c.name, sorted(set(called.values())))
    )
    counted = shared.group_by(table.c.name).having(func.count(table.c.id.distinct()) > 1)
    repeated = set(connection.scalars(counted))
    lying = sorted({row["division"] for row in rows.values() if row["division"]})
    named = select(places.c.id, places.c.name).where(
        known_rows(places), in_list(connection, places.c.id, lying)
    )
    division = {row[0]: row[1] for row in connection.execute(by_day(named, places))}
    return {
        ident: Text.same(words)
        if words not in repeated
        else Text(zh="{name}（{place}）", en="{name} ({place})").format(
            name=words, place=division.get(rows[ident]["division"], ident)
        )
        for ident, words in called.items()
    }


def known_rows(table: Table, revision: int | None = None) -> ColumnElement[bool]:
    """Return the condition that a version is still known, or was at a revision."""
    if revision is None:
        return table.c.closed == OPEN
    return and_(table.c.opened <= revision, table.c.closed > revision)


def by_day(query: Any, table: Table) -> Any:
    """Return a question with its rows in the order of ids and days."""
    return query.order_by(table.c.id, table.c.valid_from)
