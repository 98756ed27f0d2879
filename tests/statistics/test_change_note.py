import datetime as dt
from dataclasses import replace

from factory import agreement, organisation, picture

from graphs.model import Absence, Organisation, Quantity, Record, Snapshot
from graphs.statistics import ChangeKind, change_note


def of(*records: Record, day: int = 1) -> Snapshot:
    return Snapshot.from_records(records, as_of=dt.date(2026, 1, day))


def test_two_equal_snapshots_have_no_change(demo: Snapshot):
    assert change_note(demo, demo) == ()


def test_what_is_new_what_is_over_and_what_differs_are_told_apart():
    old = of(Organisation(id="o1", name="甲"), Organisation(id="o2", name="乙"))
    new = of(Organisation(id="o2", name="乙二"), Organisation(id="o3", name="丙"))
    lines = [(line.kind, line.id) for line in change_note(old, new)]
    assert lines == [
        (ChangeKind.added, "o3"),
        (ChangeKind.changed, "o2"),
        (ChangeKind.ended, "o1"),
    ]


def test_a_changed_column_shows_both_values_in_words():
    before = Organisation(id="o1", name="甲", members=Quantity("=", 12))
    after = replace(before, members=Quantity(">", 30))
    [line] = change_note(of(before), of(after))
    assert line.column is not None
    assert (line.column.zh, line.before and line.before.zh, line.after and line.after.zh) == (
        "党员数",
        "12",
        "> 30",
    )


def test_a_value_that_becomes_unstated_says_so():
    before = Organisation(id="o1", name="甲", members=Quantity("=", 12))
    after = Organisation(id="o1", name="甲", absent={"members": Absence.not_stated})
    [line] = change_note(of(before), of(after))
    assert line.after is not None
    assert line.after.zh == "未载明"


def test_a_relation_is_named_by_what_it_joins():
    ends = [*organisation("s1"), *organisation("n1")]
    old, new = picture(*ends), picture(*ends, *agreement("g1", "s1", "n1"))
    named = {line.record.en: line.name.zh for line in change_note(old, new)}
    assert "n1党支部" in named["Signatory"] or "s1党支部" in named["Signatory"]


def test_posts_and_the_profile_are_no_facts_of_the_note(shangjie: Snapshot):
    kinds = {line.record.en for line in change_note(of(), shangjie)}
    assert "Ledger profile" not in kinds
    assert "Actor" not in kinds
    assert "Party organisation" in kinds
