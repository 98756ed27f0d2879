"""Laws of the measures of nodes: equal to NetworkX, blind to names, whole on any small network."""

from __future__ import annotations

import random
from collections.abc import Mapping

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiles import tries

from graphs.statistics.structure import (
    NODE_MEASURES,
    SimpleNetwork,
    bridges,
    communities,
    components,
    cut_organisations,
    node_measures,
    projection,
)
from graphs.statistics.structure.communities import modularity
from graphs.statistics.structure.pair_patterns import assortativity, nestedness


@st.composite
def graphs(draw, *, two_sided: bool = False) -> nx.Graph:
    size = draw(st.integers(0, 14))
    names = [f"o{number:02d}" for number in range(size)]
    graph = nx.Graph()
    graph.add_nodes_from((name, {"bipartite": at % 2}) for at, name in enumerate(names))
    couples = [
        (a, b)
        for x, a in enumerate(names)
        for y, b in enumerate(names[:x])
        if not two_sided or (x + y) % 2
    ]
    if couples:
        graph.add_edges_from(draw(st.lists(st.sampled_from(couples), max_size=24)))
    return graph


def close(ours, theirs) -> bool:
    return all(ours[node] == pytest.approx(theirs[node], rel=1e-9, abs=1e-9) for node in theirs)


def by_pieces(graph: nx.Graph) -> dict[str, float]:
    found = dict.fromkeys(graph, 0.0)
    for piece in nx.connected_components(graph):
        if len(piece) > 2:
            part = graph.subgraph(piece)
            theirs = nx.eigenvector_centrality_numpy(part)
            found |= theirs
        elif len(piece) == 2:
            found |= dict.fromkeys(piece, 0.5**0.5)
    return found


THEIRS = {
    "degree": lambda g: dict(g.degree),
    "core_number": nx.core_number,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "eigenvector": by_pieces,
    "pagerank": lambda g: nx.pagerank(g, tol=1e-15, max_iter=10_000) if len(g) else {},
}
SIDED = {
    "clustering": nx.bipartite.clustering,
    "redundancy": lambda g: nx.bipartite.node_redundancy(g, [n for n, d in g.degree if d >= 2]),
}


def node_measure(key: str, graph: nx.Graph) -> Mapping[str, float | None]:
    return node_measures([key], SimpleNetwork.of(graph))[key]


@pytest.mark.parametrize("key", list(THEIRS))
@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs())
def test_a_measure_is_that_of_networkx(key: str, graph: nx.Graph) -> None:
    assert close(node_measure(key, graph), THEIRS[key](graph))


@pytest.mark.parametrize("key", [*THEIRS, *SIDED])
@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs(two_sided=True))
def test_a_measure_of_two_sides_is_that_of_networkx(key: str, graph: nx.Graph) -> None:
    assert close(node_measure(key, graph), (THEIRS | SIDED)[key](graph))


@pytest.mark.parametrize("key", list(NODE_MEASURES))
@settings(max_examples=20, deadline=None)
@given(graph=graphs(two_sided=True), seed=st.integers(0, 99))
def test_names_say_nothing(key: str, graph: nx.Graph, seed: int) -> None:
    names = list(graph)
    others = random.Random(seed).sample(names, len(names))
    renamed = nx.relabel_nodes(graph, dict(zip(names, others, strict=True)))
    before, after = node_measure(key, graph), node_measure(key, renamed)
    moved = {new: before[old] for old, new in zip(names, others, strict=True)}
    assert {n for n, value in moved.items() if value is None} == {
        n for n, value in after.items() if value is None
    }
    assert close(after, {n: value for n, value in moved.items() if value is not None})


@pytest.mark.parametrize("key", list(NODE_MEASURES))
def test_nothing_and_somebody_alone_have_a_measure(key: str) -> None:
    assert node_measure(key, nx.Graph()) == {}
    alone = nx.Graph()
    alone.add_node("a")
    assert node_measure(key, alone)["a"] in {0.0, 1.0, None}


def test_every_measure_has_another_one_to_agree_with() -> None:
    assert set(NODE_MEASURES) == {*THEIRS, *SIDED}


