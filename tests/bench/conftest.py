"""The ledgers measured on, each loaded once; the national one is kept where ``NATIONAL_LEDGER`` says."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bench_data import COUNTRY, KEPT, Nation, load


@pytest.fixture(scope="session")
def national_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get(KEPT)
    path = Path(kept) if kept else tmp_path_factory.mktemp("national") / "national.ledger"
    if not path.exists():
        print(load(COUNTRY, path))
    return path


@pytest.fixture(scope="session")
def ledger_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Nation], Path]:
    """Where the ledger of a nation is: loading one takes longer than what is measured on it."""

    @cache
    def made(nation: Nation) -> Path:
        path = tmp_path_factory.mktemp("nation") / f"{nation.organisations}.ledger"
        load(nation, path)
        return path

    return made
