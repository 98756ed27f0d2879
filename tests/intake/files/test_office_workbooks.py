"""Workbooks as offices make them: mapped, or refused with the reason; columns never shift."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from intake_books import csv_file, imported, pack, xlsx

from graphs.intake import Import, InputFile
from graphs.model import (
    Agreement,
    Change,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PostStatus,
    Record,
    Signatory,
    Superior,
    Unit,
)

Draw = Callable[[Any, Any], None]
HEAD = ["序号", "协议名称", "国企党组织", "非公党组织", "签订日期", "到期日期", "状态"]
ROWS = [
    ["1", "党建联建协议", "甲集团第一党支部", "顺达公司党支部", "2024年3月", "2027-03", "履行中"],
    ["2", "党建联建协议", "甲集团第一党支部", "裕丰与华翔公司党支部", "近日", "", "履行中"],
]
EXPECTED = {"甲集团第一党支部", "顺达公司党支部", "裕丰与华翔公司党支部"}


def drawn(draw: Draw, name: str = "Sheet1") -> InputFile:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    draw(book, book.add_worksheet(name))
    book.close()
    return InputFile(name="结对台账.xlsx", content=target.getvalue())


def rows_at(sheet: Any, top: int, left: int, rows: list[list[Any]]) -> None:
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value != "":
                sheet.write(top + r, left + c, value)


def made(result: Import, kind: type[Record]) -> list[Any]:
    records = [step.record for step in result.steps if isinstance(step, Change)]
    return [record for record in records if isinstance(record, kind)]


def names(result: Import) -> set[str]:
    return {each.name for each in made(result, Organisation)}


def said(result: Import, severity: str) -> list[str]:
    return [each.sentence().zh for each in result.issues if each.severity == severity]


def check_ledger(result: Import) -> None:
    result.check()
    assert names(result) == EXPECTED
    assert len(made(result, Agreement)) == 2
    assert len(made(result, Signatory)) == 4
    units = {each.name: each.ownership for each in made(result, Unit)}
    assert units["甲集团"] is Ownership.state
    assert units["顺达公司"] is Ownership.non_public
    first = made(result, Agreement)[0]
    assert (first.signed_on.text, first.signed_on.printed) == ("2024-03", "2024年3月")


def test_a_plain_ledger() -> None:
    check_ledger(imported(drawn(lambda _, s: rows_at(s, 0, 0, [HEAD, *ROWS]))))


def test_columns_in_another_order() -> None:
    order = [4, 3, 1, 6, 2, 0, 5]
    turned = [[row[at] for at in order] for row in [HEAD, *ROWS]]
    check_ledger(imported(drawn(lambda _, s: rows_at(s, 0, 0, turned))))


def test_a_merged_title_above_the_header() -> None:
    def draw(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:G1", "上街区党建联建结对台账", book.add_format({"bold": True}))
        sheet.merge_range("A2:G2", "填报单位：某某镇　　填报日期：2024年4月", book.add_format())
        rows_at(sheet, 2, 0, [HEAD, *ROWS])

    check_ledger(imported(drawn(draw)))


def test_blank_rows_and_columns_before_the_table() -> None:
    check_ledger(imported(drawn(lambda _, s: rows_at(s, 5, 3, [HEAD, *ROWS]))))


def test_two_header_rows_with_merged_groups() -> None:
    def draw(book: Any, sheet: Any) -> None:
        look = book.add_format()
        sheet.merge_range("A1:A2", "序号", look)
        sheet.merge_range("B1:B2", "协议名称", look)
        sheet.merge_range("C1:D1", "国企方", look)
        sheet.merge_range("E1:F1", "非公方", look)
        sheet.merge_range("G1:G2", "签订日期", look)
        rows_at(sheet, 1, 2, [["党组织", "所在单位", "党组织", "所在单位"]])
        rows_at(
            sheet,
            2,
            0,
            [
                [
                    "1",
                    "联建协议",
                    "甲集团第一党支部",
                    "甲集团公司",
                    "顺达公司党支部",
                    "顺达有限公司",
                    "2024-03",
                ]
            ],
        )

    result = imported(drawn(draw))
    result.check()
    assert names(result) == {"甲集团第一党支部", "顺达公司党支部"}
    assert {each.name for each in made(result, Unit)} == {"甲集团公司", "顺达有限公司"}


def test_a_host_merged_over_several_rows() -> None:
    def draw(book: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD])
        sheet.merge_range("C2:C3", "甲集团第一党支部", book.add_format())
        for at, row in enumerate(ROWS, start=1):
            rows_at(sheet, at, 0, [[*row[:2], "", *row[3:]]])

    check_ledger(imported(drawn(draw)))


def test_a_total_row_is_left_out_and_said() -> None:
    result = imported(
        drawn(
            lambda _, s: rows_at(s, 0, 0, [HEAD, *ROWS, ["合计", "2份", "1家", "2家", "", "", ""]])
        )
    )
    check_ledger(result)
    assert any("合计行" in each for each in said(result, "hint"))


def test_notes_under_the_table_are_left_out_and_said() -> None:
    notes = [["注：本表由镇党建办填报"], ["备注：数据截至2024年4月"]]
    result = imported(
        drawn(lambda _, s: (rows_at(s, 0, 0, [HEAD, *ROWS]), rows_at(s, 5, 0, notes))[0])
    )
    check_ledger(result)
    [hint] = [each for each in said(result, "hint") if "表下说明" in each]
    assert "第 6、7 行" in hint


def test_a_hidden_row_is_read_and_said() -> None:
    def draw(_: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *ROWS])
        sheet.set_row(2, None, None, {"hidden": True})

    result = imported(drawn(draw))
    check_ledger(result)
    assert any("第 3 行：隐藏的行" in each for each in said(result, "hint"))


def test_a_hidden_column_is_read_and_said() -> None:
    def draw(_: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *ROWS])
        sheet.set_column("E:E", None, None, {"hidden": True})

    result = imported(drawn(draw))
    check_ledger(result)
    assert any("隐藏的列" in each for each in said(result, "hint"))


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    def draw(book: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *ROWS])
        other = book.add_worksheet("旧表")
        rows_at(
            other, 0, 0, [HEAD, ["9", "旧协议", "旧国企党支部", "旧公司党支部", "2001", "", ""]]
        )
        other.hide()

    result = imported(drawn(draw))
    check_ledger(result)
    assert any("隐藏的工作表" in each for each in said(result, "hint"))


def test_a_header_repeated_for_each_page() -> None:
    result = imported(drawn(lambda _, s: rows_at(s, 0, 0, [HEAD, ROWS[0], HEAD, ROWS[1]])))
    check_ledger(result)
    assert any("重复的表头" in each for each in said(result, "hint"))


def test_blank_rows_between_the_rows() -> None:
    check_ledger(
        imported(drawn(lambda _, s: rows_at(s, 0, 0, [HEAD, ROWS[0], [""], [""], ROWS[1]])))
    )


def test_spaces_and_line_breaks_in_headers() -> None:
    spaced = [
        "序 号",
        "协议\n名称",
        "国企 党组织",
        "非公\n党组织",
        "签订日期 ",
        " 到期日期",
        "状　态",
    ]
    check_ledger(imported(drawn(lambda _, s: rows_at(s, 0, 0, [spaced, *ROWS]))))


def test_traditional_headers() -> None:
    headers = ["序號", "協議名稱", "國企黨組織", "非公黨組織", "簽訂日期", "到期日期", "狀態"]
    check_ledger(imported(drawn(lambda _, s: rows_at(s, 0, 0, [headers, *ROWS]))))


def test_dates_in_date_cells_and_months_in_month_cells() -> None:
    def draw(book: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *[[*row[:4], "", "", row[6]] for row in ROWS]])
        day = book.add_format({"num_format": "yyyy/m/d"})
        month = book.add_format({"num_format": 'yyyy"年"m"月"'})
        sheet.write_datetime("E2", dt.datetime(2024, 3, 15), day)  # noqa: DTZ001
        sheet.write_datetime("E3", dt.datetime(2024, 3, 1), month)  # noqa: DTZ001

    result = imported(drawn(draw))
    result.check()
    assert [each.signed_on.text for each in made(result, Agreement)] == ["2024-03-15", "2024-03"]


def test_formulas_give_their_last_value_and_a_warning() -> None:
    def draw(_: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *ROWS])
        sheet.write_formula("B2", '="党建联建"&"协议"', None, "党建联建协议")

    result = imported(drawn(draw))
    check_ledger(result)
    assert any("公式" in each for each in said(result, "warning"))


def test_an_error_value_is_refused_with_its_cell() -> None:
    def draw(_: Any, sheet: Any) -> None:
        rows_at(sheet, 0, 0, [HEAD, *ROWS])
        sheet.write_formula("E2", "=NA()", None, "#N/A")

    (error,) = imported(drawn(draw)).errors
    assert (error.row, error.column) == (2, "E")


def test_one_header_over_two_columns_is_refused() -> None:
    doubled = [[*row, row[4]] for row in [HEAD, *ROWS]]
    (error,) = imported(drawn(lambda _, s: rows_at(s, 0, 0, doubled))).errors
    assert "E、H" in error.sentence().zh


def test_a_value_beside_the_table_is_refused() -> None:
    result = imported(
        drawn(lambda _, s: (rows_at(s, 0, 0, [HEAD, *ROWS]), s.write("K2", "旁注"))[0])
    )
    (error,) = result.errors
    assert (error.row, error.column, error.value) == (2, "K", "旁注")
    assert result.steps == ()


def test_a_row_with_a_missing_delimiter_is_refused() -> None:
    text = "协议名称,国企党组织,非公党组织\n联建,甲党支部,乙党支部\n甲党支部,乙党支部\n"
    assert any(
        "只有 2 列，表头有 3 列" in each.sentence().zh for each in imported(csv_file(text)).errors
    )


def test_a_row_without_a_partner_is_shown_not_dropped() -> None:
    result = imported(
        drawn(lambda _, s: rows_at(s, 0, 0, [HEAD, ROWS[0], [*ROWS[1][:3], "", *ROWS[1][4:]]]))
    )
    (error,) = result.errors
    assert (error.row, error.column) == (3, "D")


def test_several_partners_in_one_cell() -> None:
    row = [
        "1",
        "联建协议",
        "甲集团党委",
        "顺达公司党支部；裕丰与华翔公司党支部\n丁和戊公司党支部",
        "2024",
        "",
        "",
    ]
    result = imported(drawn(lambda _, s: rows_at(s, 0, 0, [HEAD, row])))
    result.check()
    assert "丁和戊公司党支部" in names(result)
    assert len(made(result, Signatory)) == 4


def test_a_register_makes_organisations_units_and_superiors() -> None:
    rows = [
        [
            "党组织名称",
            "类型",
            "上级党组织",
            "所在单位",
            "企业性质",
            "统一社会信用代码",
            "党员人数",
            "书记配备",
            "所属镇街",
        ],
        ["峡窝镇党委", "党委", "", "", "", "", "", "有", "峡窝镇"],
        [
            "顺达公司支部",
            "支部",
            "峡窝镇党委",
            "顺达公司",
            "民营企业",
            "91110000600037341L",
            "30余名",
            "缺",
            "峡窝镇",
        ],
    ]
    result = imported(InputFile(name="党组织名册.xlsx", content=xlsx({"名册": rows})))
    result.check()
    committee, branch = made(result, Organisation)
    assert (committee.kind, branch.kind) == (OrganisationKind.committee, OrganisationKind.branch)
    assert branch.members.words().zh == "> 30"
    assert branch.secretary is PostStatus.vacant
    assert [(each.organisation, each.superior) for each in made(result, Superior)] == [
        (branch.id, committee.id)
    ]
    (unit,) = made(result, Unit)
    assert (unit.ownership, unit.credit_code) == (Ownership.private, "91110000600037341L")
    assert [each.unit for each in made(result, Hosting)] == [unit.id]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_in_every_usual_encoding(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in [HEAD, *ROWS])
    check_ledger(imported(csv_file(text, encoding=encoding)))


def open_document(rows: list[list[str]]) -> bytes:
    """A spreadsheet as LibreOffice keeps it, in its smallest form."""
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
            for each in row
        )
        for row in rows
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="党组织">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return pack(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content.encode(),
        }
    )


def test_an_open_document_spreadsheet_is_read() -> None:
    content = open_document([["党组织名称", "组织类型"], ["甲公司党支部", "党支部"]])
    result = imported(InputFile(name="名册.ods", content=content))
    assert result.ready
    assert result.account.values == 2
