"""Cached ledgers and snapshots, shared by all sessions; keyed by content, never cleared by hand.

What is derived from a snapshot is kept with it (:func:`graphs.model.derived`), so that the bound of
the one store of answers holds for everything the sessions keep of ledgers together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

import streamlit as st

from app_pages.parts.cache.answer_store import ANSWER_KINDS, answer_store
from app_pages.server.session_visitor import desk_home, once_a_run, visitor
from graphs.access import Area, Grant, Role, Visitor, require
from graphs.ledger import DivisionEntry, Entry, Home, Ledger, open_to
from graphs.model import Profile, Scope, Snapshot

__all__ = [
    "KEPT_LEDGERS",
    "KEPT_SNAPSHOTS",
    "LedgerView",
    "Sight",
    "division_tree",
    "ego_snapshot",
    "entries",
    "home",
    "is_empty",
    "open_view",
    "own_folder",
    "snapshot_of",
    "unplaced",
]

_Found = TypeVar("_Found")

KEPT_LEDGERS = 16
"""So many ledgers stay open; one that makes room is closed, and its files with it."""

KEPT_SNAPSHOTS = ANSWER_KINDS["snapshot"].most
"""So many pictures of ledgers stay in memory at most, with all that was derived from them."""

_MANY_DIVISIONS = 400


class Sight(NamedTuple):
    """What whoever looks may read, and whether they signed in: what is cached is theirs to share."""

    scopes: tuple[Scope, ...]
    verified: bool


def home() -> Home:
    """Return where the ledgers live, open to whoever this run is for.

    Raises
    ------
    AccessRefused
        Nobody is signed in where there are accounts.
    """
    return replace(desk_home(), visitor=visitor())


def own_folder() -> Path:
    """Return where a visitor's own unfinished work is kept: nobody finds another's."""
    here = home()
    name = here.visitor.account
    return here.folder / "access" / "desks" / name if name else here.folder


def entries() -> tuple[Entry, ...]:
    """Return the ledgers one may choose; invented and published ones only for who reads wholes."""
    here = home()
    found = once_a_run("entries", desk_home().entries)
    if Scope() in here.visitor.scopes(Area.read):
        return found
    return tuple(each for each in found if each.kind != "shipped")


@st.cache_resource(show_spinner=False, max_entries=KEPT_LEDGERS, on_release=Ledger.close)
def _ledger(key: str, where: str) -> Ledger:
    del where  # part of the cache key: the same name may stand for another file later
    return desk_home().open(key)


def _base(key: str) -> Ledger:
    return once_a_run(f"ledger {key}", lambda: _ledger(key, _entry(key).where))


def _entry(key: str) -> Entry:
    """Return an entry as the run found it; one that was made meanwhile is looked for anew."""
    here = desk_home()
    found = once_a_run("entries", here.entries)
    return next((each for each in found if each.key == key), None) or here.entry(key)


def _for(key: str, where: str, sight: Sight) -> Ledger:
    """Return a ledger as everybody of one sight sees it, to read what they share."""
    del where  # part of the cache key
    ledger = _base(key)
    if not sight.verified:
        return ledger
    grants = tuple(Grant(Role.viewer, each) for each in sight.scopes)
    return open_to(ledger, Visitor(account="reader", grants=grants))


def _sight() -> Sight:
    def seen() -> Sight:
        who = visitor()
        return Sight(who.scopes(Area.read), who.verified)

    return once_a_run("sight", seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """An open ledger, the revision that is shown of it, and what it says of itself."""

    entry: Entry
    ledger: Ledger
    revision: int
    digest: str
    profile: Profile
    usual: Scope
    """What is shown where the address names no scope."""
    whole: bool
    """Whether the visitor may read all of it."""


def open_view(key: str) -> LedgerView:
    """Open a ledger and read its head: one row, at every rerun, so that nothing shown is stale.

    Raises
    ------
    NotFound
        There is no such ledger.
    LedgerError
        It cannot be opened.
    """
    here = home()
    require(here.visitor, Area.read)
    entry = _entry(key)
    ledger = _base(key)
    if not here.visitor.unbound:
        ledger = open_to(ledger, here.visitor)
        # Whatever is cached of a view is keyed by this: no other sight is answered from it.
        sight = " ".join(each.words for each in here.visitor.scopes(Area.read))
        entry = replace(entry, where=f"{entry.where} {sight}")
    head = ledger.head()
    return LedgerView(
        entry=entry,
        ledger=ledger,
        revision=head.number,
        digest=head.digest,
        profile=answer_store().answer(
            "profile", (entry.key, entry.where, head.digest), lambda: _base(key).profile()
        ),
        usual=_of_sight("usual scope", entry, head.digest, lambda ledger: ledger.shown_scope()),
        whole=Scope() in _sight().scopes,
    )


def _of_sight(kind: str, entry: Entry, digest: str, ask: Callable[[Ledger], _Found]) -> _Found:
    """Return what everybody of one sight is answered, kept for all of them."""
    sight = _sight()
    key = (entry.key, entry.where, digest, sight)
    return answer_store().answer(kind, key, lambda: ask(_for(entry.key, entry.where, sight)))


def is_empty(view: LedgerView) -> bool:
    """Return whether a ledger holds no organisation yet."""
    return _of_sight("emptiness", view.entry, view.digest, lambda ledger: ledger.is_empty())


def snapshot_of(view: LedgerView, scope: Scope, as_of: dt.date | None) -> Snapshot:
    """Return the snapshot of a scope and day at the revision of the view, from the cache if there.

    A ledger that names no day is looked at as of today, and tomorrow as of tomorrow.

    Raises
    ------
    LedgerError
        No day is given and the ledger names none.
    NotFound
        The scope is not there on that day.
    """
    day = as_of if as_of or view.profile.as_of else dt.date.today()  # noqa: DTZ011  # the user's
    entry, revision, sight = view.entry, view.revision, _sight()

    def read() -> Snapshot:
        # At the revision it is kept under: somebody may have written since the head was read.
        return _for(entry.key, entry.where, sight).snapshot(scope, day, revision)

    key = (entry.key, entry.where, view.digest, scope, day, revision, sight)
    return answer_store().answer("snapshot", key, read)


def ego_snapshot(view: LedgerView, ident: str, day: dt.date) -> Snapshot:
    """Return an organisation with those it is joined to, wherever in the ledger they are.

    Raises
    ------
    NotFound
        It is not there on that day.
    """
    entry, revision, sight = view.entry, view.revision, _sight()

    def read() -> Snapshot:
        return _for(entry.key, entry.where, sight).snapshot(Scope("ego", ident, 1), day, revision)

    key = (entry.key, entry.where, view.digest, ident, day, revision, sight)
    return answer_store().answer("surroundings", key, read)


def _tree(ledger: Ledger) -> tuple[tuple[int, DivisionEntry], ...] | None:
    found: list[tuple[int, DivisionEntry]] = []

    def below(parent: str | None, depth: int) -> bool:
        for entry in ledger.divisions(parent):
            found.append((depth, entry))
            if len(found) > _MANY_DIVISIONS or (entry.children and not below(entry.id, depth + 1)):
                return False
        return True

    return tuple(found) if below(None, 0) else None


def division_tree(view: LedgerView) -> tuple[tuple[int, DivisionEntry], ...] | None:
    """Return every division with its depth, or ``None`` where there are too many for one list."""
    return _of_sight("divisions", view.entry, view.digest, _tree)


def unplaced(view: LedgerView) -> int:
    """Return how many organisations are at home nowhere, so that no division holds them."""
    return _of_sight("unplaced", view.entry, view.digest, lambda ledger: ledger.unplaced())
