"""The chain as a picture: what is supplied stands on the arrows, as it does on the board."""

from __future__ import annotations

import datetime as dt

import pytest
from nonempty import nonempty

from graphs.chains import chain_board
from graphs.ledger import Home
from graphs.model import Chain, ChainMember, ChainRole, Quantity, Scope, Snapshot, Unit
from graphs.scene import chain_scene, chain_sentence


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Home(folder=tmp_path_factory.mktemp("chains")).open("demo") as ledger:
        return ledger.snapshot(Scope(), None)


def test_every_product_of_the_board_stands_on_an_arrow_of_the_picture(demo: Snapshot) -> None:
    seen = 0
    for chain in demo.records(Chain):
        scene = chain_scene(demo, chain.id)
        nodes = scene.nodes.column("id").to_pylist()
        drawn = {
            (nodes[edge["source"]], nodes[edge["target"]]): edge
            for edge in scene.edges.to_pylist()
            if edge["id"].startswith("supplies|")
        }
        for link in chain_board(demo, chain.id).links:
            edge = drawn[link.supplier.id, link.customer.id]
            assert edge["arrow"]
            assert link.product in edge["label"].split("、") or not link.product
            seen += bool(link.product)
    assert seen > 10


def test_the_sentence_counts_the_members_that_the_board_has(demo: Snapshot) -> None:
    for chain in nonempty(demo.records(Chain)):
        board = chain_board(demo, chain.id)
        words = chain_scene(demo, chain.id).sentence.zh
        assert f"链上成员 {board.members.words().zh} 家" in words


def test_who_only_answers_for_a_chain_is_no_member_in_its_sentence() -> None:
    found = Snapshot.from_records(
        [
            Chain(id="n1", name="花卉"),
            Unit(id="u1", name="甲公司"),
            Unit(id="u2", name="农业局"),
            Unit(id="u3", name="花农", size=Quantity("≥", 30)),
            ChainMember(id="k1", chain="n1", member="u1"),
            ChainMember(id="k2", chain="n1", member="u2", role=ChainRole.lead_department),
            ChainMember(id="k3", chain="n1", member="u3"),
        ],
        as_of=dt.date(2024, 6, 30),
    )
    assert "链上成员 ≥ 31 家；环节未载明" in chain_sentence(found, "n1").zh
