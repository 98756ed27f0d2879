"""Text stays text, every problem is told at once, and an import twice is an import once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from intake_books import AT, DAY, EMPTY, csv_file, imported, xlsx

from graphs.errors import ChangeRefused, InputError
from graphs.intake import Import, InputFile, load_mapping, prepare
from graphs.ledger import Ledger, Revision
from graphs.model import (
    LATEST,
    Change,
    Correct,
    End,
    Organisation,
    Quantity,
    Record,
    Snapshot,
    Unit,
)

_WORKBOOKS = Path(__file__).resolve().parents[1] / "data" / "workbooks"

Whole = Callable[[], Snapshot]
Write = Callable[[Import], Revision]

UNITS = "名称,控股情况,统一社会信用代码,从业人数\n顺达公司,民营,91110000600037341L,180多人\n裕丰公司,国有,,\n"


def records(result: Import) -> list[Record]:
    return [step.record for step in result.steps if isinstance(step, (Change, Correct))]


def units(result: Import) -> list[Unit]:
    return [record for record in records(result) if isinstance(record, Unit)]


@pytest.mark.parametrize("name", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_value_in_a_text_file_is_refused(name: str) -> None:
    result = imported(csv_file(f"名称,控股情况\n{name},民营\n"))
    assert not result.ready
    assert any("错误值" in each.reason.zh for each in result.errors)


@pytest.mark.parametrize(
    "name", ["NA", "null", "None", "NaN", "1e5", "007", "TRUE", "3-5", "2010-06", "=1+1"]
)
def test_text_stays_text(name: str) -> None:
    for file in (
        csv_file(f"名称,控股情况\n{name},民营\n"),
        InputFile(
            name="单位.xlsx",
            content=xlsx(
                {
                    "单位": [
                        ["名称", "控股情况"],
                        [f"'{name}" if name.startswith("=") else name, "民营"],
                    ]
                }
            ),
        ),
    ):
        result = imported(file)
        result.check()
        assert units(result)[0].name == name


def test_a_long_code_stays_a_code() -> None:
    assert units(imported(csv_file(UNITS)))[0].credit_code == "91110000600037341L"


def test_a_code_typed_as_a_number_is_refused_with_its_cell() -> None:
    rows = [["名称", "统一社会信用代码"], ["顺达公司", 911100006000373412]]
    (error,) = imported(InputFile(name="单位.xlsx", content=xlsx({"单位": rows}))).errors
    assert (error.sheet, error.row, error.column) == ("单位.xlsx／单位", 2, "B")
    assert "数字" in error.reason.zh


def test_a_code_in_scientific_notation_is_refused() -> None:
    (error,) = imported(csv_file("名称,信用代码\n顺达公司,9.1110E+17\n")).errors
    assert (error.row, error.column) == (2, "B")


def test_a_code_with_a_wrong_digit_is_told() -> None:
    result = imported(csv_file("名称,信用代码\n顺达公司,91110000600037341K\n"))
    result.check()
    assert any("校验" in each.sentence().zh for each in result.issues)


def test_numbers_padded_by_their_format_keep_their_zeros() -> None:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("区划")
    sheet.write_row(0, 0, ["名称", "区划代码", "层级"])
    sheet.write(1, 0, "某区")
    sheet.write(1, 1, 10101, book.add_format({"num_format": "000000"}))
    book.close()
    (record, *_) = records(imported(InputFile(name="a.xlsx", content=target.getvalue())))
    assert record.code == "010101"


def test_a_month_typed_as_a_decimal_is_refused() -> None:
    rows = [["名称", "控股情况", "成立日期"], ["顺达公司", "民营", 2020.1]]
    (error,) = imported(InputFile(name="单位.xlsx", content=xlsx({"单位": rows}))).errors
    assert (error.row, error.column) == (2, "C")


def test_every_problem_is_told_at_once() -> None:
    text = "名称,控股情况,成立日期,从业人数\n,民营,2010-13,\n甲,火星,,若干\n乙,民营,2010-02-30,3\n"
    errors = imported(csv_file(text)).errors
    found = {(each.row, each.column) for each in errors}
    assert found == {(2, "A"), (2, "C"), (3, "B"), (3, "D"), (4, "C")}
    with pytest.raises(InputError, match=f"{len(errors)} errors, nothing was imported"):
        imported(csv_file(text)).check()


def test_nothing_goes_in_where_one_cell_is_wrong() -> None:
    result = imported(csv_file("名称,控股情况\n甲,民营\n乙,火星\n"))
    assert result.steps == ()
    assert not result.ready


def test_a_column_without_a_field_is_told() -> None:
    warnings = [
        each
        for each in imported(csv_file("名称,控股情况,颜色\n甲,民营,红\n")).issues
        if each.value == "颜色"
    ]
    assert [(each.severity, each.column) for each in warnings] == [("warning", "C")]


def test_a_file_that_could_be_several_kinds_is_not_guessed() -> None:
    (error,) = imported(csv_file("名称\n甲\n", name="随便.csv")).errors
    assert "无法分辨" in error.reason.zh


def test_the_name_of_the_file_decides_between_kinds() -> None:
    assert units(imported(csv_file("名称\n甲\n", name="单位.csv")))[0].name == "甲"


def test_the_same_file_twice_changes_nothing(whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    again = imported(csv_file(UNITS), snapshot=whole())
    assert (again.steps, again.differences) == ((), ())


def test_a_file_saved_again_by_another_program_changes_nothing(whole: Whole, write: Write) -> None:
    rows = [
        ["协议名称", "国企党组织", "非公党组织", "签订日期", "状态"],
        ["联建协议", "甲厂党支部", "顺达公司党支部", "2024年3月", "履行中"],
        ["联建协议", "甲厂党支部", "裕丰公司党支部", "2024-03-15", "履行中"],
    ]
    write(imported(InputFile(name="结对.xlsx", content=xlsx({"结对": rows})), snapshot=whole()))
    target = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(xlsx({"结对": rows})))
    book.active["D2"].value = dt.date(2024, 3, 1)
    book.active["D2"].number_format = 'yyyy"年"m"月"'
    book.active["D3"].value = dt.datetime(2024, 3, 15)  # noqa: DTZ001
    book.active["D3"].number_format = "yyyy/mm/dd"
    book.active.insert_rows(1)
    book.save(target)
    again = imported(InputFile(name="结对.xlsx", content=target.getvalue()), snapshot=whole())
    assert (again.errors, again.differences) == ((), ())


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_ledger_saved_by_libreoffice_changes_nothing(
    ending: str, whole: Whole, write: Write
) -> None:
    rows = [
        ["序号", "协议名称", "国企党组织", "非公党组织", "签订日期", "到期日期", "状态"],
        [
            "1",
            "党建联建协议",
            "甲集团第一党支部",
            "顺达公司党支部",
            "2024年3月",
            "2027-03",
            "履行中",
        ],
        ["2", "党建联建协议", "甲集团第一党支部", "裕丰与华翔公司党支部", "近日", "", "履行中"],
        ["3", "联建三", "乙厂党委", "丁公司党支部", "2010年6月15日", "2027年", "履行中"],
    ]
    write(imported(InputFile(name="结对台账.xlsx", content=xlsx({"结对": rows})), snapshot=whole()))
    saved = InputFile.at(_WORKBOOKS / f"pairing-ledger-saved-by-libreoffice.{ending}")
    again = imported(saved, snapshot=whole())
    assert (again.errors, again.differences) == ((), ())


def test_a_blank_cell_says_nothing(whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    result = imported(csv_file("名称,控股情况,从业人数\n顺达公司,,\n"), snapshot=whole())
    assert result.differences == ()


def test_a_change_is_shown_with_both_values_and_its_row(whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    result = imported(csv_file(UNITS.replace("180多人", "近200人")), snapshot=whole())
    (change,) = result.differences
    assert (change.before.zh, change.after.zh, change.row) == ("> 180", "< 200", 2)
    write(result)
    assert next(each for each in whole().records(Unit) if each.staff).staff == Quantity(
        "<", 200, printed="近200人"
    )


def test_a_dated_change_starts_from_what_holds_on_its_day(
    ledger: Ledger, whole: Whole, write: Write
) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    [unit] = [each for each in whole().records(Unit) if each.staff]
    then = dt.date(2022, 1, 1)
    later = replace(unit, staff=Quantity("=", 300))
    ledger.apply(Change(record=later, effective=then), actor="台账岗", note="变更", at=AT)
    day = dt.date(2020, 1, 1)
    result = prepare(
        [csv_file("名称,控股情况\n顺达公司,国有控股\n")], ledger.snapshot(as_of=day), effective=day
    )
    write(result)
    [at_day] = [each for each in ledger.snapshot(as_of=day).records(Unit) if each.id == unit.id]
    assert at_day.staff == unit.staff


def test_a_dated_change_keeps_the_past(ledger: Ledger, whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    day = dt.date(2020, 1, 1)
    changed = csv_file(UNITS.replace("民营", "国有控股"))
    with pytest.raises(InputError, match="2020-01-01"):
        prepare([changed], whole(), effective=day)
    result = prepare([changed], ledger.snapshot(as_of=day), effective=day)
    assert [step.effective for step in result.steps if isinstance(step, Change)] == [day, None]


def test_ten_times_as_many_is_suspicious(whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    result = imported(csv_file(UNITS.replace("180多人", "18000人")), snapshot=whole())
    assert result.counts()["suspicious"] == 1


def test_a_usual_way_of_writing_a_name_is_suspicious_and_not_merged(
    whole: Whole, write: Write
) -> None:
    write(imported(csv_file("党组织名称,类型\n甲公司党支部,党支部\n"), snapshot=whole()))
    result = imported(csv_file("党组织名称,类型\n中共甲公司支部委员会,党支部\n"), snapshot=whole())
    assert result.counts()["added"] == 1
    assert result.counts()["suspicious"] == 1


def test_a_traditional_spelling_is_the_same_record(whole: Whole, write: Write) -> None:
    write(imported(csv_file("党组织名称,类型\n联合党支部甲,党支部\n"), snapshot=whole()))
    result = imported(csv_file("党组织名称,类型\n聯合黨支部甲,党支部\n"), snapshot=whole())
    assert result.counts()["added"] == 0


def test_two_units_of_one_name_with_two_codes_are_two(whole: Whole) -> None:
    text = "名称,信用代码\n顺达公司,91110000600037341L\n顺达公司,91350100M000100Y43\n"
    assert len(units(imported(csv_file(text), snapshot=whole()))) == 2


COMPLETE = """{"title": {"zh": "名册", "en": "Register"}, "system": "town", "tables": [
 {"complete": true, "records": [{"make": "organisation", "foreign": "编号", "strict": true,
  "fields": {"name": "名称"}}]}]}"""


def test_what_a_complete_list_lacks_has_ended(whole: Whole, write: Write) -> None:
    mapping = load_mapping(COMPLETE)
    write(imported(csv_file("编号,名称\n1,甲\n2,乙\n"), snapshot=whole(), mapping=mapping))
    result = imported(csv_file("编号,名称\n1,甲\n"), snapshot=whole(), mapping=mapping)
    (ended,) = result.differences
    assert (ended.kind, ended.name) == ("ended", "乙")
    assert [step.effective for step in result.steps if isinstance(step, End)] == [DAY]
    write(result)
    assert [each.name for each in whole().records(Organisation)] == ["甲"]


def test_first_branches_of_two_units_are_two(whole: Whole, write: Write) -> None:
    file = csv_file("党组织名称,所在单位\n第一党支部,甲公司\n第一党支部,乙公司\n", name="名册.csv")
    write(imported(file, snapshot=whole()))
    assert len(whole().records(Organisation)) == 2
    assert imported(file, snapshot=whole()).differences == ()


def test_a_row_told_twice_becomes_one_and_is_said() -> None:
    result = imported(csv_file("名称,控股情况\n甲,民营\n甲,民营\n"))
    assert len(units(result)) == 1
    assert any("第 3 行：与" in each.sentence().zh for each in result.issues)


def test_ids_of_two_offices_are_not_mixed_up(whole: Whole, write: Write) -> None:
    sheets = [
        {"党组织": [["编号", "名称", "类型"], ["1", name, "党支部"]]} for name in ("甲", "乙")
    ]
    for office, sheet in zip(("东镇", "西镇"), sheets, strict=True):
        file = InputFile(name="党组织.xlsx", content=xlsx(sheet))
        write(prepare([file], whole(), system=office))
    assert {each.name for each in whole().records(Organisation)} == {"甲", "乙"}


def test_an_id_that_is_kept_lets_a_later_file_rename(whole: Whole, write: Write) -> None:
    for name in ("甲", "甲集团"):
        rows = [["编号", "名称", "类型"], ["1", name, "党支部"]]
        write(
            prepare(
                [InputFile(name="党组织.xlsx", content=xlsx({"党组织": rows}))],
                whole(),
                system="东镇",
            )
        )
    assert [each.name for each in whole().records(Organisation)] == ["甲集团"]


def test_one_id_with_two_names_is_refused() -> None:
    mapping = load_mapping(COMPLETE)
    (error,) = imported(csv_file("编号,名称\n1,甲\n1,乙\n"), mapping=mapping).errors
    assert error.row == 3
    assert "不一致" in error.reason.zh


def test_two_ids_with_one_name_stay_two(whole: Whole, write: Write) -> None:
    mapping = load_mapping(COMPLETE)
    file = csv_file("编号,名称\n1,甲\n2,甲\n")
    write(imported(file, snapshot=whole(), mapping=mapping))
    assert len(whole().records(Organisation)) == 2
    assert imported(file, snapshot=whole(), mapping=mapping).differences == ()


def test_a_row_that_rests_on_a_record_meets_its_change(
    ledger: Ledger, whole: Whole, write: Write
) -> None:
    write(imported(csv_file("党组织名称,类型\n甲公司党支部,党支部\n"), snapshot=whole()))
    late = imported(csv_file("党组织名称,所在单位\n甲公司党支部,甲公司\n"), snapshot=whole())
    (known,) = whole().records(Organisation)
    other = Organisation(id=known.id, name="乙公司党支部")
    ledger.apply(Correct(record=other, at=LATEST), actor="台账岗", note="改", at=AT)
    with pytest.raises(ChangeRefused, match="after revision 1"):
        write(late)


def test_an_import_undone_can_be_done_again(ledger: Ledger, whole: Whole, write: Write) -> None:
    write(imported(csv_file(UNITS), snapshot=whole()))
    ledger.undo(1, actor="台账岗", note="撤销", at=AT)
    again = imported(csv_file(UNITS), snapshot=whole())
    assert again.counts()["added"] == 2
    assert write(again).number == 3


def test_the_columns_of_the_snapshot_are_left_alone() -> None:
    before = EMPTY.table("unit")
    imported(csv_file(UNITS))
    assert EMPTY.table("unit").equals(before)


def test_the_same_input_gives_the_same_steps() -> None:
    assert imported(csv_file(UNITS)).steps == imported(csv_file(UNITS)).steps
