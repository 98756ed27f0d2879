"""A whole ledger is read by few questions: a type that was never recorded is not asked about."""

from __future__ import annotations

import re

from ledger_factory import day, district, put
from query_log import logged

from graphs.ledger import Ledger
from graphs.ledger.read.row_questions import empty_table, ever_recorded
from graphs.model import RECORDS, End, Unit, arrow_schema


def asked(log: list[tuple[str, object]]) -> set[str]:
    """The record types whose rows were asked for, but for the one question which types there are."""
    single = [words for words, _ in log if "UNION ALL" not in words]
    tables = {name for words in single for name in re.findall(r"FROM (\w+)", words)}
    return tables & set(RECORDS)


def test_only_types_that_hold_something_are_asked_about(ledger: Ledger) -> None:
    put(ledger, Unit(id="u", name="甲"))
    with logged(ledger) as log:
        picture = ledger.snapshot(as_of=day("2020-01-01"))
    assert len(log) < 10
    # Whether activities are recorded at all is asked of every picture.
    assert asked(log) - {"activity"} <= {"unit", "hosting", "organisation"}
    assert set(picture.tables) == set(RECORDS)
    for kind, table in picture.tables.items():
        assert table.schema.equals(arrow_schema(kind)), kind
        assert table.num_rows == (kind == "unit")


def test_what_has_ended_is_still_asked_about(ledger: Ledger) -> None:
    put(ledger, Unit(id="u", name="甲"))
    put(ledger, End(id="u", effective=day("2015-01-01")))
    assert ledger.snapshot(as_of=day("2014-12-31")).get(Unit, "u").name == "甲"
    assert ledger.snapshot(as_of=day("2016-01-01")).records(Unit) == ()


def test_a_type_first_recorded_later_is_there_in_the_next_picture(ledger: Ledger) -> None:
    assert ledger.snapshot(as_of=day("2020-01-01")).records(Unit) == ()
    put(ledger, *district())
    assert ledger.snapshot(as_of=day("2020-01-01")).records(Unit)


def test_the_questions_are_made_once() -> None:
    assert ever_recorded() is ever_recorded()
    names = ("id", "name")
    assert empty_table("unit", names) is empty_table("unit", names)
    assert empty_table("unit", names).column_names == list(names)
