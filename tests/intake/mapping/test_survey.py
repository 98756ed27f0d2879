"""Which table stands where, which column is which, and how a person puts it right."""

from __future__ import annotations

import datetime as dt

import pytest
from nonempty import nonempty

from graphs.intake import (
    InputFile,
    dump_mapping,
    load_mapping,
    mapping_of,
    prepare,
    readings,
    reassigned,
    shipped_mapping,
    survey,
)
from graphs.model import Organisation, Snapshot, Unit
from graphs.text import Text

EMPTY = Snapshot.from_records((), as_of=dt.date(2024, 6, 30))
TITLE = Text(zh="本镇", en="Town")


def a_file(words: str, name: str = "单位.csv") -> InputFile:
    return InputFile(name=name, content=words.encode())


def made(outcome, cls):
    return [step.record for step in outcome.steps if isinstance(getattr(step, "record", 0), cls)]


def test_each_header_is_told_with_what_it_is_read_as() -> None:
    [found] = survey([a_file("名称,所有制,颜色\n甲公司,民营,红\n")])
    way = readings()[found.reading]
    said = {head: way.targets()[group].zh for head, group in way.bound(found.headers).items()}
    assert said == {"名称": "单位·名称", "所有制": "单位·控股情况"}


def test_a_sheet_nobody_recognises_says_why() -> None:
    [found] = survey([a_file("甲,乙\n1,2\n", "无题.csv")])
    assert found.reading == ""
    assert found.issue is not None


def test_values_of_persons_are_never_shown_as_samples() -> None:
    words = "名称,联系电话,备注\n甲公司,13800001111,电话 13800001111\n"
    [found] = survey([a_file(words)])
    assert found.samples == (("甲公司",), (), ())


def test_a_column_put_right_by_hand_is_imported_and_the_mapping_can_be_kept() -> None:
    file = a_file("厂名,性质\n甲公司,民营\n", "名册.csv")
    [found] = survey([file])
    way = readings()["type:unit"]
    name, ownership = (
        next(group for group, words in way.targets().items() if words.zh == label)
        for label in ("单位·名称", "单位·控股情况")
    )
    rule = reassigned(way.rule, {"厂名": name, "性质": ownership})
    chosen = type(way)(key=way.key, label=way.label, rule=rule)
    mapping = load_mapping(dump_mapping(mapping_of(TITLE, [(found, chosen)])))
    [unit] = made(prepare([file], EMPTY, mapping=mapping), Unit)
    assert unit.name == "甲公司"
    assert unit.ownership.name == "private"


def test_a_header_may_be_left_out_by_hand() -> None:
    file = a_file("名称,行业\n甲公司,不详之类\n")
    [found] = survey([file])
    way = readings()[found.reading]
    rule = reassigned(way.rule, {"行业": None})
    chosen = type(way)(key=way.key, label=way.label, rule=rule)
    outcome = prepare([file], EMPTY, mapping=mapping_of(TITLE, [(found, chosen)]))
    [unit] = made(outcome, Unit)
    assert unit.industry_text is None


def test_two_sheets_of_one_name_are_told_apart_by_their_files() -> None:
    files = [
        a_file("名称\n甲公司\n", "甲[1].csv"),
        a_file("名称,类型\n甲公司党支部,党支部\n", "乙.csv"),
    ]
    found = survey(files)
    ways = readings()
    chosen = [(found[0], ways["type:unit"]), (found[1], ways["type:organisation"])]
    outcome = prepare(files, EMPTY, mapping=mapping_of(TITLE, chosen))
    assert not outcome.errors
    assert [item.name for item in made(outcome, Unit)] == ["甲公司"]
    assert [item.name for item in made(outcome, Organisation)] == ["甲公司党支部"]


@pytest.mark.parametrize("key", list(readings()))
def test_every_way_has_columns_with_words_in_both_languages(key: str) -> None:
    way = readings()[key]
    assert way.rule.ignore is not None or way.targets()
    assert way.label.zh
    assert way.label.en


def test_with_a_mapping_only_its_own_tables_are_offered() -> None:
    press = shipped_mapping("press")
    assert len(readings(press)) == len(press.tables)


def test_nothing_put_right_leaves_the_rule_as_it_was() -> None:
    for each in nonempty(readings().values()):
        assert reassigned(each.rule, {}) == each.rule
