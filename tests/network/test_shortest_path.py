import networkx as nx
import pytest
from factory import agreement, organisation, picture
from nonempty import nonempty

from graphs.errors import NotFound
from graphs.model import Division, Snapshot, Superior
from graphs.network import relationship_graph, shortest_path


@pytest.fixture
def town() -> nx.MultiDiGraph:
    return relationship_graph(
        picture(
            Division(id="d1", name="上街区"),
            *(organisation(ident, division="d1") for ident in ("s1", "n1", "n2", "x1", "x2")),
            agreement("g1", "s1", "n1"),
            agreement("g2", "s1", "n2"),
            Superior(id="p1", organisation="n1", superior="x1"),
        )
    )


def test_a_shortest_path_reads_as_a_sentence(town):
    path = shortest_path(town, "n1", "n2")
    assert path.nodes == ("n1", "g1", "s1", "g2", "n2")
    assert path.relations == ("signed",) * 4
    assert path.length == 4
    assert path.sentence.zh == (
        "n1党支部 → 签订 → 联建协议 ← 签订 ← s1党支部 → 签订 → 联建协议 ← 签订 ← n2党支部"
    )
    assert path.sentence.en.count(" signed ") == 4


def test_a_path_to_itself_has_no_relation(town):
    assert shortest_path(town, "n1", "n1").length == 0


def test_places_are_no_path(town):
    assert shortest_path(town, "n1", "x2") is None


def test_the_first_by_ids_is_taken_among_equals():
    found = picture(
        organisation("s1"),
        organisation("n1"),
        agreement("g2", "s1", "n1"),
        agreement("g1", "s1", "n1"),
    )
    assert shortest_path(relationship_graph(found), "s1", "n1").nodes == ("s1", "g1", "n1")


def test_a_path_is_as_short_as_networkx_finds_it(demo: Snapshot):
    graph = relationship_graph(demo)
    places = {node for node, data in graph.nodes(data=True) if data["record"] == "division"}
    plain = nx.Graph(graph.subgraph(set(graph) - places))
    people = sorted(n for n, d in graph.nodes(data=True) if d["record"] == "organisation")
    for start, stop in nonempty(zip(people[::60], people[::-60], strict=False)):
        found = shortest_path(graph, start, stop)
        if nx.has_path(plain, start, stop):
            assert found.length == nx.shortest_path_length(plain, start, stop)
        else:
            assert found is None


@pytest.mark.parametrize(("start", "stop"), [("nobody", "n1"), ("n1", "nobody")])
def test_who_is_not_there_is_named(town, start: str, stop: str):
    with pytest.raises(NotFound, match="nobody"):
        shortest_path(town, start, stop)