def test_a_graph_large_enough_for_blocks_and_sparse_vectors_agrees_too() -> None:
    graph = nx.relabel_nodes(nx.bipartite.random_graph(300, 420, 0.006, seed=4), "n{:03d}".format)
    graph.add_edge("n000", "n001")  # no longer of two sides
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    assert len(largest) > 400
    for part in (graph, nx.bipartite.random_graph(300, 420, 0.006, seed=4)):
        named = nx.relabel_nodes(part, str)
        for key in ("betweenness", "closeness", "harmonic", "pagerank"):
            assert close(node_measure(key, named), THEIRS[key](named)), key
    assert close(node_measure("eigenvector", largest), nx.eigenvector_centrality_numpy(largest))


@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs())
def test_pieces_bridges_and_cuts_are_those_of_networkx(graph: nx.Graph) -> None:
    network = SimpleNetwork.of(graph)
    assert {frozenset(piece) for piece in components(network)} == {
        frozenset(piece) for piece in nx.connected_components(graph)
    }
    assert {frozenset(ends) for ends in bridges(network)} == {
        frozenset(ends) for ends in nx.bridges(graph)
    }
    cuts = {cut.id: cut for cut in cut_organisations(network)}
    assert set(cuts) == set(nx.articulation_points(graph))
    for ident, cut in cuts.items():
        piece = nx.node_connected_component(graph, ident) - {ident}
        left = list(nx.connected_components(graph.subgraph(piece)))
        assert list(cut.alone) == sorted(min(each) for each in left if len(each) == 1)
        assert cut.pieces == sum(len(each) > 1 for each in left)


@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs(two_sided=True), side=st.integers(0, 1))
def test_projections_are_those_of_networkx(graph: nx.Graph, side: int) -> None:
    network = SimpleNetwork.of(graph)
    own = [node for node, at in graph.nodes(data="bipartite") if at == side]
    assume(len(own) < len(graph))  # NetworkX refuses to project a graph onto all of it
    for weighting, theirs in (
        ("shared", nx.bipartite.weighted_projected_graph),
        ("newman", nx.bipartite.collaboration_weighted_projected_graph),
    ):
        found, wanted = projection(network, side, weighting=weighting), theirs(graph, own)
        assert set(found) == set(wanted)
        assert {frozenset(e) for e in found.edges} == {frozenset(e) for e in wanted.edges}
        for a, b, weight in found.edges(data="weight"):
            assert weight == pytest.approx(wanted[a][b]["weight"])


@settings(max_examples=tries(40), deadline=None)
@given(graph=graphs(), seed=st.integers(0, 3))
def test_circles_part_everybody_and_their_modularity_is_that_of_networkx(
    graph: nx.Graph, seed: int
) -> None:
    network = SimpleNetwork.of(graph)
    found = communities(network, seed=seed)
    assert sorted(node for circle in found for node in circle) == sorted(graph)
    assert found == communities(network, seed=seed)
    for circle in found:
        assert nx.is_connected(graph.subgraph(circle))
    if graph.number_of_edges():
        theirs = nx.community.modularity(graph, found)
        assert modularity(network, found) == pytest.approx(theirs, abs=1e-9)
    else:
        assert modularity(network, found) is None


@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs(), data=st.data())
def test_assortativity_is_that_of_networkx(graph: nx.Graph, data: st.DataObject) -> None:
    values = {node: data.draw(st.sampled_from(["x", "y", ""])) for node in sorted(graph)}
    stated = {node: value for node, value in values.items() if value}
    found, left_out = assortativity(SimpleNetwork.of(graph), stated)
    kept = nx.Graph(e for e in graph.edges if e[0] in stated and e[1] in stated)
    assert left_out == graph.number_of_edges() - kept.number_of_edges()
    nx.set_node_attributes(kept, {node: stated[node] for node in kept}, "kind")
    if len({stated[node] for node in kept}) < 2:
        assert found is None
    else:
        theirs = nx.attribute_assortativity_coefficient(kept, "kind")
        assert found == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=tries(60), deadline=None)
@given(graph=graphs(two_sided=True))
def test_nestedness_is_that_of_its_definition(graph: nx.Graph) -> None:
    shares, couples = 0.0, 0
    for side in (0, 1):
        own = [n for n, at in graph.nodes(data="bipartite") if at == side and graph.degree(n)]
        for x, a in enumerate(own):
            for b in own[:x]:
                couples += 1
                few, many = sorted((set(graph[a]), set(graph[b])), key=len)
                shares += len(few & many) / len(few) if len(few) < len(many) else 0
    found = nestedness(SimpleNetwork.of(graph))
    assert found == (pytest.approx(100 * shares / couples) if couples else None)
