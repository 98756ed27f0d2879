"""Hostile names in a real browser: nothing runs, nothing is injected, all is shown as text."""

from __future__ import annotations

import re

import pytest
from browser_desk import SCREENS, Desk
from playwright.sync_api import expect

INJECTED = (
    '[data-testid="stMain"] :is(a[href^="javascript"], img[src="x"], img[onerror], svg[onload])'
)


def test_nothing_hostile_runs_on_any_screen(desk: Desk) -> None:
    desk.visit(SCREENS[0], ledger="own-7", lang="zh")
    for screen in SCREENS:
        if screen != SCREENS[0]:
            desk.turn_to(screen)
        assert desk.page.evaluate("globalThis.owned") is None, screen
        assert desk.page.locator(INJECTED).count() == 0, screen
        assert "49" not in desk.page.title(), screen


@pytest.mark.parametrize("picture", ["hubs", "columns", "chain:n"])
def test_nothing_hostile_runs_in_any_picture(sight: Desk, picture: str) -> None:
    sight.move_to_network(ledger="own-7", picture=picture)
    for x, y in list(sight.positions().values())[:6]:
        sight.page.mouse.move(*sight.point(x, y))
        sight.page.wait_for_timeout(160)  # so long the tool tip waits; it may show nothing at all
    sight.page.mouse.click(*sight.point(*next(iter(sight.positions().values()))))
    sight.settle()
    assert sight.page.evaluate("globalThis.owned") is None
    assert sight.page.locator(".graphs-frame :is(img, a, script, iframe)").count() == 0


def test_a_hostile_name_is_read_as_the_text_it_is(sight: Desk) -> None:
    sight.move("network", ledger="own-7", focus="node:h0")
    marks = ("<", "=1+1", "@SUM", "倒写", "党党", "[点]", "{{")
    expect(sight.card.first).to_contain_text(re.compile("|".join(map(re.escape, marks))))


def test_a_link_cannot_bring_markup_of_its_own(desk: Desk) -> None:
    desk.visit(as_of="[点](https://example.org)<img src=x onerror=globalThis.owned=1>")
    warning = desk.main.get_by_test_id("stAlert")
    desk.awaited(
        lambda: warning.inner_text().replace("\u2060", ""),
        lambda words: "[点](https://example.org)" in words,
    )
    assert warning.locator("a, img").count() == 0
    assert desk.page.evaluate("globalThis.owned") is None
