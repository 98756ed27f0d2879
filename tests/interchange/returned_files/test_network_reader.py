"""What was written comes in again: equal lists from GraphML, GEXF, JSON, Parquet and Arrow."""

from __future__ import annotations

import pytest
from test_grains import empty, lists, small

from graphs.errors import InputError
from graphs.interchange import (
    FORMATS,
    GRAINS,
    ReturnedNetwork,
    import_tables,
    network_of_tables,
    tables_of_network,
)
from graphs.interchange.export_formats import Export
from graphs.interchange.graph_files.network_lists import network_lists, typed_columns

NETWORKS = [key for key, each in GRAINS.items() if each.roles]


def expected(export: Export) -> ReturnedNetwork:
    found = network_lists(export)
    rows = []
    for sheet in (found.nodes, found.edges):
        keys = [column.key for column in sheet.columns]
        cells = zip(*(values for _, values in typed_columns(sheet)), strict=True)
        rows.append(
            tuple({k: v for k, v in zip(keys, row, strict=True) if v is not None} for row in cells)
        )
    return ReturnedNetwork(nodes=rows[0], edges=rows[1])


@pytest.mark.parametrize("grain", NETWORKS)
@pytest.mark.parametrize("words", ["甲", "a & <b>\n\t'c\" \u2028 =1+1", None])
def test_every_network_comes_back_equal(grain: str, words: str | None) -> None:
    snapshot = empty() if words is None else small(words)
    sheets = lists(snapshot)[grain]
    export = Export(sheets=sheets, language="zh", roles=GRAINS[grain].roles, about='{"a": 1}')
    for key in ("graphml", "gexf"):
        [(name, body)] = FORMATS[key].make(export).items()
        assert tables_of_network(name, body) == expected(export), key
    for key in ("node_link", "cytoscape"):
        [(name, body)] = FORMATS[key].make(export).items()
        found, wanted = tables_of_network(name, body), expected(export)
        assert found.nodes == wanted.nodes
        assert sorted(map(repr, found.edges)) == sorted(map(repr, wanted.edges)), key
    for key in ("parquet", "arrow"):
        files = FORMATS[key].make(export)
        found = network_of_tables(files[f"nodes.{key}"], files[f"edges.{key}"], ending=key)
        assert found == expected(export)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.graphml", b"<graphml>"),
        ("x.graphml", b'<!DOCTYPE a [<!ENTITY b "c">]><graphml/>'),
        ("x.gexf", b"nothing"),
        ("x.json", b'{"nodes": [{"id": ["a"]}], "edges": []}'),
        ("x.json", b"[" * 100_000),
        ("x.cyjs", b'{"elements": 3}'),
        ("x.parquet", b"PAR1"),
        ("x.arrow", b""),
    ],
)
def test_what_is_none_of_ours_is_refused_in_words(name: str, content: bytes) -> None:
    with pytest.raises(InputError):
        import_tables(name, content)
