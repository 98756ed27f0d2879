"""Two users at once: one solves something long, the other goes on with their work meanwhile."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from browser_desk import PATIENCE, STILL, Desk, Watch
from playwright.sync_api import Browser, BrowserContext, Locator, expect

_VISITS = 7
"""So many screens of the other user are timed in each part; their median is compared."""

_SLOWER = 2.0
"""So many times as long the other user may wait while somebody solves: one core of two is taken."""


@pytest.fixture(scope="module")
def others_browser(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context of another user, with no page or storage in common with the first."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.add_init_script(STILL)
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def other(others_browser: BrowserContext, server: str) -> Iterator[Desk]:
    """Another user, at a page of their own."""
    page = others_browser.new_page()
    watch = Watch(page)
    yield Desk(page=page, server=server, watch=watch)
    page.close()
    watch.assert_well()


def seconds_of_screens(desk: Desk) -> list[float]:
    """Return how long a user waits for each of some screens, one after another by the menu."""
    found = []
    for place in range(_VISITS):
        begun = time.monotonic()
        desk.turn_to(("organisation", "chains")[place % 2])
        found.append(time.monotonic() - begun)
    return found


def solvers() -> set[int]:
    """Return the ids of the processes that solve for the server that this run started."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    below = [{os.getpid()}]
    for _ in range(3):  # this run, its server, what the server began, what that began
        below.append({int(row[0]) for row in rows if int(row[1]) in below[-1]})
    told = {int(row[0]): row[-1] for row in rows}
    begun_anew = {each for each in below[2] if "spawn_main" in told[each]}
    forked = {each for each in below[3] if "forkserver" in told[each]}
    return begun_anew | forked


def solve_long(desk: Desk) -> tuple[Locator, set[int]]:
    """Ask for the fairest plan of several pairs a guest; return what tells of it and its process."""
    before = solvers()
    desk.visit("plan", ledger="demo", lang="en")
    for label, number in (("Pairs per guest", "2"), ("New pairs per host", "7")):
        desk.main.get_by_label(label).fill(number)
        desk.page.keyboard.press("Enter")
        desk.settle()
    box = desk.main.get_by_test_id("stSelectbox").filter(has_text="Objective").first
    box.locator("input").click()
    desk.page.get_by_role("option").filter(has_text="fairest").click()
    solving = desk.main.get_by_text(re.compile(r"^Solving, \d+ s"))
    expect(solving).to_be_visible()
    return solving, desk.awaited(lambda: solvers() - before, lambda found: len(found) == 1)


def test_another_user_goes_on_while_somebody_solves(desk: Desk, other: Desk) -> None:
    other.visit("overview", ledger="demo", lang="en")
    for screen in ("organisation", "chains"):  # caches are warm
        other.turn_to(screen)
    alone = seconds_of_screens(other)
    solving, children = solve_long(desk)
    beside = seconds_of_screens(other)
    expect(solving).to_be_visible()
    assert solvers() >= children  # it was under way all the while
    desk.turn_to("organisation")
    other.awaited(solvers, lambda found: not found & children)
    # The machine may have more to do now than at first: the slower of both is what is usual.
    usual = max(map(statistics.median, (alone, seconds_of_screens(other))))
    print(f"\nusual {usual:.2f} s, beside a solve {statistics.median(beside):.2f} s")
    assert statistics.median(beside) <= _SLOWER * usual, (alone, beside)


def leave_by_the_menu(desk: Desk) -> None:
    desk.turn_to("organisation")


def load_anew(desk: Desk) -> None:
    desk.page.reload()


def go_elsewhere(desk: Desk) -> None:
    desk.page.goto("about:blank")


@pytest.mark.parametrize("leave", [leave_by_the_menu, load_anew, go_elsewhere])
def test_a_solve_ends_with_its_page(desk: Desk, other: Desk, leave: Callable[[Desk], None]) -> None:
    _, children = solve_long(desk)
    leave(desk)
    other.visit("overview", ledger="demo", lang="en")
    other.awaited(solvers, lambda found: not found & children)
