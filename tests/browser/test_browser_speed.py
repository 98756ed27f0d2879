"""What a click costs on the wire, and how soon two thousand nodes are on the screen."""

from __future__ import annotations

import math
import random
from typing import Any

from bare_canvas import open_page, tables
from browser_desk import Desk
from playwright.sync_api import CDPSession

from graphs.scene import PALETTE, Scene, make_scene
from graphs.scene.scene import Edge, Node
from graphs.text import Text

MOST_BYTES = 50_000


class Wire:
    """Counts what goes over the web sockets and over HTTP, in both directions."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = 0
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.on("Network.dataReceived", self._data)
        session.send("Network.enable")

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        size = len(frame["payloadData"])
        # Binary frames are told in base64, four characters for three bytes.
        self.bytes += size * 3 // 4 if frame["opcode"] == 2 else size

    def _data(self, event: dict[str, Any]) -> None:
        self.bytes += max(event["encodedDataLength"], 0)


def test_a_click_costs_at_most_50_kb_on_the_wire(desk: Desk) -> None:
    desk.visit_network(ledger="demo")
    wire = Wire(desk.page.context.new_cdp_session(desk.page))
    costs = []
    for node in sorted(desk.positions())[:40:8]:
        before = wire.bytes
        desk.click_node(node)
        costs.append(wire.bytes - before)
    assert min(costs) > 0
    assert max(costs) <= MOST_BYTES, costs


def test_two_thousand_nodes_are_painted_within_a_second_from_ready_data(desk: Desk) -> None:
    scene = crowd(2000)
    open_page(desk)
    took = desk.page.evaluate(PAINT, {"tables": tables(scene), "palette": dict(PALETTE)})
    assert took["nodes"] == 2000
    assert took["labels"] > 20
    assert took["milliseconds"] <= 1000


def crowd(count: int) -> Scene:
    """Hubs with their guests around them, as many as asked for."""
    draw = random.Random(20_100_615)
    nodes, edges = [], []
    for place in range(count):
        hub, turn = divmod(place, 20)
        x, y = 190 * (hub % 10), 240 * (hub // 10)
        reach = 0 if turn == 0 else 55
        angle = 2 * math.pi * turn / 19
        nodes.append(
            Node(
                id=f"n{place}",
                label=f"{place}号党支部",
                label_gap=65.0,
                title=f"第{place}联合党支部（虚构）",
                x=x + reach * math.cos(angle),
                y=y + reach * math.sin(angle),
                color=draw.choice(["soe", "non_public"]),
                priority=1.0 if turn == 0 else 0.3,
                synthetic=True,
            )
        )
        if turn:
            edges.append(Edge(id=f"e{place}", source=f"n{hub * 20}", target=f"n{place}"))
    return make_scene(nodes, edges, [], (), Text(zh="两千个点。", en="Two thousand nodes."))


PAINT = """async ({ tables, palette }) => {
  const { default: canvas } = await import("./canvas.js");
  const place = document.getElementById("place");
  const table = (columns) => ({
    numRows: Object.values(columns)[0].length,
    getChild: (name) => (columns[name] ? { get: (index) => columns[name][index] } : null),
  });
  const data = Object.fromEntries(Object.entries(tables).map(([name, each]) => [name, table(each)]));
  const view = { revision: "1", palette, words: {}, sentence: "", height: 700, debug: true };
  const start = performance.now();
  canvas({ data: { ...data, view }, parentElement: place, setTriggerValue() {}, setStateValue() {}, key: "p" });
  const drawn = globalThis.__graphsCanvas.p;
  while (!drawn.labels().length && performance.now() - start < 10_000)
    await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  return { milliseconds: performance.now() - start, nodes: drawn.nodes().length, labels: drawn.labels().length };
}"""
