"""What a planner without mathematics reads on the plan screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.parts.plan import plan_views
from graphs.ledger import Home
from graphs.model import LATEST, Change, Correct, Division, Organisation, PartialDate, Scope
from graphs.planning import Objective, problem_from_snapshot

Open = Callable[..., AppTest]

TOWN = "division:yl-t1"
AT = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)
HEADS = {
    "zh": ["非公党组织", "为什么没有安排", "怎样能安排它"],
    "en": ["Non-public", "Why it is left out", "What would place it"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_guest_left_out_is_told_why_and_what_would_place_it(
    open_app: Open, language: str
) -> None:
    app = open_app("plan", ledger="demo", lang=language, part="left_out")
    assert not app.exception
    [table] = [each.value for each in app.dataframe if list(each.value) == HEADS[language]]
    assert len(table) == int(app.metric[2].value)
    assert table.iloc[:, 1].nunique() > 1
    assert all(table.iloc[:, 2])


@pytest.mark.parametrize(("language", "words"), [("zh", "具名的国企"), ("en", "No state-owned")])
def test_a_ledger_of_unnamed_records_says_which_side_lacks(
    open_app: Open, language: str, words: str
) -> None:
    app = open_app("plan", ledger="shangjie-2010", lang=language)
    assert not app.exception
    assert any(words in each.value.replace("\\", "") for each in app.info)


def test_every_objective_says_what_it_means(open_app: Open) -> None:
    app = open_app("plan", ledger="demo", lang="en", scope=TOWN)
    said = set()
    for each in Objective:
        app.selectbox(key="plan:objective").set_value(each.name).run()
        assert not app.exception
        said.add(next(c.value for c in app.caption if c.value.endswith(".")))
    assert len(said) == len(Objective)


def test_what_others_write_is_said_and_the_plan_is_of_the_revision_seen(
    open_app: Open, home: Home
) -> None:
    home.copy("demo", "reading")
    app = open_app("plan", ledger="own-reading", lang="en", scope=TOWN)
    before = app.query_params["plan"]
    with home.open("own-reading") as ledger:
        here = ledger.snapshot(Scope.parse(TOWN))
        guest = here.by_id(Organisation)[problem_from_snapshot(here).pool.guests.ids[0]]
        over = Correct(record=replace(guest, dissolved_on=PartialDate("2026-01-01")), at=LATEST)
        new = Change(record=Division(id="new-town", name="新镇"))
        for count, step in enumerate((new, over), start=1):
            ledger.apply(step, actor="台账岗", note="改", at=AT)
            app.run()
            assert not app.exception
            words = f"revision {here.revision + count}"
            assert any(words in each.value for each in app.caption)
    assert app.query_params["plan"] != before
    assert len([each for each in app.info if "The ledger has gone from" in each.value]) == 1
    app.number_input(key="plan:budget").set_value(
        2
    ).run()  # what one changes oneself is no surprise
    assert not any("The ledger has gone from" in each.value for each in app.info)


def test_a_scope_in_which_no_pair_can_be_made_leads_to_the_reasons(open_app: Open) -> None:
    app = open_app("plan", ledger="demo", lang="en", scope=TOWN)
    app.number_input(key="plan:budget").set_value(0).run()
    assert not app.exception
    assert any("no new pair can be made" in each.value for each in app.info)


def test_reasons_that_a_long_table_leaves_out_are_said_to_be(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_views, "_REASONED", 5)
    app = open_app("plan", ledger="demo", lang="en", scope=TOWN)
    assert any("With more than 5 pairs" in each.value for each in app.caption)
    assert "Main reasons" not in list(app.dataframe[0].value)
