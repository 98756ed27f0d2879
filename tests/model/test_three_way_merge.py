"""Two edits of one record: both are kept, or somebody is asked; nothing edited is nothing changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import records, values_of

from graphs.errors import InputError
from graphs.model import (
    RECORDS,
    Absence,
    Cell,
    Column,
    Organisation,
    Quantity,
    Record,
    RecordType,
    Typed,
    Unit,
    cell_of,
    edited_cells,
    merge_edit,
    record_type,
    typed_of,
    value_of,
)

COLUMNS = [(kind, each) for kind in RECORDS.values() for each in kind.columns]
every_type = pytest.mark.parametrize("declared", RECORDS.values(), ids=list(RECORDS))


@st.composite
def edits(draw: st.DrawFn, declared: RecordType) -> tuple[Record, Record, dict[str, Cell]]:
    """A record as it was seen, as it is now, and what somebody typed over some of its columns."""
    was = draw(records(declared))
    theirs, yours = (edited_cells(was, draw(typings(declared))) for _ in range(2))
    return was, merge_edit(was, was, theirs).record, yours


@st.composite
def typings(draw: st.DrawFn, declared: RecordType) -> dict[str, Cell]:
    """Up to three columns with something else in them; few enough that two people meet often."""
    columns = st.sampled_from(declared.columns[:6])
    return {
        each.name: Cell(value, draw(st.sampled_from([None, *Absence])) if value is None else None)
        for each in draw(st.lists(columns, max_size=3, unique_by=lambda one: one.name))
        for value in [draw(values_of(each))]
    }


@every_type
@settings(max_examples=15)
@given(data=st.data())
def test_both_edits_are_kept_or_the_column_is_asked_for(declared: RecordType, data: st.DataObject):
    was, now, edited = data.draw(edits(declared))
    merged = merge_edit(was, now, edited)
    asked = {each.name for each in merged.conflicts}
    for each in declared.columns:
        before, theirs = cell_of(was, each.name), cell_of(now, each.name)
        yours = edited.get(each.name, before)
        got = cell_of(merged.record, each.name)
        if each.name in asked:
            assert len({_key(before), _key(theirs), _key(yours)}) == 3
        elif yours != before:
            assert got == yours
        else:
            assert got == theirs
    assert (merged.record.id, merged.record.synthetic) == (now.id, now.synthetic)


def _key(cell: Cell) -> str:
    return repr(cell)


@every_type
@settings(max_examples=15)
@given(data=st.data())
def test_each_conflict_is_settled_by_its_choice_and_nothing_else_moves(
    declared: RecordType, data: st.DataObject
):
    was, now, edited = data.draw(edits(declared))
    conflicts = {each.name: each for each in merge_edit(was, now, edited).conflicts}
    mine = {name: data.draw(st.booleans()) for name in conflicts}
    merged = merge_edit(was, now, edited, mine=mine)
    assert merged.sound
    for name, conflict in conflicts.items():
        expected = conflict.yours if mine[name] else conflict.theirs
        assert cell_of(merged.record, name) == expected


@every_type
@settings(max_examples=15)
@given(data=st.data())
def test_editing_nothing_changes_nothing(declared: RecordType, data: st.DataObject):
    item = data.draw(records(declared))
    shown = {
        each.name: Cell(
            value_of(each, typed_of(each, value := getattr(item, each.name)), value),
            item.absence(each.name),
        )
        for each in declared.columns
    }
    assert edited_cells(item, shown) == {}
    assert merge_edit(item, item, {}).record == item


@pytest.mark.parametrize(
    "column",
    [each for _, each in COLUMNS],
    ids=[f"{kind.key}.{each.name}" for kind, each in COLUMNS],
)
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_shown_of_a_value_means_that_value(column: Column, data: st.DataObject):
    value = data.draw(values_of(column))
    shown = typed_of(column, value)
    assume(shown.words == shown.words.strip())
    again = value_of(column, shown)
    assert typed_of(column, again) == shown
    assert _bare(again) == _bare(value)


def _bare(value: Any) -> Any:
    """What an input can say of a value: not the printed words, not that a date was inferred."""
    if isinstance(value, Quantity):
        return value.operator, value.value, value.upper
    return getattr(value, "text", value) if not isinstance(value, str) else value or None


STAFF = record_type(Unit).column("staff")


def test_changing_only_the_sign_keeps_every_digit():
    was = Quantity("=", 1234567)
    shown = typed_of(STAFF, was)
    assert shown == Typed("1234567", "=")
    assert value_of(STAFF, Typed(shown.words, "≥"), was) == Quantity("≥", 1234567)


@pytest.mark.parametrize("words", ["三十", "1e6", "nan", "30–", "32–30", "1234567890123456789"])
def test_what_is_no_quantity_is_refused_with_its_column(words: str):
    with pytest.raises(InputError) as refused:
        value_of(STAFF, Typed(words, "="))
    assert refused.value.problems[0].place == STAFF.label


def test_the_count_another_wrote_stays_when_only_the_name_was_edited():
    seen = Organisation(id="o1", name="甲公司党支部", members=Quantity("=", 82))
    now = Organisation(id="o1", name="甲公司党支部", members=Quantity("=", 90))
    merged = merge_edit(seen, now, {"name_en": Cell("Branch of Jia")})
    assert merged.sound
    assert merged.record.members == Quantity("=", 90)  # type: ignore[attr-defined]  # an organisation
