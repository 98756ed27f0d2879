import pytest
from factory import agreement, organisation, picture
from hostile import HOSTILE
from nonempty import nonempty

from graphs.errors import NotFound
from graphs.model import RECORDS, Division, Snapshot
from graphs.network import find_record, pairing_graph, relationship_graph
from graphs.scene import Card, describe

LEDGERS = pytest.mark.parametrize("ledger", ["shangjie", "demo"])


def complete(card: Card) -> bool:
    texts = (card.title, card.kind, *(fact.label for fact in card.facts))
    return all(words.zh.strip() and words.en.strip() for words in texts)


@LEDGERS
def test_every_node_has_a_card_in_both_languages(ledger: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(ledger)
    nodes = sorted(relationship_graph(snapshot))[:: 1 if ledger == "shangjie" else 60]
    for node in nonempty(nodes):
        assert complete(describe(snapshot, f"node:{node}")), node


@LEDGERS
def test_every_pair_has_a_card_that_names_both(ledger: str, request: pytest.FixtureRequest):
    snapshot = request.getfixturevalue(ledger)
    graph = pairing_graph(snapshot)
    edges = sorted((key, a, b) for a, b, key in graph.edges(keys=True))
    for key, a, b in nonempty(edges[:: 1 if ledger == "shangjie" else 60]):
        card = describe(snapshot, f"edge:{key}|{a}|{b}")
        assert complete(card)
        assert {each.id for group in card.groups for each in group.others} == {a, b}
        assert graph.nodes[a]["name_zh"] in card.sentence.zh


@pytest.mark.parametrize("chosen", ["node:sj-np", "edge:sj-ag|sj-alb|sj-np"])
def test_the_collective_and_its_edge_show_their_sentence(shangjie: Snapshot, chosen: str):
    quotes = [quote.words for quote in describe(shangjie, chosen).quotes]
    assert any("30家非公企业党支部分别与中铝郑州企业下属党支部签订" in words for words in quotes)


@pytest.mark.parametrize(
    "chosen", ["", "nobody", "node:nobody", "edge:nobody", "edge:a|b", "edge:a|b|c", "edge:tie|b|c"]
)
def test_what_is_not_there_is_a_sentence(shangjie: Snapshot, chosen: str):
    with pytest.raises(NotFound, match="this scope and date hold no “"):
        describe(shangjie, chosen)


def test_finds_the_record_of_any_type(shangjie: Snapshot):
    for kind in RECORDS:
        for ident in shangjie.column(kind, "id"):
            assert find_record(shangjie, ident).id == ident
    assert find_record(shangjie, "sj-d") == shangjie.get(Division, "sj-d")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_name_stays_the_text_it_is(words: str):
    named = (organisation(ident, name=words) for ident in ("s1", "n1"))
    found = picture(*named, agreement("g1", "s1", "n1"))
    assert describe(found, "node:s1").title.zh == words
    assert words in describe(found, "edge:g1|n1|s1").sentence.zh


def test_a_pair_with_an_invented_end_is_marked():
    found = picture(
        organisation("s1", synthetic=True), organisation("n1"), agreement("g1", "s1", "n1")
    )
    assert describe(found, "edge:g1|n1|s1").synthetic
