"""Recompute the hash chain; name the first revision that does not match."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, TypeAlias

from sqlalchemy import Connection, Table, func, select

from graphs.errors import LedgerDamaged
from graphs.ledger.storage.hash_chain import close_line, genesis, open_line, proof_of
from graphs.ledger.storage.revisions import Revision, header, ledger_row, revision_of
from graphs.ledger.storage.tables import CLOCKS, RECORD_TABLES, REVISION
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.verify.verify_proposals import broken_proposal
from graphs.text import Text

__all__ = ["ChainReader", "Stage", "Verification", "verify_chain"]

_STEP = 2000


Stage: TypeAlias = Literal[
    "file", "schema", "types", "chain", "workflow", "intervals", "derived", "moments"
]
"""The parts of the proof of a whole ledger, in the order in which they are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether the stored content agrees with its proof.

    ``first_bad`` is the first revision that does not hold, ``revisions`` how many were found
    sound, ``digest`` the head's digest where all are, ``stage`` what failed where one did.
    """

    ok: bool
    revisions: int
    digest: str
    reason: Text
    first_bad: int | None = None
    stage: Stage = "chain"

    @property
    def usable(self) -> bool:
        """Whether the content is proved, though a clock may have been wrong when it was written."""
        return self.ok or self.stage == "moments"


class _Stream:
    """The rows of one type in order of the revision that opened (or closed) them."""

    def __init__(self, connection: Connection, kind: str, by: str) -> None:
        table = RECORD_TABLES[kind]
        self.kind = kind
        self._by = by
        self._rows = _ordered(connection, table, by)
        # One row ahead, to know which revision comes next without taking it.
        self._next: dict[str, Any] | None = next(self._rows, None)

    @property
    def at(self) -> int | None:
        """The revision of the next row; ``None`` at the end."""
        return None if self._next is None else int(self._next[self._by])

    def close(self) -> None:
        """Give the cursor back; PostgreSQL keeps one open for each stream."""
        self._rows.close()

    def take(self, revision: int) -> Iterator[dict[str, Any]]:
        """Return the rows of a revision, which must be the next one here or later."""
        while self._next is not None and self._next[self._by] == revision:
            yield self._next
            self._next = next(self._rows, None)


def _ordered(
    connection: Connection, table: Table, by: str
) -> Generator[dict[str, Any], None, None]:
    query = select(table).order_by(table.c[by], table.c.id, table.c.opened, table.c.valid_from)
    # A closing is proved by key and interval alone: the values were proved when the row was opened.
    if by == "closed":
        columns = [table.c[name] for name in ("id", *CLOCKS)]
        query = (
            select(*columns)
            .where(table.c.closed < OPEN)
            .order_by(table.c.closed, table.c.id, table.c.opened, table.c.valid_from)
        )
    names = [column.name for column in query.selected_columns]
    # Streamed: a national ledger does not fit into memory.
    with connection.execute(query.execution_options(yield_per=_STEP)) as rows:
        for row in rows:
            yield dict(zip(names, row, strict=True))


class ChainReader:
    """Reads the rows of each revision in the order of the proof, revision after revision."""

    def __init__(self, connection: Connection) -> None:
        # The proof lists record types by name, opened rows before closed ones.
        kinds = sorted(RECORD_TABLES)
        self._opened = [_Stream(connection, kind, "opened") for kind in kinds]
        self._closed = [_Stream(connection, kind, "closed") for kind in kinds]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for stream in (*self._opened, *self._closed):
            stream.close()

    def lines(self, revision: int) -> Iterator[str]:
        """Return the lines of the proof of a revision; revisions are asked for in order."""
        for stream in self._opened:
            for row in stream.take(revision):
                # The clocks are no values of the record; the line of the proof names them apart.
                clocks = [row.pop(name) for name in CLOCKS]
                yield open_line(stream.kind, row, clocks[0], clocks[1])
        for stream in self._closed:
            for row in stream.take(revision):
                yield close_line(
                    stream.kind, row["id"], row["opened"], row["valid_from"], row["valid_to"]
                )

    def next_revision(self) -> int | None:
        """Return the earliest revision that rows not yet read belong to."""
        waiting = [stream.at for stream in (*self._opened, *self._closed)]
        return min((at for at in waiting if at is not None), default=None)


class _Bad(Exception):
    def __init__(self, revision: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.revision = revision
        self.reason = Text(zh=zh, en=en).format(number=revision)


def verify_chain(
    connection: Connection,
    *,
    expect: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Return whether every revision's digest agrees with what is stored.

    1. Revisions are numbered from 1 without a gap, each naming the digest before it.
    2. The digest of each, recomputed from its header and its rows, is the stored one.
    3. No row belongs to a revision that does not exist.
    4. The ledger's own row names the last revision as its head.
    5. ``expect`` is the digest of some revision; a ledger whose tail was cut off lacks it.
    6. Every proposal came to its stage by the workflow.
    """
    count, digest, seen = 0, "", set()
    try:
        own = ledger_row(connection)
        total = connection.scalar(select(func.count()).select_from(REVISION)) or 0
        digest = genesis(own.id)
        seen.add(digest)
        with ChainReader(connection) as reader, closing(_revisions(connection)) as revisions:
            for revision in revisions:
                digest = _check(own.id, revision, count, digest, reader)
                count = revision.number
                seen.add(digest)
                if progress:
                    progress(count, total)
            _check_end(own, count, digest, reader)
        _check_expected(expect, seen, count)
        # After the chain: a replay of proposals means nothing on rows that are not proved.
        broken = broken_proposal(connection)
    except _Bad as bad:
        return Verification(
            ok=False, revisions=count, digest=digest, reason=bad.reason, first_bad=bad.revision
        )
    except LedgerDamaged as damaged:
        return Verification(
            ok=False, revisions=count, digest=digest, reason=damaged.message, first_bad=count + 1
        )
    reason = Text(
        zh="{count} 个版本全部相符", en="all {count} {count:revision|revisions} hold"
    ).format(count=count)
    whole = Verification(ok=True, revisions=count, digest=digest, reason=reason)
    return whole if broken is None else _not_by_workflow(whole, *broken)


