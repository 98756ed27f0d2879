"""Networks of our own downloads are taken in again: nothing differs in the ledger they came from."""

from __future__ import annotations

import pytest
from intake_books import imported

from graphs.intake import InputFile
from graphs.interchange import FORMATS, import_tables, view_lists
from graphs.interchange.export_formats import Export
from graphs.model import Snapshot
from graphs.network import pairing_graph


@pytest.mark.parametrize("key", ["graphml", "gexf", "node_link", "cytoscape", "parquet", "arrow"])
def test_a_network_brings_no_difference(key: str, shangjie: Snapshot) -> None:
    sheets = view_lists(shangjie, pairing_graph(shangjie), "zh")
    written = FORMATS[key].make(Export(sheets=sheets, language="zh", about="{}"))
    files = [
        InputFile(name=name, content=content)
        for own, body in written.items()
        for name, content in import_tables(own, body).items()
    ]
    again = imported(*files, snapshot=shangjie)
    assert (again.steps, again.errors, again.account.issues) == ((), (), 0)
