"""Others write while a planner works, and hands press twice: nothing is kept unseen, doubled or undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from app_pages.parts.plan import plan_controls
from app_pages.parts.records import double_press
from graphs.ledger import Home
from graphs.model import (
    LATEST,
    Agreement,
    Change,
    Correct,
    Organisation,
    PartialDate,
    Proposal,
    ProposedPair,
    Scope,
    Signatory,
    Snapshot,
    Step,
)
from graphs.planning import Plan, PlanSettings, plan, problem_from_snapshot
from graphs.proposals import refused_by_rules

Open = Callable[..., AppTest]
Meanwhile = Callable[[Snapshot, str, str], list[Step]]

_NUMBERS = count(1)
TOWN = "division:yl-t1"
AT = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)


def ends_the_host(here: Snapshot, _: str, host: str) -> list[Step]:
    record = here.by_id(Organisation)[host]
    return [Correct(record=replace(record, dissolved_on=PartialDate("2026-01-01")), at=LATEST)]


def signs_the_pair(_: Snapshot, guest: str, host: str) -> list[Step]:
    agreement = Agreement(id="race", title="先签", signed_on=PartialDate("2026-06-01"))
    sides = [Signatory(id=f"r-{i}", agreement="race", organisation=i) for i in (guest, host)]
    return [Change(record=each) for each in (agreement, *sides)]


def own_copy(home: Home) -> str:
    """Copy the demonstration under a name of its own: what SQLite keeps beside a file outlives it."""
    name = f"racing{next(_NUMBERS)}"
    home.copy("demo", name)
    return f"own-{name}"


def looked_at(home: Home, key: str) -> tuple[Snapshot, Plan]:
    with home.open(key) as ledger:
        here = ledger.snapshot(Scope.parse(TOWN))
    problem = problem_from_snapshot(here, refused=refused_by_rules(here))
    return here, plan(problem, PlanSettings())


def at_draft(open_app: Open, key: str) -> AppTest:
    app = open_app("plan", ledger=key, lang="en", scope=TOWN, part="draft")
    app.text_input(key="plan:title").set_value("2026").run()
    app.text_input(key="plan:note").set_value("yearly").run()
    return app


@pytest.mark.parametrize("meanwhile", [ends_the_host, signs_the_pair])
def test_a_plan_made_anew_by_others_writing_is_shown_before_it_is_kept(
    open_app: Open, home: Home, meanwhile: Meanwhile
) -> None:
    key = own_copy(home)
    here, before = looked_at(home, key)
    app = at_draft(open_app, key)
    assert app.query_params["plan"] == before.id
    guest, host = before.couples[0]
    with home.open(key) as ledger:
        ledger.apply(*meanwhile(here, guest, host), actor="台账岗", note="他人", at=AT)
    app.button(key="plan:save").click().run()
    assert not app.exception
    assert any("nothing was saved" in each.value for each in app.warning)
    assert looked_at(home, key)[0].records(Proposal) == ()
    assert app.text_input(key="plan:title").value == "2026"
    app.button(key="plan:save").click().run()
    there, after = looked_at(home, key)
    [kept] = there.records(Proposal)
    assert kept.plan == after.id != before.id
    pairs = {(each.guest, each.host) for each in there.records(ProposedPair)}
    assert pairs == {*after.couples}
    assert (guest, host) not in pairs


def test_a_draft_pressed_twice_is_kept_once(
    open_app: Open, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = own_copy(home)
    app = at_draft(open_app, key)
    monkeypatch.setattr(double_press, "PAUSE", 60.0)
    again = app.button(key="plan:save")
    for _ in range(2):
        again.click()
        app.run()
        assert not app.exception
    assert len(looked_at(home, key)[0].records(Proposal)) == 1


def test_a_lock_pressed_twice_is_one_lock_without_complaint(open_app: Open, home: Home) -> None:
    guest, host = looked_at(home, "demo")[1].couples[0]
    app = open_app("plan", ledger="demo", lang="en", scope=TOWN, part=f"pairs:{guest},{host}")
    app.text_input(key=f"plan:reason:{guest}:{host}").set_value("agreed").run()
    twice = app.button(key="plan:lock")
    for _ in range(2):
        twice.click()
        app.run()
        assert not app.exception
        assert not app.error
    locked, forbidden = app.session_state[plan_controls._MARKS]
    assert [(each.guest, each.host) for each in locked] == [(guest, host)]
    assert forbidden == ()
