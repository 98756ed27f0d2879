"""The ledger: the reader with all its questions, and the one method that writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from graphs.access import ONE_DESK, Area, Visitor, require
from graphs.errors import LedgerReadOnly
from graphs.ledger.access.write_permission import (
    check_actor,
    check_steps,
    check_target,
    check_written,
)
from graphs.ledger.commit.revision_draft import check_base, check_words, revision_draft
from graphs.ledger.commit.write_attempts import written_once
from graphs.ledger.database.database_errors import READ_ONLY
from graphs.ledger.database.file_backup import backup_file
from graphs.ledger.reader import LedgerReader
from graphs.ledger.storage.revisions import Revision
from graphs.ledger.storage.valid_time import Clock, wall_clock
from graphs.ledger.write.apply import apply_steps
from graphs.ledger.write.undo import undo_revision
from graphs.model import Step, WorkflowStep
from graphs.text import Text

__all__ = ["Ledger"]


class Ledger(LedgerReader):
    """The system of record, opened by ``create`` or ``open_ledger``.

    It holds a pool of connections and may be used from many threads; ``close`` it in the end, or
    use it in a ``with`` statement.

    Attributes
    ----------
    id
        Names the ledger for good, in backups and archives too.
    schema
        The layout of its tables.
    read_only
        Whether writing is refused.
    refusal
        Why, in words for whoever tries.
    notices
        What happened on opening that its keeper should know.
    visitor
        Whom it is open to; :func:`graphs.ledger.restricted_ledger.open_to` opens it to another.

    Examples
    --------
    >>> import tempfile
    >>> from graphs.ledger import create
    >>> with create(f"{tempfile.mkdtemp()}/mine.ledger", ledger_id="mine") as ledger:
    ...     ledger.id
    'mine'
    """

    def __init__(
        self,
        engine: Engine,
        *,
        id: str,  # noqa: A002  # the word of the domain
        schema: int,
        read_only: bool,
        refusal: Text | None = None,
        notices: tuple[Text, ...] = (),
        clock: Clock = wall_clock,
        visitor: Visitor = ONE_DESK,
    ) -> None:
        super().__init__(engine, id=id, schema=schema, clock=clock, visitor=visitor)
        self.read_only = read_only
        self.refusal = refusal
        self.notices = notices

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def apply(
        self,
        *steps: Step | WorkflowStep,
        actor: str,
        note: str,
        at: dt.datetime,
        base: int | None = None,
        relies_on: Sequence[str] = (),
        kind: str = "change",
    ) -> Revision:
        """Run the steps in one transaction or not at all, and return the revision they made.

        ``base`` is the revision the caller looked at. With it, the change is refused when a record
        it writes, or one of ``relies_on``, changed since; without it, the last writer wins, so a
        caller that read before it writes gives it.

        Raises
        ------
        ChangeRefused
            The steps break structure, meet a newer change, or change nothing; every problem is
            named and nothing is written.
        LedgerBusy
            Another writer holds the ledger too long.
        LedgerReadOnly
            The ledger is open for reading only.
        AccessRefused
            The visitor the ledger is open to may not.
        ValueError
            The moment has no time zone.
        """
        self._writable()
        check_words(actor=actor, note=note, kind=kind)
        check_actor(self.visitor, actor)

        def work(connection: Connection) -> Revision:
            draft = revision_draft(
                connection, actor=actor, note=note, at=at, now=self._clock(), kind=kind
            )
            check_base(base, draft.number - 1)
            seen = draft.number - 1
            check_steps(connection, self.visitor, steps, kind=kind, revision=seen)
            made = apply_steps(connection, self.id, draft, steps, base=base, relies_on=relies_on)
            check_written(connection, self.visitor, made, steps)
            return made

        return written_once(self._engine, work)

    def undo(
        self, revision: int, *, actor: str, note: str, at: dt.datetime, base: int | None = None
    ) -> Revision:
        """Write the inverse of a revision as a new one and return it; undoing that is the redo.

        ``base`` is the newest revision the caller looked at; one written after it is not undone.

        Raises
        ------
        ChangeRefused
            Later revisions touched the same records, or others rest on them; each is named.
        NotFound
            There is no such revision.
        LedgerBusy
            Another writer holds the ledger too long.
        LedgerReadOnly
            The ledger is open for reading only.
        AccessRefused
            The visitor the ledger is open to may not.
        ValueError
            The moment has no time zone.
        """
        self._writable()
        check_words(actor=actor, note=note)
        check_actor(self.visitor, actor)

        def work(connection: Connection) -> Revision:
            now = self._clock()
            draft = revision_draft(
                connection, actor=actor, note=note, at=at, now=now, kind="undo", undoes=revision
            )
            check_base(base, draft.number - 1)
            if base is not None and base < revision < draft.number:
                check_base(revision, base)  # it is there, but was not when the caller looked
            check_target(connection, self.visitor, revision)
            made = undo_revision(connection, self.id, draft, revision)
            check_written(connection, self.visitor, made)
            return made

        return written_once(self._engine, work)

    def backup(self, path: str | Path) -> None:
        """Copy an SQLite ledger, live as it may be, to a new file.

        Raises
        ------
        LedgerError
            The ledger is on PostgreSQL, which ``export_archive`` backs up; or the file exists or
            cannot be written.
        AccessRefused
            The visitor may not back up the whole ledger.
        """
        require(self.visitor, Area.backup, ())
        backup_file(self._engine, Path(path))

    def _writable(self) -> None:
        if self.read_only:
            raise LedgerReadOnly(self.refusal or READ_ONLY)
