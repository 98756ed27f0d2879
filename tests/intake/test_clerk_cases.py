"""What a careful clerk reads in odd cells and tables: each line is a text and its right value."""

from __future__ import annotations

import pytest
from intake_books import csv_file, imported, settled

from graphs.intake import Import
from graphs.intake.cells.cells import read_cell
from graphs.intake.cells.party_cells import PartyName, party_cell
from graphs.model import (
    RECORDS,
    Absence,
    Agreement,
    Change,
    Division,
    Organisation,
    Signatory,
    Unit,
)

MEMBERS = RECORDS["organisation"].column("members")
SIGNED = RECORDS["agreement"].column("signed_on")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("五十多名", "> 50"), ("近百人", "< 100"), ("一百二十余", "> 120"), ("两三百人", "200–300"),
        ("三五人", "3–5"), ("３５名", "35"), ("1,205人", "1,205"), ("约30人左右", "≈ 30"),
        ("不足五十", "< 50"), ("廿八", "28"), ("百余人", "> 100"), ("十来人", "≈ 10"),
        ("30~40人", "30–40"), ("大于20", "> 20"), ("小于20人", "< 20"), ("20以内", "≤ 20"),
        ("卅五名", "35"), ("一千零五人", "1,005"), ("28名正式党员", "28"), ("1.5万", "15,000"),
        ("约三四十家", "30–40"), ("0", "0"), ("壹佰贰拾", "120"), ("十七八人", "17–18"),
        ("至少20人", "≥ 20"), ("20至30名", "20–30"), ("二三", "2–3"),
    ],
)  # fmt: skip
def test_a_number_in_words(text: str, said: str) -> None:
    read = read_cell(MEMBERS, text)
    assert read.fault is None
    assert read.value.words().zh == said


@pytest.mark.parametrize(
    "text", ["23人（女9）", "45/3", "若干", "100%", "正式25预备3", "30人/户", "12人13人"]
)
def test_a_number_that_is_not_sure_is_asked(text: str) -> None:
    read = read_cell(MEMBERS, text)
    assert read.value is None
    assert read.fault is not None


@pytest.mark.parametrize("text", ["不详", "未知", "待查", "未载明"])
def test_what_is_not_known_is_not_stated(text: str) -> None:
    assert read_cell(MEMBERS, text).absent is Absence.not_stated


@pytest.mark.parametrize(
    ("text", "members", "probationary"),
    [
        ("12名（含预备党员1名）", 12, 1), ("28人(预备3人)", 28, 3), ("党员28人，其中预备2人", 28, 2),
        ("现有党员30名，含预备党员1名", 30, 1), ("33（含预备2）", 33, 2),
    ],
)  # fmt: skip
def test_a_part_of_the_members_in_the_same_cell(text: str, members: int, probationary: int) -> None:
    read = read_cell(MEMBERS, text)
    assert read.value.value == members
    assert [(name, count.value) for name, count in read.further] == [
        ("probationary_members", probationary)
    ]


@pytest.mark.parametrize(
    ("text", "date", "doubtful"),
    [
        ("2023年5月4号", "2023-05-04", False), ("二〇二三年五月四日", "2023-05-04", False),
        ("二0二三年五月", "2023-05", False), ("２０２３．５．４", "2023-05-04", False),
        ("20230504", "2023-05-04", False), ("2023年5月上旬", "2023-05", False),
        ("2023 年\n5 月 4 日", "2023-05-04", False), ("2023年一季度", "2023", False),
        ("2023-05-04 00:00:00", "2023-05-04", False), ("2023/05/04下午", "2023-05-04", False),
        ("2023年5月4日（补签）", "2023-05-04", True), ("2023年腊月", None, True),
        ("2023年5", "2023", True), ("5月4日", None, True), ("去年5月", None, True),
        ("2023年05月04日签订", "2023-05-04", True), ("至今", None, True),
        ("贰零贰叁年伍月", "2023-05", False), ("2023年 十二月 卅一日", "2023-12-31", False),
        ("2023年5月4日下午3时", "2023-05-04", False), ("2023年5月4日上午9点30分", "2023-05-04", False),
        ("2023年“七一”前夕", "2023", True), ("约2023年", "2023", True),
    ],
)  # fmt: skip
def test_a_date_is_never_shortened_in_silence(
    text: str, date: str | None, *, doubtful: bool
) -> None:
    read = read_cell(SIGNED, text)
    assert read.fault is None
    assert read.value.text == date
    assert (read.doubt is not None) == doubtful


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2023年2月29日", "2023-02-28"), ("44927", "2023-01-01"), ("23年5月", "2023-05"),
        ("23.5.4", "2023-05-04"), ("2O23-5-4", "2023-05-04"), ("2023.13", ""),
    ],
)  # fmt: skip
def test_a_wrong_date_is_refused_with_what_it_may_be(text: str, suggestion: str) -> None:
    read = read_cell(SIGNED, text)
    assert read.fault is not None
    assert (read.suggestion or "") == suggestion


def test_a_period_has_two_ends() -> None:
    read = read_cell(SIGNED, "2023.5-2025.5")
    assert (read.value.text, [(name, end.text) for name, end in read.further]) == (
        "2023-05", [("ends_on", "2025-05")],
    )  # fmt: skip


