"""The findings screen: counts, filters, and what is said of a ledger without findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest

from app_pages.parts.records.finding_list import finding_sheet
from graphs.interchange import FORMATS
from graphs.ledger import Home
from graphs.model import Actor, Change, Scope, Snapshot
from graphs.rules import check, waiver_for

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def demo(shared_home: Home) -> Snapshot:
    with shared_home.open("demo") as ledger:
        place = ledger.profile().home
        return ledger.snapshot(Scope("division", place) if place else Scope(), None)


def listed(app: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in app.dataframe[0].value.to_numpy()]


def test_the_counts_are_those_of_the_rules(open_app: Open, demo: Snapshot) -> None:
    found = check(demo)
    app = open_app("findings", ledger="demo")
    severities = [sum(each.severity.name == name for each in found) for name in
                  ("error", "warning", "hint")]  # fmt: skip
    assert [int(each.value) for each in app.metric] == [*severities, 0]
    assert len(listed(app)) == len(found)


def test_a_severity_leaves_only_its_own(open_app: Open) -> None:
    app = open_app("findings", ledger="demo", lang="en")
    app = app.button_group(key="findings:severity").set_value(["error"]).run()
    assert {row[0] for row in listed(app)} == {"error"}


def test_rule_and_division_narrow_the_list(open_app: Open, demo: Snapshot) -> None:
    app = open_app("findings", ledger="demo")
    first = listed(app)[0]
    key = next(iter(check(demo))).rule
    app = app.multiselect(key="findings:rule").set_value([key]).run()
    app = app.multiselect(key="findings:division").set_value([first[2]]).run()
    assert {(row[1], row[2]) for row in listed(app)} == {(first[1], first[2])}


def test_the_list_to_take_away_says_what_the_screen_says_and_more(demo: Snapshot) -> None:
    found = check(demo)
    sheet = finding_sheet(demo, found, "en")
    assert len(sheet.rows) == len(found)
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    keys = [column.key for column in sheet.columns]
    assert sheet.rows[0][keys.index("key")] == found[0].key
    [content] = FORMATS["xlsx"].write((sheet,), "en").values()
    assert content.startswith(b"PK")


def test_a_waived_finding_stands_apart_with_reason_post_and_expiry(
    open_app: Open, home: Home, demo: Snapshot
) -> None:
    import datetime as dt

    finding = check(demo)[0]
    key = home.copy("demo", "豁免").key
    waiver = waiver_for(
        finding, reason="上级已批准", approver="new:x", expires_on=dt.date(2030, 12, 31)
    )
    with home.open(key) as ledger:
        steps = (Change(record=Actor(id="new:x", post="区委组织部", approves=True)),
                 Change(record=waiver))  # fmt: skip
        ledger.apply(*steps, actor="台账岗", note="豁免", at=dt.datetime.now(dt.UTC))
    app = open_app("findings", ledger=key)
    assert int(app.metric[3].value) == 1
    rows = [[str(cell) for cell in row] for row in app.dataframe[1].value.to_numpy()]
    assert [row[-3:] for row in rows] == [["上级已批准", "区委组织部", "2030-12-31"]]
    assert finding.sentence.zh not in [row[3] for row in listed(app)]


def test_a_day_without_findings_says_so(open_app: Open) -> None:
    app = open_app("findings", ledger="demo", as_of="1949-10-01")
    assert any("没有符合条件的检查发现" in each.words for each in said(app))
