"""Cached ledgers and snapshots, shared by all sessions; keyed by content, never cleared by hand.

What is derived from a snapshot is kept with it (:func:`graphs.model.derived`), so that the bound of
the one store of answers holds for everything the sessions keep of ledgers together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from app_pages.parts.cache.answer_store import ANSWER_KINDS, answer_store
from graphs.ledger import DivisionEntry, Entry, Home, Ledger
from graphs.model import Profile, Scope, Snapshot

__all__ = [
    "KEPT_LEDGERS",
    "KEPT_SNAPSHOTS",
    "LedgerView",
    "division_tree",
    "ego_snapshot",
    "entries",
    "home",
    "is_empty",
    "open_view",
    "snapshot_of",
]

KEPT_LEDGERS = 16
"""So many ledgers stay open; one that makes room is closed, and its files with it."""

KEPT_SNAPSHOTS = ANSWER_KINDS["snapshot"].most
"""So many pictures of ledgers stay in memory at most, with all that was derived from them."""

_KEPT_HEADS = 64
_MANY_DIVISIONS = 400


@st.cache_resource(show_spinner=False)
def home() -> Home:
    """Return where this desk's ledgers live."""
    return Home.from_environment()


def entries() -> tuple[Entry, ...]:
    """Return the ledgers one may choose."""
    return home().entries()


@st.cache_resource(show_spinner=False, max_entries=KEPT_LEDGERS, on_release=Ledger.close)
def _ledger(key: str, where: str) -> Ledger:
    del where  # part of the cache key: the same name may stand for another file later
    return home().open(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """An open ledger, the revision that is shown of it, and what it says of itself."""

    entry: Entry
    ledger: Ledger
    revision: int
    digest: str
    profile: Profile


def open_view(key: str) -> LedgerView:
    """Open a ledger and read its head: one row, at every rerun, so that nothing shown is stale.

    Raises
    ------
    NotFound
        There is no such ledger.
    LedgerError
        It cannot be opened.
    """
    entry = home().entry(key)
    ledger = _ledger(entry.key, entry.where)
    head = ledger.head()
    return LedgerView(
        entry=entry,
        ledger=ledger,
        revision=head.number,
        digest=head.digest,
        profile=_profile(entry.key, entry.where, head.digest),
    )


@st.cache_resource(show_spinner=False, max_entries=_KEPT_HEADS)
def _profile(key: str, where: str, digest: str) -> Profile:
    del digest  # part of the cache key
    return _ledger(key, where).profile()


@st.cache_data(show_spinner=False, max_entries=_KEPT_HEADS)
def _is_empty(key: str, where: str, digest: str) -> bool:
    del digest  # part of the cache key
    return _ledger(key, where).is_empty()


def is_empty(view: LedgerView) -> bool:
    """Return whether a ledger holds no organisation yet."""
    return _is_empty(view.entry.key, view.entry.where, view.digest)


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
    entry, revision = view.entry, view.revision

    def read() -> Snapshot:
        # At the revision it is kept under: somebody may have written since the head was read.
        return _ledger(entry.key, entry.where).snapshot(scope, day, revision)

    key = (entry.key, entry.where, view.digest, scope, day, revision)
    return answer_store().answer("snapshot", key, read)


def ego_snapshot(view: LedgerView, ident: str, day: dt.date) -> Snapshot:
    """Return an organisation with those it is joined to, wherever in the ledger they are.

    Raises
    ------
    NotFound
        It is not there on that day.
    """
    entry, revision = view.entry, view.revision

    def read() -> Snapshot:
        return _ledger(entry.key, entry.where).snapshot(Scope("ego", ident, 1), day, revision)

    key = (entry.key, entry.where, view.digest, ident, day, revision)
    return answer_store().answer("surroundings", key, read)


@st.cache_resource(show_spinner=False, max_entries=KEPT_LEDGERS)
def _tree(key: str, where: str, digest: str) -> tuple[tuple[int, DivisionEntry], ...] | None:
    del digest  # part of the cache key
    ledger = _ledger(key, where)
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
    return _tree(view.entry.key, view.entry.where, view.digest)
