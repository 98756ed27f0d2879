"""Records that a later revision has changed than the one a change rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, case, func, select

from graphs.errors import Problem
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.row_versions import kinds_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN

__all__ = ["changed_since"]


def changed_since(connection: Connection, base: int, idents: Iterable[str]) -> Iterator[Problem]:
    """Return a problem for each record that a revision after ``base`` has touched."""
    kinds = kinds_of(connection, sorted(set(idents)))
    for kind in sorted(set(kinds.values())):
        table = RECORD_TABLES[kind]
        wanted = sorted(ident for ident, of in kinds.items() if of == kind)
        closed = case((table.c.closed < OPEN, table.c.closed), else_=0)
        opened_last, closed_last = func.max(table.c.opened), func.max(closed)
        query = (
            select(table.c.id, opened_last, closed_last)
            .where(in_list(connection, table.c.id, wanted))
            .group_by(table.c.id)
            .order_by(table.c.id)
        )
        for ident, opened, ended_at in connection.execute(query):
            if max(opened, ended_at) > base:
                yield problem(
                    record_words(kind, ident),
                    zh="在第 {last} 版已被修改，晚于所依据的第 {base} 版",
                    en="was changed by revision {last}, after revision {base} this rests on",
                    last=max(opened, ended_at),
                    base=base,
                )
