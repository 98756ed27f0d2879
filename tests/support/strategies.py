"""Strategies built from the declared grammar: any record of any type, with every kind of value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from graphs.model import (
    RECORDS,
    Absence,
    Choice,
    Column,
    PartialDate,
    Quantity,
    Record,
    RecordType,
)

__all__ = [
    "days",
    "idents",
    "least",
    "partial_dates",
    "quantities",
    "records",
    "values_of",
    "words",
]

# The machine is shared: how long one example takes says nothing.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40)
idents = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
# Databases keep a quantity as a double; whole numbers beyond 2^53 have no exact one.
numbers = st.one_of(
    st.integers(0, 2**53), st.floats(0, 1e12, allow_nan=False, allow_infinity=False)
)


@st.composite
def partial_dates(draw: st.DrawFn, *, without_year: bool = True) -> PartialDate:
    printed = draw(st.none() | words)
    if without_year and draw(st.integers(0, 9)) == 0:
        return PartialDate(None, printed or "5月16日", draw(st.booleans()))
    text = draw(days).isoformat()[: draw(st.sampled_from((4, 7, 10)))]
    return PartialDate(text, printed, draw(st.booleans()))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    operator = draw(st.sampled_from(("=", ">", "≥", "<", "≤", "≈", "–")))
    low, high = sorted((draw(numbers), draw(numbers)))
    return Quantity(operator, low, high if operator == "–" else None, draw(st.none() | words))


_PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: words,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(-180, 180, allow_nan=False),
    bool: st.booleans(),
    PartialDate: partial_dates(),
    Quantity: quantities(),
}


def values_of(column: Column) -> st.SearchStrategy[Any]:
    value = column.value
    if column.references:
        found: st.SearchStrategy[Any] = idents
    else:
        found = st.sampled_from(tuple(value)) if issubclass(value, Choice) else _PLAIN[value]
    return found if column.required else st.none() | found


@st.composite
def records(draw: st.DrawFn, of: RecordType | None = None) -> Record:
    declared = of or draw(st.sampled_from(tuple(RECORDS.values())))
    values = {column.name: draw(values_of(column)) for column in declared.columns}
    blank = [name for name, value in values.items() if value is None]
    absent = {name: draw(st.sampled_from(tuple(Absence))) for name in blank if draw(st.booleans())}
    return declared.cls(id=draw(idents), synthetic=draw(st.booleans()), absent=absent, **values)


def least(declared: RecordType) -> dict[str, Any]:
    """The values of the columns a record cannot do without."""
    some = {str: "x", int: 1, float: 1.0, bool: True}
    some |= {PartialDate: PartialDate("2010"), Quantity: Quantity("=", 1)}
    return {
        each.name: next(iter(each.value)) if issubclass(each.value, Choice) else some[each.value]
        for each in declared.columns
        if each.required
    }
