"""Generated ledgers for the laws of figures: townships, collectives, agreements across borders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from factory import SIDES, agreement
from hypothesis import strategies as st

from graphs.ledger import Extract, Ledger, create
from graphs.model import (
    RECORDS,
    Activity,
    Change,
    Division,
    DivisionLevel,
    Hosting,
    Organisation,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Scope,
    Snapshot,
    Superior,
    Unit,
)

__all__ = ["DATES", "TOWNS", "Book", "books", "directly", "seen", "written"]

DATES = (dt.date(2009, 6, 1), dt.date(2010, 6, 15), dt.date(2012, 1, 1))
TOWNS = ("t1", "t2", "t3")
AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)

_SIZES = st.sampled_from(
    [None, None, Quantity("=", 5), Quantity("≥", 3), Quantity("–", 2, 6), Quantity("=", 1)]
)
_SPANS = st.sampled_from(
    [
        ("2009-01-01", "2010-12-31"),
        ("2010-01-01", "2010-07-15"),
        ("2011-01-01", None),
        ("2008", "2009"),
        (None, None),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Book:
    """What two revisions write."""

    first: tuple[Record, ...]
    second: tuple[Record, ...]


_SUPERIORS = {"s0": 0, "n0": 1, "g0": 2}


@st.composite
def _organisation(draw: st.DrawFn, ident: str) -> list[Record]:
    town = draw(st.sampled_from((*TOWNS, "v1")))
    placeless = draw(st.integers(0, 2)) == 0
    usual = draw(st.none() | st.integers(0, 4))
    # A joint branch is formed in units of two places; some of no place stand under another.
    second = draw(st.sampled_from((None, None, *TOWNS, "v1", "nowhere")))
    # Only one that comes earlier: nobody is its own superior, also not in a circle.
    earlier = [each for each in _SUPERIORS if _SUPERIORS.get(ident, 3) > _SUPERIORS[each]]
    above = draw(st.sampled_from((None, *earlier))) if placeless else None
    stated = draw(st.integers(0, 3)) > 0
    found: list[Record] = [
        Organisation(
            id=ident,
            name=f"{ident}党支部",
            division=None if placeless else town,
            size=draw(_SIZES),
            usual_load=usual,
        ),
        Unit(
            id=f"u-{ident}",
            name=f"{ident}公司",
            division=town if stated or not placeless else None,
            ownership=SIDES[ident[0]],
        ),
        Hosting(id=f"h-{ident}", organisation=ident, unit=f"u-{ident}"),
    ]
    if second:
        place = None if second == "nowhere" else second
        unit = Unit(id=f"w-{ident}", name="分厂", division=place, ownership=SIDES[ident[0]])
        found += [unit, Hosting(id=f"k-{ident}", organisation=ident, unit=unit.id)]
    if above and above != ident:
        found.append(Superior(id=f"p-{ident}", organisation=ident, superior=above))
    return found


@st.composite
def _agreement(draw: st.DrawFn, ident: str, people: list[str]) -> list[Record]:
    signed = draw(st.lists(st.sampled_from(people), min_size=2, max_size=4, unique=True))
    stated = draw(st.sampled_from([None, None, Quantity("=", 4), Quantity("≥", 2)]))
    size = draw(st.sampled_from([None, None, None, Quantity("≥", 2)]))
    found = agreement(ident, *signed, dates=draw(_SPANS), pairs=stated, size=size)
    if draw(st.booleans()):
        day = draw(st.sampled_from(["2008-02-02", "2010-05-05"]))
        found.append(Activity(id=f"v-{ident}", agreement=ident, held_on=PartialDate(day)))
    return found


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A district of three townships (one with a village) in two revisions."""
    places = [
        Division(id="c", name="区", level=DivisionLevel.county),
        *(Division(id=t, name=t, parent="c", level=DivisionLevel.township) for t in TOWNS),
        Division(id="v1", name="村", parent="t1", level=DivisionLevel.village),
    ]
    people = [f"{side}{n}" for side, most in (("s", 3), ("n", 5), ("g", 1)) for n in range(most)]
    first: list[Record] = [Profile(id="ledger", title="册", population_stated=True), *places]
    for ident in people:
        first += draw(_organisation(ident))
    second: list[Record] = []
    for n in range(draw(st.integers(2, 8))):
        (first if draw(st.booleans()) else second).extend(draw(_agreement(f"a{n}", people)))
    second += draw(_organisation("n9"))
    return Book(first=tuple(first), second=tuple(second))


def written(book: Book, folder: Path) -> Ledger:
    """Return a new ledger with both revisions applied."""
    ledger = create(str(folder / "book.ledger"), ledger_id="book")
    for records in (book.first, book.second):
        changes = [Change(record=each) for each in records]
        ledger.apply(*changes, actor="岗", note="写", at=AT)
    return ledger


def seen(ledger: Ledger, where: str, day: dt.date, revision: int) -> Snapshot:
    """Return the ledger in a division."""
    return ledger.snapshot(Scope("division", where), day, revision)


def directly(ledger: Ledger, where: str, day: dt.date, revision: int) -> Snapshot:
    """Return what a division holds itself, and no division below it."""
    alone = Extract(columns=dict.fromkeys(RECORDS), alone=True)
    return ledger.extract(alone, Scope("division", where), day, revision)
