"""Tables that only add to others, tables nobody recognises, and lists of what is no duplicate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from intake_books import DAY, csv_file, imported
from press_counting import lost_cells

from graphs.duplicates import judgements, suggest
from graphs.intake import Import, InputFile, shipped_mapping
from graphs.ledger import Ledger, Revision
from graphs.model import Agreement, Alias, Judgement, Organisation, Snapshot, Verdict

Whole = Callable[[], Snapshot]
Write = Callable[[Import], Revision]
MAPPING = shipped_mapping("press")
DATE_NOTES = csv_file(
    "agreement_id,date_text_as_printed,note\n"
    "a001,近日,刊发时未写日期\na007,3月13日,签约仪式\na002,5月16日,年份待查\n",
    "date_notes.csv",
)
NOT_DUPLICATES = csv_file(
    "org_id_a,org_id_b,reason\nr003,r005,不是同一机关\nr016,r017,两个项目部\n", "not_duplicates.csv"
)


def test_nothing_of_the_press_sample_with_additions_is_lost(
    press: tuple[InputFile, ...], whole: Whole, write: Write, ledger: Ledger, tmp_path: Path
) -> None:
    files = (*press, DATE_NOTES, NOT_DUPLICATES)
    result = imported(*files, snapshot=whole(), mapping=MAPPING)
    result.check()
    write(result)
    ledger.export_archive(tmp_path / "out")
    archive = [path.read_bytes() for path in sorted((tmp_path / "out").glob("*.jsonl"))]
    counted = {
        file.name: file.content for file in files if file.stem != "suspected_duplicates"
    }  # that one is a list of questions, left out and told
    assert sum(len(body) for body in counted.values()) > 20_000
    assert lost_cells(counted, archive) == []
    assert result.account.balanced


def test_the_counting_script_finds_what_is_lost() -> None:
    kept = b'{"name": "a", "quote": ["b; c"]}\n'
    files = {"x.csv": b"h1,h2\na,b;c\na,d\n"}
    assert lost_cells(files, [kept]) == [("x.csv", 3, "d")]


def test_date_notes_are_joined_by_key_and_make_no_agreement(
    press: tuple[InputFile, ...], whole: Whole, write: Write
) -> None:
    for files in ((*press, DATE_NOTES), (DATE_NOTES, *press)):
        result = imported(*files, snapshot=whole(), mapping=MAPPING)
        made = [step.record for step in result.steps if isinstance(step.record, Agreement)]
        assert sum(each.title == "党建联建协议书" for each in made) == 1
    write(imported(*press, snapshot=whole(), mapping=MAPPING))
    before = whole()
    later = imported(DATE_NOTES, snapshot=before, mapping=MAPPING)
    assert {each.kind for each in later.differences} == {"changed"}
    write(later)
    ids = {each.value: each.about for each in whole().records(Alias) if each.system == "press"}
    first = whole().get(Agreement, ids["a001"])
    assert first.signed_on is not None
    assert first.signed_on.printed == "近日"
    seventh, old = whole().get(Agreement, ids["a007"]), before.get(Agreement, ids["a007"])
    assert seventh.signed_on == old.signed_on
    assert seventh.note == f"{old.note}；签约仪式"
    for files in (press, (DATE_NOTES,), (*press, DATE_NOTES)):
        assert imported(*files, snapshot=whole(), mapping=MAPPING).steps == ()


def test_a_row_that_adds_to_nothing_is_set_aside_and_told(whole: Whole) -> None:
    notes = csv_file("agreement_id,date_text_as_printed\nzz9,3月13日\n", "date_notes.csv")
    result = imported(notes, snapshot=whole(), mapping=MAPPING)
    assert result.steps == ()
    [said] = [each for each in result.issues if "搁置" in each.reason.zh]
    assert (said.value, said.severity) == ("zz9", "warning")
    assert (result.account.values, result.account.issues) == (0, 2)


def test_a_table_nobody_recognises_is_set_aside_and_blocks_nothing() -> None:
    register = csv_file("党组织名称,党员数\n甲公司党支部,3\n", "党组织.csv")
    strange = csv_file("颜色,长度\n红,3\n蓝,4\n", "杂项.csv")
    both = imported(register, strange)
    assert both.errors == ()
    assert both.ready
    [told] = [each for each in both.issues if each.sheet == "杂项.csv"]
    assert told.severity == "warning"
    assert "搁置" in told.sentence().zh
    [sheet] = [each for each in both.account.sheets if each.sheet == "杂项.csv"]
    assert (sheet.read, sheet.issues) == (6, 4)
    alone = imported(strange)
    assert [each.severity for each in alone.errors] == ["error"]


def test_lists_of_what_is_no_duplicate_are_verdicts_of_the_ledger(
    press: tuple[InputFile, ...], whole: Whole, write: Write
) -> None:
    write(imported(*press, snapshot=whole(), mapping=MAPPING))
    likely = suggest(whole())
    write(imported(NOT_DUPLICATES, snapshot=whole(), mapping=MAPPING))
    snapshot = whole()
    assert {each.verdict for each in snapshot.records(Judgement)} == {Verdict.not_same}
    ids = {each.value: each.about for each in snapshot.records(Alias) if each.system == "press"}
    assert judgements(snapshot).verdict(ids["r003"], ids["r005"]) is Verdict.not_same
    pair = {ids["r003"], ids["r005"]}
    assert any({each.left, each.right} == pair for each in likely)
    assert not any({each.left, each.right} == pair for each in suggest(snapshot))
    assert imported(NOT_DUPLICATES, snapshot=snapshot, mapping=MAPPING).steps == ()


def test_member_counts_in_a_pairing_table_are_joined_by_name(whole: Whole) -> None:
    known = Snapshot.from_records([Organisation(id="o1", name="甲厂党支部")], as_of=DAY)
    table = csv_file(
        "协议名称,签订日期,国企党组织,国企党员数,非公党组织,非公党员数\n"
        "协议,2024,甲厂党支部,33,乙公司党支部、丙公司党支部,12\n",
        "结对.csv",
    )
    result = imported(table, snapshot=known)
    [change] = [each for each in result.differences if each.field == "members"]
    assert (change.id, change.after.zh) == ("o1", "33")
    [told] = [each for each in result.issues if "几个党组织" in each.reason.zh]
    assert (told.row, told.column, told.value) == (2, "F", "12")
    made = [step.record for step in result.steps if isinstance(step.record, Organisation)]
    assert {each.members for each in made if each.id != "o1"} == {None}
