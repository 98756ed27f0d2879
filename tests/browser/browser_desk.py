"""What a person does in front of the app, and what a guard beside them writes down."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from browser_watch import PATIENCE, SCREENS, Watch
from playwright.sync_api import Error, Locator, Page

from app_pages.parts.frame.menu import menu_items
from app_pages.parts.frame.screen import Group

__all__ = [
    "EVERY_PICTURE",
    "PATIENCE",
    "SCREENS",
    "SIZES",
    "STILL",
    "Desk",
    "Watch",
    "at_desk",
    "both_languages",
    "both_sizes",
    "each_size_in_a_language",
]

EVERY_PICTURE = os.environ.get("PICTURES") == "1"
"""Whether a picture is taken of what went well, too: it costs a quarter of what a page costs."""

RESULTS = Path(__file__).parents[2] / "test-results"
Found = TypeVar("Found")

# Streamlit's turning wheels and fading grey cost a quarter of the processor time of a page.
STILL = """
const still = new CSSStyleSheet();
still.replaceSync("*, *::before, *::after { animation: none !important; transition: none !important }");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
"""

SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}

both_languages = pytest.mark.parametrize("language", ["zh", "en"])
each_size_in_a_language = pytest.mark.parametrize(
    ("size", "language"), [("1280x800", "zh"), ("1920x1080", "en")], indirect=["size"]
)
"""For journeys: each size and each language once, where neither says anything of the other."""
both_sizes = pytest.mark.parametrize("size", list(SIZES), indirect=True)

# What an event made the page do is done a frame and two turns later: its message sent, what came drawn.
_BREATHE = "new Promise((d) => requestAnimationFrame(() => setTimeout(() => setTimeout(d))))"
_DRAWN = """document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
  && !document.querySelector('[data-testid="stSkeleton"]')"""
# Not `wait_for_function`: it evaluates words in the page, which the app's policy refuses.
_LOOK = """async () => {
  const breathe = () => new Promise((d) => requestAnimationFrame(() => setTimeout(() => setTimeout(d))));
  const shown = () => Object.values(globalThis.__graphsCanvas);
  const nodes = () => JSON.stringify(shown().at(-1).nodes());
  const canvasAtRest = async () => {
    if (!shown().some((each) => each.labels().length)) return false;
    const before = nodes();
    await breathe();
    return before === nodes();
  };
  const until = performance.now() + 2000;
  while (!(await (CONDITION))) {
    if (performance.now() > until) return false;
    await new Promise((d) => setTimeout(d, 20));
  }
  await breathe();
  return true;
}"""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A page in front of the app."""

    page: Page
    server: str
    watch: Watch

    def visit(self, screen: str = "overview", **query: str) -> None:
        """Open a screen at an address and wait until it is drawn."""
        self.page.goto(f"{self.server}/{screen}?{urlencode(query)}")
        self.page.locator('[data-testid="stSidebar"] h4').wait_for()
        self.settle()

    def move(self, screen: str, **query: str) -> None:
        """Go on to an address as the back button does, which costs far less than a page loaded anew."""
        if self.page.url == "about:blank":
            self.visit(screen, **query)
            return
        self.page.evaluate(
            "(to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }",
            f"/{screen}?{urlencode(query)}",
        )
        self.settle()

    def visit_network(self, **query: str) -> None:
        """Open the network with the door for tests, and wait until its labels are drawn."""
        self.visit("network", debug="1", **query)
        self.await_canvas()

    def move_to_network(self, **query: str) -> None:
        """Go on to the network, loading nothing anew, and see all of it as at first sight."""
        self.move("network", debug="1", **query)
        self.await_canvas()
        self.page.locator('[data-action="fit"]').click()
        self.await_canvas()

    def turn_to(self, screen: str) -> None:
        """Follow the menu to a screen; the page is not loaded anew."""
        item = next(item for item in menu_items() if item.name == screen)
        group = list(Group).index(item.screen.group)
        if group:  # all but the first are folded
            self.page.get_by_test_id("stTopNavSection").nth(group - 1).click()
        self.page.locator(f'a[data-testid^="stTopNav"][href$="/{screen}"]').first.click()
        self.page.wait_for_url(re.compile(rf"/{screen}(\?|$)"))
        self.settle()

    def settle(self) -> None:
        """Wait until no run of the script is asked for or under way and all of it is drawn."""
        self.page.evaluate(_BREATHE)
        while True:
            self.watch.rest()
            self._meanwhile(_DRAWN)
            if not self.watch.busy:  # what the page sent is told by another process, maybe later
                return

    def _meanwhile(self, condition: str) -> None:
        """Let the page itself look until a condition is met: each look from here costs four processes."""

        def looked() -> bool:
            try:
                return bool(self.page.evaluate(_LOOK.replace("CONDITION", condition)))
            except Error as error:  # the page is being loaded anew
                if "context was destroyed" not in error.message:
                    raise
                return False

        self.awaited(looked, bool)

    def awaited(self, look: Callable[[], Found], good: Callable[[Found], bool]) -> Found:
        """Look until what is seen is good, and return it; the last look fails the test."""
        until, pause = time.monotonic() + PATIENCE, 20.0
        while not good(found := look()):
            assert time.monotonic() < until, f"still {found!r}"
            self.page.wait_for_timeout(pause)
            pause = min(1.25 * pause, 250)  # each look costs the page, too
        return found

    def await_query(self, *absent: str, **wanted: str) -> None:
        """Wait until the address says what is wanted (a value ending in ``*`` begins so)."""

        def says(query: Mapping[str, str]) -> bool:
            return not set(absent) & set(query) and all(
                query.get(key, "").startswith(value[:-1])
                if value.endswith("*")
                else query.get(key) == value
                for key, value in wanted.items()
            )

        self.awaited(lambda: self.query, says)

    def await_canvas(self) -> None:
        """Wait until the picture has its labels and has come to rest."""
        self._meanwhile("globalThis.__graphsCanvas && canvasAtRest()")

    def canvas(self, question: str) -> Any:
        """Ask the picture on the screen: ``labels()``, ``nodes()``, ``scale()``."""
        # As words: Playwright would take thousands of values apart one by one.
        asked = f"Object.values(globalThis.__graphsCanvas).at(-1).{question}"
        return json.loads(self.page.evaluate(f"JSON.stringify({asked} ?? null)"))

    def positions(self) -> dict[str, tuple[float, float]]:
        """Where the nodes are, in pixels of the board."""
        return {each["id"]: (each["x"], each["y"]) for each in self.canvas("nodes()")}

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the board as a place of the window."""
        box = self.page.locator(".graphs-board").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def click_node(self, node: str, *, double: bool = False) -> None:
        at = self.canvas(f"nodes().find((each) => each.id === {json.dumps(node)})")
        place = self.point(at["x"], at["y"])
        (self.page.mouse.dblclick if double else self.page.mouse.click)(*place)
        self.settle()

    def click_edge(self, source: str, target: str) -> None:
        """Click a straight edge in its middle."""
        at = self.positions()
        middle = [(a + b) / 2 for a, b in zip(at[source], at[target], strict=True)]
        self.page.mouse.click(*self.point(*middle))
        self.settle()

    def picture(self, name: str, *, wanted: bool = EVERY_PICTURE) -> None:
        """Keep what is on the screen under ``test-results/``, where pictures are wanted."""
        if wanted:
            path = RESULTS / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path)

    @property
    def query(self) -> Mapping[str, str]:
        """What the browser's address says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    @property
    def main(self) -> Locator:
        return self.page.locator('[data-testid="stMain"]')

    @property
    def card(self) -> Locator:
        """The facts of what was chosen."""
        return self.page.locator(".gx", has=self.page.locator("h5"))


@contextmanager
def at_desk(page: Page, server: str, size: tuple[int, int]) -> Iterator[Desk]:
    """Sit down in front of the app and leave a blank page; what went wrong meanwhile fails."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    watch = Watch(page)
    yield Desk(page=page, server=server, watch=watch)
    watch.end()
    page.unroute_all()
    if page.url != "about:blank":
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
    watch.assert_well()
