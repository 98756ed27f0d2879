"""The one store of answers: bounded in bytes, made once, never another ledger's, equal to the plain."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
import threading
import time
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
import streamlit as st

from app_pages.parts.cache.answer_store import ANSWER_KINDS, AnswerStore, answer_store, weight_of
from app_pages.parts.cache.table_columns import table_columns
from app_pages.parts.frame import sheet_tables
from app_pages.parts.frame.cached_ledgers import (
    division_tree,
    ego_snapshot,
    is_empty,
    open_view,
    snapshot_of,
    unplaced,
)
from app_pages.parts.frame.screen_address import Address
from app_pages.parts.frame.view import View
from app_pages.parts.network.grain_lists import grain_lists
from app_pages.parts.network.reported_figures import reconciled
from app_pages.parts.network.view_pictures import picture
from app_pages.parts.plan.plan_runs import answer_for, main_reasons, plan_for, problem_for
from app_pages.parts.questions.asked_question import answer_of
from app_pages.parts.reconciliation.signed_figure_cache import figure_at
from app_pages.parts.records.ledger_findings import all_findings
from graphs import scene
from graphs.interchange import GRAINS, GrainView
from graphs.ledger import create, statement_source
from graphs.model import Change, Division, Organisation, Scope, Snapshot, derived
from graphs.network import Filter
from graphs.planning import PlanSettings, problem_from_snapshot, solved_plan, why, why_not
from graphs.proposals import refused_by_rules
from graphs.questions import QUESTIONS, Context, ask, settings_of
from graphs.rules import check, unstated
from graphs.statistics import reconcile

ROOT = Path(__file__).parents[3]
AT = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
DAY = dt.date(2026, 6, 30)


def table(rows: int) -> pa.Table:
    return pa.table({"n": list(range(rows))})


def key(name: str) -> tuple[tuple[str, ...], tuple[object, ...], tuple[object, ...]]:
    return ((name,), (), ())


def test_what_is_kept_never_weighs_more_than_the_bound():
    store = AnswerStore(most_bytes=8_000)
    for number in range(50):
        store.answer("table", key(f"{number}"), lambda: table(300))
        assert store.bytes <= 8_000
    assert store.count("table") == 3
    store.answer("table", key("49"), lambda: pytest.fail("made again"))


def test_what_was_looked_at_longest_ago_makes_room():
    store = AnswerStore(most_bytes=8_000)
    for name in ("a", "b", "c"):
        store.answer("table", key(name), lambda: table(300))
    store.answer("table", key("a"), lambda: pytest.fail("made again"))
    store.answer("table", key("d"), lambda: table(300))
    made = []
    store.answer("table", key("b"), lambda: made.append("b") or table(1))
    store.answer("table", key("a"), lambda: pytest.fail("made again"))
    assert made == ["b"]


def test_one_answer_beyond_the_bound_is_kept_alone():
    store = AnswerStore(most_bytes=100)
    store.answer("table", key("small"), lambda: table(1))
    store.answer("table", key("big"), lambda: table(1000))
    assert store.count("table") == 1


def test_no_kind_is_kept_more_often_than_it_says():
    store = AnswerStore(most_bytes=10**9)
    for number in range(ANSWER_KINDS["table"].most + 20):
        store.answer("table", key(f"{number}"), lambda: table(1))
    assert store.count("table") == ANSWER_KINDS["table"].most


def test_a_key_names_all_that_the_kind_declares():
    with pytest.raises(ValueError, match="digest"):
        AnswerStore(100).answer("snapshot", ("demo",), dict)


def test_a_failure_is_not_kept():
    store = AnswerStore(most_bytes=1000)
    with pytest.raises(ZeroDivisionError):
        store.answer("table", key("a"), lambda: 1 // 0)
    assert store.answer("table", key("a"), lambda: 7) == 7


def together(ask: object) -> None:
    threads = [threading.Thread(target=ask) for _ in range(50)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)


def test_fifty_who_ask_at_once_have_it_made_once():
    store, made, seen = AnswerStore(most_bytes=10**6), [], []

    def make() -> pa.Table:
        made.append(1)
        time.sleep(0.05)
        return table(3)

    together(lambda: seen.append(store.answer("table", key("a"), make)))
    assert len(made) == 1
    assert len(seen) == 50
    assert all(each is seen[0] for each in seen)


def test_fifty_who_derive_at_once_have_it_derived_once():
    made, seen = [], []

    @derived
    def slow(snapshot: Snapshot) -> list[int]:
        made.append(1)
        time.sleep(0.05)
        return [1]

    @derived
    def above(snapshot: Snapshot) -> list[int]:
        return [*slow(snapshot), 2]

    one = Snapshot.from_records([], as_of=DAY)
    together(lambda: seen.append(above(one)))
    assert (len(made), len(seen)) == (1, 50)
    assert all(each is seen[0] for each in seen)
    assert one._flights == {}


@pytest.fixture
def two_of_one_name(tmp_path: Path) -> tuple[Path, Path]:
    """Two homes, in each a ledger of the same name with another organisation."""
    for name in ("甲", "乙"):
        path = tmp_path / name / "own" / "book.ledger"
        path.parent.mkdir(parents=True)
        ledger = create(str(path), ledger_id="book")
        steps = [Division(id="d1", name="镇"), Organisation(id="o1", name=name, division="d1")]
        ledger.apply(*(Change(record=each) for each in steps), actor="岗", note="新建", at=AT)
        ledger.close()
    return tmp_path / "甲", tmp_path / "乙"


def test_two_ledgers_of_one_name_never_mix(
    two_of_one_name: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    store, names = AnswerStore(10**8), []
    for home in two_of_one_name:
        st.cache_resource.clear()
        monkeypatch.setenv("GRAPHS_HOME", str(home))
        view = open_view("own-book")
        place = (view.entry.key, view.entry.where, view.digest, Scope(), DAY, view.revision, ())
        found = store.answer(
            "snapshot", place, lambda at=view: at.ledger.snapshot(Scope(), DAY, at.revision)
        )
        names.append(found.get(Organisation, "o1").name)
        view.ledger.close()
    st.cache_resource.clear()
    assert names == ["甲", "乙"]


def test_a_file_that_takes_the_place_of_another_is_read(
    two_of_one_name: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    first, other = two_of_one_name
    monkeypatch.setenv("GRAPHS_HOME", str(first))
    st.cache_resource.clear()
    view = open_view("own-book")
    assert snapshot_of(view, Scope(), DAY).get(Organisation, "o1").name == "甲"
    view.ledger.apply(
        Change(record=Organisation(id="o1", name="丙", division="d1")), actor="岗", note="改", at=AT
    )
    again = open_view("own-book")
    assert snapshot_of(again, Scope(), DAY).get(Organisation, "o1").name == "丙"
    assert snapshot_of(view, Scope(), DAY).get(Organisation, "o1").name == "甲"
    view.ledger.close()
    st.cache_resource.clear()
    shutil.rmtree(other)


def test_every_kept_answer_equals_the_plain_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    st.cache_resource.clear()
    ledger = open_view("demo")
    for language in ("zh", "en"):
        filters = (Filter("status", ("active", "expiring")),)
        view = View(
            address=Address(ledger="demo", language=language, filters=filters), ledger=ledger
        )
        for _ in range(2):  # made, then kept
            snapshot = view.snapshot()
            plain = ledger.ledger.snapshot(view.scope, snapshot.as_of, ledger.revision)
            assert snapshot.tables == plain.tables
            assert (snapshot.stubs, snapshot.homes) == (plain.stubs, plain.homes)
            drawn = picture(view, snapshot, "hubs")
            bare = scene.picture(plain, "hubs", filters, language=language)
            assert (drawn.nodes, drawn.edges, drawn.areas) == (bare.nodes, bare.edges, bare.areas)
            source = statement_source(ledger.ledger, ledger.revision)
            found = reconcile(plain, source)
            assert reconciled(view, snapshot) == found
            first = found[0].statement.id
            assert figure_at(view, snapshot, first, ledger.revision) == found[0]
            wanted = GrainView(snapshot=plain, filters=filters, language=language, source=source)
            assert grain_lists(view, snapshot, "agreements") == GRAINS["agreements"].make(wanted)
            some = plain.column("organisation", "id")[0]
            around = ledger.ledger.snapshot(Scope("ego", some, 1), plain.as_of, ledger.revision)
            assert ego_snapshot(ledger, some, plain.as_of).tables == around.tables
            assert is_empty(ledger) == ledger.ledger.is_empty()
            assert unplaced(ledger) == ledger.ledger.unplaced()
            assert all_findings(ledger, view.scope, snapshot) == (check(plain), unstated(plain))
            assert ledger.usual == ledger.ledger.shown_scope()
            assert ledger.profile == ledger.ledger.profile()
            tree = division_tree(ledger)
            assert tree is not None
            assert [entry for depth, entry in tree if not depth] == list(ledger.ledger.divisions())
            asked = settings_of(QUESTIONS["unpaired"], {}, plain)
            context = Context(snapshot=plain, at=partial(snapshot_of, ledger, view.scope))
            assert answer_of(view, snapshot, "unpaired", asked) == ask(context, "unpaired", asked)
            problem = problem_for(snapshot, None, everyone=False)
            alone = problem_from_snapshot(plain, refused=refused_by_rules(plain))
            assert problem.digest == alone.digest
            solved = plan_for(view, problem, PlanSettings())
            assert solved is not None
            assert solved.plan == solved_plan(alone, PlanSettings()).plan
            guest, host = solved.plan.couples[0]
            said = why(alone, PlanSettings(), guest, host, beside=solved.plan.couples)
            assert main_reasons(solved)[guest, host] == said.reasons()
            assert answer_for(view, solved, why_not, guest, host) == why_not(solved, guest, host)
    kinds = {kind for kind in ANSWER_KINDS if answer_store().count(kind)}
    assert kinds == set(ANSWER_KINDS) - {"table", "fit"}  # of the cells alone: tests of their own
    assert answer_store().bytes >= weight_of(view.snapshot())
    ledger.ledger.close()
    st.cache_resource.clear()


ELSEWHERE = {
    "answer_store:answer_store": "the store itself",
    "cached_ledgers:_ledger": "open ledgers, closed when others take their place",
    "menu:_pages": "the menu, of the code alone",
    "menu:menu_items": "the menu, of the code alone",
    "response_headers:content_policy": "one sentence of the code",
    "response_headers:script_tags": "one sentence of the code",
    "session_visitor:desk_home": "the home of the process",
    "sign_in_page:_open_id": "the way to sign in, one a home",
    "streamlit_app:_begin": "what is done once a process",
}
"""What a process keeps that is no answer."""


def test_no_answer_is_kept_outside_the_one_store() -> None:
    kept = {
        f"{file.stem}:{node.name}"
        for file in (*(ROOT / "app_pages").rglob("*.py"), ROOT / "streamlit_app.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        if re.search(
            r"\b(cache|lru_cache|cache_\w+)\b", " ".join(map(ast.unparse, node.decorator_list))
        )
    }
    assert kept == set(ELSEWHERE)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([(1,), (2,)], [1, 2]),
        ([(1.5,), (2.0,)], [1.5, 2.0]),
        ([(True,), (False,)], [True, False]),
        ([("甲",), (None,)], ["甲", ""]),
        ([(1,), (None,)], [1, None]),
        ([(9,), ("",), (24,)], [9, None, 24]),
        ([(1.5,), (2,), (None,)], [1.5, 2.0, None]),
        ([(1,), ("≥ 30",)], ["1", "≥ 30"]),
    ],
)
def test_a_table_shows_its_cells_and_blanks_as_blank(rows, shown):
    st.cache_resource.clear()
    assert table_columns(["n"], rows).column("n").to_pylist() == shown
    assert table_columns(["n"], rows) is table_columns(["n"], [tuple(row) for row in rows])


def test_a_blank_beside_numbers_is_drawn_as_nothing(monkeypatch):
    """Numbers stay numbers, 9 before 24; Streamlit would print "None" in the blank cells."""
    asked = []
    monkeypatch.setattr(sheet_tables, "_on_paper", lambda *_: None)
    monkeypatch.setattr(sheet_tables.st, "dataframe", lambda _, **how: asked.append(how))
    sheet_tables.rows_table(["n"], [(9,), (None,), (24,)], key="k")
    assert [how["placeholder"] for how in asked] == [""]


def test_numbers_and_flags_that_are_equal_are_not_one_table():
    st.cache_resource.clear()
    assert table_columns(["n"], [(True,)]).column("n").to_pylist() == [True]
    assert table_columns(["n"], [(1,)]).column("n").type == pa.int64()
