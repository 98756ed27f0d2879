"""Workbooks as different clerks keep them; what each says was written down before it was read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from intake_books import imported, settled, xlsx
from whole_workbooks import html_workbook, locked_workbook, macro_workbook, word_document, workbook

from graphs.errors import InputError
from graphs.intake import Import, InputFile
from graphs.model import Agreement, Organisation, Signatory

HOST, WATER, SMOKE = "供电公司党委", "水务公司党总支", "烟草公司党支部"
SHUNDA, HONGYUAN, DACHENG = "顺达物流公司党支部", "宏远建材公司党支部", "大成纺织公司党支部"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a careful clerk finds in a workbook.

    ``pairs`` are (signatories, signing day), ``members`` the counts that are sure, ``asked`` the
    cells (row, column) that must be asked about or warned of, ``said`` words that some issue has.
    """

    names: frozenset[str]
    pairs: frozenset[tuple[frozenset[str], str | None]] = frozenset()
    members: tuple[tuple[str, int], ...] = ()
    asked: frozenset[tuple[int, str]] = frozenset()
    said: tuple[str, ...] = ()
    errors: bool = False


def _pair(day: str | None, *names: str) -> tuple[frozenset[str], str | None]:
    return frozenset(names), day


EXPECTED = {
    "merged_headers": Expected(
        names=frozenset({"平川供电公司党委", "平川水务公司党总支", SHUNDA, HONGYUAN}),
        pairs=frozenset(
            {_pair("2024-03-05", "平川供电公司党委", SHUNDA), _pair("2024-04", "平川水务公司党总支", HONGYUAN)}
        ),
        members=(("平川供电公司党委", 45), ("平川水务公司党总支", 30), (SHUNDA, 12), (HONGYUAN, 7)),
    ),
    "quarter_sheets": Expected(
        names=frozenset({"平川供电公司党委", "平川水务公司党总支", SHUNDA, HONGYUAN, DACHENG}),
        pairs=frozenset(
            {
                _pair("2024-01-15", "平川供电公司党委", SHUNDA),
                _pair(None, "平川水务公司党总支", HONGYUAN),
                _pair("2024-08-01", "平川供电公司党委", DACHENG),
            }
        ),
        asked=frozenset({(4, "D")}),
    ),
    "matrix": Expected(names=frozenset(), said=("认不出", "矩阵", "每对一行"), errors=True),
    "three_in_a_cell": Expected(
        names=frozenset({HOST, WATER, SHUNDA, HONGYUAN, DACHENG}),
        asked=frozenset({(2, "D")}),
        errors=True,
    ),
    "remarks_that_end": Expected(
        names=frozenset(
            {HOST, WATER, SMOKE, "邮政公司党支部", SHUNDA, HONGYUAN, DACHENG, "长兴食品公司党支部"}
        ),
        pairs=frozenset(
            {
                _pair("2023-05-04", HOST, SHUNDA),
                _pair("2023-05-04", WATER, HONGYUAN),
                _pair("2023-05-04", SMOKE, DACHENG),
                _pair("2023-05-04", "邮政公司党支部", "长兴食品公司党支部"),
            }
        ),
        asked=frozenset({(2, "E"), (3, "E")}),
    ),
    "counts_and_moons": Expected(
        names=frozenset(
            {SHUNDA, HONGYUAN, DACHENG, "长兴食品公司党支部", "永固水泥公司党支部", "东风印刷公司党支部",
             "红星模具公司党支部"}
        ),
        members=(("永固水泥公司党支部", 15), ("东风印刷公司党支部", 15), (SHUNDA, 12)),
        asked=frozenset({(3, "B"), (3, "C"), (4, "C"), (5, "B"), (7, "C"), (8, "C")}),
        errors=True,
    ),
    "mixed_days": Expected(
        names=frozenset(
            {HOST, SHUNDA, HONGYUAN, DACHENG, "长兴食品公司党支部", "永固水泥公司党支部", "东风印刷公司党支部",
             "红星模具公司党支部"}
        ),
        asked=frozenset({(3, "D"), (6, "D"), (8, "D")}),
        errors=True,
    ),
    "hidden_and_filtered": Expected(
        names=frozenset({HOST, WATER, SMOKE, SHUNDA, HONGYUAN, DACHENG}),
        pairs=frozenset(
            {
                _pair("2023-05-04", HOST, SHUNDA),
                _pair("2023-06-04", WATER, HONGYUAN),
                _pair("2023-07-04", SMOKE, DACHENG),
            }
        ),
        said=("隐藏的行", "隐藏的列"),
    ),
    "beside_a_pivot": Expected(
        names=frozenset({SHUNDA, HONGYUAN, DACHENG}),
        members=((SHUNDA, 12), (HONGYUAN, 7), (DACHENG, 9)),
        said=("认不出",),
    ),
    "marked_cells": Expected(
        names=frozenset({HOST, WATER, SMOKE, SHUNDA, HONGYUAN, DACHENG}),
        pairs=frozenset(
            {
                _pair("2023-05-04", HOST, SHUNDA),
                _pair("2023-06-04", WATER, HONGYUAN),
                _pair("2023-07-04", SMOKE, DACHENG),
            }
        ),
        asked=frozenset({(2, "D"), (3, "A")}),
        said=("批注", "删除线"),
    ),
    "formulas_across": Expected(
        names=frozenset({HOST, SHUNDA, WATER}), asked=frozenset({(3, "C")}), errors=True
    ),
    "plain_pairs": Expected(
        names=frozenset({HOST, SHUNDA}), pairs=frozenset({_pair("2023-05-04", HOST, SHUNDA)})
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", EXPECTED)
def test_a_workbook_says_what_its_clerk_wrote_and_no_more(key: str) -> None:
    _check(imported(workbook(key)), EXPECTED[key])


def _check(result: Import, expected: Expected) -> None:
    said = {(each.row, each.column) for each in result.issues if each.severity != "hint"}
    words = " ".join(each.sentence().zh for each in result.issues)
    listed = {each.name for each in result.differences if each.record == "organisation"}
    assert expected.asked <= said, words
    assert result.account.balanced
    assert [each for each in expected.said if each not in words] == []
    assert bool(result.errors) == expected.errors, words
    assert listed - {each.value for each in result.errors} == expected.names
    if not result.errors:
        _check_made(result, expected)


def _check_made(result: Import, expected: Expected) -> None:
    made = settled(result)
    names = {each.id: each for each in made.records(Organisation)}
    signed: dict[str, set[str]] = {}
    for each in made.records(Signatory):
        signed.setdefault(each.agreement, set()).add(names[each.organisation].name)
    pairs = {
        (frozenset(signed.get(each.id, ())), each.signed_on and each.signed_on.text)
        for each in made.records(Agreement)
    }
    counts = {each.name: each.members.value for each in names.values() if each.members}
    assert pairs == expected.pairs
    assert {name: counts.get(name) for name, _ in expected.members} == dict(expected.members)


def test_a_workbook_with_macros_is_read_without_them() -> None:
    _check(imported(macro_workbook()), EXPECTED["plain_pairs"])


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_a_page_that_calls_itself_a_workbook_is_read(charset: str) -> None:
    expected = Expected(
        names=frozenset({HOST, SHUNDA, HONGYUAN}),
        pairs=frozenset({_pair("2023-05-04", HOST, SHUNDA), _pair("2023-06-04", HOST, HONGYUAN)}),
    )
    _check(imported(html_workbook(charset)), expected)


def test_what_cannot_be_read_says_what_to_do_with_it() -> None:
    with pytest.raises(InputError) as refused:
        imported(locked_workbook())
    assert "密码" in refused.value.message.zh
    with pytest.raises(InputError) as refused:
        imported(word_document())
    assert "复制" in refused.value.message.zh


def _book(rows: list[list[object]], sheet: str = "结对") -> Import:
    return imported(InputFile(name="台账.xlsx", content=xlsx({sheet: rows})))


def test_a_form_with_its_headers_at_the_left_makes_no_organisation_of_them() -> None:
    form: list[list[object]] = [
        ["党组织名称", SHUNDA],
        ["类型", "党支部"],
        ["党员数", "12"],
        ["所在单位", "甲"],
    ]
    result = _book(form, "党组织")
    assert result.counts()["added"] == 0
    assert "转置" in result.errors[0].sentence().zh
    assert result.account.balanced
    kinds = _book([["类型", "党组织名称"], ["党支部", SHUNDA], ["党委", HOST]], "党组织")
    assert kinds.added()["organisation"] == 2


def test_headings_between_rows_are_told_and_no_error() -> None:
    rows: list[list[object]] = [
        ["序号", "国企党组织", "非公党组织", "签订日期"],
        ["一、供电系统"], [1, HOST, SHUNDA, "2023-05-04"],
        ["（二）国有企业"], [1, WATER, HONGYUAN, "2023-06-04"],
    ]  # fmt: skip
    expected = Expected(
        names=frozenset({HOST, WATER, SHUNDA, HONGYUAN}),
        pairs=frozenset({_pair("2023-05-04", HOST, SHUNDA), _pair("2023-06-04", WATER, HONGYUAN)}),
    )
    _check(_book(rows), expected)


def test_a_numbered_party_organisation_alone_in_its_row_is_no_heading() -> None:
    result = _book(
        [["党组织名称", "党员数"], ["一、甲公司党支部"], ["二、乙公司党支部", 3]], "党组织"
    )
    said = {each.value for each in result.issues} | {each.name for each in result.differences}
    assert any("甲公司党支部" in each for each in said)


def test_activities_of_a_pair_make_no_agreement() -> None:
    rows: list[list[object]] = [
        ["国企党组织", "非公党组织", "活动时间", "活动内容"],
        [HOST, SHUNDA, "2023-05-04", "主题党日"],
    ]
    result = _book(rows, "联建活动")
    assert result.counts()["added"] == 0
    assert "参加方" in result.errors[0].sentence().zh
    signed = _book([[*rows[0], "签订日期"], [*rows[1], "2023-01-04"]], "联建活动")
    assert signed.added()["agreement"] == 1


def test_a_term_is_two_days_or_is_asked_for() -> None:
    rows: list[list[object]] = [
        ["国企党组织", "非公党组织", "结对期限"],
        [HOST, SHUNDA, "2023年5月—2026年4月"], [WATER, HONGYUAN, "三年"], [SMOKE, DACHENG, "长期"],
    ]  # fmt: skip
    result = _book(rows)
    made = settled(result).records(Agreement)
    assert {(each.starts_on.text, each.ends_on.text) for each in made if each.starts_on} == {
        ("2023-05", "2026-04")
    }
    assert {each.value for each in result.issues if each.severity == "warning"} == {"三年", "长期"}