SPLIT = ("、", "；", ";", "\n")
ABOVE = (PartyName(name="上行党委"),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国网平川供电公司党委（书记：王某某）", ["国网平川供电公司党委"]),
        ("平川县林业局党组 李某（局长）", ["平川县林业局党组"]),
        ("甲公司党支部、乙厂党支部及丙村党总支", ["甲公司党支部", "乙厂党支部", "丙村党总支"]),
        ("1.甲公司党支部 2.乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("(1)甲公司党支部(2)乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("同 上", ["上行党委"]), ("同上。", ["上行党委"]), ("〃", ["上行党委"]),
        ("无结对单位", []), ("——", []), ("／", []),
        ("甲公司党支部等5家", ["甲公司党支部"]),
        ("甲公司第一党支部、第二党支部", ["甲公司第一党支部", "甲公司第二党支部"]),
        ("甲、乙、丙三村党支部", ["甲、乙、丙三村党支部"]),
        ("人和公司党支部", ["人和公司党支部"]), ("和平村党支部", ["和平村党支部"]),
        ("甲公司党支部（牵头）", ["甲公司党支部"]), ("乙厂党委（主办单位）", ["乙厂党委"]),
        ("另有12家企业", ["12家企业"]), ("甲公司党支部、其他3家", ["甲公司党支部", "3家"]),
        ("A公司党支部/B公司党支部", ["A公司党支部", "B公司党支部"]),
        ("\u200b甲公司\u00ad党支部", ["甲公司党支部"]), ("'甲公司党支部", ["甲公司党支部"]),
        ("甲公司党支部（2024年6月终止）", ["甲公司党支部"]),
        ("甲公司党支部，乙公司党支部", ["甲公司党支部", "乙公司党支部"]),
        ("一、甲公司党支部；二、乙公司党支部", ["甲公司党支部", "乙公司党支部"]),
        ("中共白石县\n委组织部机关党支部", ["中共白石县委组织部机关党支部"]),
        ("中共白石镇委员会\n甲公司党支部", ["中共白石镇委员会", "甲公司党支部"]),
    ],
)  # fmt: skip
def test_the_parties_of_a_cell(text: str, names: list[str]) -> None:
    assert [each.name for each in party_cell(text, SPLIT, ABOVE).parties] == names


@pytest.mark.parametrize(
    "text",
    ["详见附件", "见附表1", "待定", "联系人：张某", "王庄村党支部书记", "各村党支部", "（空）"],
)
def test_what_is_no_organisation_is_asked(text: str) -> None:
    assert not any(each.sure for each in party_cell(text, SPLIT, ABOVE).parties)


def _made(result: Import, kind: type) -> list:
    return [s.record for s in result.steps if isinstance(s, Change) and isinstance(s.record, kind)]


PAIRS = "序号,国企党组织,非公党组织,签订日期,共建内容\n"


def test_a_townships_ledger_with_all_that_is_around_it() -> None:
    words = (
        "某县党建联建台账,,,,\n填报单位：某部,,,,\n" + PAIRS + "1,甲国企党委,乙民企党支部,2023-05-04,帮扶\n"
        "2,同 上,丙民企党支部,2023-05-05,〃\n合 计,2,2,,\n注：截至五月底,,,,\n"
        "制表人：,,审核人：,,\n单位负责人（签字）：,,,填报日期：2023年6月1日,\n以下空白,,,,\n"
    )  # fmt: skip
    result = imported(csv_file(words))
    assert not result.errors
    names = {each.name for each in _made(result, Organisation)}
    assert names == {"甲国企党委", "乙民企党支部", "丙民企党支部"}
    assert len(_made(result, Agreement)) == 2
    assert len(_made(result, Signatory)) == 4
    assert result.account.balanced


@pytest.mark.parametrize("total", ["总计：1个", "合计（2家）", "小 计", "累计：12名"])
def test_a_total_is_no_organisation(total: str) -> None:
    words = f"党组织名称,类型,党员数\n甲公司党支部,党支部,12\n{total},,12\n"
    result = imported(csv_file(words))
    assert [each.name for each in _made(result, Organisation)] == ["甲公司党支部"]


@pytest.mark.parametrize("name", ["总计量所党支部", "合计网络公司党支部", "说明书厂党支部"])
def test_a_name_that_begins_like_a_total_is_kept(name: str) -> None:
    result = imported(csv_file(f"党组织名称,类型,党员数\n{name},党支部,\n"))
    assert [each.name for each in _made(result, Organisation)] == [name]


def test_namesakes_of_two_townships_are_two() -> None:
    words = "乡镇,党组织名称,类型,党员数\n东镇,机关党支部,党支部,12\n西镇,机关党支部,党支部,13\n"
    result = imported(csv_file(words))
    assert not result.errors
    found = _made(result, Organisation)
    assert [each.name for each in found] == ["机关党支部", "机关党支部"]
    assert {each.division for each in found} == {each.id for each in _made(result, Division)}
    again = imported(csv_file(words), snapshot=settled(result))
    assert (again.steps, again.errors) == ((), ())


def test_probationary_members_and_remarks_have_their_columns() -> None:
    words = "党组织名称,类型,党员数,其中预备党员,备注\n甲公司党支部,党支部,12,2,年底换届\n"
    result = imported(csv_file(words))
    [found] = _made(result, Organisation)
    assert (found.members.value, found.probationary_members.value) == (12, 2)
    assert "年底换届" in (found.note or "")


def test_decorated_headers_and_leading_zeros() -> None:
    words = "＊单位名称（必填）,行业代码：,职工人数(人)\n甲公司,'0143,约200\n"
    result = imported(csv_file(words))
    [unit] = _made(result, Unit)
    assert (unit.industry_code, unit.staff.words().zh) == ("0143", "≈ 200")
