"""Who looks at this session: its cookie's account in an office, and anybody at one desk."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graphs import access
from graphs.access import ONE_DESK, Accounts, Session, Sessions, Visitor
from graphs.errors import AccessRefused
from graphs.ledger import Home
from graphs.text import Text

__all__ = [
    "COOKIE",
    "DESK_COOKIE",
    "SEEN",
    "desk_home",
    "forget_stream",
    "is_office",
    "keep_session",
    "once_a_run",
    "sessions",
    "sight_key",
    "stream_key",
    "visitor",
]

_Made = TypeVar("_Made")
_MADE = "_graphs_made"

COOKIE = "graphs_session"
"""The cookie of whoever signed in."""

DESK_COOKIE = "graphs_desk"
"""The cookie of a browser at one desk, where nobody signs in."""

SEEN: defaultdict[str, set[str]] = defaultdict(set)
"""The ids of Streamlit's sessions by the session of their visitor: no other may name them."""

_seen_lock = Lock()


@st.cache_resource(show_spinner=False)
def desk_home() -> Home:
    """Return where the ledgers live, open to nobody in particular."""
    return Home.from_environment()


def sessions(folder: Path) -> Sessions:
    """Return the sessions of the office whose ledgers are in a folder."""
    return Sessions(Accounts(folder / "access"))


def is_office(folder: Path) -> bool:
    """Return whether there are accounts, so that nobody is let in without one."""
    return access.is_office(folder / "access")


def sight_key(cookies: dict[str, str], folder: Path) -> tuple[str, Session | None]:
    """Return what a browser's Streamlit sessions are kept under, and its session where it has one."""
    if not is_office(folder):
        return cookies.get(DESK_COOKIE, ""), None
    found = sessions(folder).of(cookies.get(COOKIE, ""), now=dt.datetime.now(dt.UTC))
    return (found.key if found else ""), found


def stream_key(scope: Scope) -> str:
    """Return whose browser a stream is, by what it is kept under; its address where nobody's."""
    connection = HTTPConnection(scope)
    key, _ = sight_key(dict(connection.cookies), desk_home().folder)
    return key or (connection.client.host if connection.client else "")


def keep_session() -> Session | None:
    """Keep whose session this is, before it names any file, and return who signed in."""
    key, found = once_a_run("sight key", _sight_key_of_run)
    context = get_script_run_ctx()
    if key and context is not None:
        with _seen_lock:
            SEEN[key].add(context.session_id)
    return found


def _sight_key_of_run() -> tuple[str, Session | None]:
    return sight_key(dict(st.context.cookies), desk_home().folder)


def forget_stream(ident: str) -> None:
    """Forget a session of Streamlit that was shut down, and its browser where it has no other.

    Examples
    --------
    >>> SEEN["cookie"] |= {"one", "two"}
    >>> forget_stream("one")
    >>> forget_stream("two")
    >>> "cookie" in SEEN
    False
    """
    with _seen_lock:
        for key, idents in list(SEEN.items()):
            idents.discard(ident)
            if not idents:
                del SEEN[key]


def once_a_run(what: str, make: Callable[[], _Made]) -> _Made:
    """Return what is made once in each run of a script, or of a part of it; outside one, each time.

    Examples
    --------
    >>> once_a_run("three", lambda: 3)
    3
    """
    context = get_script_run_ctx()
    if context is None:
        return make()
    run = context.cursors  # a new one in each run
    made: tuple[object, dict[str, Any]] = context.__dict__.get(_MADE, (None, {}))
    if made[0] is not run:
        made = (run, {})
        context.__dict__[_MADE] = made
    if what not in made[1]:
        made[1][what] = make()
    return cast("_Made", made[1][what])


def visitor() -> Visitor:
    """Return whoever this run is for; asked anew in each run, so that signing out ends all.

    Raises
    ------
    AccessRefused
        Nobody signed in, the session is over, or its first password is not changed yet.
    """
    return once_a_run("visitor", _visitor)


def _visitor() -> Visitor:
    folder = desk_home().folder
    found = keep_session()
    if not is_office(folder):
        return ONE_DESK
    if found is None or found.account.fresh:
        raise AccessRefused(
            Text(
                zh="请先登录；未登录，或登录已到时。",
                en="Sign in first; nobody is signed in, or the session is over.",
            )
        )
    return found.account.visitor
