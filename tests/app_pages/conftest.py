"""One home of ledgers for every test of the screens; the app itself, run without a browser.

The home is the same for each test, whatever ran before: what a test makes in it goes with the test,
and a test that changes what was there before it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from app_hostile import hostile_ledger
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app_pages.parts.frame import cached_ledgers
from app_pages.parts.records import double_press
from graphs.ledger import Home

ROOT = Path(__file__).parents[2]
SHIPPED = ("shangjie-2010", "demo")

Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Which components are installed is asked once: for each new session it takes 0.2 s."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test presses faster than a hand; what it presses next is no second half of a double click."""
    monkeypatch.setattr(double_press, "PAUSE", 0.0)


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Ledgers of a desk of its own: those that ship, and one's own that is full of hostile text."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPHS_HOME", str(folder))
        patch.delenv("LEDGER_URL", raising=False)
        st.cache_resource.clear()
        made = Home.from_environment()
        for key in SHIPPED:
            made.open(key).close()
        hostile_ledger(folder / "own" / "7.ledger")
        yield made
        st.cache_resource.clear()


@pytest.fixture
def home(shared_home: Home) -> Iterator[Home]:
    """The home, afterwards without what the test has made in it."""
    before = _files(shared_home.folder)
    yield shared_home
    after = _files(shared_home.folder)
    for made in after.keys() - before.keys():
        made.unlink()
    if any(made.suffix == ".ledger" for made in after.keys() - before.keys()):
        # Another test may make another ledger of the same name.
        cached_ledgers._ledger.clear()
    assert {path: after.get(path) for path in before} == before


def _files(folder: Path) -> dict[Path, bytes]:
    """The files of a home with their content, but what SQLite keeps beside an open ledger."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def opened(screen: str = "overview", **query: str) -> AppTest:
    """Open the app at an address as a new session."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    for key, value in query.items():
        app.query_params[key] = value
    if screen != "overview":
        app._page_hash = calc_hash(screen)  # as a browser that asks for this path
    return app.run()


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
def reader(shared_home: Home) -> Reader:
    """The screens of this session, for tests that touch nothing."""
    return Reader()


@pytest.fixture
def read_app(reader: Reader, home: Home, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Look at a screen at an address, without touching it; it may have been looked at before."""
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    return reader
