"""The door for reading a ledger: snapshots, history, search, proof, archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, select

from graphs.access import Area, require
from graphs.ledger.archive.archive_writer import Progress, write_archive
from graphs.ledger.database.engine import reading, sqlite_path
from graphs.ledger.proposal_facts.proposal_basis import basis_of
from graphs.ledger.read.division_tree import DivisionEntry, division_entry, divisions_below
from graphs.ledger.read.organisation_homes import KnownHomes, known_homes
from graphs.ledger.read.record_history import (
    RowChange,
    Version,
    difference_of,
    history_of,
    versions_naming,
)
from graphs.ledger.read.search import Hit, find
from graphs.ledger.snapshot_reader import SnapshotReader
from graphs.ledger.storage.revisions import Revision, ledger_row, list_revisions
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.verify.verify_chain import Verification
from graphs.ledger.whole_proof import verify_whole
from graphs.ledger.write.governed_records import workflow_undo_problems
from graphs.model import ProposalBasis, Scope
from graphs.text import Text

__all__ = ["LedgerReader"]

_SOON_PROVED = 50_000_000  # bytes


class LedgerReader(SnapshotReader):
    """The reading half of a ledger, which ``Ledger`` adds its verbs of writing to."""

    _homes: tuple[int, KnownHomes] | None = None

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

    def difference(self, revision: int) -> tuple[RowChange, ...]:
        """Return what a revision closed and opened, one value a record, by type and id.

        Raises
        ------
        NotFound
            There is no such revision.
        """
        with reading(self._engine) as connection:
            return difference_of(connection, revision)

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
