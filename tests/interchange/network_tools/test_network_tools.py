"""What a tool's own import asks for stands in the file: heads, ends that exist, unique names."""

from __future__ import annotations

import csv
import io

import igraph
import openpyxl
import pandas as pd
import pytest
from nonempty import nonempty
from written_networks import hostile_export, network_export

from graphs.interchange import FORMATS
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.model import Snapshot


@pytest.fixture(params=["demo", "hostile", "empty"])
def export(request: pytest.FixtureRequest, demo: Snapshot):
    if request.param == "hostile":
        return hostile_export(demo)
    return network_export(demo, empty=request.param == "empty")


def table(body: bytes) -> tuple[list[str], list[list[str]]]:
    assert not body.startswith(b"\xef\xbb\xbf")  # a reader would take it for part of the first head
    head, *rows = csv.reader(io.StringIO(body.decode(), newline=""))
    assert len({name.lower() for name in head}) == len(head)
    return head, rows


def book(body: bytes, sheet: str) -> tuple[list[str], list[tuple]]:
    page = openpyxl.load_workbook(io.BytesIO(body), read_only=True)[sheet]
    head, *rows = page.iter_rows(values_only=True)
    return list(head), rows


def test_gephi(export) -> None:
    files = FORMATS["gephi"].make(export)
    head, nodes = table(files["gephi/nodes.csv"])
    assert head[:2] == ["Id", "Label"]
    head, edges = table(files["gephi/edges.csv"])
    assert head[:5] == ["Source", "Target", "Type", "Weight", "Label"]
    ids = {row[0] for row in nodes}
    assert len(ids) == len(nodes) == len(network_lists(export).nodes.rows)
    assert len(edges) == len(network_lists(export).edges.rows)
    assert all({row[0], row[1]} <= ids and row[2] == "Undirected" for row in edges)
    assert all(float(row[3]) >= 1 for row in edges)


def test_kumu(export) -> None:
    files = FORMATS["kumu"].make(export)
    head, elements = book(files["kumu.xlsx"], "Elements")
    assert head[:2] == ["Label", "Type"]
    names = {row[0] for row in elements}
    assert len(names) == len(elements) == len(network_lists(export).nodes.rows)
    head, connections = book(files["kumu.xlsx"], "Connections")
    assert head[:4] == ["From", "To", "Type", "Label"]
    assert all({row[0], row[1]} <= names for row in connections)


def test_polinode(export) -> None:
    files = FORMATS["polinode"].make(export)
    head, nodes = book(files["polinode.xlsx"], "Nodes")
    assert head[0] == "Name"
    names = {row[0] for row in nodes}
    assert len(names) == len(nodes)
    head, edges = book(files["polinode.xlsx"], "Edges")
    assert head[:3] == ["Source", "Target", "Weight"]
    assert all({row[0], row[1]} <= names for row in edges)


def test_neo4j(export) -> None:
    files = FORMATS["neo4j"].make(export)
    head, nodes = table(files["neo4j/nodes.csv"])
    assert head[:2] == ["id:ID", ":LABEL"]
    assert all(":" in name for name in head)
    ids = {row[0] for row in nodes}
    head, edges = table(files["neo4j/relationships.csv"])
    assert head[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert all({row[0], row[1]} <= ids and row[2] == "PAIRED_WITH" for row in edges)
    flags = [place for place, name in enumerate(head) if name.endswith(":boolean")]
    for place in nonempty(flags):
        assert {row[place] for row in edges} <= {"true", "false"}
    script = files["neo4j/import.cypher"].decode()
    plain, _ = table(files["neo4j/plain_edges.csv"])
    assert all(f"row.`{name}`" in script for name in nonempty(plain))


def test_igraph(export) -> None:
    files = FORMATS["igraph"].make(export)
    for name in ("edges", "vertices"):
        table(files[f"igraph/{name}.csv"])
    edges, vertices = (
        pd.read_csv(io.BytesIO(files[f"igraph/{name}.csv"]), keep_default_na=False)
        for name in ("edges", "vertices")
    )
    graph = igraph.Graph.DataFrame(edges, directed=False, vertices=vertices, use_vids=False)
    lists = network_lists(export)
    assert (graph.vcount(), graph.ecount()) == (len(lists.nodes.rows), len(lists.edges.rows))