def _not_by_workflow(whole: Verification, number: int, reason: Text) -> Verification:
    """Return the verdict on a valid chain with a step outside the workflow."""
    words = reason.format(number=number)
    return replace(whole, ok=False, reason=words, first_bad=number, stage="workflow")


def _revisions(connection: Connection) -> Generator[Revision, None, None]:
    query = select(REVISION).order_by(REVISION.c.number)
    with connection.execute(query.execution_options(yield_per=_STEP)) as rows:
        for row in rows:
            yield revision_of(row)


def _check(ledger: str, revision: Revision, last: int, digest: str, reader: ChainReader) -> str:
    if revision.number != last + 1:
        raise _Bad(last + 1, "缺少第 {number} 版", "revision {number} is missing")
    if revision.previous != digest:
        raise _Bad(
            revision.number,
            "第 {number} 版不接在前一版之后",
            "revision {number} does not follow the one before it",
        )
    # A gap in the numbers would let rows in without any digest over them.
    orphan = reader.next_revision()
    if orphan is not None and orphan < revision.number:
        raise _Bad(
            revision.number,
            "第 {number} 版之前有行属于不存在的版本",
            "before revision {number}, rows belong to a revision that does not exist",
        )
    found = proof_of(header(ledger, revision), reader.lines(revision.number))
    if found != revision.digest:
        raise _Bad(
            revision.number,
            "第 {number} 版的内容与其摘要不符",
            "the content of revision {number} differs from its digest",
        )
    return found


def _check_end(own: Any, count: int, digest: str, reader: ChainReader) -> None:
    if reader.next_revision() is not None:
        raise _Bad(
            count + 1,
            "有行属于不存在的第 {number} 版",
            "rows belong to revision {number}, which does not exist",
        )
    if own.head != count or own.digest != digest:
        raise _Bad(
            # A head beyond the chain means that its tail was cut off.
            count + 1 if own.head > count else count,
            "首行所记的最新版与版本链不符（第 {number} 版）",
            "the head that the ledger names differs from its chain (revision {number})",
        )


def _check_expected(expect: str | None, seen: set[str], count: int) -> None:
    if expect is not None and expect not in seen:
        raise _Bad(
            count + 1,
            "链上没有所要求的摘要：尾部被截去，或换了台账",
            "the expected digest is not in the chain: its tail was cut off, or it is another ledger",
        )
