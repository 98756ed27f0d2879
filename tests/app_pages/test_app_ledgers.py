"""Ledgers on the screens: empty, read-only, damaged, out of reach; each takes only itself away."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st
from app_reading import SCREENS, said
from app_stewards import choose, words_of
from ordinary_user import closed_folder
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame.screen_address import Address
from graphs.ledger import Home, create

Open = Callable[..., AppTest]


def fill_in(app: AppTest, name: str) -> AppTest:
    app.text_input(key="new:title").set_value(name)
    app.selectbox(key="new:district").select("410106")
    app.text_input(key="new:post").set_value("台账岗")
    [begin] = [each for each in app.button if each.label in ("新建", "Begin")]
    return begin.click().run()


def turn_to(app: AppTest, screen: str) -> AppTest:
    """Go to another screen of the same session, as the menu does."""
    return app.switch_page(f"app_pages/{screen}_screen.py").run()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_ledger_is_opened_and_every_screen_draws_it(
    open_app: Open, home: Home, language: str
) -> None:
    app = fill_in(open_app("ledgers", ledger="demo", lang=language), "township")
    assert not app.error
    assert app.session_state["address"].ledger == "own-township"
    assert len(SCREENS) > 5
    for screen in SCREENS:
        app = turn_to(app, screen)
        assert app.session_state["address"].ledger == "own-township"
        assert not app.exception, screen
        assert not app.error, (screen, [each.value for each in app.error])
        assert len(said(app)) > 10
    app = open_app("overview", ledger="own-township", lang=language)
    [info] = [each for each in app.info if "党组织" in each.value or "organisation" in each.value]
    assert ("导入表格" if language == "zh" else "import workbooks") in info.value


def test_a_row_of_the_list_opens_its_ledger_without_the_scope_of_the_one_before(
    open_app: Open,
) -> None:
    app = open_app("ledgers", ledger="demo", scope="division:yl-t1", lang="en")
    [listed] = [each for each in app.dataframe if "Key" in each.value.columns]
    place = list(listed.value["Key"]).index("shangjie-2010")
    app = choose(app, "ledgers:demo", place)
    assert app.session_state["address"] == Address(ledger="shangjie-2010", language="en")
    assert "Shangjie" in words_of(app)
    assert not app.error
    assert not app.warning


def test_a_ledger_made_in_a_township_of_another_is_opened_whole(
    open_app: Open, home: Home, tmp_path: Path
) -> None:
    home.open("demo").export_archive(tmp_path / "given.zip")
    app = open_app(
        "ledgers", ledger="shangjie-2010", scope="division:410106100", as_of="2015-01-01"
    )
    app.file_uploader(key="adopt:file").upload(
        "given.zip", (tmp_path / "given.zip").read_bytes(), "application/zip"
    )
    app.text_input(key="adopt:name").set_value("given")
    [make] = [each for each in app.button if each.label == "建立"]
    make.click().run()
    assert app.session_state["address"] == Address(ledger="own-given")
    assert not app.error
    assert not app.warning


def test_a_form_that_lacks_something_says_all_of_it_and_makes_nothing(
    open_app: Open, home: Home
) -> None:
    app = open_app("ledgers", ledger="demo")
    [begin] = [each for each in app.button if each.label == "新建"]
    app = begin.click().run()
    shown = " ".join(each.value for each in (*app.error, *app.caption))
    assert all(word in shown for word in ("台账名称", "岗位", "区划"))
    assert not (home.folder / "own" / ".ledger").exists()
    app = fill_in(app, "../out")
    assert "名称" in app.error[0].value


def test_a_new_ledger_of_a_name_that_is_taken_is_refused(open_app: Open, home: Home) -> None:
    app = fill_in(open_app("ledgers", ledger="demo"), "7")
    assert "已有同名台账" in app.error[0].value


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)


def junk(path: Path) -> None:
    path.write_bytes(b"no ledger at all" * 999)


@pytest.mark.parametrize("spoil", [damaged, junk])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_damaged_ledger_takes_only_its_own_screens_away(
    open_app: Open, home: Home, language: str, spoil: Callable[[Path], None]
) -> None:
    path = home.folder / "own" / "broken.ledger"
    create(str(path), ledger_id="broken").close()
    spoil(path)
    app = open_app(ledger="own-broken", lang=language)
    for screen in ("overview", "network", "records", "imports"):
        turn_to(app, screen)
        assert not app.exception
        assert len(app.error) == 1
        assert ("已损坏" if language == "zh" else "damaged") in app.error[0].value
        assert app.selectbox(key="control:ledger").value == "own-broken"
    turn_to(app, "ledgers")
    assert not app.exception
    assert len(app.error) == 1
    assert app.text_input(key="adopt:name") is not None
    app.selectbox(key="control:ledger").select("demo").run()
    assert not app.error
    assert app.session_state["address"].ledger == "demo"


def test_content_that_only_a_damaged_ledger_has_is_told_as_damage(
    open_app: Open, home: Home
) -> None:
    home.copy("demo", "spoiled")
    path = home.folder / "own" / "spoiled.ledger"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE unit SET name = x'00ff', ownership = 'nobody'")
    app = open_app(ledger="own-spoiled", lang="en")
    for screen in SCREENS:
        turn_to(app, screen)
        assert not app.exception
        assert not [each.value for each in app.error if "reference" in each.value], screen
    app = open_app("overview", ledger="own-spoiled", lang="en")
    assert "damaged" in app.error[0].value


def test_a_database_that_never_answers_takes_only_its_own_screens_away(
    home: Home, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        url = f"postgresql://gu:geheim@127.0.0.1:{silent.getsockname()[1]}/x"
        st.cache_resource.clear()
        monkeypatch.setattr(
            "app_pages.parts.frame.cached_ledgers.Home.from_environment",
            lambda: Home(folder=home.folder, shared_url=url),
        )
        began = time.monotonic()
        app = open_app(ledger="shared")
        assert time.monotonic() - began < 15  # ten for the server, the rest to start
        assert "无法打开台账数据库" in app.error[0].value
        assert "geheim" not in " ".join(each.words for each in said(app))
        app = open_app("ledgers", ledger="shared")
        assert not app.exception
        app.selectbox(key="control:ledger").select("demo").run()
        assert not app.error
    st.cache_resource.clear()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_ledger_in_a_folder_that_cannot_be_written_is_shown_on_every_screen(
    open_app: Open, read_app: Open, home: Home, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for screen in SCREENS:
        # What Python loads on first use lies where an ordinary user may not look.
        read_app(screen, ledger="demo", lang=language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "home"
        (folder / "own").mkdir(parents=True)
        shutil.copytree(home.folder / "shipped", folder / "shipped")
        Home(folder=folder).copy("demo", "mine")
        monkeypatch.setenv("GRAPHS_HOME", str(folder))
        st.cache_resource.clear()
        with closed_folder(folder):
            app = open_app(ledger="own-mine", lang=language)
            for screen in SCREENS:
                turn_to(app, screen)
                assert not app.exception, screen
                assert not app.error, (screen, [each.value for each in app.error])
                assert app.session_state["address"].ledger == "own-mine"
                if screen == "ledgers":
                    words = " ".join(each.words for each in said(app))
                    assert str(folder / "own") in words.replace("\\", "")
            st.cache_resource.clear()
    assert "ledgers" in SCREENS
