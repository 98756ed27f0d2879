"""How a ledger hands out pictures: whole, or of what is wanted, on a day, as known at a revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Engine

from graphs.access import ONE_DESK, Visitor
from graphs.errors import LedgerError
from graphs.ledger.database.engine import reading
from graphs.ledger.read.ledger_profile import profile_at
from graphs.ledger.read.load import EVERYTHING, Extract, Loader
from graphs.ledger.read.recorded_days import recorded_days_of
from graphs.ledger.read.scope import load_scope
from graphs.ledger.read.whole_tables import loader_for
from graphs.ledger.storage.revisions import Revision, ledger_row, revision_at
from graphs.ledger.storage.valid_time import Clock, wall_clock
from graphs.model import Profile, Scope, Snapshot
from graphs.text import Text

__all__ = ["SnapshotReader"]


class SnapshotReader:
    """A ledger that is asked for snapshots only; ``LedgerReader`` adds history, search and proof."""

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
