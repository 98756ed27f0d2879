"""Mappings are saved, read back and told everything that is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from intake_books import csv_file, imported

from graphs.errors import InputError
from graphs.intake import (
    dump_mapping,
    load_mapping,
    mapping_of,
    readings,
    reassigned,
    shipped_mapping,
    shipped_mappings,
    survey,
)
from graphs.intake.mapping.mapping import FieldRule, Mapping, RecordRule, TableRule
from graphs.model import Change, Unit
from graphs.text import Text


@pytest.mark.parametrize("name", shipped_mappings())
def test_a_shipped_mapping_is_the_same_after_saving(name: str) -> None:
    mapping = shipped_mapping(name)
    assert load_mapping(dump_mapping(mapping)) == mapping


def test_every_mistake_is_told_with_its_path() -> None:
    words = """{"title": {"zh": "甲"}, "system": 3, "colour": 1, "tables": [
      {"records": [{"make": "house", "fields": {}}, {"make": "unit", "fields": {"colour": "颜色",
       "name": {"columns": 3, "find": "guess", "blank": "never", "record": "nobody"}}}]}]}"""
    with pytest.raises(InputError, match="cannot be used") as caught:
        load_mapping(words)
    places = {problem.place.en for problem in caught.value.problems}
    assert {
        "mapping title.en", "mapping system", "mapping .colour", "mapping tables[0].records[0].make",
        "mapping tables[0].records[1].fields.colour", "mapping tables[0].records[1].fields.name.columns",
        "mapping tables[0].records[1].fields.name.find", "mapping tables[0].records[1].fields.name.blank",
        "mapping tables[0]",
    } <= places  # fmt: skip


@pytest.mark.parametrize(
    "words", ["", "[]", "3", "{", "null", '{"tables": 3}', '{"tables": [3]}', "[" * 100_000]
)
def test_what_is_no_mapping_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        load_mapping(words)


def test_an_unknown_shipped_mapping_is_refused() -> None:
    with pytest.raises(InputError, match="there is no such mapping"):
        shipped_mapping("nothing")


def test_what_a_person_says_of_a_table_becomes_a_mapping_that_reads_the_file() -> None:
    file = csv_file("单位全名,所有制,随便\n顺达公司,民营,x\n")
    [found] = survey([file])
    unit = readings()["type:unit"]
    name = next(group for group in unit.targets() if "名称" in group)
    said = replace(unit, rule=reassigned(unit.rule, {"单位全名": name}))
    mapping = mapping_of(Text(zh="镇", en="town"), [(found, said)])
    result = imported(file, mapping=load_mapping(dump_mapping(mapping)))
    result.check()
    (unit,) = [
        s.record for s in result.steps if isinstance(s, Change) and isinstance(s.record, Unit)
    ]
    assert (unit.name, unit.ownership.name) == ("顺达公司", "private")


def test_a_mapping_that_finds_no_column_says_which_is_near() -> None:
    name = FieldRule(columns=("单位全名",))
    rule = RecordRule(make="unit", strict=True, needs=("name",), fields=(("name", name),))
    table = TableRule(needs=(("单位全名",),), records=(rule,))
    mapping = Mapping(title=Text(zh="镇", en="town"), system="town", tables=(table,))
    (error,) = imported(csv_file("单位的全名,所有制\n甲,民营\n"), mapping=mapping).errors
    assert "单位的全名" in error.remedy.zh
