"""Two stewards at the desks beside the record editor: judgements, waivers, imports, snapshots."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from app_stewards import POST, Open, choose, put, shown, small_ledger, words_of
from streamlit.testing.v1 import AppTest

from app_pages.parts.frame.cached_ledgers import open_view, snapshot_of
from graphs.ledger import Home
from graphs.model import (
    EVERY,
    Change,
    Correct,
    End,
    Judgement,
    Organisation,
    OrganisationKind,
    Quantity,
    Retract,
    Scope,
    Unit,
    Verdict,
    Waiver,
)
from graphs.rules import check, waiver_for

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def own(home: Home) -> str:
    key = small_ledger(home)
    twin = Organisation(
        id="twin", name="中共s1公司支部委员会", division="d", kind=OrganisationKind.branch
    )
    put(home, key, Change(record=twin))
    return key


def edited(members: int) -> Correct:
    item = Organisation(id="s1", name="s1公司党支部", division="d", members=Quantity("=", members))
    return Correct(record=item, at=DAY)


def of_twins(app: AppTest) -> int:
    rows = app.dataframe[0].value.to_numpy().tolist()
    return next(
        n for n, row in enumerate(rows) if {"s1公司党支部", "中共s1公司支部委员会"} <= set(row)
    )


def judge(app: AppTest, row: int, ids: str) -> AppTest:
    app.text_input(key="judge:note").set_value("同址同章")
    app.button(key=f"judge:{ids}:go").click()
    return choose(app, "duplicates:list", row)


def test_a_merge_of_what_changed_meanwhile_is_refused_and_loses_nothing(
    open_app: Open, home: Home, own: str
) -> None:
    app = open_app("duplicates", ledger=own)
    row = of_twins(app)
    app = choose(app, "duplicates:list", row)
    [verdict] = [each for each in app.button_group if str(each.key).startswith("judge:")]
    ids = str(verdict.key).removeprefix("judge:").removesuffix(":verdict")
    verdict.set_value("same")
    app = choose(app, "duplicates:list", row)
    app.text_input(key="judge:note").set_value("同址同章")
    app.radio(key=f"judge:{ids}:keep").set_value("s1")
    app = choose(app, "duplicates:list", row)
    put(home, own, edited(90))
    app = judge(app, row, ids)
    assert any("已被修改" in each.value for each in app.error)
    assert "twin" in shown(home, own).by_id(Organisation)
    app.button(key="judge:again").click()
    app = choose(app, "duplicates:list", row)
    app = judge(app, row, ids)
    after = shown(home, own).by_id(Organisation)
    assert after["s1"].members == Quantity("=", 90)
    assert "twin" not in after


def test_the_judgement_that_was_chosen_is_taken_back_whatever_row_it_is_in(
    open_app: Open, home: Home, own: str
) -> None:
    for ident, left in (("j1", "s1"), ("j2", "n1")):
        item = Judgement(id=ident, left=left, right="s2", verdict=Verdict.not_same)
        put(home, own, Change(record=item))
    app = choose(open_app("duplicates", ledger=own), "duplicates:judged", 0)
    app.text_input(key="unjudge:note").set_value("误判")
    app = choose(app, "duplicates:judged", 0)
    put(home, own, Retract(id="j1", at=EVERY))
    app.button(key="unjudge:j1:go").click()
    choose(app, "duplicates:judged", 0)
    assert "j2" in shown(home, own).by_id(Judgement)


def test_a_waiver_of_what_changed_meanwhile_is_refused(
    open_app: Open, home: Home, own: str
) -> None:
    app = open_app("findings", ledger=own)
    app = choose(app, "findings:list", 0)
    [button] = [each for each in app.button if str(each.key).startswith("waive:") and each.key.endswith(":go")]  # fmt: skip
    key = str(button.key).removesuffix(":go")
    finding = next(each for each in check(shown(home, own)) if key == f"waive:{each.key}")
    app.text_input(key=f"{key}:note").set_value("上级已批准")
    app = choose(app, "findings:list", 0)
    with home.open(own) as ledger:
        item = next(each for each in finding.records if ledger.history(each))
        now = ledger.history(item)[-1].record
    put(home, own, Correct(record=dataclasses.replace(now, note="他人改了"), at=DAY))
    app.button(key=f"{key}:go").click()
    app = choose(app, "findings:list", 0)
    assert any("已被修改" in each.value for each in app.error)
    assert shown(home, own).records(Waiver) == ()


def test_a_waiver_that_another_ended_is_not_ended_twice(
    open_app: Open, home: Home, own: str
) -> None:
    finding = check(shown(home, own))[0]
    waiver = waiver_for(finding, reason="批准", approver="x", expires_on=dt.date(2030, 1, 1))
    put(home, own, Change(record=waiver))
    [held] = shown(home, own).records(Waiver)
    app = choose(open_app("findings", ledger=own), "findings:waived", 0)
    app.text_input(key=f"lift:{finding.key}:note").set_value("不再需要")
    app = choose(app, "findings:waived", 0)
    button = app.button(key=f"lift:{finding.key}:go")
    put(home, own, End(id=held.id, effective=DAY))
    with home.open(own) as ledger:
        before = ledger.head().number
    button.click()
    app = choose(app, "findings:waived", 0)
    assert not app.exception
    with home.open(own) as ledger:
        assert ledger.head().number == before


def test_an_import_compared_before_another_wrote_is_compared_anew(
    open_app: Open, home: Home, own: str
) -> None:
    app = open_app("imports", ledger=own)
    words = "名称,控股情况\n新公司,民营\n"
    app.file_uploader(key="imports:files").set_value(
        [("单位.csv", words.encode(), "text/csv")]
    ).run()
    [button] = [each for each in app.button if str(each.key).startswith("imports:apply")]
    put(home, own, edited(90))
    button.click().run()
    assert "您查看期间台账已写到" in words_of(app)
    after = shown(home, own)
    assert "新公司" not in {each.name for each in after.records(Unit)}
    [button] = [each for each in app.button if str(each.key).startswith("imports:apply")]
    button.click().run()
    after = shown(home, own)
    assert "新公司" in {each.name for each in after.records(Unit)}
    assert after.get(Organisation, "s1").members == Quantity("=", 90)


def test_a_snapshot_on_the_screen_is_of_the_revision_it_is_kept_under(
    home: Home, own: str, open_app: Open
) -> None:
    del open_app  # it sets the desk's home
    view = open_view(own)
    put(home, own, edited(90))
    kept = snapshot_of(view, Scope(), DAY)
    assert kept.revision == view.revision
    assert kept.get(Organisation, "s1").members == Quantity("=", 82)
    newer = snapshot_of(open_view(own), Scope(), DAY)
    assert newer.get(Organisation, "s1").members == Quantity("=", 90)


def test_the_post_that_acts_is_kept_through_a_change_of_language(open_app: Open, own: str) -> None:
    app = open_app("records", ledger=own)
    app.selectbox(key="records:post").set_value("new:post").run()
    app.text_input(key="records:new-post").set_value("新岗").run()
    app.button_group(key="control:language").set_value("en").run()
    assert app.selectbox(key="records:post").value == "new:post"
    assert app.text_input(key="records:new-post").value == "新岗"
    assert POST in app.selectbox(key="records:post").options
