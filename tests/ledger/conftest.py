"""One scenario for both databases: every test that asks for ``ledger_url`` runs on each."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factory import history
from postgres_server import Server
from tampering import Tamper
from workflow_cases import begin

from graphs.ledger import Ledger, create, open_ledger

BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "a.ledger"
    create(str(path), ledger_id="test").close()
    return path


@pytest.fixture(scope="session")
def empty_database(postgres_server: Server) -> Iterator[str]:
    """The same on PostgreSQL."""
    with postgres_server.database() as url:
        create(url, ledger_id="test").close()
        yield url


@pytest.fixture(scope="session")
def history_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of eight revisions to copy."""
    path = tmp_path_factory.mktemp("history") / "a.ledger"
    with create(str(path), ledger_id="test") as made:
        history(made)
    return path


@pytest.fixture(scope="session")
def history_database(postgres_server: Server) -> Iterator[str]:
    """The same on PostgreSQL."""
    with postgres_server.database() as url:
        with create(url, ledger_id="test") as made:
            history(made)
        yield url


@pytest.fixture
def eight_revisions() -> None:
    """Mark a test whose ``ledger`` or ``lite`` begins with the eight revisions of ``history``."""


def _begun(request: pytest.FixtureRequest) -> str:
    return "history" if "eight_revisions" in request.fixturenames else "empty"


@pytest.fixture(params=BOTH)
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger may be made; where a test asks for ``ledger`` too, that one is there."""
    made = "ledger" in request.fixturenames
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        like = request.getfixturevalue(f"{_begun(request)}_database") if made else None
        with server.database(like) as url:
            yield url
        return
    path = tmp_path / "a.ledger"
    if made:
        shutil.copyfile(request.getfixturevalue(f"{_begun(request)}_file"), path)
    yield str(path)


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with open_ledger(ledger_url) as made:
        yield made


@pytest.fixture
def lite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger where the database makes no difference."""
    path = tmp_path / "lite.ledger"
    shutil.copyfile(request.getfixturevalue(f"{_begun(request)}_file"), path)
    with open_ledger(str(path)) as made:
        yield made


@pytest.fixture
def tamper(ledger_url: str) -> Iterator[Tamper]:
    made = Tamper(ledger_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def small(lite: Ledger) -> Ledger:
    """The small district of the workflow's tests."""
    return begin(lite)
