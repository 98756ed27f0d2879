"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from file_schedule import FileSchedule, longest_first
from postgres_server import PostgresMissing, Server, running
from profiles import choose_profile
from shipped import demo, demo_source, shangjie, shangjie_source

from graphs.access import passwords

# Loaded as what they are; as modules with doctests their names would collide.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

__all__ = [
    "demo",
    "demo_source",
    "postgres_database",
    "postgres_server",
    "shangjie",
    "shangjie_source",
]


def pytest_configure(config: pytest.Config) -> None:
    choose_profile(config)


@pytest.fixture(scope="session", autouse=True)
def hash_cost() -> Iterator[passwords.HashCost]:
    """What a hash of a password costs in use; in tests it costs next to nothing.

    A hash is checked at the cost it was made at, so that a server started by a test is spared too.
    """
    with pytest.MonkeyPatch.context() as patch:
        shipped = passwords.COST
        patch.setattr(passwords, "COST", passwords.HashCost(rounds=1, memory=8, threads=1))
        yield shipped


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes many minutes unless it is asked for by ``-m``."""
    asked = config.option.markexpr
    slow = [name for name in ("national", "soak", "bench") if name not in asked]
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in slow)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    if config.getoption("dist", "no") == "loadfile" or hasattr(config, "workerinput"):
        items[:] = longest_first(items)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for examples in the code only: a test, and what helps it, has none."""
    return [each for each in (yield) if not isinstance(each, DoctestModule)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FileSchedule | None:
    """Give out the files in the order of the tests."""
    return FileSchedule(config, log) if config.getoption("dist") == "loadfile" else None
