"""Two stewards at one ledger: both edits are kept, or the second one is asked; nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from app_stewards import (
    AT,
    POST,
    Open,
    choose,
    field,
    put,
    shown,
    small_ledger,
    words_of,
    write,
)
from streamlit.testing.v1 import AppTest

from graphs.ledger import Home
from graphs.model import (
    Change,
    Correct,
    DraftProposal,
    End,
    Hosting,
    Organisation,
    PairTerms,
    Quantity,
    Scope,
    Unit,
)

FIRST, SECOND = dt.date(2020, 1, 1), dt.date(2025, 6, 1)


@pytest.fixture
def own(home: Home) -> str:
    return small_ledger(home)


@pytest.fixture
def records(open_app: Open, own: str) -> AppTest:
    return at_record(open_app, own, "s1")


def at_record(open_app: Open, own: str, ident: str, *, verb: str = "correct", **query: str):
    app = open_app("records", ledger=own, **query)
    app.selectbox(key="records:organisation").set_value(ident).run()
    return say(app, verb)


def say(app: AppTest, verb: str) -> AppTest:
    return app.button_group(key="records:verb:True").set_value(verb).run()


def test_both_edits_of_two_stewards_are_kept(
    open_app: Open, records: AppTest, home: Home, own: str
) -> None:
    other = at_record(open_app, own, "s1")
    field(records, "s1", "members").set_value("90").run()
    write(records)
    field(other, "s1", "name_en").set_value("Branch of S1").run()
    other = write(other)
    assert not other.exception
    both = shown(home, own).get(Organisation, "s1")
    assert both.members == Quantity("=", 90)
    assert both.name_en == "Branch of S1"


def test_a_look_through_another_scope_between_brings_no_old_value_back(
    open_app: Open, home: Home, own: str
) -> None:
    app = at_record(open_app, own, "s1")
    old = shown(home, own).get(Organisation, "s1")
    put(home, own, Correct(record=replace(old, members=Quantity("=", 90)), at=FIRST))
    app.session_state["address"] = replace(app.session_state["address"], scope=Scope())
    app.run()
    field(app, "s1", "name_en").set_value("Branch of S1").run()
    app = write(app)
    assert not app.exception
    both = shown(home, own).get(Organisation, "s1")
    assert (both.members, both.name_en) == (Quantity("=", 90), "Branch of S1")


def test_a_copy_of_the_ledger_shows_its_own_record_and_not_what_was_drawn_of_the_first(
    open_app: Open, home: Home, own: str
) -> None:
    copied = home.copy(own, f"{own}副本").key
    old = shown(home, own).get(Organisation, "s1")
    put(home, copied, Correct(record=replace(old, members=Quantity("=", 90)), at=FIRST))
    app = at_record(open_app, own, "s1")
    app.session_state["address"] = replace(app.session_state["address"], ledger=copied)
    app.run()
    assert field(app, "s1", "members").value == "90"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_the_same_field_is_asked_for_and_what_was_typed_stays(
    open_app: Open, records: AppTest, home: Home, own: str, choice: str
) -> None:
    field(records, "s1", "members").set_value("85")
    field(records, "s1", "short_name").set_value("甲一").run()
    other = at_record(open_app, own, "s1")
    field(other, "s1", "members").set_value("90").run()
    write(other)
    records = write(records)
    asked = words_of(records)
    assert all(words in asked for words in ("您看时是 82", "他人已写成 90", "您填的是 85"))
    assert shown(home, own).get(Organisation, "s1").members == Quantity("=", 90)
    [radio] = [each for each in records.radio if "records:choice" in str(each.key)]
    radio.set_value(choice).run()
    records.button(key="records:save").click().run()
    kept = shown(home, own).get(Organisation, "s1")
    assert (kept.members, kept.short_name) == (
        Quantity("=", 85 if choice == "mine" else 90),
        "甲一",
    )


def test_what_others_changed_and_you_did_not_is_told_in_your_language(
    open_app: Open, home: Home, own: str
) -> None:
    app = at_record(open_app, own, "s1", lang="en")
    old = shown(home, own).get(Organisation, "s1")
    newer = Organisation(id="s1", name=old.name, division="d", members=Quantity("=", 90))
    put(home, own, Correct(record=newer, at=SECOND))
    app.run()
    assert "82 → 90" in words_of(app)
    assert "theirs is kept" in words_of(app)


def test_what_was_typed_outlives_a_change_of_language_and_a_refused_write(
    records: AppTest, home: Home, own: str
) -> None:
    field(records, "s1", "members").set_value("85").run()
    field(records, "s1", "kind").set_value("committee").run()
    records.button_group(key="control:language").set_value("en").run()
    assert field(records, "s1", "members").value == "85"
    assert field(records, "s1", "kind").value == "committee"
    records = say(records, "change")
    records.date_input(key="records:day").set_value(dt.date(2026, 1, 1)).run()
    put(home, own, End(id="h-s1", effective=SECOND), End(id="p-s1", effective=SECOND),
        End(id="y1a", effective=SECOND), End(id="s1", effective=SECOND))  # fmt: skip
    records = write(records)
    assert "Somebody has ended or taken back this record" in words_of(records)
    assert field(records, "s1", "members").value == "85"


def test_what_was_typed_is_there_after_a_look_at_another_screen(records: AppTest) -> None:
    field(records, "s1", "short_name").set_value("甲一").run()
    records.switch_page("app_pages/history_screen.py").run()
    records.switch_page("app_pages/records_screen.py").run()
    records.selectbox(key="records:organisation").set_value("s1").run()
    assert field(records, "s1", "short_name").value == "甲一"


@pytest.mark.parametrize("ident", ["s1", "new:record"])
def test_nothing_edited_is_nothing_written(
    open_app: Open, home: Home, own: str, ident: str
) -> None:
    app = open_app("records", ledger=own)
    app.selectbox(key="records:organisation").set_value(ident).run()
    with home.open(own) as ledger:
        before = ledger.head().number
    app = write(app)
    assert "未写入" in words_of(app)
    with home.open(own) as ledger:
        assert ledger.head().number == before


def test_a_new_record_is_written_with_what_was_filled_in(
    open_app: Open, home: Home, own: str
) -> None:
    app = open_app("records", ledger=own)
    field(app, "new:record", "name").set_value("新设党支部")
    field(app, "new:record", "members").set_value("1,234,567").run()
    app.checkbox(key="records:always").check().run()
    app = write(app)
    [made] = [each for each in shown(home, own).records(Organisation) if each.name == "新设党支部"]
    assert made.members == Quantity("=", 1234567)
    assert field(app, "new:record", "name").value == ""


def test_the_sign_alone_is_changed_and_every_digit_stays(
    open_app: Open, home: Home, own: str
) -> None:
    big = Organisation(id="s1", name="大", division="d", members=Quantity("=", 1234567))
    put(home, own, Correct(record=big, at=SECOND))
    app = at_record(open_app, own, "s1")
    assert field(app, "s1", "members").value == "1234567"
    app.selectbox(key="record:organisation:s1:2026-01-01:members:operator").set_value("≥").run()
    write(app)
    assert shown(home, own).get(Organisation, "s1").members == Quantity("≥", 1234567)


@pytest.fixture
def renamed(home: Home, own: str) -> str:
    newer = Organisation(id="s1", name="后来的名称", division="d", members=Quantity("=", 82))
    put(home, own, Change(record=newer, effective=SECOND))
    return own


def test_the_interval_that_is_looked_at_is_corrected_and_named(
    open_app: Open, home: Home, renamed: str
) -> None:
    app = at_record(open_app, renamed, "s1", as_of=FIRST.isoformat())
    assert "共 2 段" in words_of(app)
    assert "起初 → 2025-06-01" in words_of(app)
    field(app, "s1", "name", day=FIRST.isoformat()).set_value("更正的旧名").run()
    write(app)
    assert shown(home, renamed, FIRST.isoformat()).get(Organisation, "s1").name == "更正的旧名"
    assert shown(home, renamed).get(Organisation, "s1").name == "后来的名称"


def test_the_interval_that_is_looked_at_is_taken_back(
    open_app: Open, home: Home, renamed: str
) -> None:
    put(home, renamed, Change(record=Organisation(id="lone", name="旧", division="d")))
    later = Organisation(id="lone", name="新", division="d")
    put(home, renamed, Change(record=later, effective=SECOND))
    write(at_record(open_app, renamed, "lone", verb="retract"))
    assert shown(home, renamed, FIRST.isoformat()).get(Organisation, "lone").name == "旧"
    assert "lone" not in shown(home, renamed).by_id(Organisation)


def test_a_change_on_an_earlier_day_keeps_what_held_then(
    open_app: Open, home: Home, renamed: str
) -> None:
    app = at_record(open_app, renamed, "s1", verb="change")
    app.date_input(key="records:day").set_value(FIRST).run()
    field(app, "s1", "short_name").set_value("简称").run()
    assert "有效到 2025-06-01" in words_of(app)
    write(app)
    then = shown(home, renamed, FIRST.isoformat()).get(Organisation, "s1")
    assert (then.name, then.short_name) == ("s1公司党支部", "简称")
    assert shown(home, renamed).get(Organisation, "s1").short_name is None


def test_an_interval_that_was_cut_meanwhile_is_asked_for(
    records: AppTest, home: Home, own: str
) -> None:
    field(records, "s1", "short_name").set_value("简称").run()
    newer = Organisation(id="s1", name="后来的名称", division="d", members=Quantity("=", 82))
    put(home, own, Change(record=newer, effective=SECOND))
    records = write(records)
    assert shown(home, own).get(Organisation, "s1").short_name is None
    [box] = [each for each in records.checkbox if "records:days" in str(each.key)]
    box.check().run()
    records.button(key="records:save").click().run()
    kept = shown(home, own).get(Organisation, "s1")
    assert (kept.name, kept.short_name) == ("后来的名称", "简称")
    assert shown(home, own, FIRST.isoformat()).get(Organisation, "s1").short_name is None


def restore(app: AppTest) -> AppTest:
    """Restore the first version; the row stays ticked through every run, as in a browser."""
    app.text_input(key="restore:note").set_value("恢复")
    app = choose(app, "history:versions", 0)
    app.button(key="restore:s1:1:None:go").click()
    return choose(app, "history:versions", 0)


def test_a_version_without_an_end_is_restored(open_app: Open, home: Home, renamed: str) -> None:
    app = open_app("history", ledger=renamed)
    app.text_input(key="history:find").set_value("s1").run()
    app.selectbox(key="history:record").set_value("s1").run()
    app = restore(choose(app, "history:versions", 0))
    assert not app.exception
    for day in (FIRST.isoformat(), "2026-01-01"):
        assert shown(home, renamed, day).get(Organisation, "s1").name == "s1公司党支部"


def test_a_restore_of_what_changed_meanwhile_is_refused_and_shown_anew(
    open_app: Open, home: Home, renamed: str
) -> None:
    app = open_app("history", ledger=renamed)
    app.text_input(key="history:find").set_value("s1").run()
    app.selectbox(key="history:record").set_value("s1").run()
    app = choose(app, "history:versions", 0)
    later = Organisation(id="s1", name="再后来", division="d")
    put(home, renamed, Correct(record=later, at=SECOND))
    app = restore(app)
    assert any("已被修改" in each.value for each in app.error)
    assert shown(home, renamed).get(Organisation, "s1").name == "再后来"
    app.button(key="restore:again").click()
    restore(choose(app, "history:versions", 0))
    assert shown(home, renamed).get(Organisation, "s1").name == "s1公司党支部"


def test_ending_an_organisation_names_what_goes_with_it_and_is_one_revision(
    open_app: Open, home: Home, own: str
) -> None:
    app = at_record(open_app, own, "s1", verb="end")
    told = " ".join(each.proto.body for each in app.get("html"))
    assert all(words in told for words in ("s1公司", "街道党工委", "协议1"))
    app.text_input(key="record:organisation:s1:2026-01-01:dissolve:note").set_value("转出").run()
    with home.open(own) as ledger:
        before = ledger.head().number
    app.text_input(key="events:note").set_value("经批准").run()
    app.button(key="events:go").click().run()
    assert not app.exception
    after = shown(home, own)
    assert "s1" not in after.by_id(Organisation)
    assert "h-s1" not in after.by_id(Hosting)
    with home.open(own) as ledger:
        assert ledger.head().number == before + 1


def test_ending_what_is_no_organisation_needs_only_a_day(
    open_app: Open, home: Home, own: str
) -> None:
    put(home, own, Change(record=Unit(id="loose", name="散户", division="d")))
    app = open_app("records", ledger=own)
    app.selectbox(key="records:kind").set_value("unit").run()
    app.selectbox(key="records:unit").set_value("loose").run()
    write(say(app, "end"))
    assert "loose" not in shown(home, own).by_id(Unit)


@pytest.mark.parametrize("event", ["rename", "dissolve"])
def test_an_event_of_what_changed_meanwhile_is_refused(
    open_app: Open, home: Home, own: str, event: str
) -> None:
    app = open_app("duplicates", ledger=own)
    app.selectbox(key="events:organisation").set_value("s1")
    app.selectbox(key="events:kind").set_value(event).run()
    word = "name" if event == "rename" else "note"
    app.text_input(key=f"events:{event}:s1:{word}").set_value("丙支部").run()
    newer = Organisation(id="s1", name="他人改的名称", division="d", members=Quantity("=", 90))
    put(home, own, Correct(record=newer, at=SECOND))
    app = write(app, "events", button="events:go")
    assert any("已被修改" in each.value for each in app.error)
    now = shown(home, own).get(Organisation, "s1")
    assert (now.name, now.members) == ("他人改的名称", Quantity("=", 90))
    app.button(key="events:again").click().run()
    assert app.text_input(key=f"events:{event}:s1:{word}").value == "丙支部"
    app.button(key="events:go").click().run()
    assert not app.error
    later = shown(home, own).by_id(Organisation)
    assert later["s1"].members == Quantity("=", 90) if event == "rename" else "s1" not in later


def test_an_event_starts_from_what_holds_on_its_day(
    open_app: Open, home: Home, renamed: str
) -> None:
    app = open_app("duplicates", ledger=renamed, as_of=FIRST.isoformat())
    app.selectbox(key="events:organisation").set_value("s1")
    app.selectbox(key="events:kind").set_value("rename").run()
    app.date_input(key="events:day").set_value(dt.date(2025, 12, 1)).run()
    newer = Organisation(id="s1", name="后来的名称", division="d", members=Quantity("=", 91))
    put(home, renamed, Correct(record=newer, at=SECOND))
    app.run()
    app.button(key="events:again").click().run()
    app.text_input(key="events:rename:s1:name").set_value("第三个名称").run()
    write(app, "events", button="events:go")
    now = shown(home, renamed).get(Organisation, "s1")
    assert (now.name, now.members) == ("第三个名称", Quantity("=", 91))


def test_undo_is_of_the_revision_that_was_chosen_and_not_of_its_row(
    open_app: Open, home: Home, own: str
) -> None:
    newer = Organisation(id="s2", name="另名", division="d")
    chosen = put(home, own, Correct(record=newer, at=SECOND))
    app = choose(open_app("history", ledger=own), "history:revisions", 0)
    app.text_input(key="undo:note").set_value("撤销")
    app = choose(app, "history:revisions", 0)
    put(home, own, Correct(record=Organisation(id="n2", name="别动", division="d"), at=SECOND))
    app.button(key=f"undo:{chosen}:go").click()
    choose(app, "history:revisions", 0)
    after = shown(home, own).by_id(Organisation)
    assert after["n2"].name == "别动"


def test_a_step_of_a_workflow_offers_its_verb_and_no_undo(
    open_app: Open, home: Home, own: str
) -> None:
    with home.open(own) as ledger:
        pair = PairTerms(guest="n1", host="s2")
        step = DraftProposal(title="方案", plan="ab", rests_on=1, pairs=(pair,))
        number = ledger.apply(step, actor=POST, note="拟", at=AT).number
    app = choose(open_app("history", ledger=own), "history:revisions", 0)
    assert "流程的版本不能撤销" in words_of(app)
    assert "“撤回”" in words_of(app)
    assert f"undo:{number}:go" not in {each.key for each in app.button}
    app = choose(app, "history:revisions", 1)
    assert any(str(each.key).startswith("undo:1") for each in app.button)
