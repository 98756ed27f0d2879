"""One home of ledgers for every test of the screens; the app itself, run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


@pytest.fixture
def open_app(home: Home, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app at an address: ``open_app("network", ledger="demo", lang="en")``."""
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    monkeypatch.delenv("LEDGER_URL", raising=False)

    def opened(screen: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if screen != "overview":
            app.switch_page(f"app_pages/{screen}.py").run()
        return app

    return opened
