"""A sheet a township: its name is never lost, and becomes a division where a person says so."""

from __future__ import annotations

from intake_books import DAY, imported, xlsx

from graphs.intake import Import, InputFile, prepare
from graphs.model import Division, Organisation, PartialDate, Profile, Snapshot

LEDGER = Snapshot.from_records(
    [
        Profile(id="ledger", title="白石县", as_of=PartialDate(DAY.isoformat()), home="d0"),
        Division(id="d0", name="白石县", path="/d0/"),
        Division(id="d1", name="青山镇", parent="d0", path="/d0/d1/"),
    ],
    as_of=DAY,
)
HEAD = ["国企党组织", "非公党组织", "签订日期"]


def book() -> InputFile:
    sheets = {
        "青山镇": [HEAD, ["县供电公司党委", "甲有限公司党支部", "2024-01-02"]],
        "红旗街道": [HEAD, ["县供电公司党委", "乙有限公司党支部", "2024-01-03"]],
    }
    return InputFile(name="结对台账.xlsx", content=xlsx(sheets))


def organisations(result: Import) -> dict[str | None, str | None]:
    made = [step.record for step in result.steps if hasattr(step, "record")]
    return {each.name: each.division for each in made if isinstance(each, Organisation)}


def test_a_sheet_name_that_was_not_taken_is_said() -> None:
    result = imported(book(), snapshot=LEDGER)
    said = [each.value for each in result.issues if "工作表名" in each.reason.zh]
    assert said == ["青山镇", "红旗街道"]


def test_rows_get_the_division_and_hosts_of_many_townships_do_not() -> None:
    result = prepare([book()], LEDGER, sheet_places=True)
    assert result.ready
    placed = organisations(result)
    made = [step.record for step in result.steps if hasattr(step, "record")]
    [fresh] = [each for each in made if isinstance(each, Division)]
    assert (fresh.name, fresh.parent) == ("红旗街道", "d0")
    assert placed == {
        "县供电公司党委": None, "甲有限公司党支部": "d1", "乙有限公司党支部": fresh.id,
    }  # fmt: skip
