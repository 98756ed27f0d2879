"""The overview is arranged for whoever reads it, and the address says for whom."""

from __future__ import annotations

from collections.abc import Callable

from app_reading import said
from streamlit.testing.v1 import AppTest

from graphs.interchange import READERS


def test_the_overview_opens_as_its_reader_works(read_app: Callable[..., AppTest]) -> None:
    seen = set()
    for reader in READERS:
        app = read_app("overview", ledger="demo", reader=reader)
        assert not app.exception
        assert app.segmented_control(key="overview:reader").value == reader
        seen.add(tuple(said(app)))
    assert len(seen) == len(READERS)
