import json

import pyarrow as pa
import pytest
from hypothesis import given
from strategies import least, records

from graphs.errors import InputError
from graphs.ledger.storage.hash_chain import open_line
from graphs.model import (
    RECORDS,
    Absence,
    Agreement,
    Division,
    PartialDate,
    Quantity,
    Record,
    RecordType,
    Statement,
    arrow_schema,
    from_row,
    record_type,
    table_of,
    to_row,
)

EVERY = pytest.mark.parametrize("declared", RECORDS.values(), ids=lambda declared: declared.key)


@given(records())
def test_every_record_comes_back_from_its_row(item: Record):
    assert from_row(type(item), to_row(item)) == item


@given(records())
def test_every_record_comes_back_from_its_arrow_table(item: Record):
    table = table_of(record_type(item).key, [to_row(item)])
    assert from_row(type(item), table.to_pylist()[0]) == item


@EVERY
def test_a_row_has_a_scalar_for_each_stored_column_in_order(declared: RecordType):
    needed = least(declared)
    row = to_row(declared.cls(id="x", **needed))
    assert list(row) == [part.name for part in declared.stored]
    assert all(value is None or isinstance(value, str | int | float) for value in row.values())
    assert arrow_schema(declared).names == list(row)


def test_a_number_keeps_its_operator_and_its_words():
    row = to_row(Statement(id="t", indicator="户", value=Quantity(">", 180, printed="180多户")))
    assert (row["value_operator"], row["value"], row["value_printed"]) == (">", 180, "180多户")


def test_absent_reasons_are_one_sorted_map():
    why = {"signed_on": Absence.not_stated, "number": Absence.not_applicable}
    row = to_row(Agreement(id="g", absent=why))
    assert row["absent"] == '{"number": "not_applicable", "signed_on": "not_stated"}'
    assert to_row(Agreement(id="g"))["absent"] is None


def test_columns_that_a_row_lacks_are_blank():
    found = from_row(Division, {"id": "d1", "name": "上街区"})
    assert found == Division(id="d1", name="上街区")


def test_a_quantity_without_an_operator_is_exact():
    assert from_row(Agreement, {"id": "g", "pairs": 30.0}).pairs == Quantity("=", 30)


def test_refuses_a_value_outside_its_closed_list():
    with pytest.raises(KeyError, match="galaxy"):
        from_row(Division, {"id": "d1", "name": "x", "level": "galaxy"})


def test_refuses_a_malformed_date():
    with pytest.raises(InputError, match="not a date"):
        from_row(Agreement, {"id": "g", "signed_on": "May"})


def test_words_of_a_date_without_a_year_come_back():
    date = PartialDate(None, printed="5月16日")
    assert from_row(Agreement, to_row(Agreement(id="g", signed_on=date))).signed_on == date


def test_tables_are_sorted_by_id_and_typed():
    table = table_of("hosting", [{"id": i, "organisation": "o", "unit": "u"} for i in "cab"])
    assert table.column("id").to_pylist() == ["a", "b", "c"]
    assert table.schema.field("synthetic").type == pa.bool_()
    assert table_of("hosting", ()).schema == table.schema


@EVERY
def test_adding_a_column_leaves_old_digests_valid(declared: RecordType):
    needed = least(declared)
    row = to_row(declared.cls(id="x", **needed))
    old = open_line(declared.key, row, 0, 9)
    assert open_line(declared.key, row | {"added_later": None}, 0, 9) == old
    assert set(json.loads(old)[-1]) == {name for name, value in row.items() if value}
