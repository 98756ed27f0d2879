"""The picture as a conversation: time, expansion, selection, a path, and all of it in the address."""

from __future__ import annotations

import pytest
from browser_desk import Desk
from playwright.sync_api import expect

from graphs.ledger import Home
from graphs.model import Scope, Snapshot
from graphs.network import loads_in_force, pairing_graph, parties

FRAME = ".graphs-frame"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Home(folder=tmp_path_factory.mktemp("demo")).open("demo") as ledger:
        home = ledger.profile().home
        return ledger.snapshot(Scope("division", home) if home else Scope(), None)


@pytest.fixture(scope="module")
def hubs(demo: Snapshot) -> list[str]:
    """Named hosts, those with the most pairs first."""
    load = loads_in_force(demo)
    hosts = [n for n, data in pairing_graph(demo).nodes(data=True) if data["bipartite"] == 0]
    named = [host for host in hosts if host in load and parties(demo)[host].named]
    return sorted(named, key=lambda host: (-load[host].low, host))


def again(desk: Desk) -> None:
    """Load the page anew, as F5 does."""
    desk.page.reload()
    desk.page.locator('[data-testid="stSidebar"] h4').wait_for()
    desk.settle()
    desk.await_canvas()


def test_two_dates_are_compared_in_one_picture(sight: Desk) -> None:
    sight.move_to_network(ledger="demo")
    before = sight.positions()
    sight.move_to_network(ledger="demo", since="2024-12-31")
    assert all(sight.positions()[node] for node in before)
    expect(sight.main).to_contain_text("新结对 78 对")
    expect(sight.main).to_contain_text("两个日期之间变化的结对")
    again(sight)
    sight.await_query(since="2024-12-31")


def test_a_double_click_expands_in_place_and_once_more_collapses(
    sight: Desk, hubs: list[str]
) -> None:
    sight.move_to_network(ledger="demo")
    before = sight.canvas("places()")
    sight.click_node(hubs[0], double=True)
    sight.await_query(expand=hubs[0])
    after = sight.awaited(lambda: sight.canvas("places()"), lambda now: len(now) > len(before))
    assert {node: at for node, at in after.items() if node in before} == before
    again(sight)
    assert sight.canvas("places()") == after
    sight.page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    sight.await_query(lang="en", expand=hubs[0])
    sight.settle()
    assert set(sight.canvas("places()")) == set(after)
    sight.click_node(hubs[0], double=True)
    sight.await_query("expand")
    sight.awaited(lambda: len(sight.canvas("places()")), lambda count: count == len(before))


def test_several_are_selected_and_asked(sight: Desk, hubs: list[str]) -> None:
    sight.move_to_network(ledger="demo")
    at = sight.positions()
    sight.page.keyboard.down("Shift")
    for hub in hubs[:2]:
        sight.page.mouse.click(*sight.point(*at[hub]))
        sight.settle()
    sight.page.keyboard.up("Shift")
    sight.await_query(pick=",".join(hubs[:2]))
    panel = sight.page.locator(".st-key-selection")
    expect(panel).to_contain_text("已选 2 个党组织")
    beside = sight.page.locator(".st-key-side")
    expect(beside).to_contain_text("已选 2 个党组织")  # the panel below is out of sight
    expect(beside).to_contain_text("金圈：所选")
    panel.get_by_text("所选党组织若都退出").click()
    sight.settle()
    expect(panel).to_contain_text("所选 2 个党组织若都退出")
    again(sight)
    assert sight.canvas("picked()") == hubs[:2]
    box = sight.page.locator(".graphs-board").bounding_box()
    assert box is not None
    sight.page.keyboard.down("Shift")
    sight.page.mouse.move(*sight.point(5, 5))
    sight.page.mouse.down()
    sight.page.mouse.move(*sight.point(box["width"] - 5, box["height"] - 5), steps=4)
    sight.page.mouse.up()
    sight.page.keyboard.up("Shift")
    sight.settle()
    sight.awaited(lambda: len(sight.canvas("picked()")), lambda count: count > 300)
    expect(panel).to_contain_text("已选 455 个党组织")


