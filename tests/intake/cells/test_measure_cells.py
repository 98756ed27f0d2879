"""A reported figure names a measure the ledger computes; any other name is refused with the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_books import csv_file, imported

from graphs.intake.cells.cells import read_cell
from graphs.model import Statement, record_type
from graphs.statistics import known_measures, measure_key

MEASURE = record_type("statement").column("measure")


@pytest.mark.parametrize("key", list(known_measures()))
def test_a_measure_is_named_by_its_key_or_its_label(key: str) -> None:
    label = known_measures()[key]
    assert {read_cell(MEASURE, words).value for words in (key, label.zh, label.en)} == {key}


@given(st.text(alphabet="abcdefgh结对覆盖率_", min_size=2))
def test_what_is_no_measure_is_refused_with_all_that_are(words: str) -> None:
    reading = read_cell(MEASURE, words)
    assert (reading.fault is None) == (measure_key(words) is not None)
    if reading.fault:
        assert reading.value is None
        assert all(
            key in reading.remedy.zh and key in reading.remedy.en for key in known_measures()
        )


def test_an_import_with_an_unknown_measure_is_not_ready() -> None:
    head = "指标,对应统计项,数值,计量单位\n"
    good, bad = (
        imported(csv_file(f"{head}结对,{name},32,对\n")) for name in ("pairs", "happiness")
    )
    assert [each.record.measure for each in good.steps if isinstance(each.record, Statement)] == [
        "pairs"
    ]
    assert not bad.ready
    assert any("不是台账的统计项" in each.reason.zh for each in bad.errors)
