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


def test_two_dates_are_compared_in_one_picture(desk: Desk) -> None:
    desk.visit_network(ledger="demo")
    before = desk.positions()
    desk.visit_network(ledger="demo", since="2024-12-31")
    assert all(desk.positions()[node] for node in before)
    expect(desk.main).to_contain_text("新结对 78 对")
    expect(desk.main).to_contain_text("两个日期之间变化的结对")
    again(desk)
    desk.await_query(since="2024-12-31")


def test_a_double_click_expands_in_place_and_once_more_collapses(
    desk: Desk, hubs: list[str]
) -> None:
    desk.visit_network(ledger="demo")
    before = desk.canvas("places()")
    desk.click_node(hubs[0], double=True)
    desk.await_query(expand=hubs[0])
    after = desk.awaited(lambda: desk.canvas("places()"), lambda now: len(now) > len(before))
    assert {node: at for node, at in after.items() if node in before} == before
    again(desk)
    assert desk.canvas("places()") == after
    desk.page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    desk.await_query(lang="en", expand=hubs[0])
    desk.settle()
    assert set(desk.canvas("places()")) == set(after)
    desk.click_node(hubs[0], double=True)
    desk.await_query("expand")
    desk.awaited(lambda: len(desk.canvas("places()")), lambda count: count == len(before))


def test_several_are_selected_and_asked(desk: Desk, hubs: list[str]) -> None:
    desk.visit_network(ledger="demo")
    at = desk.positions()
    desk.page.keyboard.down("Shift")
    for hub in hubs[:2]:
        desk.page.mouse.click(*desk.point(*at[hub]))
        desk.settle()
    desk.page.keyboard.up("Shift")
    desk.await_query(pick=",".join(hubs[:2]))
    panel = desk.page.locator(".st-key-selection")
    expect(panel).to_contain_text("已选 2 个党组织")
    panel.get_by_text("所选党组织若都退出").click()
    desk.settle()
    expect(panel).to_contain_text("所选 2 个党组织若都退出")
    again(desk)
    assert desk.canvas("picked()") == hubs[:2]
    box = desk.page.locator(".graphs-board").bounding_box()
    assert box is not None
    desk.page.keyboard.down("Shift")
    desk.page.mouse.move(*desk.point(5, 5))
    desk.page.mouse.down()
    desk.page.mouse.move(*desk.point(box["width"] - 5, box["height"] - 5), steps=4)
    desk.page.mouse.up()
    desk.page.keyboard.up("Shift")
    desk.settle()
    desk.awaited(lambda: len(desk.canvas("picked()")), lambda count: count > 300)
    expect(panel).to_contain_text("已选 455 个党组织")


def test_a_free_hand_loop_takes_what_it_goes_round(desk: Desk, hubs: list[str]) -> None:
    desk.visit_network(ledger="demo")
    at, before = desk.positions(), desk.canvas("places()")
    lasso = desk.page.locator('[data-action="lasso"]')
    lasso.click()
    expect(lasso).to_have_attribute("aria-pressed", "true")
    x, y = at[hubs[0]]
    corners = [(x - 9, y - 9), (x + 9, y - 9), (x, y + 12)]  # a triangle, whose box holds more
    desk.page.mouse.move(*desk.point(*corners[0]))
    desk.page.mouse.down()
    for corner in corners[1:]:
        desk.page.mouse.move(*desk.point(*corner), steps=4)
    desk.page.mouse.up()
    desk.settle()
    picked = desk.awaited(lambda: desk.canvas("picked()"), bool)
    assert hubs[0] in picked
    assert len(picked) < 12
    desk.await_query(pick="*")
    assert desk.canvas("places()") == before
    desk.page.locator(FRAME).focus()
    desk.page.keyboard.press("Escape")
    expect(lasso).to_have_attribute("aria-pressed", "false")
    desk.settle()
    desk.await_query("pick")
    desk.page.locator(FRAME).focus()
    desk.page.keyboard.press("a")  # what is in the window, here everything
    desk.settle()
    desk.awaited(lambda: len(desk.canvas("picked()")), lambda count: count == len(at))


def test_a_path_from_here_to_the_next_one_chosen(desk: Desk, hubs: list[str]) -> None:
    desk.visit_network(ledger="demo", focus=f"node:{hubs[0]}")
    desk.page.get_by_role("button", name="由此找路径").click()
    desk.settle()
    desk.await_query(**{"from": hubs[0]})
    expect(desk.main).to_contain_text("再点图中另一个党组织")
    desk.click_node(hubs[1])
    desk.await_query(focus=f"node:{hubs[1]}")
    expect(desk.page.locator(".st-key-picture-notes")).to_contain_text("相隔")
    again(desk)
    expect(desk.page.locator(".st-key-picture-notes")).to_contain_text("相隔")
    desk.page.get_by_role("button", name="结束找路径").click()
    desk.settle()
    desk.await_query("from")


def test_the_picture_is_worked_from_the_keyboard(desk: Desk) -> None:
    desk.visit_network(ledger="demo")
    before = len(desk.positions())
    desk.page.locator(FRAME).focus()
    desk.page.keyboard.press("n")
    desk.page.keyboard.press("e")
    desk.settle()
    desk.await_query(expand="*")
    desk.awaited(lambda: len(desk.positions()), lambda count: count > before)
    desk.page.locator(FRAME).focus()
    desk.page.keyboard.press("Space")
    desk.settle()
    desk.await_query(pick="*")
    desk.page.locator(FRAME).focus()
    desk.page.keyboard.press("h")
    desk.settle()
    desk.await_query("pick", hide="*")
    desk.page.get_by_role("button", name="恢复原图").click()
    desk.settle()
    desk.await_query("hide", "expand")
    desk.awaited(lambda: len(desk.positions()), lambda count: count == before)


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
