"""A network written by a format is the network that its own software reads: the round trip."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree
from nonempty import nonempty
from written_networks import hostile_export, network_export

from graphs.interchange import FORMATS
from graphs.interchange.export_formats import Export
from graphs.interchange.graph_files.network_lists import network_lists
from graphs.model import Snapshot

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"

Attributes = dict[str, object]
Read = tuple[dict[str, Attributes], list[tuple[str, str, Attributes]]]


def _graph(made: nx.Graph) -> Read:
    return dict(made.nodes(data=True)), list(made.edges(data=True))


def _graphml(body: bytes) -> Read:
    return _graph(nx.parse_graphml(body.decode(), force_multigraph=True))


def _node_link(body: bytes) -> Read:
    return _graph(nx.node_link_graph(json.loads(body), edges="edges"))


def _cytoscape(body: bytes) -> Read:
    elements = json.loads(body)["elements"]
    assert len({each["data"]["id"] for each in elements["edges"]}) == len(elements["edges"])
    read = nx.cytoscape_graph(json.loads(body))
    nodes = {each["data"].pop("id"): each["data"] for each in elements["nodes"]}
    assert [*read] == [*nodes] == [data.pop("value") for data in nodes.values()]
    assert read.number_of_edges() == len(elements["edges"])
    found = (each["data"] for each in elements["edges"])
    own = ("id", "key", "source", "target")
    return nodes, [
        (data["source"], data["target"], {k: v for k, v in data.items() if k not in own})
        for data in found
    ]


def _gml(body: bytes) -> Read:
    return _graph(nx.parse_gml(body.decode("ascii")))


def _gexf(body: bytes) -> Read:
    space = "{http://gexf.net/1.3}"
    tree = etree.fromstring(body)
    kinds = {"string": str, "long": int, "double": float, "boolean": lambda words: words == "true"}
    declared = {
        each.get("class"): {
            one.get("id"): (one.get("title"), kinds[one.get("type")]) for one in each
        }
        for each in tree.iter(f"{space}attributes")
    }

    def values(element: etree._Element, owner: str) -> Attributes:
        found = element.iter(f"{space}attvalue")
        named = ((*declared[owner][each.get("for")], each.get("value")) for each in found)
        return {title: read(value) for title, read, value in named}

    nodes = {each.get("id"): values(each, "node") for each in tree.iter(f"{space}node")}
    edges = [
        (each.get("source"), each.get("target"), values(each, "edge"))
        for each in tree.iter(f"{space}edge")
    ]
    return nodes, edges


def _cx2(body: bytes) -> Read:
    aspects = {key: value for each in json.loads(body) for key, value in each.items()}
    nodes = {each["id"]: each["v"] for each in aspects["nodes"]}
    ids = {number: data["id"] for number, data in nodes.items()}
    kept = {data["id"]: {k: v for k, v in data.items() if k != "id"} for data in nodes.values()}
    edges = [(ids[each["s"]], ids[each["t"]], each["v"]) for each in aspects["edges"]]
    return kept, [(a, b, {k: v for k, v in data.items() if k != "edge_id"}) for a, b, data in edges]


READERS: dict[str, Callable[[bytes], Read]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "node_link": _node_link,
    "cytoscape": _cytoscape,
    "cx2": _cx2,
    "gml": _gml,
}


def expected(export: Export, *, numbers: bool) -> Read:
    """What the lists say, blanks left out; a format without booleans has 1 and 0."""
    graph = network_lists(export).graph()

    def said(data: Attributes) -> Attributes:
        return {k: int(v) if numbers and isinstance(v, bool) else v for k, v in data.items()}

    nodes = {ident: said(data) for ident, data in graph.nodes(data=True)}
    return nodes, [(a, b, said(data)) for a, b, data in graph.edges(data=True)]


def comparable(found: Read) -> tuple[object, list[object]]:
    nodes, edges = found
    lines = ((*sorted((a, b)), sorted(data.items())) for a, b, data in edges)
    return nodes, sorted(lines, key=repr)


def written(export: Export, key: str) -> bytes:
    [body] = FORMATS[key].make(export).values()
    return body


@pytest.fixture(params=["demo", "shangjie", "empty", "hostile"])
def export(request: pytest.FixtureRequest, demo: Snapshot, shangjie: Snapshot) -> Export:
    made = {
        "demo": lambda: network_export(demo),
        "shangjie": lambda: network_export(shangjie),
        "empty": lambda: network_export(demo, empty=True),
        "hostile": lambda: hostile_export(demo),
    }
    return made[request.param]()


@pytest.mark.parametrize("key", READERS)
def test_what_is_written_is_read_back_whole(key: str, export: Export) -> None:
    found = comparable(READERS[key](written(export, key)))
    assert found == comparable(expected(export, numbers=key == "gml"))


def test_pajek_keeps_every_attribute_as_text(demo: Snapshot) -> None:
    export = network_export(demo)
    read = nx.parse_pajek(written(export, "pajek").decode())
    graph = network_lists(export).graph()
    assert set(read) == set(graph)
    for ident in nonempty(graph):
        own = {
            k: str(v).lower() if isinstance(v, bool) else str(v)
            for k, v in graph.nodes[ident].items()
        }
        found = {k: v for k, v in read.nodes[ident].items() if k not in ("id", "x", "y", "shape")}
        assert found == own
    assert sorted(d["agreement_id"] for *_, d in read.edges(data=True)) == sorted(
        d["agreement_id"] for *_, d in graph.edges(data=True)
    )


@pytest.mark.parametrize("key", ["graphml", "pajek"])
def test_igraph_reads_it_without_an_edit(key: str, demo: Snapshot, tmp_path: Path) -> None:
    export = network_export(demo)
    path = tmp_path / f"network.{key}"
    path.write_bytes(written(export, key))
    read = igraph.Graph.Read(str(path), format=key)
    graph = network_lists(export).graph()
    assert (read.vcount(), read.ecount()) == (len(graph), graph.number_of_edges())
    if key != "pajek":  # igraph drops the attributes of Pajek's files
        assert sorted(read.vs["name"]) == sorted(d["name"] for _, d in graph.nodes(data=True))


def test_a_pair_of_gexf_lasts_from_its_first_possible_day_to_its_last(demo: Snapshot) -> None:
    export = network_export(demo)
    edges = network_lists(export).edges
    places = {column.key: place for place, column in enumerate(edges.columns)}
    rows = {
        ":".join(str(row[places[k]]) for k in ("agreement_id", "host_id", "guest_id")): row
        for row in edges.rows
    }
    tree = etree.fromstring(written(export, "gexf"))
    found = {each.get("id"): each for each in tree.iter("{http://gexf.net/1.3}edge")}
    assert found.keys() == rows.keys()
    ended = [i for i, row in rows.items() if row[places["ended_on"]]]
    for ident in nonempty(ended):  # the day it ended early is the first on which it does not hold
        assert found[ident].get("end") < rows[ident][places["ended_on"]]
    dated = [i for i, row in rows.items() if row[places["ends_on"]] and i not in ended]
    for ident in nonempty(dated):
        assert found[ident].get("end") == rows[ident][places["ends_on"]]
    monthly = [i for i, row in rows.items() if len(str(row[places["starts_on"]])) == 7]
    for ident in monthly:
        assert found[ident].get("start") == f"{rows[ident][places['starts_on']]}-01"


@pytest.mark.parametrize(
    ("key", "schema"), [("gexf", "gexf-1.3/gexf.xsd"), ("graphml", "graphml-1.0/graphml.xsd")]
)
def test_the_published_schema_accepts_it(key: str, schema: str, export: Export) -> None:
    if not (SCHEMAS / schema).exists():
        pytest.skip("the published schemas are not part of this project")
    judge = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    judge.assertValid(etree.parse(io.BytesIO(written(export, key))))


def test_dot_has_no_line_that_a_text_could_break(demo: Snapshot) -> None:
    export = hostile_export(demo)
    lines = written(export, "dot").decode().splitlines()
    graph = network_lists(export).graph()
    assert len(lines) == 2 + len(graph) + graph.number_of_edges()
    for line in nonempty(lines[1:-1]):
        assert line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0
        assert line.endswith("];")
