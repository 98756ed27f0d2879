"""Two users at once: one solves something long, the other goes on with their work meanwhile."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator

import pytest
from browser_desk import PATIENCE, Desk, Watch
from playwright.sync_api import Browser, expect


@pytest.fixture
def other(browser: Browser, server: str) -> Iterator[Desk]:
    """Another user: a browser context of their own, with no page or storage in common."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    watch = Watch(page)
    yield Desk(page=page, server=server, watch=watch)
    context.close()
    assert watch.outside == []
    assert watch.errors == []


def seconds_of_a_screen(desk: Desk) -> float:
    """Return how long a user waits until a screen is drawn."""
    begun = time.monotonic()
    desk.visit("overview", ledger="demo", lang="en")
    return time.monotonic() - begun


def solvers() -> list[str]:
    """Return the children under way that solve, of the server that this run started."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    below = {str(os.getpid())}
    for _ in range(3):  # this run, its server, the server's children
        below |= {row[0] for row in rows if row[1] in below}
    return [row[2] for row in rows if row[0] in below and "spawn_main" in row[-1]]


def test_a_long_solve_leaves_another_user_responsive_and_ends_with_its_page(
    desk: Desk, other: Desk
) -> None:
    seconds_of_a_screen(other)  # caches are warm
    alone = seconds_of_a_screen(other)
    desk.visit("plan", ledger="demo", lang="en")
    desk.main.get_by_label("Pairs per guest").fill("2")
    desk.page.keyboard.press("Enter")
    desk.settle()
    desk.main.get_by_label("New pairs per host").fill("7")
    desk.page.keyboard.press("Enter")
    desk.settle()
    box = desk.main.get_by_test_id("stSelectbox").filter(has_text="Objective").first
    box.locator("input").click()
    desk.page.get_by_role("option").filter(has_text="fairest").click()
    solving = desk.main.get_by_text("Solving,")
    expect(solving).to_be_visible()
    assert solvers()
    beside = seconds_of_a_screen(other)
    expect(solving).to_be_visible()  # it was under way all the while
    # Two cores: the solve has one of them, so that nobody waits for it.
    assert beside <= 3 * alone + 3, (alone, beside)
    desk.turn_to("overview")
    desk.awaited(solvers, lambda found: not found)
    assert seconds_of_a_screen(other) <= 3 * alone + 3
