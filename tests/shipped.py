"""The two ledgers that ship, loaded once for a test session from their archives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graphs.ledger import load_archive
from graphs.model import Snapshot

__all__ = ["DATA", "demo", "shangjie"]

DATA = Path(__file__).parents[1] / "data"


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
