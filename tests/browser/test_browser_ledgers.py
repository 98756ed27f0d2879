"""The ledgers of a desk: verify, copy to one's own, take in an archive."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from browser_desk import Desk, both_languages
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
COPY = re.compile("复制当前台账为自己的|Copy this ledger to my own")


def test_the_chain_of_the_open_ledger_is_verified(sight: Desk) -> None:
    sight.move("ledgers", ledger="demo")
    sight.main.get_by_role("button", name="校验整个台账").click()
    expect(sight.main.get_by_test_id("stAlert")).to_contain_text("全部版本与摘要相符")


@both_languages
def test_a_copy_becomes_ones_own_and_is_opened(desk: Desk, language: str) -> None:
    desk.visit("ledgers", lang=language)
    form = desk.main.get_by_test_id("stForm").filter(has_text=COPY)
    form.get_by_role("textbox").fill(f"副本-{language}")
    form.get_by_role("button").last.click()
    desk.page.wait_for_url("**ledger=own-**")
    desk.settle()
    desk.await_query(ledger=f"own-副本-{language}")
    desk.move("overview", ledger=f"own-副本-{language}", lang=language)
    expect(desk.main.locator(".versus .told").first).to_contain_text("32")


def test_a_name_that_is_taken_or_malformed_is_refused_in_a_sentence(sight: Desk) -> None:
    sight.move("ledgers", lang="en")
    form = sight.main.get_by_test_id("stForm").filter(has_text=COPY)
    for name in ("../out", "7"):
        form.get_by_role("textbox").fill(name)
        form.get_by_role("button").last.click()
        expect(sight.main.get_by_test_id("stAlert")).to_contain_text("name")
        sight.settle()
    sight.await_query(ledger="shangjie-2010")


def test_an_archive_becomes_ones_own(desk: Desk, tmp_path: Path) -> None:
    archive = shutil.make_archive(
        str(tmp_path / "shangjie"), "zip", ROOT / "data" / "shangjie-2010"
    )
    desk.visit("ledgers", ledger="demo")
    form = desk.main.get_by_test_id("stForm").last
    form.locator("input[type=file]").set_input_files(archive)
    desk.settle()
    form.get_by_role("textbox").fill("归档")
    form.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    desk.page.wait_for_url("**ledger=own-**")
    desk.settle()
    desk.await_query(ledger="own-归档")
    desk.visit(ledger="own-归档")
    expect(desk.main.locator(".versus .told").first).to_contain_text("32")


def test_what_is_no_archive_is_refused_in_a_sentence(sight: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"PK\x05\x06" + bytes(18))
    sight.move("ledgers")
    form = sight.main.get_by_test_id("stForm").last
    form.locator("input[type=file]").set_input_files(wrong)
    sight.settle()
    form.get_by_role("textbox").fill("坏的")
    form.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(sight.main.get_by_test_id("stAlert")).to_be_visible()
    expect(sight.main.get_by_test_id("stAlert")).not_to_contain_text("意外错误")
