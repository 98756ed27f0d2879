"""Columns that say they stand in downloads: each kind of value in one cell, blanks blank."""

from __future__ import annotations

import datetime as dt

import pytest

from graphs.interchange import recorded_columns as module
from graphs.interchange.recorded_columns import recorded_cells, recorded_columns
from graphs.model import Ownership, PartialDate, Quantity, Snapshot, Unit, record_type

NAMES = ("staff", "founded_on", "ownership")


def test_every_kind_of_value_stands_in_one_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tuple(each for each in record_type("unit").columns if each.name in NAMES)
    monkeypatch.setattr(module, "_declared", lambda _: chosen)
    full = Unit(
        id="u1",
        name="甲",
        ownership=Ownership.private,
        staff=Quantity("≥", 30),
        founded_on=PartialDate("2010-06"),
    )
    snapshot = Snapshot.from_records([full, Unit(id="u2", name="乙")], as_of=dt.date(2020, 1, 1))
    cells = recorded_cells(snapshot, "unit")
    keys = [column.key for column in recorded_columns("unit")]
    assert dict(zip(keys, cells["u1"], strict=True)) == {
        "ownership": "private", "staff": "≥ 30", "founded_on": "2010-06",
    }  # fmt: skip
    assert set(cells["u2"]) == {""}


def test_a_list_without_such_columns_stays_as_it_is() -> None:
    snapshot = Snapshot.from_records([Unit(id="u1", name="甲")], as_of=dt.date(2020, 1, 1))
    assert recorded_columns("hosting") == ()
    assert recorded_cells(snapshot, "unit")["u1"] == ()
