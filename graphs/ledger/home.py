"""The ledgers of a desk: shipped (read-only), own, and shared.

The folder holds ``shipped/`` (made from the archives in ``data/`` on first use, one file for each
content) and ``own/``. A ledger on PostgreSQL is added by its URL.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from graphs.access import ONE_DESK, Area, Visitor, require, visitor_at
from graphs.errors import LedgerDamaged, NotFound
from graphs.ledger.access.write_permission import check_actor
from graphs.ledger.archive.archive_writer import Progress
from graphs.ledger.database.file_backup import place
from graphs.ledger.database.fresh_file import (
    copy_database,
    fresh_target,
    is_backup,
    named_once,
    scratch_file,
)
from graphs.ledger.ledger import Ledger
from graphs.ledger.opening import create, load_archive, open_ledger
from graphs.ledger.read.recorded_title import distinct_titles, recorded_title
from graphs.ledger.restricted_ledger import open_to
from graphs.ledger.shipped_ledgers import SHIPPED, archive_title, made_from
from graphs.model import Step
from graphs.text import Text

__all__ = ["Entry", "Home"]

EntryKind: TypeAlias = Literal["shipped", "own", "shared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ledger one may choose: key (as in addresses), title, and whether it may be changed."""

    key: str
    title: Text
    kind: EntryKind
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The ledgers of one desk: ``folder`` for files, ``shared_url`` for the district's database.

    Examples
    --------
    >>> import tempfile
    >>> home = Home(folder=Path(tempfile.mkdtemp()))
    >>> [entry.key for entry in home.entries() if entry.kind == "shipped"][:1]
    ['shangjie-2010']
    """

    folder: Path
    shared_url: str | None = None
    shipped: Path = SHIPPED
    visitor: Visitor = ONE_DESK

    @classmethod
    def from_environment(cls) -> Home:
        """Return the home that ``GRAPHS_HOME`` and ``LEDGER_URL`` name; ``var`` without them."""
        folder = os.environ.get("GRAPHS_HOME") or str(SHIPPED.parent / "var")
        shared = os.environ.get("LEDGER_URL", "").strip()  # a file of settings leaves its line end
        return cls(folder=Path(folder), shared_url=shared or None)

    @classmethod
    def for_caller(cls) -> Home:
        """Return that home open to the account whose token a program gives; at one desk to anybody.

        Raises
        ------
        AccessRefused
            There are accounts, and the token is nobody's.
        """
        here = cls.from_environment()
        now = dt.datetime.now(dt.UTC)
        return replace(here, visitor=visitor_at(here.folder / "access", os.environ, now=now))

    def entries(self) -> tuple[Entry, ...]:
        """Return every ledger: the shared one first, then those that ship, then one's own."""
        found: list[Entry] = []
        if self.shared_url:
            title = Text(zh="共享台账", en="Shared ledger")
            found.append(Entry(key="shared", title=title, kind="shared", where=self.shared_url))
        archives = [path.parent for path in self.shipped.glob("*/manifest.json")]
        # The ledger with real data opens first; invented ones follow by name.
        for archive in sorted(archives, key=lambda path: (path.name != "shangjie-2010", path.name)):
            where = str(archive)
            found.append(
                Entry(key=archive.name, title=archive_title(archive), kind="shipped", where=where)
            )
        for path in sorted((self.folder / "own").glob("*.ledger")):
            title = recorded_title(path) or Text.same(path.stem)
            found.append(Entry(key=f"own-{path.stem}", title=title, kind="own", where=str(path)))
        titles = distinct_titles([(e.title, Path(e.where).stem * (e.kind == "own")) for e in found])
        return tuple(replace(e, title=title) for e, title in zip(found, titles, strict=True))

    def entry(self, key: str) -> Entry:
        """Return one entry.

        Raises
        ------
        NotFound
            There is no such ledger here.
        """
        for each in self.entries():
            if each.key == key:
                return each
        raise NotFound(
            Text(
                zh="没有台账“{key}”；请在台账页选择", en="there is no ledger “{key}”; choose one"
            ).format(key=key)
        )

    def open(self, key: str) -> Ledger:
        """Open a ledger; one that ships is made from its archive on first use and is read-only.

        Raises
        ------
        NotFound
            There is no such ledger here.
        LedgerError
            It cannot be opened.
        """
        entry = self.entry(key)
        ledger = open_ledger(self._where(key), read_only=entry.kind == "shipped")
        return ledger if self.visitor.unbound else open_to(ledger, self.visitor)

    def where(self, key: str) -> str:
        """Return the path or address of a ledger's database, made first where it ships.

        It is for programs and never shown: an address may hold a password.

        Raises
        ------
        NotFound
            There is no such ledger here.
        LedgerError
            One that ships cannot be made here.
        AccessRefused
            The visitor may not back up whole ledgers.
        """
        require(self.visitor, Area.backup, ())
        return self._where(key)

    def _where(self, key: str) -> str:
        entry = self.entry(key)
        return (
            str(made_from(Path(entry.where), self.folder))
            if entry.kind == "shipped"
            else entry.where
        )

    def copy(self, key: str, name: str) -> Entry:
        """Copy a ledger to one's own under a new name; the copy keeps its history and proof.

        Raises
        ------
        AccessRefused
            The visitor may not back up whole ledgers.
        InputError
            The name is malformed or taken.
        """
        require(self.visitor, Area.backup, ())
        target = fresh_target(self.folder / "own", name)
        with self.open(key) as ledger, named_once():
            ledger.backup(target)
        return self.entry(f"own-{name}")

    def create(
        self, name: str, steps: Sequence[Step], *, actor: str, note: str, at: dt.datetime
    ) -> Entry:
        """Make one's own ledger whose first revision is these steps; it appears when it is whole.

        Raises
        ------
        InputError
            The name is malformed or taken.
        ChangeRefused
            The steps are refused; nothing is made.
        LedgerError
            The folder cannot be written, or the name was taken meanwhile.
        AccessRefused
            The visitor may not import into the whole ledger, or acts as another post.
        """
        require(self.visitor, Area.import_, ())
        check_actor(self.visitor, actor)
        target = fresh_target(self.folder / "own", name)
        # Made under another name: whoever lists the folder meanwhile sees no half ledger.
        with scratch_file(target) as fresh:
            with create(str(fresh)) as ledger:
                ledger.apply(*steps, actor=actor, note=note, at=at, base=0, kind="load")
            place(fresh, target)
        return self.entry(f"own-{name}")

    def adopt(
        self,
        archive: Path,
        name: str,
        *,
        expect: str | None = None,
        progress: Progress | None = None,
    ) -> Entry:
        """Make one's own ledger from an archive or a backup; it appears once its proof holds.

        ``expect`` is a digest noted earlier that the chain must contain.

        Raises
        ------
        InputError
            The name is malformed or taken, or the archive is no sound archive.
        LedgerDamaged
            Its chain of digests does not hold, or lacks the digest expected.
        NotFound
            There is no such backup.
        LedgerError
            The backup cannot be read, or the name was taken meanwhile.
        AccessRefused
            The visitor may not restore ledgers.
        """
        require(self.visitor, Area.backup, ())
        target = fresh_target(self.folder / "own", name)
        with scratch_file(target) as fresh:
            if is_backup(archive):
                copy_database(archive, fresh)
                ledger = open_ledger(str(fresh))
            else:
                ledger = load_archive(archive, str(fresh))
            with ledger:
                found = ledger.verify(expect=expect, progress=progress)
            if not found.usable:
                raise LedgerDamaged(
                    Text(zh="校验不通过，未建立台账：", en="the proof fails, nothing was made: ")
                    + found.reason
                )
            with named_once():
                place(fresh, target)
        return self.entry(f"own-{name}")
