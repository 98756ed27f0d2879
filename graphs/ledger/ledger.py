"""The ledger: one door for reading, one for writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from graphs.errors import ChangeRefused, LedgerError, LedgerReadOnly, Problem
from graphs.ledger.applying import apply_steps
from graphs.ledger.archive import Progress, write_archive
from graphs.ledger.copying import backup_file
from graphs.ledger.engine import reading, writing
from graphs.ledger.finding import DivisionEntry, Hit, division_entry, divisions_below, find
from graphs.ledger.loading import EVERYTHING, Extract, Loader
from graphs.ledger.revisions import Revision, empty, ledger_row, list_revisions, revision_at
from graphs.ledger.scoping import load_scope
from graphs.ledger.tables import RECORD_TABLES
from graphs.ledger.telling import RowChange, Version, difference_of, history_of
from graphs.ledger.undoing import undo_revision
from graphs.ledger.values import text_problem
from graphs.ledger.verifying import Verification, verify_chain
from graphs.model import Profile, Scope, Snapshot, Step, from_row
from graphs.text import Text

__all__ = ["Ledger"]


class Ledger:
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
    notices
        What happened on opening that its keeper should know.

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
        notices: tuple[Text, ...] = (),
    ) -> None:
        self._engine = engine
        self.id = id
        self.schema = schema
        self.read_only = read_only
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

    def head(self) -> Revision:
        """Return the newest revision; caches are keyed by its number.

        Raises
        ------
        LedgerDamaged
            The ledger's own row, or its newest revision, is missing.
        """
        with reading(self._engine) as connection:
            return revision_at(connection, ledger_row(connection).head)

    def profile(self) -> Profile:
        """Return what the ledger says of itself now; only its id where it says nothing."""
        with reading(self._engine) as connection:
            found = _profile(connection, ledger_row(connection).head)
        return found or Profile(id="ledger", title=self.id)

    def revisions(
        self, *, newest_first: bool = True, limit: int | None = None, before: int | None = None
    ) -> tuple[Revision, ...]:
        """Return revisions by number; ``before`` leaves out that number and all later ones.

        Raises
        ------
        LedgerDamaged
            The time of a revision is damaged.
        """
        with reading(self._engine) as connection:
            return list_revisions(connection, newest_first=newest_first, limit=limit, before=before)

    def snapshot(
        self,
        scope: Scope | None = None,
        as_of: dt.date | None = None,
        revision: int | None = None,
    ) -> Snapshot:
        """Return a frozen picture of a scope on a day, as known at a revision.

        Without a scope it is the whole ledger; without a day the ledger's default day; without a
        revision the head.

        Raises
        ------
        LedgerError
            No day is given and the ledger names none.
        NotFound
            There is no such revision, or the scope is not there on that day.
        """
        return self._picture(scope, as_of, revision, EVERYTHING)

    def extract(
        self,
        extract: Extract,
        scope: Scope | None = None,
        as_of: dt.date | None = None,
        revision: int | None = None,
    ) -> Snapshot:
        """Return a picture of only what is wanted of a scope, which is faster.

        Its rows are those of ``snapshot``. Organisations that are not wanted come only where an
        agreement or the like names them, as stubs, as those outside do. What was left out cannot be
        read by mistake: a type or column that is not there raises ``KeyError``.

        Raises
        ------
        KeyError
            A wanted column is not declared.
        LedgerError
            No day is given and the ledger names none.
        NotFound
            There is no such revision, or the scope is not there on that day.
        """
        return self._picture(scope, as_of, revision, extract)

    def _picture(
        self,
        scope: Scope | None,
        as_of: dt.date | None,
        revision: int | None,
        extract: Extract,
    ) -> Snapshot:
        scope = scope or Scope()
        with reading(self._engine) as connection:
            number = ledger_row(connection).head if revision is None else revision
            known = revision_at(connection, number)
            day = as_of or _default_day(connection, number)
            loader = Loader(connection=connection, as_of=day, revision=number, extract=extract)
            stubs = load_scope(loader, scope)
            return Snapshot(
                ledger=self.id,
                schema=self.schema,
                scope=scope,
                as_of=day,
                revision=number,
                digest=known.digest,
                tables=loader.tables(),
                stubs=stubs,
            )

    def apply(
        self,
        *steps: Step,
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
        ValueError
            The moment has no time zone.
        """
        self._writable()
        _check_words(actor=actor, note=note, kind=kind)
        with writing(self._engine) as connection:
            draft = self._draft(connection, actor=actor, note=note, at=at, kind=kind)
            _check_base(base, draft.number - 1)
            return apply_steps(connection, self.id, draft, steps, base=base, relies_on=relies_on)

    def undo(self, revision: int, *, actor: str, note: str, at: dt.datetime) -> Revision:
        """Write the inverse of a revision as a new one and return it; undoing that is the redo.

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
        ValueError
            The moment has no time zone.
        """
        self._writable()
        _check_words(actor=actor, note=note)
        with writing(self._engine) as connection:
            draft = self._draft(
                connection, actor=actor, note=note, at=at, kind="undo", undoes=revision
            )
            return undo_revision(connection, self.id, draft, revision)

    def difference(self, revision: int) -> tuple[RowChange, ...]:
        """Return what a revision closed and opened, one value a record, by type and id.

        Raises
        ------
        NotFound
            There is no such revision.
        """
        with reading(self._engine) as connection:
            return difference_of(connection, revision)

    def history(self, ident: str) -> tuple[Version, ...]:
        """Return every version of a record in the order they were recorded, then by day.

        Raises
        ------
        NotFound
            The id was never used.
        """
        with reading(self._engine) as connection:
            return history_of(connection, ident)

    def verify(
        self, *, expect: str | None = None, progress: Progress | None = None
    ) -> Verification:
        """Recompute every digest and return whether all hold, else the first revision that does not.

        ``expect`` is a digest noted earlier, from a backup or a manifest: a ledger whose tail was
        rolled back agrees with itself and yet lacks it.
        """
        with reading(self._engine) as connection:
            return verify_chain(connection, expect=expect, progress=progress)

    def divisions(self, parent: str | None = None) -> tuple[DivisionEntry, ...]:
        """Return the divisions right below one (``None``: the topmost), by code, then name.

        Counts are of known records at the head, whatever the day.

        Raises
        ------
        NotFound
            There is no such division.
        """
        with reading(self._engine) as connection:
            return divisions_below(connection, parent)

    def division(self, ident: str) -> DivisionEntry:
        """Return one division with its counts, as ``divisions`` lists it.

        Raises
        ------
        NotFound
            There is no such division.
        """
        with reading(self._engine) as connection:
            return division_entry(connection, ident)

    def search(self, text: str, *, limit: int = 20, scope: Scope | None = None) -> tuple[Hit, ...]:
        """Return the records whose name, alias, code or first letters hold the text, best first.

        Width, case, spaces and traditional characters make no difference. Of the head, whatever
        the day; a chain or ego scope is taken on the ledger's default day.

        Raises
        ------
        NotFound
            The scope is not there.
        LedgerError
            A chain or ego scope needs a day and the ledger names none.
        """
        scope = scope or Scope()
        inside: set[str] | None = None
        if scope.kind in ("chain", "ego"):
            tables = self.snapshot(scope).tables
            inside = {ident for each in tables.values() for ident in each.column("id").to_pylist()}
        division = scope.id if scope.kind == "division" else None
        with reading(self._engine) as connection:
            return find(connection, text, limit=limit, division=division, inside=inside)

    def backup(self, path: str | Path) -> None:
        """Copy an SQLite ledger, live as it may be, to a new file.

        Raises
        ------
        LedgerError
            The ledger is on PostgreSQL, which ``export_archive`` backs up; or the file exists or
            cannot be written.
        """
        backup_file(self._engine, Path(path))

    def export_archive(self, target: str | Path, *, progress: Progress | None = None) -> str:
        """Write the canonical archive to a folder, or to a file whose name ends in ``.zip``.

        Returns the digest of the head; the same ledger gives the same bytes.

        Raises
        ------
        LedgerError
            The folder or file cannot be written.
        """
        with reading(self._engine) as connection:
            return write_archive(connection, Path(target), progress=progress)

    def _draft(
        self,
        connection: Connection,
        *,
        actor: str,
        note: str,
        at: dt.datetime,
        kind: str,
        undoes: int | None = None,
    ) -> Revision:
        row = ledger_row(connection, lock=True)
        return Revision(
            number=row.head + 1,
            digest="",
            previous=row.digest if row.head else empty(self.id).digest,
            actor=actor,
            note=note,
            at=at,
            kind=kind,
            undoes=undoes,
        )

    def _writable(self) -> None:
        if self.read_only:
            raise LedgerReadOnly(
                Text(
                    zh="本台账只读；请复制为自己的台账后再修改",
                    en="this ledger is read-only; copy it to your own to change it",
                )
            )


