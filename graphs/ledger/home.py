"""Where a desk's ledgers live: those that ship (read-only), one's own, and the shared one.

The folder holds ``shipped/`` (made from the archives in ``data/`` on first use, one file for each
content) and ``own/``. A ledger on PostgreSQL is added by its URL.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from graphs.errors import InputError, LedgerDamaged, NotFound, Problem
from graphs.ledger.ledger import Ledger
from graphs.ledger.opening import copy_file, load_archive, open_ledger
from graphs.text import Text

__all__ = ["Entry", "Home"]

EntryKind: TypeAlias = Literal["shipped", "own", "shared"]

_NAME = re.compile(r"[\w.-]{1,60}", re.UNICODE)
_SHIPPED = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ledger one may choose: key (as in addresses), title, and whether it may be changed.

    Examples
    --------
    >>> Entry(key="demo", title=Text(zh="演示", en="Demonstration"), kind="shipped", where="x").kind
    'shipped'
    """

    key: str
    title: Text
    kind: EntryKind
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The ledgers of one desk: ``folder`` for files, ``shared_url`` for the district's database.

    Examples
    --------
    >>> home = Home(folder=Path(tempfile.mkdtemp()))
    >>> [entry.key for entry in home.entries() if entry.kind == "shipped"][:1]
    ['shangjie-2010']
    """

    folder: Path
    shared_url: str | None = None
    shipped: Path = _SHIPPED

    @classmethod
    def from_environment(cls) -> Home:
        """Return the home that ``GRAPHS_HOME`` and ``LEDGER_URL`` name; ``var`` without them."""
        folder = os.environ.get("GRAPHS_HOME") or str(_SHIPPED.parent / "var")
        return cls(folder=Path(folder), shared_url=os.environ.get("LEDGER_URL") or None)

    def entries(self) -> tuple[Entry, ...]:
        """Return every ledger: the shared one first, then those that ship, then one's own."""
        found: list[Entry] = []
        if self.shared_url:
            title = Text(zh="共享台账", en="Shared ledger")
            found.append(Entry(key="shared", title=title, kind="shared", where=self.shared_url))
        archives = [path.parent for path in self.shipped.glob("*/manifest.json")]
        for archive in sorted(archives, key=lambda path: (path.name != "shangjie-2010", path.name)):
            where = str(archive)
            found.append(
                Entry(key=archive.name, title=_title(archive), kind="shipped", where=where)
            )
        for path in sorted((self.folder / "own").glob("*.ledger")):
            key = f"own-{path.stem}"
            found.append(Entry(key=key, title=Text.same(path.stem), kind="own", where=str(path)))
        return tuple(found)

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
        if entry.kind != "shipped":
            return open_ledger(entry.where)
        return open_ledger(str(self._made(Path(entry.where))), read_only=True)

    def _made(self, archive: Path) -> Path:
        manifest = json.loads((archive / "manifest.json").read_text(encoding="utf-8"))
        target = (
            self.folder / "shipped" / f"{archive.name}-{manifest['head']['digest'][:12]}.ledger"
        )
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            # Two screens may begin at once: each makes its own, the first to finish is kept.
            with _beside(target) as fresh:
                load_archive(archive, str(fresh)).close()
        return target

    def copy(self, key: str, name: str) -> Entry:
        """Copy a ledger to one's own under a new name; the copy keeps its history and proof.

        Raises
        ------
        InputError
            The name is malformed or taken.
        """
        target = self._own(name)
        with self.open(key) as ledger:
            ledger.backup(target)
        return self.entry(f"own-{name}")

    def adopt(self, archive: Path, name: str) -> Entry:
        """Make one's own ledger from an archive (folder or zip) or the file of a ledger, in use or not.

        Nothing is left behind unless all of it holds; the file given is not changed.

        Raises
        ------
        InputError
            The name is malformed or taken, or the archive is no sound archive.
        NotFound
            There is no such file, or it holds no ledger.
        SchemaMismatch
            A newer version of the program wrote it.
        LedgerDamaged
            It is no ledger, or does not agree with its own proof.
        LimitExceeded
            A line or a file of the archive is too long.
        """
        target = self._own(name)
        with _beside(target) as fresh:
            if archive.is_dir() or archive.suffix == ".zip":
                load_archive(archive, str(fresh)).close()
            else:
                copy_file(archive, fresh)
                _hold_or_refuse(fresh)
        return self.entry(f"own-{name}")

    def _own(self, name: str) -> Path:
        path = self.folder / "own" / f"{name}.ledger"
        reason = None
        if not _NAME.fullmatch(name) or name.startswith("."):
            reason = Text(
                zh="名称只能用文字、数字和 - _ .，1 至 60 个",
                en="a name may use letters, digits and - _ . (1 to 60)",
            )
        elif path.exists():
            reason = Text(
                zh="已有同名台账，请换一个名称", en="a ledger of that name exists; choose another"
            )
        if reason:
            place = Text(zh="名称", en="name")
            problem = Problem(place=place, value=name, reason=reason)
            raise InputError(problem.sentence(), (problem,))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a place to make a ledger in, and move what was made to its own place in the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / "fresh.ledger"
        yield fresh
        fresh.replace(target)


def _hold_or_refuse(path: Path) -> None:
    """Bring a copied file up to date and see that it agrees with its proof."""
    with open_ledger(str(path)) as ledger:
        found = ledger.verify()
    if not found.ok:
        raise LedgerDamaged(
            Text(zh="这个文件不能采用：", en="this file cannot be used: ") + found.reason
        )


def _title(archive: Path) -> Text:
    try:
        lines = (archive / "profile.jsonl").read_text(encoding="utf-8").splitlines()
        profile = json.loads(lines[0])
        return Text(zh=profile["title"], en=profile.get("title_en") or profile["title"])
    except (OSError, IndexError, KeyError, ValueError):
        return Text.same(archive.name)
