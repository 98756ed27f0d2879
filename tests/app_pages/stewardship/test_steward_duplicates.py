"""The duplicates desk: suggestions, judgements, and the events of an organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count

import pytest
from app_reading import said
from streamlit.testing.v1 import AppTest

from app_pages.parts.duplicates.duplicate_pairs import evidence_html, pair_html
from graphs.duplicates import suggest
from graphs.ledger import Home
from graphs.model import (
    Change,
    Judgement,
    Lineage,
    Organisation,
    OrganisationKind,
    Quantity,
    Scope,
    Snapshot,
    Verdict,
)

Open = Callable[..., AppTest]
NUMBERS = count(1)
AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


@pytest.fixture
def own(home: Home) -> str:
    return home.copy("demo", f"查重{next(NUMBERS)}").key


def shown(home: Home, key: str) -> Snapshot:
    with home.open(key) as ledger:
        return ledger.snapshot(Scope(), None)


def branch(snapshot: Snapshot) -> Organisation:
    return next(
        item for item in snapshot.records(Organisation) if item.kind is OrganisationKind.branch
    )


def written_twice(home: Home, key: str) -> tuple[Organisation, str]:
    known = branch(shown(home, key))
    name = "中共" + (known.name or "").replace("党支部", "支部委员会")
    twin = Organisation(id="new:1", name=name, division=known.division, kind=known.kind)
    with home.open(key) as ledger:
        made = ledger.apply(Change(record=twin), actor="台账岗", note="另一种写法", at=AT)
    return known, made.minted["new:1"]


def test_two_spellings_are_suggested_with_their_reasons(
    open_app: Open, home: Home, own: str
) -> None:
    known, _ = written_twice(home, own)
    [row] = open_app("duplicates", ledger=own).dataframe[0].value.to_numpy().tolist()
    assert known.name in row
    assert "规范化后名称相同" in row[4]


def test_what_was_judged_is_suggested_no_more_and_listed(
    open_app: Open, home: Home, own: str
) -> None:
    known, twin = written_twice(home, own)
    judgement = Judgement(
        id="new:1", left=known.id, right=twin, verdict=Verdict.not_same, reason="分属两个党委"
    )
    with home.open(own) as ledger:
        ledger.apply(Change(record=judgement), actor="台账岗", note="判定", at=AT)
    app = open_app("duplicates", ledger=own)
    assert any("没有疑似重复的记录" in each.words for each in said(app))
    [row] = app.dataframe[0].value.to_numpy().tolist()
    assert row[2:4] == ["不是同一个", "分属两个党委"]


def test_side_by_side_marks_what_differs_and_shows_words_as_text() -> None:
    left = Organisation(id="o1", name="<b>甲</b>党支部", members=Quantity("=", 3))
    right = Organisation(id="o2", name="甲党支部", members=Quantity("=", 3))
    both = Snapshot.from_records([left, right], as_of=dt.date(2024, 6, 30))
    words = pair_html(both, left, right, "zh")
    assert "&lt;b&gt;甲&lt;/b&gt;" in words
    assert "<b>甲" not in words
    assert words.count('class="differs"') == 1


def test_the_evidence_adds_up(home: Home, own: str) -> None:
    written_twice(home, own)
    [found] = suggest(shown(home, own))
    words = evidence_html(found, "en")
    assert f"{found.weight:+.1f}" in words
    assert all(part.reason.en in words or "“" in part.reason.en for part in found.parts)


def event(open_app: Open, key: str, organisation: str, kind: str, **query: str) -> AppTest:
    app = open_app("duplicates", ledger=key, **query)
    app.selectbox(key="events:organisation").set_value(organisation)
    return app.selectbox(key="events:kind").set_value(kind).run()


def write(app: AppTest) -> AppTest:
    app.text_input(key="events:note").set_value("经批准").run()
    return app.button(key="events:go").click().run()


def test_an_upgrade_makes_a_successor_with_its_lineage(
    open_app: Open, home: Home, own: str
) -> None:
    old = branch(shown(home, own))
    app = event(open_app, own, old.id, "upgrade")
    app.selectbox(key=f"events:upgrade:{old.id}:kind").set_value("general_branch")
    app.text_input(key=f"events:upgrade:{old.id}:name").set_value("云岭某局党总支").run()
    app = write(app)
    assert not app.exception
    after = shown(home, own)
    [made] = [item for item in after.records(Organisation) if item.name == "云岭某局党总支"]
    assert made.kind is OrganisationKind.general_branch
    assert (old.id, made.id) in {
        (each.predecessor, each.successor) for each in after.records(Lineage)
    }
    assert old.id not in after.by_id(Organisation)


def test_an_upgrade_to_no_higher_kind_is_refused_in_a_sentence(
    open_app: Open, home: Home, own: str
) -> None:
    high = next(
        item
        for item in shown(home, own).records(Organisation)
        if item.kind is OrganisationKind.committee
    )
    app = event(open_app, own, high.id, "upgrade")
    app.text_input(key=f"events:upgrade:{high.id}:name").set_value("别的名称").run()
    assert any("不高于原来的类型" in each.value for each in app.error)


def test_a_split_names_its_parts_and_a_dissolution_says_where_members_went(
    open_app: Open, home: Home, own: str
) -> None:
    before = shown(home, own)
    branches = [
        item for item in before.records(Organisation) if item.kind is OrganisationKind.branch
    ]
    app = event(open_app, own, branches[0].id, "split")
    app.text_area(key=f"events:split:{branches[0].id}:names").set_value("甲支部\n乙支部").run()
    assert not write(app).exception
    app = event(open_app, own, branches[1].id, "dissolve")
    app.text_input(key=f"events:dissolve:{branches[1].id}:note").set_value("转入机关支部").run()
    assert not write(app).exception
    names = {item.name for item in shown(home, own).records(Organisation)}
    assert {"甲支部", "乙支部"} <= names
    assert not {branches[0].name, branches[1].name} & names


def test_an_event_is_undone_where_it_was_written(open_app: Open, home: Home, own: str) -> None:
    old = branch(shown(home, own))
    app = event(open_app, own, old.id, "rename")
    app.text_input(key=f"events:rename:{old.id}:name").set_value("新名称党支部").run()
    app = write(app)
    assert shown(home, own).get(Organisation, old.id).name == "新名称党支部"
    app.button(key="done:duplicates:undo").click().run()
    assert shown(home, own).get(Organisation, old.id).name == old.name
