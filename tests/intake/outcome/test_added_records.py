"""What is said of an added record on demand is what was said of it at once."""

from __future__ import annotations

from intake_books import EMPTY, csv_file

from graphs.intake import prepare
from graphs.intake.outcome.difference_list import DifferenceList

_HEAD = "协议编号,国企党组织,非公党组织,签订日期,协议名称\n"


def _ledger(rows: int) -> str:
    lines = (f"A-{r},第{r % 9}国企党委,第{r}民企党支部,2023-05-04,共建协议\n" for r in range(rows))
    return _HEAD + "".join(lines)


def test_differences_of_many_records_are_those_of_few() -> None:
    few = prepare([csv_file(_ledger(40), name="结对台账.csv")], EMPTY)
    many = prepare([csv_file(_ledger(1200), name="结对台账.csv")], EMPTY)
    assert isinstance(few.differences, tuple)
    assert isinstance(many.differences, DifferenceList)
    assert many.counts() == {
        "added": len(many.differences),
        "changed": 0,
        "ended": 0,
        "suspicious": 0,
    }
    listed = list(many.differences)
    assert listed == [many.differences[at] for at in range(len(many.differences))]
    assert many.differences[:7] == tuple(listed[:7])
    assert many.differences[-1] == listed[-1]
    said = {(each.record, each.name, each.row): each.values for each in listed}
    for each in few.differences:
        assert said[each.record, each.name, each.row] == each.values


def test_organisations_come_first_then_units_then_the_rest() -> None:
    many = prepare([csv_file(_ledger(1200), name="结对台账.csv")], EMPTY)
    kinds = [each.record for each in many.differences]
    first, second = kinds.count("organisation"), kinds.count("unit")
    assert set(kinds[:first]) == {"organisation"}
    assert set(kinds[first : first + second]) == {"unit"}
    assert not {"organisation", "unit"} & set(kinds[first + second :])


def test_every_record_is_said_with_the_names_of_its_ends() -> None:
    many = prepare([csv_file(_ledger(1200), name="结对台账.csv")], EMPTY)
    signed = [each.name for each in many.differences if each.record == "signatory"]
    assert len(signed) == 2400
    assert signed[0] == "共建协议 – 第0国企党委"
    assert not any("new:" in name for name in signed)
