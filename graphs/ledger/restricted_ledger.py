"""A ledger as one visitor sees it: within his scopes, and nothing of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, select

from graphs.access import Area, Visitor, require
from graphs.errors import NotFound
from graphs.ledger.access.visible_scope import admitted, divisions_inside, outside
from graphs.ledger.access.visible_snapshot import cut_down
from graphs.ledger.archive.archive_writer import Progress
from graphs.ledger.database.engine import reading
from graphs.ledger.database.in_list import in_list
from graphs.ledger.ledger import Ledger
from graphs.ledger.read.division_tree import DivisionEntry
from graphs.ledger.read.load import EVERYTHING, Loader
from graphs.ledger.read.record_history import RowChange, Version
from graphs.ledger.read.scope import load_scope
from graphs.ledger.read.search import Hit
from graphs.ledger.read.whole_tables import row_loader
from graphs.ledger.storage.revisions import Revision, ledger_row, no_revision
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.verify.verify_chain import Verification
from graphs.model import ProposalBasis, Scope
from graphs.text import Text

__all__ = ["OPEN_TO_ALL", "RestrictedLedger", "open_to"]

OPEN_TO_ALL = frozenset(
    {
        "apply",
        "undo",
        "backup",
        "close",
        "export_archive",
        "extract",
        "profile",
        "snapshot",
        "read_as_known",
        "recorded_days",
    }
)
"""The doors that need no other here: they ask the visitor's grants themselves, or give nothing away."""


def open_to(ledger: Ledger, visitor: Visitor) -> Ledger:
    """Return a ledger as a visitor has it; they share their connections.

    Raises
    ------
    ValueError
        It is open to a visitor already, who cannot become another.

    Examples
    --------
    >>> import tempfile
    >>> from graphs.access import Grant
    >>> from graphs.ledger import create
    >>> clerk = Visitor(account="jia", post="甲岗", grants=(Grant.parse("viewer@division:t1"),))
    >>> with create(f"{tempfile.mkdtemp()}/a.ledger", ledger_id="a") as ledger:
    ...     open_to(ledger, clerk).visitor.post
    '甲岗'
    """
    if not ledger.visitor.unbound:
        raise ValueError(ledger.visitor.account)
    whole = Scope() in visitor.scopes(Area.read)
    return (Ledger if whole else RestrictedLedger)(
        ledger._engine,  # noqa: SLF001  # the same ledger
        id=ledger.id,
        schema=ledger.schema,
        read_only=ledger.read_only,
        refusal=ledger.refusal,
        notices=ledger.notices,
        clock=ledger._clock,  # noqa: SLF001
        visitor=visitor,
    )


