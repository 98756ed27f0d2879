"""One scenario for both databases: every test that asks for ``ledger_url`` runs on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tampering import Tamper

from graphs.ledger import Ledger, create

BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture(params=BOTH)
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_database"))
    return str(tmp_path / "a.ledger")


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with create(ledger_url, ledger_id="test") as made:
        yield made


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger where the database makes no difference."""
    with create(str(tmp_path / "lite.ledger"), ledger_id="test") as made:
        yield made


@pytest.fixture
def tamper(ledger_url: str) -> Iterator[Tamper]:
    made = Tamper(ledger_url)
    yield made
    made.engine.dispose()
