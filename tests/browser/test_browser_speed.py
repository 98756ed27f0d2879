"""What a click costs on the wire, and how soon two thousand nodes are on the screen."""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections.abc import Callable
from typing import Any

from bare_canvas import open_page, tables
from browser_desk import Desk
from playwright.sync_api import CDPSession, expect

from graphs.scene import PALETTE, Scene, make_scene
from graphs.scene.scene import Edge, Node
from graphs.text import Text

MOST_BYTES = 50_000
MOST_MILLISECONDS = 200


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


def test_a_click_costs_the_page_at_most_200_ms_of_processor_until_its_card_is_there(
    desk: Desk,
) -> None:
    desk.visit_network(ledger="demo")
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    took = []
    for node in sorted(desk.positions())[:48:6]:
        before = spent()
        desk.click_node(node)
        expect(desk.card).to_be_visible()
        took.append(spent() - before)
    # The quickest of several: caches of the processor are shared with whatever else runs.
    assert 0 < min(took) <= MOST_MILLISECONDS, took


def test_a_click_shows_its_card_within_200_ms_by_the_clock(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    desk.visit_network(ledger="demo")
    desk.page.evaluate(WATCH_CARD)
    took = []
    for node in sorted(desk.positions())[:48:6]:
        desk.click_node(node)
        took.append(desk.awaited(lambda: desk.page.evaluate("globalThis.__card"), bool))
    late = lateness()
    record_property("milliseconds", [round(each) for each in took])
    record_property("times as late as on a quiet machine", round(late, 1))
    # The quickest of several, against what plain work takes by the clock at the same moment.
    assert min(took) <= MOST_MILLISECONDS * late, (took, late)


def lateness() -> float:
    """How many times longer plain work takes by the clock than on a quiet machine; at least 1.

    Server, page and browser share the processors with whatever else runs.
    """
    rounds = []
    for _ in range(3):
        began = time.perf_counter()
        hashlib.sha256(b"x" * 120_000_000).digest()
        rounds.append(time.perf_counter() - began)
    return max(1.0, sorted(rounds)[1] / QUIET_HASH)


QUIET_HASH = 0.2
"""Seconds by the clock of that work on the machine of ``tests/bench/RESULTS.md`` with nothing else on it."""

WATCH_CARD = """() => {
  const named = () => document.querySelector(".st-key-side .gx h5")?.textContent ?? "";
  document.addEventListener("pointerup", () => {
    const [start, old] = [performance.now(), named()];
    globalThis.__card = 0;
    const look = () => {
      if (named() !== old) globalThis.__card = performance.now() - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}"""


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
