"""The two ledgers that ship, loaded once for a test session from their archives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graphs.ledger import Ledger, load_archive
from graphs.model import Snapshot
from graphs.statistics import SnapshotSource

__all__ = ["DATA", "demo", "demo_source", "shangjie", "shangjie_source", "source_of"]

DATA = Path(__file__).parents[2] / "data"


@cache
def _snapshot(name: str, folder: Path) -> Snapshot:
    with load_archive(DATA / name, str(folder / f"{name}.ledger")) as ledger:
        return ledger.snapshot()


@pytest.fixture(scope="session")
def shangjie(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return _snapshot("shangjie-2010", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return _snapshot("demo", tmp_path_factory.getbasetemp())


def source_of(ledger: Ledger) -> SnapshotSource:
    """Where the statements of a ledger are judged: in its own snapshots."""
    kept_to = ledger.profile().as_of
    return SnapshotSource(at=cache(ledger.snapshot), last_day=kept_to.latest if kept_to else None)


def _source(name: str, folder: Path) -> Iterator[SnapshotSource]:
    with load_archive(DATA / name, str(folder / f"{name}-source.ledger")) as ledger:
        yield source_of(ledger)


@pytest.fixture(scope="session")
def shangjie_source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotSource]:
    yield from _source("shangjie-2010", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demo_source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotSource]:
    yield from _source("demo", tmp_path_factory.getbasetemp())
