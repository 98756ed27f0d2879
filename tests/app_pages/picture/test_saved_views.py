"""Views kept in the ledger: for everybody, with the address and the marks put by hand."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from app_stewards import Open, put, shown, small_ledger
from streamlit.testing.v1 import AppTest

from graphs.interchange import Address
from graphs.ledger import Home, load_archive
from graphs.model import Change, SavedView


@pytest.fixture
def own(home: Home) -> str:
    return small_ledger(home)


def named(app: AppTest, title: str) -> AppTest:
    app.text_input(key="views:note").set_value("会议用")
    return app.text_input(key="views:title").set_value(title).run()


def test_a_view_keeps_scope_day_and_what_was_changed(home: Home, own: str, open_app: Open) -> None:
    app = open_app("network", ledger=own, expand="s1", pick="n1", picture="hubs")
    named(app, "汇报").button(key="views:save").click().run()
    assert not app.exception
    [kept] = shown(home, own).records(SavedView)
    address, problems = Address.parse(dict(parse_qsl(kept.address)))
    assert problems == ()
    assert (address.expanded, address.picked, address.picture) == ((("s1", 1),), ("n1",), "hubs")
    assert address.as_of is not None
    assert address.ledger == ""
    app.button(key=f"view:{kept.id}").click().run()
    assert "".join(app.query_params["saved"]) == kept.id
    assert "".join(app.query_params["ledger"]) == own


def test_views_of_two_stewards_are_both_kept(home: Home, own: str, open_app: Open) -> None:
    app = named(open_app("network", ledger=own), "甲的")
    put(home, own, Change(record=SavedView(id="v1", title="乙的", address="picture=columns")))
    app.button(key="views:save").click().run()
    assert {each.title for each in shown(home, own).records(SavedView)} == {"甲的", "乙的"}


@pytest.mark.parametrize("places", [None, "{", "[]", '{"n1": 3}', '{"n1": ["x", 1]}'])
def test_places_that_make_no_sense_move_nothing(
    home: Home, own: str, open_app: Open, places: str | None
) -> None:
    view = SavedView(id="v1", title="手写的", address="picture=hubs", places=places)
    put(home, own, Change(record=view))
    assert not open_app("network", ledger=own, saved="v1").exception


def test_a_view_travels_in_an_archive(home: Home, own: str, tmp_path: Path) -> None:
    places = json.dumps({"n1": [1.0, 2.0]})
    put(
        home,
        own,
        Change(record=SavedView(id="v1", title="甲", address="picture=hubs", places=places)),
    )
    with home.open(own) as ledger:
        ledger.export_archive(tmp_path / "archive")
    with load_archive(tmp_path / "archive", str(tmp_path / "x.ledger")) as ledger:
        [kept] = ledger.snapshot().records(SavedView)
    assert (kept.title, kept.places) == ("甲", places)
