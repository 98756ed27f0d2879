"""Every screen in both languages against axe-core: headings in order, a title, nothing too wide.

``axe.min.js`` is axe-core 4.12.1 of Deque Systems, under the Mozilla Public License 2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browser_desk import SCREENS, Desk, at_desk, both_languages
from nonempty import nonempty
from playwright.sync_api import BrowserContext

AXE = Path(__file__).parent / "axe.min.js"
GRAVE = {"serious", "critical"}
NARROW, WIDE = (1280, 800), (1920, 1080)

# Nothing is loaded beforehand: only rules for rotated screens and for media would read it.
FIND = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return { passes: found.passes.length, violations: found.violations.map((each) => ({
    id: each.id, impact: each.impact, nodes: each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  })) };
}"""


def findings(desk: Desk) -> list[dict[str, Any]]:
    """What axe finds on the page; that it looked at something is asserted on the way."""
    if not desk.page.evaluate("'axe' in globalThis"):
        desk.page.evaluate(AXE.read_text("utf-8"))
    found = desk.page.evaluate(FIND)
    assert found["passes"] > 10
    return list(found["violations"])


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What is looked at on every screen."""

    findings: list[dict[str, Any]]
    headings: int
    title: str
    sideways: dict[tuple[int, int], int]
    """For each size of the window, by how much the page is wider than it."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Goes from screen to screen by the menu and looks at each once, for all tests that ask."""

    desk: Desk
    language: str
    seen: dict[str, Seen] = field(default_factory=dict)

    def __getitem__(self, screen: str) -> Seen:
        if screen not in self.seen:
            if self.seen:
                self.desk.turn_to(screen)
            else:
                self.desk.visit(screen, ledger="demo", lang=self.language)
            self.seen[screen] = self._look()
        return self.seen[screen]

    def _look(self) -> Seen:
        page = self.desk.page
        now = page.viewport_size
        assert now
        sideways = {}
        # The size it has comes first: each change is a page drawn anew.
        for width, height in sorted((NARROW, WIDE), key=lambda each: each[0] != now["width"]):
            if width != now["width"]:
                page.set_viewport_size({"width": width, "height": height})
                self.desk.settle()
            sideways[width, height] = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        return Seen(
            findings=findings(self.desk),
            headings=page.locator("h1").count(),
            title=page.title(),
            sideways=sideways,
        )


@pytest.fixture(scope="module")
def walk_in(server: str, context: BrowserContext) -> Iterator[Callable[[str], Walk]]:
    """The walk through all screens in a language, each in a tab of its own."""
    walks: dict[str, Walk] = {}
    with ExitStack() as stack:

        def walk(language: str) -> Walk:
            if language not in walks:
                page = context.new_page()
                stack.callback(page.close)
                desk = stack.enter_context(at_desk(page, server, NARROW))
                walks[language] = Walk(desk=desk, language=language)
            return walks[language]

        yield walk


@both_languages
@pytest.mark.parametrize("screen", nonempty(SCREENS))
def test_no_screen_has_a_serious_finding_and_headings_are_in_order(
    walk_in: Callable[[str], Walk], screen: str, language: str
) -> None:
    found = walk_in(language)[screen].findings
    assert [each for each in found if each["impact"] in GRAVE or "heading" in each["id"]] == []


@both_languages
def test_the_article_s_overview_and_chain_have_no_serious_finding(
    sight: Desk, language: str
) -> None:
    sight.move("overview", ledger="shangjie-2010", lang=language)
    assert [each for each in findings(sight) if each["impact"] in GRAVE] == []
    sight.turn_to("chains")
    assert [each for each in findings(sight) if each["impact"] in GRAVE] == []


@both_languages
def test_every_screen_has_one_first_heading_and_its_name_in_the_tab(
    walk_in: Callable[[str], Walk], language: str
) -> None:
    walk = walk_in(language)
    assert {screen: walk[screen].headings for screen in SCREENS} == dict.fromkeys(SCREENS, 1)
    assert len({walk[screen].title for screen in SCREENS}) == len(SCREENS)


@both_languages
@pytest.mark.parametrize("screen", nonempty(SCREENS))
def test_no_screen_scrolls_sideways(
    walk_in: Callable[[str], Walk], screen: str, language: str
) -> None:
    sideways = walk_in(language)[screen].sideways
    assert {size: more for size, more in sideways.items() if more > 0} == {}
    assert set(sideways) == {NARROW, WIDE}


def test_the_skip_link_is_chinese_on_a_chinese_screen(desk: Desk) -> None:
    desk.visit("overview", ledger="demo")
    desk.awaited(lambda: desk.page.evaluate("document.body.innerText"), bool)
    assert desk.page.get_by_text("跳到正文").count() == 1
    assert desk.page.get_by_text("Skip to main content").count() == 0
