"""The attribute contract that every graph keeps, so that any exporter takes it."""

from collections.abc import Callable

import networkx as nx
import pytest
from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.model import Chain, Snapshot, Superior
from graphs.network import (
    RELATIONS,
    Filter,
    apply_filters,
    chain_graph,
    chains,
    pairing_graph,
    relationship_graph,
    shortest_path,
)

NODE = {
    "record",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "kind",
    "division",
    "synthetic",
    "stub",
}
BESIDES = {
    "organisation": {"side", "named", "count_low", "count_high", "alive"},
    "unit": {"ownership", "side", "named"},
    "agreement": {"status", "certain"},
}
PAIRING_NODE = {
    "bipartite", "name_zh", "name_en", "short_zh", "short_en", "kind", "side", "division", "home",
    "named", "count_low", "count_high", "stub", "synthetic", "usual_load",
}  # fmt: skip
PAIRING_EDGE = {
    "agreement", "kind", "status", "in_force", "certain", "signed_on", "ends_on", "pairs_low",
    "pairs_high", "inside", "activities", "last_activity", "dormant", "synthetic",
}  # fmt: skip


def _chain(snapshot: Snapshot) -> nx.Graph:
    return chain_graph(snapshot, chains(snapshot)[0].id)


GRAPHS = pytest.mark.parametrize(
    "build", [relationship_graph, pairing_graph, _chain], ids=["relationship", "pairing", "chain"]
)
LEDGERS = pytest.mark.parametrize("ledger", ["shangjie", "demo"])


@LEDGERS
@GRAPHS
def test_every_value_is_plain(build: Callable, ledger: str, request: pytest.FixtureRequest):
    graph = build(request.getfixturevalue(ledger))
    values = [
        (key, value)
        for *_, data in (*graph.nodes(data=True), *graph.edges(data=True))
        for key, value in data.items()
    ]
    assert values
    assert [pair for pair in values if type(pair[1]) not in (str, int, bool)] == []


@LEDGERS
def test_the_relationship_graph_keeps_its_contract(ledger: str, request: pytest.FixtureRequest):
    graph = relationship_graph(request.getfixturevalue(ledger))
    assert isinstance(graph, nx.MultiDiGraph)
    for node, data in graph.nodes(data=True):
        assert set(data) == NODE | BESIDES.get(data["record"], set()), node
    for a, b, key, data in graph.edges(keys=True, data=True):
        assert set(data) == {"relation", "record", "id", "detail"}, (a, b)
        assert data["relation"] in RELATIONS
        assert key == f"{data['relation']}:{data['id']}"


@LEDGERS
def test_the_pairing_graph_keeps_its_contract(ledger: str, request: pytest.FixtureRequest):
    graph = pairing_graph(request.getfixturevalue(ledger))
    assert isinstance(graph, nx.MultiGraph)
    assert not graph.is_directed()
    for _, data in graph.nodes(data=True):
        assert set(data) == PAIRING_NODE
        assert data["bipartite"] == (0 if data["side"] == "soe" else 1)
    for a, b, key, data in graph.edges(keys=True, data=True):
        assert set(data) == PAIRING_EDGE
        assert data["agreement"] == key
        assert {graph.nodes[a]["bipartite"], graph.nodes[b]["bipartite"]} == {0, 1}


@LEDGERS
def test_the_chain_graph_keeps_its_contract(ledger: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(ledger)
    for each in nonempty(chains(snapshot)):
        graph = chain_graph(snapshot, each.id)
        assert isinstance(graph, nx.DiGraph)
        assert all("level" in data for _, data in graph.nodes(data=True))
        assert all(set(data) == {"relation", "detail"} for *_, data in graph.edges(data=True))


@GRAPHS
def test_graphs_are_frozen(build: Callable, shangjie: Snapshot):
    graph = build(shangjie)
    assert nx.is_frozen(graph)
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        graph.add_node("x")


def _content(graph: nx.Graph) -> str:
    return repr((dict(graph.nodes(data=True)), sorted(map(repr, graph.edges(data=True)))))


def test_projections_never_change_what_they_are_made_from(demo: Snapshot):
    whole, paired = relationship_graph(demo), pairing_graph(demo)
    before = _content(whole), _content(paired)
    some = next(iter(paired))
    for each in chains(demo):
        chain_graph(demo, each.id)
    apply_filters(paired, [Filter("side", ("soe",)), Filter("status", ("active",))])
    shortest_path(whole, some, max(paired))
    assert (_content(whole), _content(paired)) == before


@GRAPHS
def test_the_order_of_records_does_not_matter(build: Callable):
    records = [
        *organisation("s1"), *organisation("n1"), *organisation("n2"), *agreement("g1", "s1", "n1", "n2"),
        Superior(id="p", organisation="n1", superior="n2"), Chain(id="c1", name="花卉", lead="n2"),
    ]  # fmt: skip
    assert _content(build(picture(records))) == _content(build(picture(records[::-1])))


def test_the_numbers_of_the_pairing_graph_are_bounds(shangjie: Snapshot):
    graph = pairing_graph(shangjie)
    assert (graph.nodes["sj-np"]["count_low"], graph.nodes["sj-np"]["count_high"]) == (30, 30)
    [(host, guest, data)] = graph.edges(data=True)
    assert {host, guest} == {"sj-alb", "sj-np"}
    assert (data["pairs_low"], data["pairs_high"], data["certain"]) == (30, -1, False)


def test_every_record_of_a_relation_is_an_edge(shangjie: Snapshot):
    graph = relationship_graph(shangjie)
    relations = [data["relation"] for *_, data in graph.edges(data=True)]
    assert relations.count("signed") == shangjie.table("signatory").num_rows == 2
    assert relations.count("tie") == shangjie.table("tie").num_rows
    assert relations.count("hosted") == shangjie.table("hosting").num_rows
