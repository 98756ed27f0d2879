"""Two sessions on every writing screen: whoever writes second is asked or refused, nothing is lost.

The table names, for every call in the screens that writes, the test in which one session writes
what another has open. A call without a row fails, and so does a row without its call or test.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_stewards import AT, DAY, POST, Open, put, shown, small_ledger, words_of
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home
from graphs.model import (
    LATEST,
    Actor,
    Change,
    Comment,
    Correct,
    DraftProposal,
    EditDraft,
    Organisation,
    PairTerms,
    Proposal,
    ProposedPair,
    SubmitProposal,
    Unit,
)

ROOT = Path(__file__).parents[3]
TESTS = ROOT / "tests" / "app_pages"
ASSENT = "审批岗"

WRITERS = frozenset({"write", "attempt", "_attempt"})
"""Functions of the screens that write to a ledger or to what a desk keeps."""
VERBS = frozenset({"adopt", "create", "undo", "apply"})
"""Methods of a ledger or a home that write; ``copy`` too, of a home."""

RACES = {
    "history_screen:_undo": "test_undo_is_of_the_revision_that_was_chosen_and_not_of_its_row",
    "history_screen:_restore": "test_a_restore_of_what_changed_meanwhile_is_refused_and_shown_anew",
    "import_child:written": "test_an_import_compared_before_another_wrote_is_compared_anew",
    "ledgers_screen:_copy": "test_two_copies_of_one_name_do_not_overwrite_each_other",
    "ledgers_screen:_adopt": "test_two_copies_of_one_name_do_not_overwrite_each_other",
    "new_ledger:new_ledger": "test_a_new_ledger_of_a_name_that_is_taken_is_refused",
    "plan_screen:_draft": "test_a_plan_in_the_place_of_a_draft_another_changed_is_not_kept_unseen",
    "records_screen:_write": "test_the_same_field_is_asked_for_and_what_was_typed_stays",
    "records_screen:_edit": "test_both_edits_of_two_stewards_are_kept",
    "records_screen:_remove": "test_the_interval_that_is_looked_at_is_taken_back",
    "duplicate_verdicts:_decide": "test_a_merge_of_what_changed_meanwhile_is_refused_and_loses_nothing",
    "duplicate_verdicts:_write": "test_a_merge_of_what_changed_meanwhile_is_refused_and_loses_nothing",
    "duplicate_verdicts:judged": "test_the_judgement_that_was_chosen_is_taken_back_whatever_row_it_is_in",
    "organisation_change_write:propose_event": "test_an_event_of_what_changed_meanwhile_is_refused",
    "finding_waiver:waive": "test_a_waiver_of_what_changed_meanwhile_is_refused",
    "finding_waiver:_write": "test_a_waiver_of_what_changed_meanwhile_is_refused",
    "finding_waiver:lift": "test_a_waiver_that_another_ended_is_not_ended_twice",
    "proposals_screen:_comment": "test_remarks_of_two_posts_are_both_kept",
    "saved_views:_save": "test_views_of_two_stewards_are_both_kept",
    "view_list:_act": "test_a_view_that_another_changed_meanwhile_is_not_overwritten",
    "view_transfer:_read_in": "test_a_file_of_views_read_twice_adds_nothing",
    "scenarios:_add": "test_two_sessions_of_a_desk_see_and_keep_each_others_scenarios",
    "scenarios:_remove": "test_two_sessions_of_a_desk_see_and_keep_each_others_scenarios",
    "typed_words:keep_words": "test_words_of_two_tabs_are_both_kept_and_each_is_gone_once_used",
    "typed_words:drop_words": "test_words_of_two_tabs_are_both_kept_and_each_is_gone_once_used",
    "sign_off_form:_sign": "test_what_another_changed_between_the_look_and_the_click_is_not_signed",
    "sign_off_form:_take_back": "test_a_signed_figure_says_what_moved_and_the_post_takes_its_word_back",
    "steward_page:_undo": "test_the_undo_of_what_another_built_on_is_refused",
    "workflow_buttons:_button": "test_a_step_taken_after_another_post_s_is_refused_with_its_sentence",
    "workflow_buttons:act": "test_a_step_taken_after_another_post_s_is_refused_with_its_sentence",
}  # fmt: skip

INNER = frozenset(
    {
        "scenarios:_attempt",
        "signed_write:write",
        "signed_write:_list_first",
        "signed_write:apply",
        "signed_write:attempt",
    }
)
"""What the writers themselves are made of."""


def writing_calls() -> Iterator[str]:
    """Every function of the screens that calls something that writes, as module and name."""
    for file in sorted((ROOT / "app_pages").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        own = {name.name for name in tree.body if isinstance(name, ast.FunctionDef)}
        for function in (each for each in tree.body if isinstance(each, ast.FunctionDef)):
            calls = [each.func for each in ast.walk(function) if isinstance(each, ast.Call)]
            if any(_writes(call, own) for call in calls):
                yield f"{file.stem}:{function.name}"


def _writes(call: ast.expr, own: set[str]) -> bool:
    if isinstance(call, ast.Name):
        return call.id in WRITERS or (call.id in {"_write", "act"} and call.id in own | {"act"})
    if isinstance(call, ast.Attribute):
        of_home = isinstance(call.value, ast.Call) and getattr(call.value.func, "id", "") == "home"
        return call.attr in VERBS or (call.attr == "copy" and of_home)
    return False


def test_every_call_that_writes_has_its_race() -> None:
    found = set(writing_calls()) - INNER
    assert found == set(RACES)


def test_every_race_is_a_test() -> None:
    known = {
        each.name
        for file in TESTS.rglob("test_*.py")
        for each in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(each, ast.FunctionDef)
    }
    assert set(RACES.values()) <= known


@pytest.fixture
def own(home: Home) -> str:
    key = small_ledger(home)
    put(home, key, Change(record=Actor(id="x2", post=ASSENT)))
    return key


def drafted(home: Home, key: str, *, hand_in: bool) -> str:
    with home.open(key) as ledger:
        head = ledger.head().number
        pair = PairTerms(guest="n1", host="s2")
        step = DraftProposal(title="方案", plan="ab", rests_on=head, pairs=(pair,))
        made = ledger.apply(step, actor=POST, note="拟", at=AT).minted["new:proposal"]
        if hand_in:
            ledger.apply(SubmitProposal(id=made), actor=POST, note="报", at=AT)
    return str(made)


def at_proposals(open_app: Open, own: str, post: str) -> AppTest:
    app = open_app("proposals", ledger=own)
    app.selectbox(key="proposals:post").set_value(post).run()
    app.text_input(key="proposals:note").set_value("核").run()
    return app


def test_a_step_taken_after_another_post_s_is_refused_with_its_sentence(
    open_app: Open, home: Home, own: str
) -> None:
    ident = drafted(home, own, hand_in=True)
    one, other = (at_proposals(open_app, own, ASSENT) for _ in range(2))
    one.button(key="proposals:return").click().run()
    assert shown(home, own).get(Proposal, ident).stage.name == "returned"
    other.button(key="proposals:approve").click().run()
    assert not other.exception
    told = " ".join(each.value for each in (*other.error, *other.caption))
    assert "“批准”" in told or "已被修改" in told or "已退回" in told
    item = shown(home, own).get(Proposal, ident)
    assert (item.stage.name, item.approver) == ("returned", None)


def test_remarks_of_two_posts_are_both_kept(open_app: Open, home: Home, own: str) -> None:
    drafted(home, own, hand_in=True)
    for app, words in [
        (each, f"意见{place}")
        for place, each in enumerate([at_proposals(open_app, own, POST),
                                      at_proposals(open_app, own, ASSENT)])
    ]:  # fmt: skip
        app.text_input(key="proposals:words").set_value(words).run()
        app.button(key="proposals:comment").click().run()
        assert not app.exception
    remarks = shown(home, own).records(Comment)
    assert {(each.post, each.words) for each in remarks} == {(POST, "意见0"), (ASSENT, "意见1")}


def test_a_plan_in_the_place_of_a_draft_another_changed_is_not_kept_unseen(
    open_app: Open, home: Home, own: str
) -> None:
    ident = drafted(home, own, hand_in=False)
    app = open_app("plan", ledger=own)
    app.radio(key="plan:whom").set_value("everyone").run()
    app.session_state["plan:tab"] = "draft"
    app.session_state["plan:in-place-of"] = ident
    app.run()
    app.text_input(key="plan:title").set_value("我的").run()
    app.text_input(key="plan:note").set_value("重拟").run()
    with home.open(own) as ledger:
        pair = PairTerms(guest="n2", host="s1")
        step = EditDraft(id=ident, title="他人改的", plan="cd", rests_on=ledger.head().number,
                         pairs=(pair,))  # fmt: skip
        ledger.apply(step, actor=POST, note="他人", at=AT)
    app.run()
    assert not app.exception
    assert "已被他人改动" in words_of(app)
    assert app.button(key="plan:save").disabled
    assert shown(home, own).get(Proposal, ident).title == "他人改的"
    [pair_kept] = shown(home, own).records(ProposedPair)
    assert pair_kept.guest == "n2"


def test_the_undo_of_what_another_built_on_is_refused(open_app: Open, home: Home, own: str) -> None:
    app = open_app("imports", ledger=own)
    sheet = "名称,控股情况\n新公司,民营\n"
    app.file_uploader(key="imports:files").set_value(
        [("单位.csv", sheet.encode(), "text/csv")]
    ).run()
    [button] = [each for each in app.button if str(each.key).startswith("imports:apply")]
    button.click().run()
    [made] = [each for each in shown(home, own).records(Unit) if each.name == "新公司"]
    with home.open(own) as ledger:
        built = Correct(record=Unit(id=made.id, name="新公司二"), at=LATEST)
        ledger.apply(built, actor=POST, note="他人", at=dt.datetime.now(dt.UTC))
    app.button(key="done:imports:undo").click().run()
    assert not app.exception
    assert any("已被修改" in each.value for each in (*app.error, *app.caption))
    assert shown(home, own).get(Unit, made.id).name == "新公司二"


def test_two_copies_of_one_name_do_not_overwrite_each_other(
    open_app: Open, home: Home, own: str
) -> None:
    sessions = [open_app("ledgers", ledger=own) for _ in range(2)]
    name = f"副本{own[-1]}"
    for app in sessions:
        app.text_input(key="copy:name").set_value(name)
    [copied] = [each for each in sessions[0].button if each.label == "复制"]
    copied.click().run()
    key = f"own-{name}"
    put(home, key, Change(record=Organisation(id="kept", name="只在副本", division="d")))
    [again] = [each for each in sessions[1].button if each.label == "复制"]
    again.click().run()
    assert any("已有" in each.value or "已存在" in each.value for each in sessions[1].error)
    assert "kept" in shown(home, key, DAY).by_id(Organisation)
