"""The national ledger: kept where ``NATIONAL_LEDGER`` says, else loaded anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bench_data import COUNTRY, KEPT, load


@pytest.fixture(scope="session")
def national_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get(KEPT)
    path = Path(kept) if kept else tmp_path_factory.mktemp("national") / "national.ledger"
    if not path.exists():
        print(load(COUNTRY, path))
    return path
