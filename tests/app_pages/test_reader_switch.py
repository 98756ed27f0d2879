"""The overview is arranged for whoever reads it, and the address says for whom."""

from __future__ import annotations

from app_reading import Open, words_of

from graphs.interchange import READERS


def test_the_overview_opens_as_its_reader_works(read_app: Open) -> None:
    seen = set()
    for reader in READERS:
        app = read_app("overview", ledger="demo", reader=reader)
        assert not app.exception
        assert app.segmented_control(key="overview:reader").value == reader
        seen.add(words_of(app))
    assert len(seen) == len(READERS)
