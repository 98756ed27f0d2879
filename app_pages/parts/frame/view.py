"""The view of this run: address, ledger and snapshot, resolved before the screen draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import streamlit as st
from streamlit.errors import StreamlitAPIException

from app_pages.parts.cache.widget_values import keep_values, widget_changed
from app_pages.parts.frame.cached_ledgers import LedgerView, entries, open_view, snapshot_of
from app_pages.parts.frame.screen_address import (
    DEBUG,
    Address,
    opening_address,
    organisation_address,
    read_link,
    written_link,
)
from graphs.errors import NotFound, Problem
from graphs.model import Scope, Snapshot
from graphs.profiles import Mention
from graphs.text import Language, Text

__all__ = [
    "View",
    "again",
    "current",
    "drawn_revision",
    "drawn_since",
    "follow",
    "followed",
    "go",
    "keep_drawn_revision",
    "load",
    "open_ledger",
    "open_organisation",
    "opened",
    "opening_link",
    "put_address",
    "resolve_view",
    "shown_address",
    "turn_to",
]

_KEY = "address"
_DRAWN = "drawn"
_RECENT = "recent_queries"
_FOLLOWED = "followed"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything a screen needs to ask its one question."""

    address: Address
    ledger: LedgerView

    @property
    def language(self) -> Language:
        """The language of this session."""
        return self.address.language

    @property
    def scope(self) -> Scope:
        """The scope shown: the address', else the usual one; all of it is his own to a visitor."""
        scope = self.address.scope
        if scope is None or (scope == Scope() and not self.ledger.whole):
            return self.ledger.usual
        return scope

    def snapshot(self) -> Snapshot:
        """Return the snapshot of the view, shared by all sessions."""
        return snapshot_of(self.ledger, self.scope, self.address.as_of)

    def say(self, words: Text) -> str:
        """Return words in the language of this session."""
        return words.say(self.language)


def load() -> Address:
    """Return the address of this run: the session's, unless the browser's says otherwise."""
    query = dict(st.query_params)
    written = st.session_state.get("written_query")
    moved = bool(query) and written is not None and query != written
    # Who clicks twice in a row sends the second click with the address of before the first.
    late = widget_changed() and query in st.session_state.get(_RECENT, ())
    if _KEY not in st.session_state or (moved and not late):
        address, problems = Address.parse(query)
        st.session_state[_KEY] = address
        st.session_state["address_problems"] = problems
        for name in [str(key) for key in st.session_state if str(key).startswith("control:")]:
            del st.session_state[name]
    return cast("Address", st.session_state[_KEY])


def put_address(address: Address) -> None:
    """Keep the address for this session and write it into the browser's."""
    st.session_state[_KEY] = address
    query = _kept_open(address.query())
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)
    _note_written(query)


def _note_written(query: dict[str, str]) -> None:
    recent: list[dict[str, str]] = st.session_state.get(_RECENT, [])
    if not recent or recent[-1] != query:
        st.session_state[_RECENT] = [*recent[-3:], query]
    st.session_state["written_query"] = query


def _kept_open(query: dict[str, str]) -> dict[str, str]:
    """The door for tests stays open; it is no part of what is shown."""
    return query | ({DEBUG: "1"} if st.query_params.get(DEBUG) else {})


def resolve_view(address: Address) -> View:
    """Return the view of an address; without a ledger the first one is taken.

    So it is where the address names one that is not here, and the screen says so: a dead link
    must leave every control in place.

    Raises
    ------
    LedgerError
        It cannot be opened.
    NotFound
        There is none that the visitor may look at.
    """
    listed = [entry.key for entry in entries()]
    if not listed:
        raise NotFound(
            Text(
                zh="还没有您可以查看的台账：请管理员建立本单位的台账，或扩大您的授权范围",
                en="there is no ledger that you may look at yet: ask the administrator to make your "
                "office's ledger, or to widen what you are granted",
            )
        )
    if address.ledger and address.ledger not in listed:
        st.session_state["address_problems"] = (_no_ledger(address.ledger),)
        address = Address(language=address.language)
    key = address.ledger or listed[0]
    st.session_state.pop("view", None)  # what the run before showed is not what this one asks for
    put_address(replace(address, ledger=key))
    view = View(address=replace(address, ledger=key), ledger=open_view(key))
    st.session_state["view"] = view
    return view


def _no_ledger(key: str) -> Problem:
    return Problem(
        place=Text(zh="地址中的台账", en="ledger in the address"),
        value=key,
        reason=Text(zh="这里没有这个台账，改为显示第一个", en="not here; the first one is shown"),
        remedy=Text(zh="请在左侧选择台账", en="choose one at the left"),
    )


def shown_address() -> Address:
    """Return the address of this session, also where its ledger cannot be opened."""
    return cast("Address", st.session_state[_KEY])


def opened() -> View | None:
    """Return the view of this run; ``None`` where its ledger cannot be opened."""
    return cast("View | None", st.session_state.get("view"))


def current() -> View:
    """Return the view resolved for this run, at the address as it is now.

    A part of the screen that is drawn again alone changes the address without the frame.
    """
    return replace(cast("View", st.session_state["view"]), address=shown_address())


def go(**changes: Any) -> None:
    """Change the address and run again."""
    put_address(replace(shown_address(), **changes))
    st.rerun()


def open_ledger(key: str) -> None:
    """Turn the address to another ledger; scope, day and filters are of the one before."""
    put_address(Address(ledger=key, language=shown_address().language))


def again() -> None:
    """Run again what was run: a part of the screen alone where it is drawn alone."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole screen is being drawn
        st.rerun()


def follow(link: str) -> None:
    """Keep a link of ours that was followed; the frame turns to its screen in the next run."""
    st.session_state[_FOLLOWED] = link


def followed(address: Address, shown: str) -> Address:
    """Return the address of a link that was followed, else the current one; turn to its screen."""
    link = str(st.session_state.pop(_FOLLOWED, ""))
    if not link:
        return address
    screen, wanted = read_link(link)
    if screen != shown:
        turn_to(screen, wanted)
    put_address(wanted)
    return wanted


def turn_to(screen: str, address: Address) -> None:
    """Turn to a screen at an address, in one step of the browser's history."""
    query = _kept_open(address.query())
    st.session_state[_KEY] = address
    _note_written(query)
    st.switch_page(f"app_pages/{screen}_screen.py", query_params=query)


def opening_link(view: View, shown: Mention) -> str:
    """Return the link that opens a record to be read; blank where no screen shows it."""
    found = opening_address(view.address, shown.id, shown.record)
    return written_link(*found) if found and shown.id else ""


def open_organisation(view: View, ident: str) -> None:
    """Turn to the page of an organisation."""
    turn_to("organisation", organisation_address(view.address, ident))


def keep_drawn_revision(view: View) -> None:
    """Keep what the whole screen was drawn of, once it is; a run cut short is not seen."""
    st.session_state[_DRAWN] = (view.ledger.entry.key, view.ledger.revision)
    keep_values()


def drawn_revision(view: View) -> int:
    """Return the revision its user looked at when this run began, or that of the view if older."""
    key, revision = st.session_state.get(_DRAWN, (None, 0))
    shown = view.ledger.revision
    return min(shown, revision) if key == view.ledger.entry.key else shown


def drawn_since(view: View, revision: int) -> bool:
    """Return whether a whole screen was drawn of a revision or a later one: its user may know it."""
    key, drawn = st.session_state.get(_DRAWN, (None, 0))
    return bool(key != view.ledger.entry.key or drawn >= revision)
