"""New organisations in no division are said, and can be put in one; new townships lie below home."""

from __future__ import annotations

import pytest
from intake_books import DAY, csv_file

from graphs.errors import NotFound
from graphs.intake import Import, prepare
from graphs.model import Change, Division, Organisation, Profile, Snapshot

LEDGER = Snapshot.from_records(
    (
        Division(id="c1", name="白石县"),
        Division(id="t1", name="东镇", parent="c1"),
        Profile(id="ledger", title="白石", home="c1"),
    ),
    as_of=DAY,
)
REGISTER = csv_file(
    "党组织名称,所在单位,所属乡镇,上级党组织\n甲公司党支部,甲公司,东镇,\n乙公司党支部,乙公司,西镇,\n"
    "丙公司党支部,丙公司,,\n丁公司党支部,丁公司,,甲公司党支部\n"
)


def made(result: Import, kind: type[Division | Organisation]) -> list[object]:
    return [
        step.record
        for step in result.steps
        if isinstance(step, Change) and isinstance(step.record, kind)
    ]


def test_an_organisation_that_nothing_places_is_said() -> None:
    result = prepare([REGISTER], LEDGER)
    said = [each for each in result.issues if "没有写明所在区划" in each.heading.zh]
    assert [(each.row, each.value, each.severity) for each in said] == [(4, "丙公司党支部", "hint")]
    assert result.homeless == 1


def test_it_is_put_where_a_person_says() -> None:
    result = prepare([REGISTER], LEDGER, division="t1")
    placed = {each.name: each.division for each in made(result, Organisation)}
    assert placed["丙公司党支部"] == "t1"
    assert placed["丁公司党支部"] is None  # it lies where its superior does
    assert result.homeless == 0
    assert "t1" in result.relies_on


def test_a_division_the_ledger_lacks_is_refused() -> None:
    with pytest.raises(NotFound):
        prepare([REGISTER], LEDGER, division="t9")


def test_a_new_township_lies_below_the_ledger_s_own_division() -> None:
    result = prepare([REGISTER], LEDGER)
    assert [(each.name, each.parent) for each in made(result, Division)] == [("西镇", "c1")]
    assert any("新建在本级区划之下" in each.heading.zh and each.row == 3 for each in result.issues)


def test_without_divisions_nothing_is_missed() -> None:
    empty = Snapshot.from_records((), as_of=DAY)
    result = prepare([csv_file("党组织名称,所在单位\n甲公司党支部,甲公司\n")], empty)
    assert result.homeless == 0
