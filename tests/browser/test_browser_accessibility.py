"""Every screen in both languages against axe-core: no serious finding, headings in order, a title.

``axe.min.js`` is axe-core 4.12.1 of Deque Systems, under the Mozilla Public License 2.0.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser_desk import SCREENS, Desk, both_languages
from nonempty import nonempty

AXE = Path(__file__).parent / "axe.min.js"
GRAVE = {"serious", "critical"}

FIND = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return { passes: found.passes.length, violations: found.violations.map((each) => ({
    id: each.id, impact: each.impact, nodes: each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  })) };
}"""


def findings(desk: Desk) -> list[dict[str, Any]]:
    """What axe finds on the page; that it looked at something is asserted on the way."""
    desk.page.add_script_tag(path=str(AXE))
    found = desk.page.evaluate(FIND)
    assert found["passes"] > 10
    return list(found["violations"])


@both_languages
@pytest.mark.parametrize("screen", nonempty(SCREENS))
def test_no_screen_has_a_serious_finding_and_headings_are_in_order(
    desk: Desk, screen: str, language: str
) -> None:
    desk.visit(screen, ledger="demo", lang=language)
    grave = [each for each in findings(desk) if each["impact"] in GRAVE or "heading" in each["id"]]
    assert grave == []


@both_languages
def test_the_article_s_overview_and_chain_have_no_serious_finding(
    desk: Desk, language: str
) -> None:
    for screen in ("overview", "chains"):
        desk.visit(screen, ledger="shangjie-2010", lang=language)
        assert [each for each in findings(desk) if each["impact"] in GRAVE] == []


@both_languages
def test_every_screen_has_one_first_heading_and_its_name_in_the_tab(
    desk: Desk, language: str
) -> None:
    titles = set()
    for screen in nonempty(SCREENS):
        desk.visit(screen, ledger="demo", lang=language)
        assert desk.page.locator("h1").count() == 1, screen
        titles.add(desk.page.title())
    assert len(titles) == len(SCREENS)


def test_the_skip_link_is_chinese_on_a_chinese_screen(desk: Desk) -> None:
    desk.visit("overview", ledger="demo")
    desk.page.wait_for_function("document.body.innerText !== ''")
    assert desk.page.get_by_text("跳到正文").count() == 1
    assert desk.page.get_by_text("Skip to main content").count() == 0
