"""Two stewards in two browsers: what either wrote is kept, or the second one is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_stewards import shown, small_ledger
from browser_desk import Desk, Watch, both_languages
from playwright.sync_api import BrowserContext, Locator, expect

from graphs.ledger import Home
from graphs.model import Organisation, Quantity

WORDS = {
    "zh": {
        "correct": "更正",
        "members": "党员",
        "short": "简称",
        "note": "变更事由",
        "save": "写入台账",
        "written": "已写入",
        "asked": "他人已写成",
        "mine": "写入我的",
        "end": "终止（",
        "goes": "下列各项须在同一修订里随之终止",
        "unchanged": "没有改动任何栏目",
        "other": "English",
    },
    "en": {
        "correct": "Correct",
        "members": "Party members",
        "short": "Short name",
        "note": "Reason for the change",
        "save": "Write to the ledger",
        "written": "Written as revision",
        "asked": "somebody wrote",
        "mine": "Write mine",
        "end": "End (",
        "goes": "ends with the organisation, in one revision",
        "unchanged": "Nothing was edited",
        "other": "中文",
    },
}


@pytest.fixture
def home(desk_home: Path) -> Home:
    return Home(folder=desk_home)


@pytest.fixture
def own(home: Home) -> str:
    return small_ledger(home)


@pytest.fixture
def other(server: str, context: BrowserContext) -> Iterator[Desk]:
    """A second steward at the same ledger."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    watch = Watch(page)
    yield Desk(page=page, server=server, watch=watch)
    page.close()
    assert watch.errors == []


def open_record(desk: Desk, own: str, language: str, name: str = "s1公司党支部") -> None:
    desk.visit("records", ledger=own, lang=language)
    choice = desk.main.get_by_role("combobox").nth(1)
    choice.click()
    choice.fill(name)
    desk.page.get_by_role("option", name=re.compile(name)).first.click()
    desk.main.get_by_role("radio", name=re.compile(re.escape(WORDS[language]["correct"]))).click()
    desk.settle()


def field(desk: Desk, label: str) -> Locator:
    return desk.main.get_by_role("textbox", name=re.compile(rf"^{label}"))


def put(desk: Desk, label: str, words: str) -> None:
    field(desk, label).first.fill(words)
    field(desk, label).first.press("Enter")
    desk.settle()


def save(desk: Desk, language: str) -> None:
    put(desk, WORDS[language]["note"], "核对")
    button = desk.main.get_by_role("button", name=WORDS[language]["save"], exact=True)
    expect(button).to_be_enabled()
    button.click()
    desk.settle()


def members_of(home: Home, own: str) -> Organisation:
    return shown(home, own).get(Organisation, "s1")


@both_languages
def test_two_browsers_keep_both_fields_and_ask_about_the_same_one(
    desk: Desk, other: Desk, home: Home, own: str, language: str
) -> None:
    words = WORDS[language]
    for each in (desk, other):
        open_record(each, own, language)
    put(desk, words["members"], "90")
    save(desk, language)
    expect(desk.page.get_by_text(re.compile(words["written"])).first).to_be_visible()
    put(other, words["short"], "甲一")
    save(other, language)
    expect(other.page.get_by_text(re.compile(words["written"])).first).to_be_visible()
    assert (members_of(home, own).members, members_of(home, own).short_name) == (
        Quantity("=", 90),
        "甲一",
    )
    put(desk, words["members"], "85")
    put(other, words["members"], "86")
    save(other, language)
    expect(field(other, words["members"]).first).to_have_value("86")
    save(desk, language)
    expect(desk.main.get_by_text(re.compile(words["asked"])).first).to_be_visible()
    assert members_of(home, own).members == Quantity("=", 86)
    expect(field(desk, words["members"]).first).to_have_value("85")
    desk.page.screenshot(path=f"test-results/forms-conflict-{language}.png")
    desk.main.get_by_text(re.compile(words["mine"])).first.click()
    desk.settle()
    save(desk, language)
    expect(desk.main.get_by_text(re.compile(words["asked"]))).to_have_count(0)
    assert members_of(home, own).members == Quantity("=", 85)


@both_languages
def test_what_was_typed_outlives_the_other_language_and_nothing_edited_writes_nothing(
    desk: Desk, home: Home, own: str, language: str
) -> None:
    words = WORDS[language]
    open_record(desk, own, language)
    save(desk, language)
    expect(desk.main.get_by_text(re.compile(words["unchanged"]))).to_be_visible()
    put(desk, words["members"], "91")
    turned = "en" if language == "zh" else "zh"
    desk.page.get_by_role("radio", name=words["other"]).click()
    expect(field(desk, WORDS[turned]["members"]).first).to_have_value("91")
    save(desk, turned)
    expect(desk.page.get_by_text(re.compile(WORDS[turned]["written"])).first).to_be_visible()
    assert members_of(home, own).members == Quantity("=", 91)


@both_languages
def test_ending_an_organisation_leads_to_the_one_step_form(
    desk: Desk, own: str, language: str
) -> None:
    open_record(desk, own, language)
    desk.main.get_by_role("radio", name=re.compile(re.escape(WORDS[language]["end"]))).click()
    desk.settle()
    expect(desk.main.get_by_text(re.compile(WORDS[language]["goes"]))).to_be_visible()
    for name in ("s1公司", "街道党工委", "协议1"):
        expect(desk.main.locator(".going").get_by_text(name).first).to_be_visible()
