"""The overview as an official sees it."""

from __future__ import annotations

from browser_desk import Desk, both_languages, both_sizes
from playwright.sync_api import expect

from graphs.statistics import MEASURES

COUNTERS = [each for each in MEASURES.values() if each.counter]


@both_sizes
@both_languages
def test_the_five_counters_and_the_report_with_its_sentence_are_on_the_screen(
    sight: Desk, language: str
) -> None:
    sight.move("overview", lang=language)
    assert len(COUNTERS) == 5
    for each in COUNTERS:
        label = each.label.say("en" if language == "en" else "zh")
        expect(sight.main.get_by_test_id("stMetric").filter(has_text=label).first).to_be_visible()
    versus = sight.main.locator(".versus").first
    expect(versus.locator(".told")).to_contain_text("32")
    expect(versus.locator(".own")).to_contain_text("≥ 30")
    expect(versus).to_be_in_viewport()
    expect(sight.main.locator("blockquote").first).to_contain_text("32")


def test_english_is_one_click_away_and_so_is_the_way_back(sight: Desk) -> None:
    sight.move("overview", ledger="demo")
    await_language(sight, "zh-CN")
    sight.page.get_by_text("English", exact=True).click()
    sight.awaited(lambda: dict(sight.query), lambda q: q == {"ledger": "demo", "lang": "en"})
    expect(sight.page.get_by_role("link", name="Overview")).to_be_visible()
    await_language(sight, "en")
    sight.page.get_by_text("中文", exact=True).click()
    sight.awaited(lambda: dict(sight.query), lambda query: query == {"ledger": "demo"})
    sight.settle()


def test_the_ledger_chosen_stays_chosen_on_every_screen(sight: Desk) -> None:
    sight.move("overview", ledger="demo")
    for screen in ("network", "download", ""):  # the first screen has no name in addresses
        if screen:
            sight.turn_to(screen)
        else:
            sight.page.get_by_role("link", name="总览").first.click()
            sight.settle()
        sight.await_query(ledger="demo")
        expect(sight.page.locator('[data-testid="stSidebar"]')).to_contain_text("虚构")


def test_streamlit_says_nothing_in_english_on_a_chinese_screen(desk: Desk) -> None:
    desk.visit("ledgers")
    for screen in ("ledgers", "network"):
        if screen != "ledgers":
            desk.turn_to(screen)
        await_language(desk, "zh-CN")
        shown = desk.page.locator("body").inner_text()
        for words in ("Drag and drop", "Browse files", "Choose an option", "Upload", "per file"):
            assert words not in shown


def await_language(desk: Desk, language: str) -> None:
    desk.awaited(
        lambda: desk.page.evaluate("document.documentElement.lang"), lambda said: said == language
    )