def test_a_free_hand_loop_takes_what_it_goes_round(sight: Desk, hubs: list[str]) -> None:
    sight.move_to_network(ledger="demo")
    at, before = sight.positions(), sight.canvas("places()")
    lasso = sight.page.locator('[data-action="lasso"]')
    lasso.click()
    expect(lasso).to_have_attribute("aria-pressed", "true")
    x, y = at[hubs[0]]
    corners = [(x - 9, y - 9), (x + 9, y - 9), (x, y + 12)]  # a triangle, whose box holds more
    sight.page.mouse.move(*sight.point(*corners[0]))
    sight.page.mouse.down()
    for corner in corners[1:]:
        sight.page.mouse.move(*sight.point(*corner), steps=4)
    sight.page.mouse.up()
    sight.settle()
    picked = sight.awaited(lambda: sight.canvas("picked()"), bool)
    assert hubs[0] in picked
    assert len(picked) < 12
    sight.await_query(pick="*")
    assert sight.canvas("places()") == before
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("Escape")
    expect(lasso).to_have_attribute("aria-pressed", "false")
    sight.settle()
    sight.await_query("pick")
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("a")  # what is in the window, here everything
    sight.settle()
    sight.awaited(lambda: len(sight.canvas("picked()")), lambda count: count == len(at))


def test_a_path_from_here_to_the_next_one_chosen(sight: Desk, hubs: list[str]) -> None:
    sight.move_to_network(ledger="demo", focus=f"node:{hubs[0]}")
    sight.page.get_by_role("button", name="由此找路径").click()
    sight.settle()
    sight.await_query(**{"from": hubs[0]})
    expect(sight.main).to_contain_text("再点图中另一个党组织")
    sight.click_node(hubs[1])
    sight.await_query(focus=f"node:{hubs[1]}")
    expect(sight.page.locator(".st-key-picture-notes")).to_contain_text("相隔")
    again(sight)
    expect(sight.page.locator(".st-key-picture-notes")).to_contain_text("相隔")
    sight.page.get_by_role("button", name="结束找路径").click()
    sight.settle()
    sight.await_query("from")


def test_on_paper_the_picture_keeps_its_shape_and_its_sentence_is_whole(sight: Desk) -> None:
    sight.move_to_network(ledger="demo", focus="node:yl-cn")
    sight.page.emulate_media(media="print")
    try:
        drawn, shown = sight.page.locator(f"{FRAME} canvas").evaluate(
            "c => [c.width / c.height, c.clientWidth / c.clientHeight]"
        )
        assert abs(drawn / shown - 1) < 0.02
        assert sight.page.locator(f"{FRAME} .graphs-bar").is_hidden()
        sentence = sight.page.locator("details.sentence summary span").first
        assert sentence.evaluate("s => s.scrollHeight <= s.clientHeight + 1")
    finally:
        sight.page.emulate_media(media="screen")


def test_the_picture_is_worked_from_the_keyboard(sight: Desk) -> None:
    sight.move_to_network(ledger="demo")
    before = len(sight.positions())
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("n")
    sight.page.keyboard.press("e")
    sight.settle()
    sight.await_query(expand="*")
    sight.awaited(lambda: len(sight.positions()), lambda count: count > before)
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("Space")
    sight.settle()
    sight.await_query(pick="*")
    sight.page.locator(FRAME).focus()
    sight.page.keyboard.press("h")
    sight.settle()
    sight.await_query("pick", hide="*")
    sight.page.get_by_role("button", name="恢复原图").click()
    sight.settle()
    sight.await_query("hide", "expand")
    sight.awaited(lambda: len(sight.positions()), lambda count: count == before)


def test_a_dragged_mark_stays_where_it_was_put(desk: Desk, hubs: list[str]) -> None:
    desk.visit_network(ledger="demo")
    before = desk.canvas("places()")
    x, y = desk.positions()[hubs[0]]
    desk.page.mouse.move(*desk.point(x, y))
    desk.page.mouse.down()
    desk.page.mouse.move(*desk.point(x + 60, y + 30), steps=5)
    desk.page.mouse.up()
    desk.settle()
    put = desk.canvas("places()")
    assert put[hubs[0]] != before[hubs[0]]
    assert {n for n in put if put[n] != before[n]} == {hubs[0]}
    desk.click_node(hubs[1])
    assert desk.canvas("places()") == put


def test_the_years_are_played_on_places_that_stay(desk: Desk) -> None:
    desk.visit_network(ledger="demo")
    before = desk.canvas("places()")
    desk.page.get_by_role("button", name="播放").click()
    desk.await_query(as_of="2010-12-31")
    desk.await_query(as_of="2012-12-31")
    desk.page.get_by_role("button", name="停止").click()
    desk.settle()
    now = desk.canvas("places()")
    assert now
    assert {node: at for node, at in now.items() if node in before and before[node] != at} == {}
