"""Saved views are ordered, renamed, deleted and taken along; presented, nothing moves under them."""

from __future__ import annotations

import json

import pytest
from app_stewards import Open, put, shown, small_ledger, words_of
from streamlit.testing.v1 import AppTest

from graphs.briefs import ordered_views
from graphs.ledger import Home
from graphs.model import LATEST, Change, Correct, SavedView


@pytest.fixture
def own(home: Home) -> str:
    key = small_ledger(home)
    views = [
        SavedView(id=ident, title=title, sentence="一句", order=at, address=f"picture={picture}")
        for at, (ident, title, picture) in enumerate(
            [("v1", "甲图", "hubs"), ("v2", "乙图", "columns"), ("v3", "丙图", "chain:gone")], 1
        )
    ]
    put(home, key, *(Change(record=each) for each in views))
    return key


def titles(home: Home, own: str) -> list[str]:
    return [each.title for each in ordered_views(shown(home, own).records(SavedView))]


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_a_view_is_renamed_described_moved_and_deleted_with_undo(
    home: Home, own: str, open_app: Open
) -> None:
    app = open_app("presentation", ledger=own)
    app.text_input(key="view:v1:title").set_value("甲图改")
    app.text_input(key="view:v1:sentence_en").set_value("One sentence").run()
    pressed(app, "view:v1:save")
    view = shown(home, own).get(SavedView, "v1")
    assert (view.title, view.sentence, view.sentence_en) == ("甲图改", "一句", "One sentence")
    pressed(app, "view:v3:up")
    assert titles(home, own) == ["甲图改", "丙图", "乙图"]
    pressed(app, "view:v3:delete")
    assert titles(home, own) == ["甲图改", "乙图"]
    pressed(app, "done:presentation:undo")
    assert titles(home, own) == ["甲图改", "丙图", "乙图"]


def test_the_ends_do_not_move_and_a_title_is_never_blank(own: str, open_app: Open) -> None:
    app = open_app("presentation", ledger=own)
    assert app.button(key="view:v1:up").disabled
    assert app.button(key="view:v3:down").disabled
    app.text_input(key="view:v1:title").set_value("  ").run()
    assert app.button(key="view:v1:save").disabled


def test_a_view_that_another_changed_meanwhile_is_not_overwritten(
    home: Home, own: str, open_app: Open
) -> None:
    app = open_app("presentation", ledger=own)
    app.text_input(key="view:v1:title").set_value("我的").run()
    other = SavedView(id="v1", title="他人的", order=1, address="picture=hubs")
    put(home, own, Correct(record=other, at=LATEST))
    pressed(app, "view:v1:save")
    assert shown(home, own).get(SavedView, "v1").title == "他人的"
    assert "他人已写成 他人的" in words_of(app)


def test_a_file_of_views_read_twice_adds_nothing(home: Home, own: str, open_app: Open) -> None:
    app = open_app("presentation", ledger=own)
    views = [
        {"title": "丁图", "address": "picture=force"},
        {"title": "丁图", "address": "picture=force"},
    ]
    file = json.dumps({"format": "saved-views", "version": 1, "views": views}).encode()
    app.file_uploader(key="presentation:import").set_value(
        ("v.json", file, "application/json")
    ).run()
    pressed(app, "presentation:read")
    assert titles(home, own) == ["甲图", "乙图", "丙图", "丁图"]
    assert app.button(key="presentation:read").disabled


def test_a_slide_says_title_sentence_ledger_day_and_revision(own: str, open_app: Open) -> None:
    app = open_app("presentation", ledger=own)
    pressed(app, "present:v1")
    words = " ".join(each.proto.body for each in app.get("html"))
    assert all(each in words for each in ("甲图", "一句", "两人台账", "2026-01-01", "1 / 3"))
    assert "".join(app.query_params["slide"]) == "v1@2"
    pressed(app, "slide:next")
    assert "".join(app.query_params["slide"]) == "v2@2"
    pressed(app, "slide:last")
    assert "".join(app.query_params["slide"]) == "v3@2"
    assert app.button(key="slide:next").disabled
    pressed(app, "slide:leave")
    assert "slide" not in app.query_params


def test_what_others_write_is_not_seen_while_presenting(
    home: Home, own: str, open_app: Open
) -> None:
    put(
        home,
        own,
        Correct(record=SavedView(id="v1", title="后改的", address="picture=hubs"), at=LATEST),
    )
    app = open_app("presentation", ledger=own, slide="v1@2")
    words = " ".join(each.proto.body for each in app.get("html"))
    assert "甲图" in words
    assert "后改的" not in words
    pressed(app, "slide:next")
    assert "".join(app.query_params["slide"]) == "v2@2"


@pytest.mark.parametrize(
    "slide", ["v1", "v1@", "@2", "v1@99", "v9@2", "v1@-1", "v1@9999999999999", "@"]
)
def test_a_slide_that_is_not_there_is_said_and_can_be_left(
    own: str, open_app: Open, slide: str
) -> None:
    app = open_app("presentation", ledger=own, slide=slide)
    assert not app.exception
    assert "没有" in words_of(app)
    pressed(app, "slide:leave")
    assert app.button(key="present:start")


def test_a_ledger_without_views_presents_its_network(open_app: Open) -> None:
    app = open_app("presentation", ledger="shangjie-2010", lang="en")
    assert "keeps no view yet" in words_of(app)
    pressed(app, "present:start")
    assert not app.error
    assert "standard:" in "".join(app.query_params["slide"])
