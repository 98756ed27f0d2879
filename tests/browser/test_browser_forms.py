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
        "written": "已写入",
        "asked": "他人已写成",
        "mine": "写入我的",
        "end": "终止（",
        "goes": "下列各项须在同一版里随之终止",
        "unchanged": "没有改动任何栏目",
        "other": "English",
    },
    "en": {
        "correct": "Correct",
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


def widget(desk: Desk, key: str) -> Locator:
    """A widget by its key, which Streamlit makes a class of."""
    return desk.main.locator(".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key))


def field(desk: Desk, column: str) -> Locator:
    return widget(desk, f"record:organisation:s1:2026-01-01:{column}").locator("input")


def open_record(desk: Desk, own: str, language: str) -> None:
    desk.visit("records", ledger=own, lang=language)
    widget(desk, "records:organisation").get_by_role("combobox").or_(
        widget(desk, "records:organisation").locator("[data-baseweb=select]")
    ).first.click()
    desk.page.get_by_role("option", name=re.compile("s1公司党支部")).first.click()
    choose_verb(desk, WORDS[language]["correct"])


def choose_verb(desk: Desk, words: str) -> None:
    widget(desk, "records:verb:True").get_by_text(re.compile(re.escape(words))).first.click()
    desk.settle()


def put(desk: Desk, column: str, words: str) -> None:
    field(desk, column).fill(words)
    field(desk, column).press("Enter")
    desk.settle()


def save(desk: Desk) -> None:
    note = widget(desk, "records:note").locator("input")
    note.fill("核对")
    note.press("Enter")
    desk.settle()
    button = widget(desk, "records:save").locator("button")
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
    put(desk, "members", "90")
    save(desk)
    expect(desk.page.get_by_text(re.compile(words["written"])).first).to_be_visible()
    put(other, "short_name", "甲一")
    save(other)
    expect(other.page.get_by_text(re.compile(words["written"])).first).to_be_visible()
    assert (members_of(home, own).members, members_of(home, own).short_name) == (
        Quantity("=", 90),
        "甲一",
    )
    put(desk, "members", "85")
    put(other, "members", "86")
    save(other)
    expect(field(other, "members")).to_have_value("86")
    save(desk)
    expect(desk.main.get_by_text(re.compile(words["asked"])).first).to_be_visible()
    assert members_of(home, own).members == Quantity("=", 86)
    expect(field(desk, "members")).to_have_value("85")
    desk.picture(f"forms-conflict-{language}")
    desk.main.get_by_text(re.compile(words["mine"])).first.click()
    desk.settle()
    save(desk)
    expect(desk.main.get_by_text(re.compile(words["asked"]))).to_have_count(0)
    assert members_of(home, own).members == Quantity("=", 85)


@both_languages
def test_what_was_typed_outlives_the_other_language_and_nothing_edited_writes_nothing(
    desk: Desk, home: Home, own: str, language: str
) -> None:
    words = WORDS[language]
    open_record(desk, own, language)
    save(desk)
    expect(desk.main.get_by_text(re.compile(words["unchanged"]))).to_be_visible()
    put(desk, "members", "91")
    turned = "en" if language == "zh" else "zh"
    desk.page.get_by_test_id("stSidebar").get_by_text(words["other"]).click()
    expect(field(desk, "members")).to_have_value("91")
    save(desk)
    expect(desk.page.get_by_text(re.compile(WORDS[turned]["written"])).first).to_be_visible()
    assert members_of(home, own).members == Quantity("=", 91)


@both_languages
def test_ending_an_organisation_leads_to_the_one_step_form(
    desk: Desk, own: str, language: str
) -> None:
    open_record(desk, own, language)
    choose_verb(desk, WORDS[language]["end"])
    expect(desk.main.get_by_text(re.compile(WORDS[language]["goes"]))).to_be_visible()
    for name in ("s1公司", "街道党工委", "协议1"):
        expect(desk.main.locator(".going").get_by_text(name).first).to_be_visible()
