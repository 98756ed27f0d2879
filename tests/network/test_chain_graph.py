import pytest
from factory import organisation, picture

from graphs.errors import NotFound
from graphs.model import Chain, ChainMember, Segment, Snapshot, Superior, Supply, Tie, TieKind
from graphs.network import chain_graph, chains


def test_the_flower_chain_reads_from_the_top_down(shangjie: Snapshot):
    [chain] = chains(shangjie)
    graph = chain_graph(shangjie, chain.id)
    subs = {
        b for _, b, data in graph.out_edges("sj-jt", data=True) if data["relation"] == "superior"
    }
    assert subs == {"sj-b1", "sj-b2", "sj-b3", "sj-b4", "sj-b5"}
    assert graph.edges["sj-ch", "sj-jt"]["relation"] == "leads"
    assert graph.edges["sj-b1", "sj-e1"]["relation"] == "hosted"


def test_who_helped_establish_the_lead_stands_beside_it_and_not_above(shangjie: Snapshot):
    graph = chain_graph(shangjie, "sj-ch")
    assert graph.edges["sj-xw", "sj-jt"] == {"relation": "tie", "detail": "helped_establish"}
    assert not any(
        data["relation"] == "superior" for *_, data in graph.in_edges("sj-jt", data=True)
    )


@pytest.fixture
def flowers() -> Snapshot:
    return picture(
        *map(organisation, ("x0", "x1", "x2", "n1", "n2", "n3")),
        Superior(id="p1", organisation="x1", superior="x0"),
        Superior(id="p2", organisation="x2", superior="x1"),
        Chain(id="c", name="花卉", lead="x0"),
        Chain(id="other", name="别链"),
        Segment(id="e", chain="c", name="种植"),
        ChainMember(id="k1", chain="c", member="u-n1", segment="e"),
        ChainMember(id="k2", chain="c", member="u-n2"),
        ChainMember(id="k3", chain="other", member="u-n3"),
        Supply(id="f1", supplier="u-n1", customer="u-n2", product="花苗"),
        Supply(id="f2", supplier="u-n1", customer="u-n3"),
        Tie(id="t", subject="n3", object="x0", kind=TieKind.guides),
    )


def test_members_stand_in_their_segment_or_on_the_chain(flowers: Snapshot):
    graph = chain_graph(flowers, "c")
    assert list(graph.predecessors("u-n1")) == ["e"]
    assert sorted(graph.predecessors("u-n2")) == ["c", "u-n1"]
    assert "u-n3" not in graph


def test_levels_count_steps_from_the_chain(flowers: Snapshot):
    level = dict(chain_graph(flowers, "c").nodes(data="level"))
    assert (level["c"], level["x0"], level["x1"], level["x2"]) == (0, 1, 2, 3)
    assert (level["e"], level["u-n1"]) == (1, 2)


def test_supply_joins_members(flowers: Snapshot):
    assert chain_graph(flowers, "c").edges["u-n1", "u-n2"]["detail"] == "花苗"


def test_two_products_between_the_same_two_are_both_there():
    found = picture(
        *map(organisation, ("n1", "n2")),
        Chain(id="c", name="花卉"),
        ChainMember(id="k1", chain="c", member="u-n1"),
        ChainMember(id="k2", chain="c", member="u-n2"),
        Supply(id="f1", supplier="u-n1", customer="u-n2", product="花苗"),
        Supply(id="f2", supplier="u-n1", customer="u-n2", product="基质", chain="c"),
        Supply(id="f3", supplier="u-n1", customer="u-n2", product="花苗"),
        Supply(id="f4", supplier="u-n1", customer="u-n2"),
        Supply(id="f5", supplier="u-n2", customer="u-n1", product="钢材", chain="other"),
    )
    graph = chain_graph(found, "c")
    assert graph.edges["u-n1", "u-n2"]["detail"] == "花苗、基质"
    assert not graph.has_edge("u-n2", "u-n1")  # what is supplied on another chain is not this one's


def test_a_ring_of_superiors_ends_all_the_same():
    ring = [
        Superior(id="p1", organisation="x0", superior="x1"),
        Superior(id="p2", organisation="x1", superior="x0"),
    ]
    found = picture(
        organisation("x0"), organisation("x1"), ring, Chain(id="c", name="花卉", lead="x0")
    )
    assert sorted(chain_graph(found, "c")) == ["c", "x0", "x1"]


def test_a_chain_without_a_lead_is_drawn(flowers: Snapshot):
    assert sorted(chain_graph(flowers, "other")) == ["other", "u-n3"]


def test_a_chain_that_is_not_there_is_named(flowers: Snapshot):
    with pytest.raises(NotFound, match="no chain “tea”"):
        chain_graph(flowers, "tea")


def test_another_record_is_no_chain(flowers: Snapshot):
    with pytest.raises(NotFound, match="no chain “x0”"):
        chain_graph(flowers, "x0")
