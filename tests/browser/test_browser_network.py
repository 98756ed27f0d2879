"""The network picture under mouse and keyboard."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from browser_desk import Desk, both_languages, both_sizes
from playwright.sync_api import expect

from graphs.ledger import Home
from graphs.model import Scope, Snapshot
from graphs.network import FILTERS
from graphs.scene import story_scene

FRAME = ".graphs-frame"
SIGHTS = (
    {"ledger": "demo"},
    {"ledger": "shangjie-2010"},
    {"ledger": "demo", "picture": "columns", "as_of": "2025-03-01"},
)
Positions = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def shangjie(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Home(folder=tmp_path_factory.mktemp("shangjie")).open("shangjie-2010") as ledger:
        home = ledger.profile().home
        return ledger.snapshot(Scope("division", home) if home else Scope(), None)


@pytest.fixture(scope="module")
def collective_edge(shangjie: Snapshot) -> tuple[str, str]:
    """The ends of the line that says "≥ 30 对（报道 32）"."""
    scene = story_scene(shangjie, language="zh")
    nodes = scene.nodes.column("id").to_pylist()
    [found] = [each for each in scene.edges.to_pylist() if "32" in each["label"]]
    return nodes[found["source"]], nodes[found["target"]]


def overlapping(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["key"], b["key"])
        for a, b in itertools.combinations(labels, 2)
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"]
        and b["top"] < a["bottom"]
    ]


def moved(before: Positions, after: Positions) -> list[str]:
    return [
        node
        for node in sorted({*before, *after})
        if node not in before
        or node not in after
        or max(abs(a - b) for a, b in zip(before[node], after[node], strict=True)) > 0.5
    ]


@both_sizes
@both_languages
@pytest.mark.parametrize("ledger", ["shangjie-2010", "demo"])
def test_no_drawn_label_lies_over_another(sight: Desk, language: str, ledger: str) -> None:
    sight.move_to_network(ledger=ledger, lang=language)
    for _ in range(3):
        labels = sight.canvas("labels()")
        assert len(labels) >= 5
        assert overlapping(labels) == []
        scale = sight.canvas("scale()")
        sight.page.locator('[data-action="zoom_in"]').click()
        sight.awaited(lambda: sight.canvas("scale()"), lambda now, was=scale: now > was)
        sight.await_canvas()


@both_sizes
def test_every_node_of_the_famous_picture_is_in_the_window(desk: Desk) -> None:
    desk.visit_network()
    box = desk.page.locator(".graphs-board").bounding_box()
    assert box is not None
    for x, y in desk.positions().values():
        assert 0 <= x <= box["width"]
        assert 0 <= y <= box["height"]
    expect(desk.page.locator(FRAME)).to_be_in_viewport(ratio=0.9)


@both_languages
@pytest.mark.parametrize("query", SIGHTS, ids=lambda query: "-".join(query.values()))
def test_half_of_the_window_is_the_picture_at_first_sight(
    sight: Desk, language: str, query: dict[str, str]
) -> None:
    sight.move_to_network(lang=language, **query)
    height = sight.page.viewport_size["height"]
    board = sight.page.locator(".graphs-board").bounding_box()
    assert board["y"] + board["height"] <= height
    assert board["height"] >= height / 2
    sentence = sight.page.locator(".sentence:visible, .sentence summary span").last
    line = sentence.evaluate("(each) => parseFloat(getComputedStyle(each).lineHeight)")
    assert sentence.bounding_box()["height"] <= 2.2 * line
    controls = sight.page.locator(".st-key-picture-controls").bounding_box()
    assert controls["height"] <= 60


def test_the_whole_sentence_is_there_on_demand(sight: Desk) -> None:
    sight.move_to_network(lang="en", ledger="demo")
    words = sight.page.locator("details.sentence summary span")
    cut = words.bounding_box()["height"]
    sight.page.locator("details.sentence summary").click()
    sight.awaited(lambda: words.bounding_box()["height"], lambda now: now > cut)
    expect(words).to_contain_text("their names say where they are.")


@both_languages
def test_a_click_on_a_node_moves_nothing_and_shows_its_facts_and_the_sentence_they_rest_on(
    sight: Desk, language: str, collective_edge: tuple[str, str]
) -> None:
    sight.move_to_network(lang=language)
    before = sight.positions()
    guest = collective_edge[1]
    sight.click_node(guest)
    expect(sight.card).to_be_visible()
    expect(sight.card.locator("blockquote").first).not_to_be_empty()
    sight.await_query(focus=f"node:{guest}")
    assert moved(before, sight.positions()) == []


@both_languages
def test_a_click_on_the_collective_edge_tells_thirty_and_thirty_two(
    sight: Desk, language: str, collective_edge: tuple[str, str]
) -> None:
    sight.move_to_network(lang=language)
    sight.click_edge(*collective_edge)
    sight.await_query(focus="edge:*")
    expect(sight.card).to_contain_text("30")
    expect(sight.card.locator("blockquote").first).to_be_visible()


def test_a_link_to_a_node_opens_with_its_card(
    sight: Desk, collective_edge: tuple[str, str]
) -> None:
    sight.move_to_network(focus=f"node:{collective_edge[0]}")
    expect(sight.card).to_be_visible()


def test_a_click_beside_everything_puts_the_card_away(
    sight: Desk, collective_edge: tuple[str, str]
) -> None:
    sight.move_to_network(focus=f"node:{collective_edge[0]}")
    sight.page.mouse.click(*sight.point(4, 4))
    sight.settle()
    sight.await_query("focus")
    expect(sight.card).to_have_count(0)


def test_a_filter_goes_into_the_address_and_survives_a_reload(desk: Desk) -> None:
    desk.visit_network(ledger="demo")
    before = len(desk.positions())
    label = FILTERS["pairing"].label.zh
    box = desk.page.get_by_test_id("stMultiSelect").filter(has_text=label)
    # The first click scrolls the sidebar, which closes the list again; typing then opens it.
    box.get_by_role("combobox").click()
    desk.settle()
    box.get_by_role("combobox").fill("未结对")
    desk.page.get_by_role("option", name="未结对").click()
    desk.settle()
    desk.await_query(pairing="unpaired")
    after = desk.awaited(lambda: len(desk.positions()), lambda count: 0 < count < before)
    desk.page.reload()
    desk.page.locator('[data-testid="stSidebar"] h4').wait_for()
    desk.settle()
    desk.await_canvas()
    desk.await_query(pairing="unpaired")
    expect(box).to_contain_text("未结对")
    desk.awaited(lambda: len(desk.positions()), lambda count: count == after)


def test_the_day_decides_what_is_shown(sight: Desk) -> None:
    sight.move_to_network(ledger="demo")
    today = sight.positions()
    sight.move_to_network(ledger="demo", as_of="2013-01-01")
    assert set(sight.positions()) != set(today)
    sight.await_query(as_of="2013-01-01")


def test_positions_are_the_same_whenever_one_comes_back(desk: Desk) -> None:
    desk.visit_network(ledger="demo", picture="hubs")
    hubs = desk.positions()
    desk.page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    desk.await_query(lang="en")
    desk.settle()
    desk.awaited(desk.positions, lambda now: moved(hubs, now) == [])
    desk.move_to_network(ledger="demo", picture="columns")
    columns = desk.positions()
    assert len(moved(hubs, columns)) > len(hubs) / 2
    desk.visit_network(ledger="demo", picture="hubs")
    assert moved(hubs, desk.positions()) == []


@both_languages
def test_everything_is_reached_from_the_keyboard(sight: Desk, language: str) -> None:
    sight.move_to_network(lang=language)
    sight.page.locator(FRAME).focus()
    expect(sight.page.locator(FRAME)).to_have_attribute("aria-label", re.compile(r"\S"))
    scale = sight.canvas("scale()")
    sight.page.keyboard.press("+")
    sight.awaited(lambda: sight.canvas("scale()"), lambda now: now > scale)
    sight.page.keyboard.press("0")
    sight.awaited(lambda: sight.canvas("scale()"), lambda now: now == pytest.approx(scale))
    sight.page.keyboard.press("n")
    expect(sight.page.locator(".graphs-live")).not_to_be_empty()
    sight.page.keyboard.press("Enter")
    sight.settle()
    sight.await_query(focus="node:*")
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("Escape")
    sight.settle()
    sight.await_query("focus")


def test_tab_reaches_the_picture_and_its_buttons(desk: Desk) -> None:
    desk.visit_network()
    reached: set[str] = set()
    desk.page.locator("body").press("Tab")
    for _ in range(80):
        reached.add(desk.page.evaluate(DEEP_FOCUS))
        if {"graphs-frame", "png"} <= reached:
            break
        desk.page.keyboard.press("Tab")
    assert {"graphs-frame", "fit", "zoom_in", "zoom_out", "png"} <= reached


DEEP_FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.dataset?.action ?? at?.className?.toString() ?? "";
}"""


