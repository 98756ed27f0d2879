"""Every cell that is not blank becomes a value, is recognised, or is named by a finding."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_books import csv_file, imported, xlsx

from graphs.intake import Import, InputFile
from graphs.intake.formats.column_letters import column_letters

NAMES = st.sampled_from(
    [
        "注塑科技有限公司",
        "来源村党支部",
        "联系点党支部",
        "甲公司党支部",
        "乙厂党委",
        "说明书厂党支部",
        "丙\u200b局",
        "无",
        "/",
    ]
)
COUNTS = st.sampled_from(
    [
        "30",
        "3百人",
        "七八家",
        "十几人",
        "50%",
        "二〇",
        "33（含预备2）",
        "若干",
        "#N/A",
        "5百余名",
        "无",
        "30人/户",
        "",
    ]
)
DATES = st.sampled_from(
    [
        "2010年 6月 15日",
        "2010年元月",
        "2010.1",
        "近日",
        "23.5.4",
        "2010年06年15日",
        "2023-05-04至2025-05-03",
        "",
        "甲",
    ]
)
WORDS = st.text("甲乙丙丁：，（）0123 ", max_size=8)
COLUMNS = {
    "党组织名称": NAMES, "党员数": COUNTS, "成立日期": DATES, "组织类型": st.sampled_from(["党支部", "党委", "红色", ""]),
    "备注": WORDS, "颜色": WORDS, "序号": st.integers(1, 99).map(str),
}  # fmt: skip
LEDGER = {
    "国企党组织": NAMES | st.sampled_from(["同上", "①甲厂党支部②乙厂党支部", "农、林局党支部", "待定"]),
    "非公党组织": NAMES | st.sampled_from(["同上", "宏达公司党支部（5月已终止）", "绿源公司党支部书记某某"]),
    "签订日期": DATES, "协议名称": WORDS, "备注": WORDS, "序号": st.integers(1, 99).map(str),
}  # fmt: skip
EXTRAS = st.sampled_from(
    [
        ["合计", "12"],
        ["填表人：", "审核人："],
        ["以下空白"],
        ["注：含预备党员"],
        ["2024年6月30日"],
        ["一、国企"],
        [],
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A township's table: a title, a header, rows, and what offices write below."""
    columns = draw(st.sampled_from([COLUMNS, LEDGER]))
    heads = list(columns)
    rows = [[draw(columns[head]) for head in heads] for _ in range(draw(st.integers(1, 5)))]
    title = draw(st.sampled_from([[], [["白石镇党组织基本情况表"]]]))
    return [*title, heads, *rows, *(draw(EXTRAS) for _ in range(draw(st.integers(0, 3))))]


def as_csv(rows: list[list[str]]) -> InputFile:
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return csv_file(out.getvalue(), name="台账.csv")


def unaccounted(rows: list[list[str]], result: Import) -> list[str]:
    """Cells that no record, no recognised part and no finding speaks of, by a reading of our own."""
    [sheet] = result.account.sheets
    listed = {row for part in sheet.recognised for row in part.rows}
    named = {(each.row, each.column) for each in result.issues}
    said = repr([step.record for step in result.steps if hasattr(step, "record")])
    lost = []
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            text = cell.strip()
            places = {(number, column_letters(at)), (number, ""), (0, "")}
            header = any(r <= 2 and column == column_letters(at) for r, column in named)
            if text and not (places & named) and number not in listed and not header:
                lost += [] if text.replace("\u200b", "") in said else [f"{number}/{at}: {text}"]
    return lost


@given(tables())
def test_read_is_the_sum_of_values_recognised_and_findings(rows: list[list[str]]) -> None:
    result = imported(as_csv(rows))
    filled = sum(bool(cell.strip()) for row in rows for cell in row)
    assert result.account.read == filled
    assert result.account.balanced


@given(tables())
def test_no_cell_of_an_import_that_can_be_written_is_lost(rows: list[list[str]]) -> None:
    result = imported(as_csv(rows))
    if result.ready:
        assert unaccounted(rows, result) == []


def test_a_name_that_begins_like_a_note_is_kept() -> None:
    result = imported(csv_file("党组织名称,组织类型\n甲公司党支部,党支部\n注塑科技有限公司,\n"))
    assert result.ready
    assert "注塑科技有限公司" in repr(result.steps)


def test_the_second_table_of_a_sheet_is_read() -> None:
    sheet = [
        ["一、党组织"], ["党组织名称", "组织类型"], ["甲公司党支部", "党支部"], [None, None],
        ["二、单位"], ["单位名称", "控股情况", "信用代码"], ["甲公司", "民营", None],
    ]  # fmt: skip
    result = imported(InputFile(name="台账.xlsx", content=xlsx({"表": sheet})))
    kinds = {step.record.__class__.__name__ for step in result.steps}
    assert {"Organisation", "Unit"} <= kinds
    assert result.account.balanced


def test_a_hidden_sheet_is_counted_and_named() -> None:
    result = imported(csv_file("党组织名称\n甲公司党支部\n"))
    assert result.account.issues == 0
    assert result.account.sentence().en.startswith("2 cells read: 1 values, 1 in titles")


@pytest.mark.parametrize("mark", ["无", "/", "—"])
def test_a_sign_for_nothing_is_no_partner_and_no_organisation(mark: str) -> None:
    text = f"国企党组织,非公党组织,签订日期\n甲厂党委,{mark},2024-01-02\n"
    result = imported(csv_file(text, name="结对台账.csv"))
    assert mark not in [getattr(step.record, "name", None) for step in result.steps]
    assert not any(
        step.record.__class__.__name__ == "Unit" and step.record.name == mark
        for step in result.steps
    )


def test_what_names_no_organisation_is_asked_and_not_made() -> None:
    text = "国企党组织,非公党组织,签订日期\n甲厂党委,待定,2024-01-02\n"
    result = imported(csv_file(text, name="结对台账.csv"))
    assert not result.ready
    assert any("不新建" in each.reason.zh for each in result.errors)


def test_a_reference_that_names_nobody_is_no_value() -> None:
    """Two records of the row may refer to the cell; it is counted once."""
    result = imported(
        csv_file("党组织名称,所在单位,上级党组织\n甲公司党支部,甲公司,甲\n乙公司党支部,乙公司,\n")
    )
    [wrong] = result.errors
    assert (wrong.row, wrong.value) == (2, "甲")
    assert result.account.balanced
    assert (result.account.values, result.account.issues) == (4, 1)
