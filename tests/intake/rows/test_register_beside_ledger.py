"""A register and the pairing ledger of the same township say one thing of one unit and one superior."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from intake_books import DAY, EMPTY, csv_file, imported

from graphs.intake import Import, Repairs, prepare
from graphs.model import (
    RECORDS,
    Change,
    Correct,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    Record,
    Snapshot,
    Superior,
    Unit,
)

REGISTER = csv_file(
    "党组织名称,类型,所在单位,企业性质,上级党组织\n"
    "宏达电缆党支部,党支部,宏达电缆有限公司,民营,中共白石镇委员会\n"
    "绿源食品党支部,党支部,绿源食品有限公司,,中共白石镇委员会\n",
    name="名册.csv",
)
PAIRS = csv_file(
    "国企党组织,非公党组织,签订日期,协议名称\n"
    "白石供电公司党委,宏达电缆党支部,2023-05-04,联建协议\n"
    "白石供电公司党委,绿源食品党支部,2023-05-04,联建协议\n",
    name="结对台账.csv",
)

Kind = TypeVar("Kind", bound=Record)


def made(result: Import, kind: type[Kind]) -> list[Kind]:
    return [
        each.record
        for each in result.steps
        if isinstance(each, Change) and isinstance(each.record, kind)
    ]


def settled(result: Import, *before: Record) -> Snapshot:
    """What a ledger with some records would hold after the import."""
    known = {each.id: each for each in before}
    mark = f"r{len(known)}:"

    def own(value: object) -> object:
        return mark + value[4:] if isinstance(value, str) and value.startswith("new:") else value

    for step in result.steps:
        assert isinstance(step, (Change, Correct))
        named = {f.name: own(getattr(step.record, f.name)) for f in fields(step.record) if f.init}
        record = replace(step.record, **named)
        known[record.id] = record
    return Snapshot.from_records(known.values(), as_of=DAY)


def every(snapshot: Snapshot) -> list[Record]:
    return [each for kind in RECORDS.values() for each in snapshot.records(kind.cls)]


def units(records: list[Unit]) -> dict[str | None, Ownership | None]:
    return {each.name: each.ownership for each in records}


def test_the_unit_a_register_states_is_the_unit_of_the_pairing_ledger() -> None:
    together = imported(REGISTER, PAIRS)
    together.check()
    found = units(made(together, Unit))
    assert set(found) == {"宏达电缆有限公司", "绿源食品有限公司", "白石供电公司"}
    assert found["宏达电缆有限公司"] is Ownership.private
    # What the register leaves blank, the column of the pairing ledger says.
    assert found["绿源食品有限公司"] is Ownership.non_public
    assert len(made(together, Hosting)) == 3


def test_so_it_is_when_the_register_was_imported_before() -> None:
    known = settled(imported(REGISTER))
    after = imported(PAIRS, snapshot=known)
    after.check()
    both = settled(after, *every(known))
    assert set(units(list(both.records(Unit)))) == {
        "宏达电缆有限公司",
        "绿源食品有限公司",
        "白石供电公司",
    }
    assert len(both.records(Hosting)) == 3
    assert imported(PAIRS, snapshot=both).steps == ()


def test_a_superior_that_no_row_is_about_is_made_once_and_told_once() -> None:
    result = imported(REGISTER)
    result.check()
    [above] = [each for each in made(result, Organisation) if each.name == "中共白石镇委员会"]
    assert above.kind is OrganisationKind.committee
    assert {each.superior for each in made(result, Superior)} == {above.id}
    told = [each for each in result.issues if each.value == "中共白石镇委员会"]
    assert [each.severity for each in told] == ["hint"]
    assert imported(REGISTER, snapshot=settled(result)).steps == ()


def test_a_misspelt_superior_is_asked_for_and_its_suggestion_mends_it() -> None:
    words = (
        "党组织名称,类型,所在单位,上级党组织\n"
        "白石镇工业园区综合党委,党委,白石镇工业园区,\n"
        "宏达电缆党支部,党支部,宏达电缆有限公司,白石镇工业园区总合党委\n"
    )
    file = csv_file(words, name="名册.csv")
    [wrong] = imported(file).errors
    assert (wrong.column, wrong.suggestion) == ("D", "白石镇工业园区综合党委")
    typed = Repairs(cells={(wrong.sheet, wrong.row, wrong.column): wrong.suggestion})
    mended = prepare([file], EMPTY, repairs=typed)
    mended.check()
    assert len(made(mended, Superior)) == 1


def test_a_name_on_two_lines_is_one_name() -> None:
    file = csv_file(
        '党组织名称,所在单位\n"白石县\n金桥物流党支部","白石县\n金桥物流公司"\n', name="名册.csv"
    )
    result = imported(file)
    assert [each.name for each in made(result, Organisation)] == ["白石县金桥物流党支部"]
    assert [each.name for each in made(result, Unit)] == ["白石县金桥物流公司"]


def test_a_subtitle_is_no_part_of_the_header() -> None:
    file = csv_file(
        "白石镇结对台账\n（截至2024年6月30日）\n国企党组织,非公党组织,签订日期,主管\n"
        "白石供电公司党委,宏达电缆党支部,2023-05-04,丙\n",
        name="结对台账.csv",
    )
    result = imported(file)
    assert result.account.balanced
    assert not any("截至" in each.sentence().zh for each in result.issues if each.column)


def test_a_day_beyond_its_month_suggests_the_last_day() -> None:
    file = csv_file(
        "国企党组织,非公党组织,签订日期\n甲公司党委,乙公司党支部,2023.6.31\n", name="结对台账.csv"
    )
    [wrong] = imported(file).errors
    assert wrong.suggestion == "2023-06-30"
