"""A cell of parties names organisations, or nothing, or asks; it never invents one."""

from __future__ import annotations

import pytest

from graphs.intake.cells.party_cells import PartyName, party_cell
from graphs.intake.cells.party_names import is_organisation

LIST = ("；", ";", "、", "\n")


def names(text: str, above: tuple[PartyName, ...] = ()) -> list[str]:
    return [each.name for each in party_cell(text, LIST, above).parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲公司党支部", ["甲公司党支部"]),
        ("甲公司党支部、乙厂党委；丙局", ["甲公司党支部", "乙厂党委", "丙局"]),
        ("①甲公司党支部②乙厂党委", ["甲公司党支部", "乙厂党委"]),
        ("1.甲公司党支部 2.乙厂党委", ["甲公司党支部", "乙厂党委"]),
        ("（1）甲公司党支部\n（2）乙厂党委", ["甲公司党支部", "乙厂党委"]),
        ("农、林局党支部", ["农、林局党支部"]),
        ("宏大\n电缆公司党支部", ["宏大电缆公司党支部"]),
        ("宏大电缆厂\n党支部", ["宏大电缆厂党支部"]),
        ("无", []), ("/", []), ("—", []), ("", []),
        ("30余家", ["30余家"]),
    ],
)  # fmt: skip
def test_names_are_told_apart_as_they_are_meant(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_ditto_is_the_row_above_and_says_so() -> None:
    above = (PartyName(name="甲公司党支部"),)
    read = party_cell("同上", LIST, above)
    assert read.parties == above
    assert not read.remarks[0].serious
    [lost] = party_cell("同上", LIST).remarks
    assert lost.serious


@pytest.mark.parametrize(
    "text",
    ["绿源公司党支部书记张某", "绿源公司党支部（书记：张某某）", "绿源公司党支部，负责人张某"],
)
def test_a_post_and_a_person_are_dropped_and_told_without_the_name(text: str) -> None:
    read = party_cell(text, LIST)
    assert [each.name for each in read.parties] == ["绿源公司党支部"]
    assert "张" not in "".join(each.value + each.reason.zh for each in read.remarks)
    assert read.remarks


def test_an_ending_is_no_part_of_a_name() -> None:
    [party] = party_cell("宏达电缆党支部（5月已终止）", LIST).parties
    assert (party.name, party.ended) == ("宏达电缆党支部", "5月已终止")


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_value_is_no_organisation(text: str) -> None:
    read = party_cell(text, LIST)
    assert read.parties == ()
    assert read.remarks[0].serious


@pytest.mark.parametrize("text", ["待定", "张某", "农", "另行通知", "？"])
def test_what_has_no_word_of_an_organisation_is_not_sure(text: str) -> None:
    assert not any(each.sure for each in party_cell(text, LIST).parties)
    assert not is_organisation(text)


def test_a_committee_is_part_of_the_name_and_no_post_of_a_person() -> None:
    found = party_cell("甲公司支部委员会", ("、",))
    assert [each.name for each in found.parties] == ["甲公司支部委员会"]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲公司党支部2.乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("（1）甲公司党支部（2）乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("甲公司党支部/乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("甲公司党支部　乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("甲公司党支部和乙厂党支部", ["甲公司党支部", "乙厂党支部"]),
        ("甲公司第一、第二党支部", ["甲公司第一党支部", "甲公司第二党支部"]),
        ("甲公司第一党支部、第二党支部", ["甲公司第一党支部", "甲公司第二党支部"]),
        ("白石镇党委和政府机关党支部", ["白石镇党委和政府机关党支部"]),
        ("甲公司党支部。", ["甲公司党支部"]),
        ("甲公司党支部等3家", ["甲公司党支部"]),
        ("'甲公司党支部", ["甲公司党支部"]),
        ("`甲公司党支部", ["甲公司党支部"]),
    ],
)
def test_names_joined_without_a_separator_are_not_one_invented_name(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected
    read = party_cell(text, ("、", "；"))
    assert all(each.sure for each in read.parties)
    # What was read in another way than it is written is told.
    plain = text.startswith(("'", "`")) or text.endswith("。") or expected == [text]
    assert bool(read.remarks) != (plain or text == "甲公司第一党支部、第二党支部")


@pytest.mark.parametrize("text", ["暂无", "没有", "无结对对象", "尚未结对", "未结对"])
def test_words_for_nobody_are_no_name(text: str) -> None:
    assert party_cell(text, ("、",)).parties == ()


@pytest.mark.parametrize(
    "text",
    ["3", "2023-05-04", "党支部", "中共支部委员会", "全镇各村党支部", "甲公司党委及下属支部"],
)
def test_a_number_a_bare_form_or_everybody_is_asked_and_not_made(text: str) -> None:
    [party] = party_cell(text, ("、",)).parties
    assert not party.sure
