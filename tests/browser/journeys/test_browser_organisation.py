"""An official's way: search, the organisation's page, a partner, the picture, and back; one A4."""

from __future__ import annotations

import re

import pytest
from browser_desk import Desk, both_languages
from playwright.sync_api import expect

PLACEHOLDER = {"zh": "名称、代码、拼音首字母", "en": "Name, code or pinyin"}


def _search(desk: Desk, language: str, words: str) -> None:
    box = desk.page.get_by_placeholder(PLACEHOLDER[language])
    box.fill(words)
    box.press("Enter")
    desk.settle()


@both_languages
def test_search_page_partner_picture_and_back(desk: Desk, language: str) -> None:
    desk.visit("ledgers", ledger="demo", lang=language)
    _search(desk, language, "ccjt")
    first = desk.page.locator(".hits a").first
    expect(first).to_have_text(
        {"zh": "云岭仓储集团党总支", "en": "Yunling Warehousing General Branch"}[language]
    )
    first.click()
    desk.await_query(id="yl-s20")
    heading = desk.page.locator(".masthead h1")
    heading.wait_for()
    expect(desk.page.locator(".masthead .state")).to_contain_text("40")
    desk.page.locator("table.partners tbody a").first.click()
    desk.await_query(id="yl-n75")
    desk.settle()
    desk.page.locator(".st-key-organisation-ways button").first.click()
    desk.await_query(picture="around:yl-n75", focus="node:yl-n75")
    desk.page.wait_for_url(re.compile("/network"))
    desk.settle()
    expect(desk.card.locator("h5 a")).to_have_attribute("href", re.compile(r"^organisation\?"))
    desk.page.go_back()
    desk.page.wait_for_url(re.compile("/organisation"))
    desk.await_query(id="yl-n75")
    heading.wait_for()
    desk.settle()  # what is cut off by a reload in the middle of its run is an error in the page
    desk.page.reload()
    heading.wait_for()
    desk.await_query(id="yl-n75")
    desk.settle()


def test_the_page_of_the_busiest_host_prints_on_one_sheet(sight: Desk) -> None:
    sight.move("organisation", ledger="demo", id="yl-s20")
    sight.page.locator(".masthead h1").wait_for()
    sight.settle()
    paper = sight.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


@pytest.mark.parametrize("screen", ["overview", "organisation"])
def test_words_stand_out_from_their_ground(sight: Desk, screen: str) -> None:
    sight.move(screen, ledger="demo", id="yl-s20")
    sight.settle()
    faint = sight.page.evaluate(CONTRAST)
    assert faint == []


CONTRAST = """() => {
  const rgb = (words) => (words.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const over = ([r, g, b, a = 1], ground) => [r, g, b].map((v, i) => v * a + ground[i] * (1 - a));
  const ground = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) layers.unshift(rgb(getComputedStyle(each).backgroundColor));
    return layers.reduce((under, layer) => over(layer.length ? layer : [0, 0, 0, 0], under), [255, 255, 255]);
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    if (node.closest("[disabled],[aria-hidden=true],style,script,[data-testid=stIconMaterial]")) continue;
    const under = ground(node);
    let shade = 1;
    for (let each = node; each; each = each.parentElement) shade *= Number(getComputedStyle(each).opacity);
    const [r, g, b, a = 1] = rgb(getComputedStyle(node).color);
    const [x, y] = [light(over([r, g, b, a * shade], under)), light(under)].sort((p, q) => q - p);
    const ratio = (x + 0.05) / (y + 0.05);
    const style = getComputedStyle(node);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found.add(`${ratio.toFixed(2)} ${walker.currentNode.nodeValue.trim().slice(0, 40)}`);
  }
  return [...found];
}"""
"""Text whose contrast with its ground is below 4.5:1 (3:1 where it is large)."""
