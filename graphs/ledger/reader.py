"""The read methods of a ledger: snapshots, history, search, proof, archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from graphs.access import ONE_DESK, Area, Visitor, require
from graphs.errors import LedgerError
from graphs.ledger.archive.archive_writer import Progress, write_archive
from graphs.ledger.database.engine import reading, sqlite_path
from graphs.ledger.proposal_facts.proposal_basis import basis_of
from graphs.ledger.read.division_tree import DivisionEntry, division_entry, divisions_below
from graphs.ledger.read.ledger_profile import profile_at
from graphs.ledger.read.load import EVERYTHING, Extract, Loader
from graphs.ledger.read.organisation_homes import KnownHomes, known_homes
from graphs.ledger.read.record_history import (
    RowChange,
    Version,
    difference_of,
    history_of,
    versions_naming,
)
from graphs.ledger.read.recorded_days import recorded_days_of
from graphs.ledger.read.scope import load_scope
from graphs.ledger.read.search import Hit, find
from graphs.ledger.read.whole_tables import loader_for
from graphs.ledger.storage.revisions import Revision, ledger_row, list_revisions, revision_at
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN, Clock, wall_clock
from graphs.ledger.verify.verify_chain import Verification
from graphs.ledger.whole_proof import verify_whole
from graphs.ledger.write.governed_records import workflow_undo_problems
from graphs.model import Profile, ProposalBasis, Scope, Snapshot
from graphs.text import Text

__all__ = ["LedgerReader"]

_SOON_PROVED = 50_000_000  # bytes


class LedgerReader:
    """The reading half of a ledger, which ``Ledger`` adds its verbs of writing to."""

    _loader = staticmethod(loader_for)

    def __init__(
        self,
        engine: Engine,
        *,
        id: str,  # noqa: A002  # the word of the domain
        schema: int,
        clock: Clock = wall_clock,
        visitor: Visitor = ONE_DESK,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self.id = id
        self.schema = schema
        self.visitor = visitor
        self._homes: tuple[int, KnownHomes] | None = None
        self._known_at: int | None = None

    def head(self) -> Revision:
        """Return the newest revision; caches are keyed by its number.

        Raises
        ------
        LedgerDamaged
            The ledger's own row, or its newest revision, is missing.
        """
        with reading(self._engine) as connection:
            return revision_at(connection, ledger_row(connection).head)

    def read_as_known(self, revision: int) -> None:
        """Let snapshots and the profile be as known at a revision where none is named.

        Raises
        ------
        NotFound
            There is no such revision.
        """
        with reading(self._engine) as connection:
            revision_at(connection, revision)
        self._known_at = revision

    def profile(self) -> Profile:
        """Return what the ledger says of itself now; only its id where it says nothing."""
        with reading(self._engine) as connection:
            found = profile_at(connection, self._known_at or ledger_row(connection).head)
        return found or Profile(id="ledger", title=self.id)

    def shown_scope(self, scope: Scope | None = None) -> Scope:
        """Return the scope that is shown: the one named, else the ledger's own district or all.

        Examples
        --------
        >>> import tempfile
        >>> from graphs.ledger import create
        >>> with create(f"{tempfile.mkdtemp()}/a.ledger", ledger_id="a") as ledger:
        ...     ledger.shown_scope().words
        'whole'
        """
        return scope or Scope.within(self.profile().home)

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

        Without a scope it is the whole ledger; without a day the ledger's default day, which is
        today where its profile names none; without a revision the head.

        Raises
        ------
        LedgerError
            No day is given and the ledger has no profile.
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
            No day is given and the ledger has no profile.
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
            latest = self._known_at or ledger_row(connection).head
            number = latest if revision is None else revision
            known = revision_at(connection, number)
            day = as_of or self._default_day(connection, number)
            loader = self._loader(connection, scope, day, number, extract)
            scope, stubs = self._loaded(loader, scope)
            return Snapshot(
                ledger=self.id,
                schema=self.schema,
                scope=scope,
                as_of=day,
                revision=number,
                digest=known.digest,
                tables=loader.tables(),
                stubs=stubs,
                homes=loader.homes(),
                activity_recorded=loader.records_any("activity"),
                seen_by=self._sight,
                verified=self.visitor.verified,
            )

    @property
    def _sight(self) -> str:
        """What narrows pictures of this ledger, in words; blank where nothing does."""
        return ""

    def _loaded(self, loader: Loader, scope: Scope) -> tuple[Scope, frozenset[str]]:
        """Fetch the rows of a scope; return what is shown and its stubs."""
        return scope, load_scope(loader, scope)

    def difference(self, revision: int) -> tuple[RowChange, ...]:
        """Return what a revision closed and opened, one value a record, by type and id.

        Raises
        ------
        NotFound
            There is no such revision.
        """
        with reading(self._engine) as connection:
            return difference_of(connection, revision)

    def recorded_days(self, snapshot: Snapshot, kinds: Collection[str]) -> Mapping[str, dt.date]:
        """Return the day on which each record of a picture was last written, by id.

        ``kinds`` are the record types asked about; of the picture's own revision and those before.

        Raises
        ------
        ValueError
            The picture is of another ledger, or of a visitor who sees more or less.
        """
        if (snapshot.ledger, snapshot.seen_by) != (self.id, self._sight):
            raise ValueError(snapshot.key)
        with reading(self._engine) as connection:
            return recorded_days_of(connection, snapshot, kinds)

    def undo_refusal(self, revision: int) -> Text | None:
        """Return why a revision is never undone, and the verb that takes it back.

        ``None`` for what is not a step of a workflow; the ledger may refuse its undo all the same.
        """
        with reading(self._engine) as connection:
            found = [each.sentence() for each in workflow_undo_problems(connection, revision)]
        return Text.join(found, zh="；", en="; ") if found else None

    def history(self, ident: str) -> tuple[Version, ...]:
        """Return every version of a record in the order they were recorded, then by day.

        Raises
        ------
        NotFound
            The id was never used.
        """
        with reading(self._engine) as connection:
            return history_of(connection, ident)

    def naming(self, ident: str) -> tuple[Version, ...]:
        """Return every version known now, of any day, that names a record."""
        with reading(self._engine) as connection:
            return versions_naming(connection, ident)

    def verify(
        self, *, expect: str | None = None, progress: Progress | None = None
    ) -> Verification:
        """Prove the whole ledger and return whether all of it holds, else the first that does not.

        The file, its schema and types, every digest, what is derived, the order in time; nothing
        is changed.

        ``expect`` is a digest noted earlier, from a backup or a manifest: a ledger whose tail was
        rolled back agrees with itself and yet lacks it.
        """
        file = sqlite_path(self._engine)
        with reading(self._engine) as connection:
            return verify_whole(
                connection, now=self._clock(), file=file, expect=expect, progress=progress
            )

    def is_empty(self) -> bool:
        """Return whether no organisation is known, as in a ledger that was just begun."""
        table = RECORD_TABLES["organisation"]
        with reading(self._engine) as connection:
            known = select(table.c.id).where(table.c.closed == OPEN).limit(1)
            return connection.execute(known).first() is None

    def damage(self) -> Text | None:
        """Return what is wrong with what is stored, ``None`` where all holds or it is too large.

        For whoever met something that should not be and asks whether the ledger is to blame: a
        ledger of the country is proved for minutes, and nobody waits for that unasked.
        """
        file = sqlite_path(self._engine)
        if file is None or file.stat().st_size > _SOON_PROVED:
            return None
        found = self.verify()
        return None if found.usable else found.reason

    def divisions(self, parent: str | None = None) -> tuple[DivisionEntry, ...]:
        """Return the divisions right below one (``None``: the topmost), by code, then name.

        Counts are of known records at the head, whatever the day.

        Raises
        ------
        NotFound
            There is no such division.
        """
        with reading(self._engine) as connection:
            return divisions_below(connection, parent, self._known_homes(connection))

    def division(self, ident: str) -> DivisionEntry:
        """Return one division with its counts, as ``divisions`` lists it.

        Raises
        ------
        NotFound
            There is no such division.
        """
        with reading(self._engine) as connection:
            return division_entry(connection, ident, self._known_homes(connection))

    def unplaced(self) -> int:
        """Return how many organisations are at home in no division; known at the head, whatever the day."""
        with reading(self._engine) as connection:
            return self._known_homes(connection).unplaced

    def search(self, text: str, *, limit: int = 20, scope: Scope | None = None) -> tuple[Hit, ...]:
        """Return the records whose name, alias, code, pinyin or first letters hold the text, best first.

        Width, case, spaces and traditional characters make no difference; several words may stand
        in any order. Where nothing holds them, one slip of the pen is forgiven. Of the head, whatever
        the day; a chain or ego scope is taken on the ledger's default day.

        Raises
        ------
        NotFound
            The scope is not there.
        LimitExceeded
            The scope holds too many organisations to look through at once.
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
            homes = self._known_homes(connection)
            return find(
                connection, text, limit=limit, division=division, inside=inside, homes=homes
            )

    def proposal_basis(
        self, ident: str, *, at: dt.datetime, declined: Collection[str] = ()
    ) -> ProposalBasis:
        """Return the obstacles to approving a proposal, as its approval would say it.

        ``at`` is the moment of asking; it counts where the ledger names no day of its own.
        ``declined`` are ids of pairs that are to be left out.
        """
        with reading(self._engine) as connection:
            return basis_of(connection, ident, at, declined)

    def export_archive(self, target: str | Path, *, progress: Progress | None = None) -> str:
        """Write the canonical archive to a folder, or to a file whose name ends in ``.zip``.

        Returns the digest of the head; the same ledger gives the same bytes.

        Raises
        ------
        LedgerError
            The folder or file cannot be written.
        AccessRefused
            The visitor may not back up the whole ledger.
        """
        require(self.visitor, Area.backup, ())
        with reading(self._engine) as connection:
            return write_archive(connection, Path(target), progress=progress)

    def _known_homes(self, connection: Connection) -> KnownHomes:
        """Return where the placeless are at home at the head; asked once for a head."""
        head = ledger_row(connection).head
        if self._homes is None or self._homes[0] != head:
            self._homes = (head, known_homes(connection))
        return self._homes[1]

    def _default_day(self, connection: Connection, revision: int) -> dt.date:
        profile = profile_at(connection, revision)
        if profile is not None and profile.as_of is None:
            return self._clock().date()  # a ledger kept as of today says so by naming no day
        stated = profile.as_of if profile else None
        if stated is None or stated.latest is None:
            raise LedgerError(
                Text(
                    zh="台账没有默认时点，请指定日期",
                    en="the ledger names no default date; give one",
                )
            )
        return stated.latest