def _check_words(**words: str) -> None:
    labels = {
        "actor": Text(zh="岗位", en="actor"),
        "note": Text(zh="事由", en="note"),
        "kind": Text(zh="种类", en="kind"),
    }
    found = tuple(
        Problem(place=labels[name], value=value, reason=reason)
        for name, value in words.items()
        if (reason := text_problem(value))
    )
    if found:
        raise ChangeRefused(
            Text(zh="未写入：", en="nothing was written: ") + found[0].sentence(), found
        )


def _check_base(base: int | None, head: int) -> None:
    if base is not None and not 0 <= base <= head:
        raise ChangeRefused(
            Text(
                zh="所依据的第 {base} 版不存在，最新为第 {head} 版",
                en="revision {base} this rests on does not exist; the newest is {head}",
            ).format(base=base, head=head)
        )


def _profile(connection: Connection, revision: int) -> Profile | None:
    table = RECORD_TABLES["profile"]
    query = (
        select(table)
        .where(table.c.opened <= revision, table.c.closed > revision)
        .order_by(table.c.valid_from.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return from_row(Profile, dict(row)) if row else None


def _default_day(connection: Connection, revision: int) -> dt.date:
    profile = _profile(connection, revision)
    stated = profile.as_of if profile else None
    if stated is None or stated.latest is None:
        raise LedgerError(
            Text(
                zh="台账没有默认时点，请指定日期",
                en="the ledger names no default date; give one",
            )
        )
    return stated.latest
