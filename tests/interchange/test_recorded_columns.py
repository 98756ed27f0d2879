"""Columns that say they stand in downloads: each kind of value in one cell, blanks blank."""

from __future__ import annotations

import datetime as dt

import pytest

from graphs.interchange import recorded_columns as module
from graphs.interchange.recorded_columns import recorded_cells, recorded_columns
from graphs.model import (
    Absence,
    Hosting,
    Ownership,
    PartialDate,
    Quantity,
    Snapshot,
    Unit,
    record_type,
)

NAMES = ("staff", "founded_on", "ownership")


def test_every_kind_of_value_stands_in_its_cells_with_its_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = tuple(each for each in record_type("unit").columns if each.name in NAMES)
    monkeypatch.setattr(module, "_declared", lambda _: chosen)
    full = Unit(
        id="u1",
        name="甲",
        ownership=Ownership.private,
        staff=Quantity("≥", 30),
        founded_on=PartialDate("2010-06"),
        absent={"credit_code": Absence.not_stated},
    )
    snapshot = Snapshot.from_records([full, Unit(id="u2", name="乙")], as_of=dt.date(2020, 1, 1))
    cells = recorded_cells(snapshot, "unit")
    keys = [column.key for column in recorded_columns("unit")]
    assert dict(zip(keys, cells["u1"], strict=True)) == {
        "ownership": "private", "staff": "≥ 30", "staff_low": 30.0, "staff_high": None,
        "founded_on": "2010-06", "founded_on_low": "2010-06-01", "founded_on_high": "2010-06-30",
        "absent": "credit_code=not_stated",
    }  # fmt: skip
    assert set(cells["u2"]) == {"", None}


def test_a_list_without_such_columns_says_why_cells_are_blank() -> None:
    snapshot = Snapshot.from_records(
        [Hosting(id="h1", organisation="o1", unit="u1")], as_of=dt.date(2020, 1, 1)
    )
    assert [column.key for column in recorded_columns("hosting")] == ["absent"]
    assert recorded_cells(snapshot, "hosting")["h1"] == ("",)
