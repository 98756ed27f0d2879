"""One home of ledgers for every test of the screens; the app itself, run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import pytest
import streamlit as st
from app_hostile import hostile_ledger
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home

ROOT = Path(__file__).parents[2]

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Ledgers of a desk of its own: those that ship, and one's own that is full of hostile text."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPHS_HOME", str(folder))
        patch.delenv("LEDGER_URL", raising=False)
        st.cache_resource.clear()
        made = Home.from_environment()
        hostile_ledger(folder / "own" / "7.ledger")
        yield made
        st.cache_resource.clear()


def opened(screen: str = "overview", **query: str) -> AppTest:
    """Open the app at an address as a new session."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if screen != "overview":
        app.switch_page(f"app_pages/{screen}_screen.py").run()
    return app


@pytest.fixture
def open_app(home: Home, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app at an address: ``open_app("network", ledger="demo", lang="en")``."""
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    return opened


class Reader:
    """Screens that are only looked at: one session for each address, each screen of it run once."""

    def __init__(self) -> None:
        self._sessions: dict[frozenset[tuple[str, str]], AppTest] = {}
        self._seen: dict[tuple[str, frozenset[tuple[str, str]]], AppTest] = {}

    def __call__(self, screen: str = "overview", **query: str) -> AppTest:
        address = frozenset(query.items())
        if (screen, address) not in self._seen:
            session = self._sessions.get(address)
            if session is None:
                session = self._sessions[address] = opened(screen, **query)
            else:
                session.switch_page(f"app_pages/{screen}_screen.py").run()
            # The next screen replaces the tree of the session; this one keeps its own.
            self._seen[screen, address] = copy(session)
        return self._seen[screen, address]


@pytest.fixture(scope="session")
def reader(home: Home) -> Reader:
    """The screens of this session, for tests that touch nothing."""
    return Reader()


@pytest.fixture
def read_app(reader: Reader, home: Home, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Look at a screen at an address, without touching it; it may have been looked at before."""
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    return reader
