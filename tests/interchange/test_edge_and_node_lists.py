import pytest
from factory import agreement, organisation, picture

from graphs.interchange import EDGE_COLUMNS, NODE_COLUMNS, edge_list, node_list
from graphs.model import Division, Snapshot
from graphs.network import Filter, apply_filters, pairing_graph, pairs

LANGUAGE = pytest.mark.parametrize("language", ["zh", "en"])


def rows(sheet) -> list[dict]:
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows]


@LANGUAGE
def test_the_edge_list_holds_each_pair_of_the_view_once(demo: Snapshot, language: str):
    found = rows(edge_list(demo, pairing_graph(demo), language))
    keys = [(row["agreement_id"], row["host_id"], row["guest_id"]) for row in found]
    assert keys == [pair.key for pair in pairs(demo) if pair.counted]


def test_the_lists_hold_exactly_the_view(demo: Snapshot):
    view = apply_filters(
        pairing_graph(demo), [Filter("division", ("yl-t1",)), Filter("status", ("active",))]
    )
    edges, nodes = (rows(make(demo, view, "zh")) for make in (edge_list, node_list))
    assert 0 < len(edges) == view.number_of_edges() < pairing_graph(demo).number_of_edges()
    assert {row["status"] for row in edges} == {"active"}
    assert [row["id"] for row in nodes] == sorted(view)


def test_unnamed_ends_are_marked_unknown_and_bounds_stay_bounds(shangjie: Snapshot):
    [row] = rows(edge_list(shangjie, pairing_graph(shangjie), "zh"))
    assert (row["pairs_low"], row["pairs_high"], row["identity"]) == (30, None, "unknown")
    assert (row["host_id"], row["guest_id"]) == ("sj-alb", "sj-np")
    assert (row["signed_on"], row["status_certain"], row["synthetic"]) == ("", False, False)


def test_invented_data_says_so_in_every_row(demo: Snapshot):
    graph = pairing_graph(demo)
    for make in (edge_list, node_list):
        assert all(row["synthetic"] for row in rows(make(demo, graph, "zh")))


@LANGUAGE
def test_names_come_in_the_chosen_language(shangjie: Snapshot, language: str):
    [row] = rows(edge_list(shangjie, pairing_graph(shangjie), language))
    assert row["guest"] == {
        "zh": "30家非公企业党支部", "en": "30 non-public enterprises' branches"
    }[language]  # fmt: skip


def test_pairs_in_force_count_inside_the_view():
    snapshot = picture(
        Division(id="d1", name="镇"), organisation("s1", division="d1"), organisation("n1"),
        organisation("n2"), agreement("g1", "s1", "n1"),
        agreement("g2", "s1", "n2", dates=("2001-01-01", "2002-01-01")),
    )  # fmt: skip
    found = {row["id"]: row for row in rows(node_list(snapshot, pairing_graph(snapshot), "zh"))}
    assert [found[node]["pairs_in_force"] for node in ("n1", "n2", "s1")] == [1, 0, 1]
    assert (found["s1"]["division"], found["n1"]["division"]) == ("镇", "")


@pytest.mark.parametrize("columns", [EDGE_COLUMNS, NODE_COLUMNS], ids=["edges", "nodes"])
def test_columns_have_keys_and_words_of_their_own(columns):
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.label.zh for column in columns}) == len(columns)
    assert len({column.label.en for column in columns}) == len(columns)
    assert all(column.note.zh and column.note.en for column in columns)