def test_the_picture_is_saved_as_png(sight: Desk, tmp_path: Path) -> None:
    sight.move_to_network()
    before = sight.canvas("scale()")
    board = sight.page.locator(".graphs-board").evaluate("(board) => board.clientWidth")
    with sight.page.expect_download() as waiting:
        sight.page.locator('[data-action="png"]').click()
    saved = tmp_path / "picture.png"
    waiting.value.save_as(saved)
    data = saved.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") >= 2 * board
    assert waiting.value.suggested_filename == "shangjie-2010-2010-06-15.png"
    assert sight.canvas("scale()") == pytest.approx(before, rel=0.01)


def test_an_own_outline_is_refused_with_its_place_then_taken_and_put_away(
    desk: Desk, tmp_path: Path
) -> None:
    ring = [[113.0, 33.0], [114.0, 33.0], [114.0, 34.0], [113.0, 34.0], [113.0, 33.0]]
    files = {"open": ring[:-1], "border": ring}
    for name, points in files.items():
        words = json.dumps({"type": "Polygon", "coordinates": [points]})
        (tmp_path / f"{name}.geojson").write_text(words, encoding="utf-8")
    desk.visit_network(ledger="demo", picture="places")
    menu = desk.page.get_by_test_id("stPopoverBody")
    desk.page.get_by_role("button", name="轮廓").click()
    for name, said in (("open", "没有闭合"), ("border", "现用：border.geojson")):
        menu.locator('input[type="file"]').set_input_files(tmp_path / f"{name}.geojson")
        expect(menu).to_contain_text(f"{name}.geojson")
        desk.settle()
        menu.get_by_role("button", name="采用").click()
        desk.settle()
        expect(menu).to_contain_text(said)
    expect(desk.page.locator(".sentence").last).to_contain_text("轮廓“border.geojson”")
    menu.get_by_role("button", name="去掉轮廓").click()
    desk.settle()
    expect(desk.page.locator(".sentence").last).not_to_contain_text("轮廓")
