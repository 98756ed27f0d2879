"""Two stewards at the titles of one saved view: both edits are kept, or the second one is asked."""

from __future__ import annotations

import pytest
from app_stewards import Open, put, shown, small_ledger, words_of
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home
from graphs.model import LATEST, Change, Correct, SavedView

KEPT = SavedView(id="v1", title="甲图", sentence="一句", order=1, address="picture=hubs")
THEIRS = SavedView(id="v1", title="他人的", sentence="一句", order=1, address="picture=hubs")


@pytest.fixture
def own(home: Home) -> str:
    key = small_ledger(home)
    put(home, key, Change(record=KEPT))
    return key


def edited(app: AppTest, **typed: str) -> AppTest:
    for name, words in typed.items():
        app.text_input(key=f"view:v1:{name}").set_value(words).run()
    return app


def pressed(app: AppTest, *, times: int = 1) -> AppTest:
    """Press until it is refused or has nothing more to do."""
    for _ in range(times):
        button = app.button(key="view:v1:save")
        if not button.disabled:
            button.click().run()
            assert not app.exception
    return app


def test_another_field_of_the_same_view_keeps_both_edits(
    open_app: Open, home: Home, own: str
) -> None:
    app = edited(open_app("presentation", ledger=own), sentence="我的一句")
    put(home, own, Correct(record=THEIRS, at=LATEST))
    pressed(app, times=2)  # what is pressed again writes no old title
    kept = shown(home, own).get(SavedView, "v1")
    assert (kept.title, kept.sentence) == ("他人的", "我的一句")


@pytest.mark.parametrize(("choice", "title"), [("mine", "我的"), ("theirs", "他人的")])
def test_the_same_field_of_a_view_is_asked_for_however_often_it_is_pressed(
    open_app: Open, home: Home, own: str, choice: str, title: str
) -> None:
    app = edited(open_app("presentation", ledger=own), title="我的", sentence="我的一句")
    put(home, own, Correct(record=THEIRS, at=LATEST))
    pressed(app, times=3)
    assert shown(home, own).get(SavedView, "v1").title == "他人的"
    said = words_of(app)
    assert all(words in said for words in ("您看时是 甲图", "他人已写成 他人的", "您填的是 我的"))
    assert app.text_input(key="view:v1:title").value == "我的"
    [asked] = [each for each in app.radio if "choice" in str(each.key)]
    asked.set_value(choice).run()
    pressed(app)
    kept = shown(home, own).get(SavedView, "v1")
    assert (kept.title, kept.sentence) == (title, "我的一句")
