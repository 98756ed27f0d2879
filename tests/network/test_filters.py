import networkx as nx
import pytest
from factory import agreement, organisation, picture

from graphs.model import Activity, AgreementKind, Division, OrganisationKind, PartialDate, Snapshot
from graphs.network import FILTERS, Filter, apply_filters, division_and_below, pairing_graph
from graphs.text import Text

EVERY = pytest.mark.parametrize("key", FILTERS)


@pytest.fixture
def town() -> nx.MultiGraph:
    return pairing_graph(
        picture(
            organisation("s1", division="d1", kind=OrganisationKind.committee),
            organisation("s2", division="d2"),
            organisation("n1", division="d2", kind=OrganisationKind.branch),
            organisation("n2", division="d1"),
            organisation("n3", division="d2"),
            organisation("n4", division="d2"),
            agreement("g1", "s1", "n1", kind=AgreementKind.chain),
            agreement("g2", "s2", "n2", dates=("2001-01-01", "2002-01-01")),
            agreement("g3", "s2", "n4", dates=("2008-01-01", "2011-01-01")),
            Activity(id="v1", agreement="g1", held_on=PartialDate("2010-06-01")),
            Activity(id="v2", agreement="g3", held_on=PartialDate("2008-06-01")),
        )
    )


def kept(graph: nx.MultiGraph, *filters: Filter) -> tuple[list[str], list[str], list[str]]:
    """Nodes in their own right, partners only, and agreements."""
    found = apply_filters(graph, filters)
    partners = {node for node, data in found.nodes(data=True) if data["partner_only"]}
    return (
        sorted(set(found) - partners),
        sorted(partners),
        sorted(key for *_, key in found.edges(keys=True)),
    )


@pytest.mark.parametrize(
    ("chosen", "nodes", "partners", "edges"),
    [
        (Filter("division", ("d1",)), ["n2", "s1"], ["n1", "s2"], ["g1", "g2"]),
        (Filter("side", ("soe",)), ["s1", "s2"], ["n1", "n2", "n4"], ["g1", "g2", "g3"]),
        (Filter("kind", ("committee",)), ["s1"], ["n1"], ["g1"]),
        (Filter("kind", ("branch",)), ["n1"], ["s1"], ["g1"]),
        (Filter("pairing", ("unpaired",)), ["n2", "n3"], ["s2"], ["g2"]),
        (Filter("pairing", ("paired",)), ["n1", "n4", "s1", "s2"], ["n2"], ["g1", "g2", "g3"]),
    ],
)
def test_a_filter_of_organisations_keeps_them_with_their_partners(
    town, chosen, nodes, partners, edges
):
    assert kept(town, chosen) == (nodes, partners, edges)


@pytest.mark.parametrize(
    ("chosen", "edges"),
    [
        (Filter("status", ("active",)), ["g1", "g3"]),
        (Filter("status", ("expired", "active")), ["g1", "g2", "g3"]),
        (Filter("status", ("signed",)), []),
        (Filter("agreement_kind", ("chain",)), ["g1"]),
        (Filter("agreement_kind", ("other",)), ["g2", "g3"]),
        (Filter("activity", ("dormant",)), ["g3"]),
        (Filter("activity", ("lively",)), ["g1"]),
    ],
)
def test_a_filter_of_pairs_leaves_every_organisation(town, chosen, edges):
    assert kept(town, chosen) == (["n1", "n2", "n3", "n4", "s1", "s2"], [], edges)


def test_several_filters_mean_and(town):
    both = (Filter("division", ("d1",)), Filter("status", ("active",)))
    assert kept(town, *both) == (["n2", "s1"], ["n1"], ["g1"])


@EVERY
def test_a_filter_without_values_keeps_everything(town, key: str):
    assert kept(town, Filter(key, ())) == kept(town)


def divisions(snapshot: Snapshot) -> dict[str, Text]:
    return {each.id: Text.same(each.name) for each in snapshot.records(Division)}


@EVERY
def test_choosing_every_value_keeps_every_organisation(demo: Snapshot, key: str):
    graph = pairing_graph(demo)
    values = list(FILTERS[key].values.options(divisions(demo)))
    assert set(apply_filters(graph, [Filter(key, tuple(values))])) == set(graph)


@EVERY
def test_filters_split_the_picture_without_gaps(demo: Snapshot, key: str):
    """Each value alone keeps what its predicate says; together they give what all values give."""
    graph = pairing_graph(demo)
    values = list(FILTERS[key].values.options(divisions(demo)))
    together = set(apply_filters(graph, [Filter(key, tuple(values))]).edges(keys=True))
    alone = [
        set(apply_filters(graph, [Filter(key, (value,))]).edges(keys=True)) for value in values
    ]
    assert set().union(*alone) == together


def test_paired_does_not_depend_on_other_filters(town):
    found = apply_filters(town, [Filter("status", ("expired",))])
    assert found.nodes["s1"]["in_force"]
    assert not found.nodes["n2"]["in_force"]


def test_filters_give_a_frozen_copy(town):
    found = apply_filters(town, [])
    assert nx.is_frozen(found)
    assert "in_force" not in town.nodes["s1"]


def test_a_pair_that_never_met_is_neither_lively_nor_asleep():
    young = picture(
        organisation("s1"), organisation("n1"), organisation("n2"), agreement("g1", "s1", "n1"),
        Activity(id="v", organisation="s1", partner="n2", held_on=PartialDate("2010-06-01")),
    )  # fmt: skip
    for value in ("lively", "dormant"):
        assert kept(pairing_graph(young), Filter("activity", (value,)))[2] == []


@EVERY
def test_every_filter_knows_its_sentence_in_both_languages(key: str):
    names = {"d1": Text(zh="上街区", en="Shangjie")}
    options = FILTERS[key].values.options(names)
    values = tuple(options)[:2]
    sentence = Filter(key, values).sentence(names)
    assert sentence.zh.startswith(f"{FILTERS[key].label.zh}：")
    assert sentence.en.startswith(f"{FILTERS[key].label.en}: ")
    for value in values:
        assert options[value].zh in sentence.zh
        assert options[value].en in sentence.en


@EVERY
def test_every_filter_says_what_it_keeps(key: str):
    assert (FILTERS[key].read.__doc__ or "").startswith("Keep ")


def test_a_division_brings_all_below_it():
    places = picture(
        Division(id="d1", name="县"), Division(id="d2", name="镇", parent="d1"),
        Division(id="d3", name="村", parent="d2"), Division(id="d4", name="邻县"),
    )  # fmt: skip
    assert division_and_below(places, ["d1"]) == ("d1", "d2", "d3")
    assert division_and_below(places, ["d2", "d4"]) == ("d2", "d3", "d4")
    assert division_and_below(places, []) == ()
