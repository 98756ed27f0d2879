"""The download: the zip says what the screen said, and its picture opens anywhere, alone."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from app_hostile import HOSTILE
from browser_desk import PATIENCE, SIZES, Desk, Watch, at_desk, both_languages
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, expect

from graphs.__main__ import main


def download(desk: Desk, to: Path) -> zipfile.ZipFile:
    with desk.page.expect_download() as waiting:
        desk.main.get_by_test_id("stDownloadButton").get_by_role("button").click()
    waiting.value.save_as(to)
    assert waiting.value.suggested_filename.endswith(".zip")
    return zipfile.ZipFile(to)


@both_languages
def test_the_zip_holds_the_view_and_says_what_it_is(
    sight: Desk, language: str, tmp_path: Path
) -> None:
    sight.move("download", ledger="demo", lang=language, pairing="paired")
    with download(sight, tmp_path / "view.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        files = {name: archive.read(name) for name in names}
    assert {Path(name).suffix for name in names} >= {".csv", ".xlsx", ".json", ".html"}
    told = json.dumps(manifest)
    for name, data in files.items():
        if name != "manifest.json":
            assert hashlib.sha256(data).hexdigest() in told, name
    book = next(data for name, data in files.items() if name.endswith(".xlsx"))
    assert load_workbook(io.BytesIO(book), read_only=True).sheetnames
    assert "pairing" in told


@pytest.mark.parametrize("ledger", ["shangjie-2010", "own-7"])
def test_the_picture_opens_alone_and_asks_for_nothing(
    sight: Desk, context: BrowserContext, tmp_path: Path, ledger: str
) -> None:
    sight.move("download", ledger=ledger)
    with download(sight, tmp_path / "view.zip") as archive:
        archive.extract("network.html", tmp_path)
    page = context.new_page()
    watch = Watch(page)
    page.goto((tmp_path / "network.html").as_uri())
    page.locator("#network canvas").wait_for()
    page.mouse.move(300, 300)
    page.wait_for_load_state("networkidle")
    assert watch.requests == [page.url]
    assert watch.errors == []
    assert watch.dialogs == []
    assert page.evaluate("globalThis.owned") is None
    expect(page.locator("table tr").nth(3)).to_be_attached()
    if ledger == "own-7":
        shown = page.locator("body").inner_text()
        assert HOSTILE[0] in shown
        assert (
            page.locator("img:not(.legend img), svg, a, iframe, object, table script").count() == 0
        )
    page.close()


def test_the_command_makes_the_same_bytes_of_the_address(
    sight: Desk, desk_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hidden, expanded and coloured is in both, or in neither."""
    monkeypatch.setenv("GRAPHS_HOME", str(desk_home))
    sight.move("download", ledger="demo", hide="yl-s20", colour="township", picture="hubs")
    made = tmp_path / "command.zip"
    with download(sight, tmp_path / "screen.zip") as archive:
        assert "network.html" in archive.namelist()
        assert "yl-s20" not in archive.read("network.html").decode().partition("<table")[0]
    assert main(("export", "--address", sight.page.url, "--output", str(made))) == 0
    assert made.read_bytes() == (tmp_path / "screen.zip").read_bytes()


@pytest.mark.parametrize("screen", ["download", "brief"])
def test_what_a_button_makes_is_answered_to_its_own_browser_only(
    server: str, browser: Browser, screen: str
) -> None:
    """Whatever page was opened first, by a link too."""
    own, other = (browser.new_context(accept_downloads=True) for _ in range(2))
    own.set_default_timeout(PATIENCE * 1000)
    with at_desk(own.new_page(), server, SIZES["1280x800"]) as desk:
        desk.visit(screen, ledger="demo")
        button = desk.main.get_by_test_id("stDownloadButton").get_by_role("button").first
        with desk.page.expect_download() as waiting:
            button.click()
        assert waiting.value.failure() is None
        made = waiting.value.url
        assert "/media/" in made
        assert own.request.get(made).status == 200
        assert other.request.get(made).status == 404
    own.close()
    other.close()


def test_a_formula_leaves_as_text(sight: Desk, tmp_path: Path) -> None:
    sight.move("download", ledger="own-7")
    with download(sight, tmp_path / "view.zip") as archive:
        sheets = [name for name in archive.namelist() if name.endswith(".csv")]
        words = "".join(archive.read(name).decode("utf-8-sig") for name in sheets)
        book = archive.read(next(n for n in archive.namelist() if n.endswith(".xlsx")))
    for line in words.splitlines():
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "@", "+", "\t")), cell
    sheets = load_workbook(io.BytesIO(book)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any("1+1" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d", "inlineStr"}  # d: days


def test_no_format_chosen_still_ends_in_a_zip(desk: Desk, tmp_path: Path) -> None:
    desk.visit("download")
    for button in desk.main.get_by_test_id("stButtonGroup").get_by_role("button").all():
        button.click()
        desk.settle()
    with download(desk, tmp_path / "view.zip") as archive:
        assert "manifest.json" in archive.namelist()
    expect(desk.main.get_by_test_id("stAlert")).to_have_count(0)