class RestrictedLedger(Ledger):
    """The ledger of a visitor who may read some of it; every question is answered within that."""

    _loader = staticmethod(row_loader)  # what is cut down is cut down row by row

    @property
    def _sight(self) -> str:
        return " ".join(sorted(scope.words for scope in self.visitor.scopes(Area.read)))

    def _loaded(self, loader: Loader, scope: Scope) -> tuple[Scope, frozenset[str]]:
        connection, revision = loader.connection, loader.revision
        shown = admitted(connection, self.visitor, scope, revision)
        stubs = load_scope(loader, shown)
        inside = divisions_inside(connection, self.visitor, revision)
        # A chain that was granted is his from end to end; all else by where it lies.
        granted = shown.kind == "chain" and shown in self.visitor.scopes(Area.read)
        return shown, cut_down(loader, stubs if granted else outside(loader, shown, inside), inside)

    def _seen(self, connection: Connection) -> frozenset[str]:
        """Return the ids of all that is shown on the default day at the head, partners left out."""
        revision = ledger_row(connection).head
        day = self._default_day(connection, revision)
        found = divisions_inside(connection, self.visitor, revision)
        for scope in self.visitor.scopes(Area.read):
            loader = Loader(connection=connection, as_of=day, revision=revision, extract=EVERYTHING)
            try:
                _, stubs = self._loaded(loader, scope)
            except NotFound:
                continue
            rows = (ids for kind, ids in loader.rows.items() if kind != "division")
            found |= set().union(*rows) - stubs
        return frozenset(found)

    def shown_scope(self, scope: Scope | None = None) -> Scope:
        """Return the scope that is shown: the first of the visitor's own where none of his is named."""
        wanted = scope or super().shown_scope()
        with reading(self._engine) as connection:
            head = ledger_row(connection).head
            here = divisions_inside(connection, self.visitor, head)
            if wanted == Scope() or (scope is None and wanted.id not in here):
                require(self.visitor, Area.read)
                own = self.visitor.scopes(Area.read)
                # A division of another ledger is no place to begin in this one.
                return next((e for e in own if e.kind != "division" or e.id in here), own[0])
            return admitted(connection, self.visitor, wanted, head)

    def head(self) -> Revision:
        """Return the newest revision, without who made it and why."""
        return replace(super().head(), actor="", note="")

    def is_empty(self) -> bool:
        """Return whether nothing of it is the visitor's."""
        with reading(self._engine) as connection:
            return not self._seen(connection)

    def revisions(
        self, *, newest_first: bool = True, limit: int | None = None, before: int | None = None
    ) -> tuple[Revision, ...]:
        """Return the revisions that touched what the visitor sees."""
        with reading(self._engine) as connection:
            numbers = self._numbers(connection)
        found = super().revisions(newest_first=newest_first, before=before)
        return tuple(each for each in found if each.number in numbers)[:limit]

    def _numbers(self, connection: Connection) -> set[int]:
        seen, found = sorted(self._seen(connection)), set[int]()
        for table in RECORD_TABLES.values():
            query = select(table.c.opened, table.c.closed).where(
                in_list(connection, table.c.id, seen)
            )
            for opened, closed in connection.execute(query.distinct()):
                found |= {opened} if closed == OPEN else {opened, closed}
        return found

    def difference(self, revision: int) -> tuple[RowChange, ...]:
        """Return what a revision changed of what the visitor sees."""
        with reading(self._engine) as connection:
            seen = self._seen(connection)
            if revision not in self._numbers(connection):
                raise no_revision(revision)
        return tuple(each for each in super().difference(revision) if each.id in seen)

    def undo_refusal(self, revision: int) -> Text | None:
        """Return why a revision is never undone, of those the visitor sees."""
        with reading(self._engine) as connection:
            if revision not in self._numbers(connection):
                return None
        return super().undo_refusal(revision)

    def history(self, ident: str) -> tuple[Version, ...]:
        """Return every version of a record that the visitor sees."""
        with reading(self._engine) as connection:
            known = ident in self._seen(connection)
        return super().history(ident if known else _never(ident))

    def naming(self, ident: str) -> tuple[Version, ...]:
        """Return every version that names a record, of those the visitor sees."""
        with reading(self._engine) as connection:
            seen = self._seen(connection)
        if ident not in seen:
            return ()
        return tuple(each for each in super().naming(ident) if each.record.id in seen)

    def verify(
        self, *, expect: str | None = None, progress: Progress | None = None
    ) -> Verification:
        """Prove the whole ledger, which is for whoever may back it up."""
        require(self.visitor, Area.backup, ())
        return super().verify(expect=expect, progress=progress)

    def damage(self) -> Text | None:
        """Say nothing: what is damaged may be another's."""
        return None

    def divisions(self, parent: str | None = None) -> tuple[DivisionEntry, ...]:
        """Return the visitor's own divisions at the top, and what is below them."""
        if parent is None:
            with reading(self._engine) as connection:
                inside = divisions_inside(connection, self.visitor, ledger_row(connection).head)
            own = [each.id for each in self.visitor.scopes(Area.read) if each.id in inside]
            return tuple(self.division(each) for each in own)
        self.division(parent)
        return super().divisions(parent)

    def unplaced(self) -> int:
        """Return none: whoever reads divisions sees nothing that is in none."""
        return 0

    def division(self, ident: str) -> DivisionEntry:
        """Return one division of the visitor's own."""
        with reading(self._engine) as connection:
            head = ledger_row(connection).head
            inside = divisions_inside(connection, self.visitor, head)
        return super().division(ident if ident in inside else _never(ident))

    def search(self, text: str, *, limit: int = 20, scope: Scope | None = None) -> tuple[Hit, ...]:
        """Return what is found in a scope that the visitor may see; by default in his own."""
        wanted = scope or Scope()
        with reading(self._engine) as connection:
            head = ledger_row(connection).head
            shown = admitted(connection, self.visitor, wanted, head)
            seen = self._seen(connection)
        scopes = self.visitor.scopes(Area.read) if wanted == Scope() else (shown,)
        found = {
            hit.id: hit
            for each in scopes
            for hit in super(RestrictedLedger, self).search(text, limit=limit, scope=each)
        }
        return tuple(hit for ident, hit in found.items() if ident in seen)[:limit]

    def proposal_basis(
        self, ident: str, *, at: dt.datetime, declined: Collection[str] = ()
    ) -> ProposalBasis:
        """Return the obstacles to approving a proposal that the visitor sees."""
        with reading(self._engine) as connection:
            known = ident in self._seen(connection)
        return super().proposal_basis(ident if known else _never(ident), at=at, declined=declined)


def _never(ident: str) -> str:
    """Return an id that no record has, shown as the one asked for: both answers are one."""
    return ident + "\u200b"
