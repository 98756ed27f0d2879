"""What a ledger asks its database, and which whole tables it reads for the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from graphs.ledger import Ledger
from graphs.model import RECORDS

Log = list[tuple[str, Any]]


@contextmanager
def logged(ledger: Ledger) -> Iterator[Log]:
    """Note every query that reads."""
    log: Log = []

    def note(_c: object, _cursor: object, words: str, given: object, *_rest: object) -> None:
        if words.startswith("SELECT"):
            log.append((words, given))

    sa.event.listen(ledger._engine, "before_cursor_execute", note)
    try:
        yield log
    finally:
        sa.event.remove(ledger._engine, "before_cursor_execute", note)


def scanned(ledger: Ledger, log: Log) -> set[str]:
    """The record tables that SQLite read from end to end."""
    found = set()
    with ledger._engine.connect() as connection:
        for statement, given in log:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            found |= {words for *_, words in plan if words.startswith("SCAN")}
    return {words.split()[1] for words in found} & set(RECORDS)
