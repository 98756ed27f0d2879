"""A double click writes once, whenever its second half reaches the server."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from app_stewards import POST, Open, choose, field, put, shown, small_ledger, words_of, write
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from app_pages.parts.records import double_press
from graphs.ledger import Home, Ledger, Revision
from graphs.model import (
    Change,
    Comment,
    DraftProposal,
    Organisation,
    PairTerms,
    Quantity,
    Source,
)

AN_HOUR = 3600.0


@pytest.fixture
def own(home: Home) -> str:
    return small_ledger(home)


def head(home: Home, key: str) -> int:
    with home.open(key) as ledger:
        return ledger.head().number


def propose(home: Home, key: str) -> str:
    pair = PairTerms(guest="n1", host="s2", score=0.5, reason="同镇")
    draft = DraftProposal(title="甲方案", plan="ab12", rests_on=head(home, key), pairs=(pair,))
    put(home, key, draft)
    return key


def corrected(app: AppTest, ident: str, members: str) -> AppTest:
    app.selectbox(key="records:organisation").set_value(ident).run()
    app.button_group(key="records:verb:True").set_value("correct").run()
    field(app, ident, "members").set_value(members).run()
    return write(app)


@pytest.fixture
def just_wrote(home: Home, own: str, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A session that has written this very moment, however slow the machine is."""
    app = corrected(open_app("records", ledger=own), "s1", "90")
    monkeypatch.setattr(double_press, "PAUSE", AN_HOUR)
    assert shown(home, own).get(Organisation, "s1").members == Quantity("=", 90)
    return app


def test_a_press_right_after_the_screen_was_drawn_anew_is_the_rest_of_a_double_click(
    home: Home, own: str, just_wrote: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = head(home, own)
    app = corrected(just_wrote, "s2", "70")
    assert head(home, own) == written
    assert f"刚才一次点击已写入（第 {written} 版）" in words_of(app)
    assert "若是另一项改动，请再点一次" in words_of(app)
    monkeypatch.setattr(double_press, "PAUSE", 0.0)
    app.button(key="records:save").click().run()  # nothing typed is lost: once more, and it counts
    assert shown(home, own).get(Organisation, "s2").members == Quantity("=", 70)
    assert head(home, own) == written + 1


def test_it_holds_for_every_button_of_the_session(
    home: Home, own: str, just_wrote: AppTest, open_app: Open
) -> None:
    written = head(home, own)
    app = choose(
        just_wrote.switch_page("app_pages/history_screen.py").run(), "history:revisions", 0
    )
    app.text_input(key="undo:note").set_value("误改").run()
    [undo] = [each for each in app.button if (each.key or "").startswith("undo:")]
    undo.click().run()
    assert head(home, own) == written
    other = open_app("records", ledger=own)  # another session's press is its own
    corrected(other, "n1", "7")
    assert head(home, own) == written + 1


def test_the_same_words_once_more_after_another_wrote_are_not_written_by_who_has_not_seen_it(
    home: Home, own: str, open_app: Open
) -> None:
    app = open_app("proposals", ledger=propose(home, own))
    app.text_input(key="proposals:note").set_value("核对").run()
    app.text_input(key="proposals:words").set_value("意见甲").run()
    app.button(key="proposals:comment").click()
    late = app._tree.get_widget_states()
    app.run()
    with home.open(own) as ledger:
        source = Change(record=Source(id="q1", title="月报"))
        ledger.apply(source, actor=POST, note="他人", at=dt.datetime.now(dt.UTC))
    app = app._run(late)
    assert [each.words for each in shown(home, own).records(Comment)] == ["意见甲"]
    assert "请再点一次" not in words_of(app)  # the same words once more would be refused again


def test_a_second_press_while_the_first_is_being_written_writes_nothing(
    home: Home, own: str, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit cuts the run off where it next touches the session, and begins the second press."""
    app = open_app("proposals", ledger=propose(home, own))
    app.text_input(key="proposals:note").set_value("核对").run()
    app.text_input(key="proposals:words").set_value("意见甲").run()
    app.button(key="proposals:comment").click()
    pressed, write_truly, times = app._tree.get_widget_states(), Ledger.apply, []

    def apply(*given: Any, **named: Any) -> Revision:
        made = write_truly(*given, **named)
        times.append(made.number)
        if len(times) == 1:
            running = get_script_run_ctx()
            assert running is not None
            assert running.script_requests is not None
            again = RerunData(
                query_string=running.query_string,
                widget_states=pressed,
                page_script_hash=running.page_script_hash,
            )
            assert running.script_requests.request_rerun(again)
        return made

    monkeypatch.setattr(Ledger, "apply", apply)
    app = app.run()
    assert [each.words for each in shown(home, own).records(Comment)] == ["意见甲"]
    assert len(times) == 1
    assert "刚才一次点击已写入" in words_of(app)
