"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postgres_server import PostgresMissing, Server, running
from shipped import demo, shangjie

# Loaded as what they are; as modules with doctests their names would collide.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

__all__ = ["demo", "postgres_database", "postgres_server", "shangjie"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One real PostgreSQL for the session; a test that needs it fails where there is none."""
    try:
        with running() as server:
            yield server
    except PostgresMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def postgres_database(postgres_server: Server) -> Iterator[str]:
    """The address of an empty database, dropped after the test."""
    with postgres_server.database() as url:
        yield url
