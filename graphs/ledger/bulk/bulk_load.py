"""Bulk load a new ledger from a stream of records, one revision for each batch.

A batch (a county, say) is one transaction. Its records may name each other and those of earlier
batches. Values are checked as a change's are; references and the tree within the batch and against
what is there; ids over all batches at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Engine, insert, update

from graphs.ledger.archive.full_integrity import overlaps, shared_ids
from graphs.ledger.bulk.bulk_batch import Batch, BatchRows, Seen, doubled
from graphs.ledger.bulk.bulk_insert import (
    drop_indexes,
    finish_file,
    hasten_file,
    make_indexes,
    write_rows,
)
from graphs.ledger.database.engine import connect, writing
from graphs.ledger.database.load_lock import loading_alone
from graphs.ledger.ledger import Ledger
from graphs.ledger.opening import new_tables
from graphs.ledger.storage.hash_chain import proof_of
from graphs.ledger.storage.revisions import Revision, empty, header, revision_values
from graphs.ledger.storage.search_index import tally
from graphs.ledger.storage.tables import LEDGER, RECORD_TABLES, REVISION, SCHEMA, SEARCH
from graphs.ledger.write.commit import refuse
from graphs.ledger.write.integrity import profiles

__all__ = ["bulk_load"]


def bulk_load(
    url: str,
    batches: Iterable[Batch],
    *,
    actor: str,
    at: dt.datetime,
    ledger_id: str,
    progress: Callable[[int, int], None] | None = None,
) -> Ledger:
    """Make a new ledger of the batches and return it; ``progress`` hears batches and rows so far.

    A load that fails or is killed leaves nothing that can be opened; the next load replaces it.

    Raises
    ------
    ChangeRefused
        A record is wrong or breaks structure; every problem of its batch is named.
    LedgerBusy
        Somebody else loads one at the same address.
    LedgerError
        There is a ledger at the address already, or the database cannot be reached.
    InputError
        The address is neither a file nor one of the two databases.
    ValueError
        The moment has no time zone.

    Examples
    --------
    >>> import tempfile
    >>> from graphs.model import Division
    >>> at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    >>> batches = [("county 1", [Division(id="d1", name="甲县")])]
    >>> with bulk_load(f"{tempfile.mkdtemp()}/a.ledger", batches, actor="a", at=at,
    ...     ledger_id="a") as ledger:
    ...     ledger.head().note
    'county 1'
    """
    engine = connect(url)
    try:
        with loading_alone(engine):
            with writing(engine) as connection:
                new_tables(connection, ledger_id, ready=False)
                drop_indexes(connection)
            hasten_file(engine)
            first = replace(empty(ledger_id), actor=actor, at=at, kind="load")
            seen = _load(engine, batches, ledger_id, first, progress)
            _finish(engine, seen)
            finish_file(engine)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, id=ledger_id, schema=SCHEMA, read_only=False)


def _load(
    engine: Engine,
    batches: Iterable[Batch],
    ledger: str,
    last: Revision,
    progress: Callable[[int, int], None] | None,
) -> Seen:
    seen, rows = Seen(), 0
    for note, records in batches:
        draft = replace(last, number=last.number + 1, previous=last.digest, note=note)
        batch = BatchRows.of(records, seen)
        with writing(engine) as connection:
            problems = tuple(batch.problems(connection))
            if problems:
                raise refuse(problems)
            lines = batch.lines()
            last = replace(draft, digest=proof_of(header(ledger, draft), lines))
            for kind, kept in batch.stored(last.number):
                write_rows(connection, RECORD_TABLES[kind], kept)
            write_rows(connection, SEARCH, batch.search_rows())
            connection.execute(insert(REVISION).values(revision_values(last)))
            connection.execute(update(LEDGER).values(head=last.number, digest=last.digest))
        rows += len(batch)
        if progress:
            progress(last.number, rows)
    return seen


def _finish(engine: Engine, seen: Seen) -> None:
    """Make the indexes, check what only the whole can show, and let the ledger be opened."""
    with writing(engine) as connection:
        make_indexes(connection)
        problems = tuple(profiles(connection))
        if doubled(seen):
            problems += (*shared_ids(connection), *overlaps(connection))
        if problems:
            raise refuse(problems)
        tally(connection)
        connection.execute(update(LEDGER).values(ready=True))
