"""Cells as clerks write them; what each says was written down before the import was asked."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported

from graphs.intake.cells.cells import read_cell
from graphs.intake.tables.row_kinds import row_kind
from graphs.model import RECORDS, Organisation, PartialDate, Quantity

MEMBERS = RECORDS["organisation"].column("members")
SIGNED = RECORDS["agreement"].column("signed_on")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("廿三人", 23, 23),
        ("卅", 30, 30),
        ("叁拾伍名", 35, 35),
        ("三四十名", 30, 40),
        ("七八个", 7, 8),
        ("12,345", 12345, 12345),
        ("１２人", 12, 12),
        ("30~35", 30, 35),
        ("30－35人", 30, 35),
        ("两千零五", 2005, 2005),
        ("0", 0, 0),
        ("共计18人", 18, 18),
        ("共18名", 18, 18),
    ],
)
def test_a_count_is_what_its_words_say(text: str, low: int, high: int) -> None:
    value = read_cell(MEMBERS, text).value
    assert isinstance(value, Quantity)
    assert (value.bounds.low, value.bounds.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "operator", "number"),
    [
        ("两百余", ">", 200),
        ("近三十人", "<", 30),
        ("不足50", "<", 50),
        ("不到20人", "<", 20),
        ("超过60人", ">", 60),
        ("约1.2万", "≈", 12000),
        ("十来个", "≈", 10),
        ("六十多位", ">", 60),
    ],
)
def test_an_approximate_count_keeps_its_operator(text: str, operator: str, number: int) -> None:
    value = read_cell(MEMBERS, text).value
    assert isinstance(value, Quantity)
    assert (value.operator, value.value) == (operator, number)


@pytest.mark.parametrize("text", ["3%", "30人/35人", "若干", "很多", "#VALUE!", "1O", "l2人"])
def test_what_is_no_count_is_refused(text: str) -> None:
    reading = read_cell(MEMBERS, text)
    assert reading.value is None
    assert reading.fault is not None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年5月4号", "2023-05-04"),
        ("二〇二三年五月四日", "2023-05-04"),
        ("二0二三年5月", "2023-05"),
        ("２０２３．５．４", "2023-05-04"),
        ("2023/05", "2023-05"),
        ("2023-05-04 00:00:00", "2023-05-04"),
        ("20230504", "2023-05-04"),
        ("2023,5,4", "2023-05-04"),
        ("2023年5月上旬", "2023-05"),
        ("2023年底", "2023"),
        ("2023年第二季度", "2023"),
        ("截至2023年6月", "2023-06"),
        ("2023.05.04—2026.05.03", "2023-05-04"),
        ("May 4, 2023", "2023-05-04"),
        ("May 4th 2023", "2023-05-04"),
        ("2023 年 5 月 4 日 （星期四）", "2023-05-04"),
    ],
)
def test_a_date_is_what_its_words_say(text: str, day: str) -> None:
    value = read_cell(SIGNED, text).value
    assert isinstance(value, PartialDate)
    assert value.text == day


@pytest.mark.parametrize(
    "text",
    ["2023年5月4日起三年", "2023-05-04（续签）", "2023年5月4、5日", "2023年5月4日、2024年6月7日", "2023年五月初四",
     "2023年13月", "4/5/2023", "2023-02-29", "23/5/4", "2023、5、4"],
)  # fmt: skip
def test_what_is_not_wholly_a_date_is_said(text: str) -> None:
    reading = read_cell(SIGNED, text)
    assert reading.fault is not None or reading.doubt is not None


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲公司党支部;乙公司党支部", {"甲公司党支部", "乙公司党支部"}),
        ("甲公司党支部 乙公司党支部", {"甲公司党支部", "乙公司党支部"}),
        ("1、甲公司党支部2、乙公司党支部", {"甲公司党支部", "乙公司党支部"}),
        ("甲公司党支部（牵头）、乙公司党支部", {"甲公司党支部", "乙公司党支部"}),
        ("甲公司党支部（书记：王某）", {"甲公司党支部"}),
        ("甲公司党支部书记张三", {"甲公司党支部"}),
        ("农、林、水局党支部", {"农、林、水局党支部"}),
        ("甲公司党支部等5家", {"甲公司党支部"}),
        ("甲公司党支部、甲公司党支部", {"甲公司党支部"}),
        ("甲公司（原乙公司）党支部", {"甲公司（原乙公司）党支部"}),
        ("甲公司第一、二党支部", {"甲公司第一党支部", "甲公司第二党支部"}),
        ("暂未结对", set()),
        ("待定", set()),
        ("——", set()),
        ("？", set()),
        ("详见附件", set()),
        ("见上表", set()),
        ("正在对接中", set()),
    ],
)
def test_a_cell_of_parties_names_these_and_no_others(cell: str, names: set[str]) -> None:
    row = f'丙厂党委,"{cell}",共建协议,2024-05-01\n'
    result = imported(csv_file("国企党组织,非公党组织,协议名称,签订日期\n" + row, "结对台账.csv"))
    listed = {each.name for each in result.differences if each.record == "organisation"}
    unsure = {each.value for each in result.errors}
    assert listed - unsure - {"丙厂党委"} == names
    if not names:
        assert any(each.severity != "hint" for each in result.issues)
    if not result.errors:
        made = {s.record.name for s in result.steps if isinstance(s.record, Organisation)}
        assert made == names | {"丙厂党委"}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("总  计", "35"), "total"),
        (("注1：党员数含预备",), "note"),
        (("填报单位（盖章）：白石镇", "日期：2024.6"), "footer"),
        (("注2：不含预备党员",), "note"),
        (("单位负责人：", "填表人："), "footer"),
        (("第1页 共3页",), "footer"),
        (("审核：李某",), "footer"),
        (("本季度无新增",), "note"),
        (("（暂无）",), None),
        (("本月没有新签协议。",), "note"),
        (("本镇无结对情况",), "note"),
        (("无锡办事处党支部",), None),
        (("本镇无纺布厂",), None),
        (("无变压器厂",), None),
        (("审计局党支部",), None),
        (("合计建材公司", "乙厂党支部"), None),
        (("注册会计师事务所党支部",), None),
        (("说明书印刷厂",), None),
        (("盖章机械厂", "3"), None),
        (("制表机械公司", "3"), None),
        (("小计算机公司", "3"), None),
    ],
)
def test_a_row_is_what_it_is(cells: tuple[str, ...], kind: str | None) -> None:
    found = row_kind(list(cells), single=len(set(cells)) == 1)
    assert (None if found is None else found.name) == kind
