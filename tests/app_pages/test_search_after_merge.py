"""What was merged, split or renamed leads on in search to what it became; the living come first."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
from app_reading import said
from app_stewards import AT, POST, small_ledger
from streamlit.testing.v1 import AppTest

from graphs.duplicates import merge_steps
from graphs.ledger import Home
from graphs.model import Change, End, Lineage, LineageKind, Organisation, Scope, Unit

Open = Callable[..., AppTest]
DAY = dt.date(2026, 3, 2)
OLD = "中共旧名公司支部委员会"


def found(app: AppTest) -> str:
    return "\n".join(each.words for each in said(app))


def pages(app: AppTest) -> list[str]:
    """Return the search results as the browser gets them, with their links."""
    return [
        body
        for each in app.get("html")
        if 'class="hits"' in (body := html.unescape(each.proto.body))
    ]


@pytest.fixture
def own(home: Home) -> str:
    return small_ledger(home)


def kept(home: Home, key: str) -> Organisation:
    with home.open(key) as ledger:
        return ledger.snapshot(Scope(), DAY).records(Organisation)[0]


def become(home: Home, key: str, *kinds: LineageKind) -> str:
    """Add an organisation that ends on the day, with one successor for each kind; return its id."""
    keep = kept(home, key)
    with home.open(key) as ledger:
        twin = Organisation(id="new:1", name=OLD, division=keep.division)
        made = ledger.apply(
            Change(record=twin, effective=dt.date(2026, 1, 1)), actor=POST, note="登记", at=AT
        )
        ident = made.minted["new:1"]
        others = ledger.snapshot(Scope(), DAY).records(Organisation)
        after = [each.id for each in others if each.id != ident][: len(kinds)]
        steps = [
            Change(
                record=Lineage(id=f"new:{at}", predecessor=ident, successor=one, kind=kind),
                effective=DAY,
            )
            for at, (one, kind) in enumerate(zip(after, kinds, strict=True), start=2)
        ]
        ledger.apply(*steps, End(id=ident, effective=DAY), actor=POST, note="变动", at=AT)
    return ident


def test_the_old_name_of_what_was_merged_opens_what_goes_on(
    open_app: Open, home: Home, own: str
) -> None:
    keep = kept(home, own)
    with home.open(own) as ledger:
        twin = Organisation(id="new:1", name=OLD, division=keep.division)
        made = ledger.apply(
            Change(record=twin, effective=dt.date(2026, 1, 1)), actor=POST, note="登记", at=AT
        )
        snapshot = ledger.snapshot(Scope(), DAY)
        drop = made.minted["new:1"]
        ledger.apply(*merge_steps(snapshot, keep.id, drop, DAY), actor=POST, note="重复", at=AT)
    app = open_app("overview", ledger=own, as_of=DAY.isoformat())
    app.text_input(key="control:find_all").set_value(OLD).run()
    assert not app.exception
    assert app.query_params["id"] == keep.id


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((LineageKind.merge,), "已并入"),
        ((LineageKind.upgrade,), "现为"),
        ((LineageKind.split, LineageKind.split), "已分设为"),
        ((), "当日未在册"),
    ],
)
def test_what_is_gone_says_what_became_of_it(
    open_app: Open, home: Home, own: str, kinds: tuple[LineageKind, ...], words: str
) -> None:
    gone = become(home, own, *kinds)
    app = open_app("overview", ledger=own, as_of=DAY.isoformat(), find=OLD)
    assert not app.exception
    assert words in found(app)
    leads_to_itself = any(re.search(rf"id={gone}\b", page) for page in pages(app))
    assert leads_to_itself == (len(kinds) != 1)


def test_on_an_earlier_day_it_is_found_as_itself(open_app: Open, home: Home, own: str) -> None:
    gone = become(home, own, LineageKind.merge)
    app = open_app("overview", ledger=own, as_of="2026-02-01")
    app.text_input(key="control:find_all").set_value(OLD).run()
    assert app.query_params["id"] == gone
    assert "已并入" not in found(app)


def test_what_went_into_another_that_went_too_leads_to_who_is_there(
    open_app: Open, home: Home, own: str
) -> None:
    first = become(home, own, LineageKind.merge)
    later = DAY + dt.timedelta(days=1)
    with home.open(own) as ledger:
        steps = (each.record for each in ledger.naming(first))
        middle = next(each.successor for each in steps if isinstance(each, Lineage))
        snapshot = ledger.snapshot(Scope(), later)
        last = next(each.id for each in snapshot.records(Organisation) if each.id != middle)
        merged = merge_steps(snapshot, last, middle, later, kind=LineageKind.merge)
        ledger.apply(*merged, actor=POST, note="再并", at=AT)
    app = open_app("overview", ledger=own, as_of=later.isoformat(), find=OLD)
    assert any(re.search(rf"id={last}\b", page) for page in pages(app))
    assert not any(re.search(rf"id=({first}|{middle})\b", page) for page in pages(app))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_old_name_of_a_merged_unit_leads_to_the_unit_that_goes_on(
    open_app: Open, home: Home, own: str, language: str
) -> None:
    with home.open(own) as ledger:
        made = ledger.apply(
            *(
                Change(record=Unit(id=f"new:{at}", name=name), effective=dt.date(2026, 1, 1))
                for at, name in enumerate(("云岭旧名铸造厂", "云岭新名重工公司"))
            ),
            actor=POST,
            note="登记",
            at=AT,
        )
        drop, keep = (made.minted[f"new:{at}"] for at in (0, 1))
        snapshot = ledger.snapshot(Scope(), DAY)
        ledger.apply(*merge_steps(snapshot, keep, drop, DAY), actor=POST, note="重复", at=AT)
    opened = {"ledger": own, "as_of": DAY.isoformat(), "lang": language, "scope": "whole"}
    app = open_app("overview", **opened, find="旧名铸造厂")
    assert not app.exception
    assert ("已并入" if language == "zh" else "merged into") in found(app)
    assert all(f"around%3A{drop}" not in page for page in pages(app))
    app = open_app("overview", **opened)
    app.text_input(key="control:find_all").set_value("云岭旧名铸造厂").run()
    assert not app.exception
    assert app.query_params["picture"] == f"around:{keep}"
