"""A ledger just filled is seen whole: who lies in no division, and what is signed with others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from app_reading import said
from factory import agreement, organisation
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home, create
from graphs.model import Change, Division, PartialDate, Profile, Record

Open = Callable[..., AppTest]
AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
SCREENS = ("overview", "network", "questions", "organisation", "chains", "brief")
NOBODY = {"zh": "这个范围里没有党组织；台账中有", "en": "Nobody is in this scope"}


@pytest.fixture
def fresh(home: Home) -> str:
    """A ledger of a district in which no organisation says where it is; one agreement of two counts."""
    people = [r for ident in ("s1", "n1", "g1", "g2") for r in organisation(ident)]
    records: list[Record] = [
        Profile(id="profile", title="新册", as_of=PartialDate("2026-01-01"), home="d"),
        Division(id="d", name="测试区"),
        *people,
        *agreement("counted", "s1", "n1", dates=("2025-01-01", "2030-01-01")),
        *agreement("other", "g1", "g2", dates=("2025-01-01", "2030-01-01")),
    ]
    path = home.folder / "own" / "fresh.ledger"
    path.parent.mkdir(parents=True, exist_ok=True)
    with create(str(path), ledger_id="fresh") as ledger:
        ledger.apply(*(Change(record=each) for each in records), actor="台账岗", note="导入", at=AT)
    return "own-fresh"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_scope_with_nobody_in_it_says_where_they_are(
    screen: str, language: str, fresh: str, open_app: Open
) -> None:
    app = open_app(screen, ledger=fresh, lang=language)
    assert not app.exception
    assert any(NOBODY[language] in each.words for each in said(app))
    app.button(key="everything").click().run()
    assert not app.exception
    assert not any(NOBODY[language] in each.words for each in said(app))
    assert app.query_params["scope"] in ("whole", ["whole"])


def test_every_agreement_in_force_is_on_the_overview(fresh: str, open_app: Open) -> None:
    app = open_app("overview", ledger=fresh, scope="whole")
    words = " ".join(each.words for each in said(app))
    assert "2 个党组织签了协议、没有国企—非公结对" in words
    assert "其他协议" in words


def test_a_ledger_that_states_its_divisions_says_nothing(open_app: Open) -> None:
    app = open_app("overview", ledger="demo")
    assert not any(NOBODY["zh"] in each.words for each in said(app))
    assert "control:everything" not in [each.key for each in app.button]
