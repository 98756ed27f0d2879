"""Saved views over the whole screen: begun by a click, turned by keys, left by Esc."""

from __future__ import annotations

from urllib.parse import urlencode

from browser_desk import Desk, each_size_in_a_language
from playwright.sync_api import expect

FULL = "document.fullscreenElement === document.documentElement"


def full(desk: Desk, *, wanted: bool) -> None:
    desk.awaited(lambda: desk.page.evaluate(FULL), lambda found: found is wanted)


def place(desk: Desk) -> str:
    return desk.page.locator(".slide-source .day").inner_text()


def listening(desk: Desk) -> None:
    """Wait until the page's own script listens to clicks and keys."""
    listens = "document.documentElement.dataset.chrome"
    desk.awaited(lambda: desk.page.evaluate(listens), bool)


def open_views(desk: Desk, language: str = "zh") -> None:
    """Open the list of views."""
    desk.visit("presentation", ledger="demo", lang=language)
    listening(desk)


def open_slide(desk: Desk, slide: str) -> None:
    """Open the address of a slide: nothing of the frame is seen that ``visit`` waits for."""
    desk.page.goto(f"{desk.server}/presentation?{urlencode({'ledger': 'demo', 'slide': slide})}")
    desk.page.locator(".slide-source .day").wait_for()
    desk.settle()
    listening(desk)


@each_size_in_a_language
def test_slides_take_the_whole_screen_and_are_turned_by_keys(desk: Desk, language: str) -> None:
    open_views(desk, language)
    desk.page.locator(".st-key-present-start button").click()
    desk.settle()
    full(desk, wanted=True)
    expect(desk.page.locator(".st-key-slide-full")).to_be_hidden()
    assert place(desk).startswith("1 /")
    head = desk.page.locator(".slide-head")
    assert head.evaluate("each => each.scrollHeight <= each.clientHeight")  # no line is cut in two
    first = desk.page.locator(".slide-head h2").inner_text()
    desk.page.keyboard.press("ArrowRight")
    desk.settle()
    desk.awaited(lambda: place(desk), lambda found: found.startswith("2 /"))
    assert desk.page.locator(".slide-head h2").inner_text() != first
    full(desk, wanted=True)
    desk.page.keyboard.press("ArrowLeft")
    desk.settle()
    desk.awaited(lambda: place(desk), lambda found: found.startswith("1 /"))
    desk.page.evaluate("document.exitFullscreen()")  # what a browser does at Esc in full screen
    desk.await_query("slide")
    full(desk, wanted=False)
    expect(desk.page.locator(".st-key-present-start button")).to_be_visible()


def test_slides_of_an_address_fill_the_window_until_somebody_clicks(desk: Desk) -> None:
    open_views(desk)
    desk.page.locator(".st-key-present-start button").click()
    desk.settle()
    shown = desk.query["slide"]
    desk.page.locator(".st-key-slide-leave button").click()
    desk.await_query("slide")
    full(desk, wanted=False)
    open_slide(desk, shown)
    full(desk, wanted=False)
    desk.page.locator(".st-key-slide-full button").click()
    desk.settle()
    full(desk, wanted=True)
    desk.await_query(slide=shown)
    desk.page.locator(".st-key-slide-leave button").click()
    desk.await_query("slide")
    full(desk, wanted=False)
    open_slide(desk, shown)
    desk.page.keyboard.press("Escape")
    desk.await_query("slide")
