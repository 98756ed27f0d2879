"""The complete verification: file, schema, types, chain, intervals, derived tables, moments.

Each stage is asked only when those before it hold, so that none meets what it cannot read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, select

from graphs.errors import LedgerDamaged
from graphs.ledger.archive.full_integrity import overlaps
from graphs.ledger.database.file_integrity import broken_file
from graphs.ledger.storage.revisions import moment_problem, revision_of
from graphs.ledger.storage.search_index import misderived
from graphs.ledger.storage.tables import LEDGER, REVISION, columns_fingerprint
from graphs.ledger.verify.declared_schema import undeclared
from graphs.ledger.verify.stored_values import impossible_intervals, mistyped
from graphs.ledger.verify.verify_chain import Stage, Verification, verify_chain
from graphs.text import Text

__all__ = ["verify_whole"]

_SHOWN = 3


def verify_whole(
    connection: Connection,
    *,
    now: dt.datetime,
    file: Path | None = None,
    expect: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Return whether everything a ledger holds is what its revisions wrote.

    1. The file is whole: its head, every page, every index (SQLite).
    2. The tables and indexes are those declared, with no trigger or view of a stranger.
    3. Every value has its declared type.
    4. Every revision's digest agrees with what is stored: ``verify_chain``.
    5. Every row version holds on some day and is known at some revision, and no two share both.
    6. Search table and tallies are what the records give.
    7. Revisions follow each other in time, within 1900 and 9998 and not after ``now``.
    """
    unproved = Verification(ok=False, revisions=0, digest="", reason=Text.same(""))
    try:
        before: _Stages = (
            ("file", lambda: broken_file(connection, file)),
            ("schema", lambda: (*undeclared(connection), *_mismarked(connection))),
            ("types", lambda: mistyped(connection)),
        )
        if wrong := _failing(before, unproved):
            return wrong
        chain = verify_chain(connection, expect=expect, progress=progress)
        head = chain.revisions
        after: _Stages = (
            ("intervals", lambda: impossible_intervals(connection, head)),
            ("intervals", lambda: _overlaps(connection)),
            ("derived", lambda: misderived(connection)),
        )
        if not chain.ok or (wrong := _failing(after, chain)):
            return wrong or chain
    except LedgerDamaged as damaged:
        return replace(unproved, reason=damaged.message, stage="file")
    return _in_time(connection, chain, now)


_Stages: TypeAlias = tuple[tuple[Stage, Callable[[], Iterable[Text]]], ...]


def _failing(stages: _Stages, so_far: Verification) -> Verification | None:
    """Return the verdict of the first stage that finds something wrong."""
    for stage, look in stages:
        if found := _first(look()):
            return replace(so_far, ok=False, reason=found, stage=stage)
    return None


def _first(found: Iterable[Text]) -> Text | None:
    """Return the first few things that are wrong, as one sentence."""
    shown = [words for words, _ in zip(found, range(_SHOWN), strict=False)]
    return Text.join(shown, zh="；", en="; ") if shown else None


def _mismarked(connection: Connection) -> tuple[Text, ...]:
    marks = list(connection.scalars(select(LEDGER.c.columns)))
    if marks in ([], [columns_fingerprint()]):  # a missing row is told with the chain
        return ()
    return (
        Text(
            zh="首行所记的列与声明不符",
            en="the columns that the ledger names are not those declared",
        ),
    )


def _overlaps(connection: Connection) -> Iterator[Text]:
    return (each.sentence() for each in overlaps(connection))


def _in_time(connection: Connection, chain: Verification, now: dt.datetime) -> Verification:
    last: dt.datetime | None = None
    for row in connection.execute(select(REVISION).order_by(REVISION.c.number)):
        revision = revision_of(row)
        wrong = moment_problem(revision.at, after=last, now=now)
        if wrong:
            reason = Text(zh="第 {number} 版的", en="revision {number}: ")
            return replace(
                chain,
                ok=False,
                first_bad=revision.number,
                reason=reason.format(number=revision.number) + wrong,
                stage="moments",
            )
        last = revision.at
    return chain
