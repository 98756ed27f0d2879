"""The chain as a picture: what is supplied stands on the arrows, as it does on the board."""

from __future__ import annotations

import pytest

from graphs.chains import chain_board
from graphs.ledger import Home
from graphs.model import Chain, Scope, Snapshot
from graphs.scene import chain_scene


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
