"""Two editors of one record in one ledger: every field either changed is kept, or is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_factory import AT, put

from graphs.errors import ChangeRefused
from graphs.ledger import Ledger, Version, create
from graphs.model import (
    Cell,
    Change,
    Correct,
    Merge,
    Organisation,
    OrganisationKind,
    PartialDate,
    Quantity,
    SignOff,
    Statement,
    cell_of,
    edited_cells,
    merge_edit,
)

FIRST = dt.date(2015, 1, 1)
VALUES = {
    "short_name": st.sampled_from(["甲一", "甲二", "甲三"]),
    "members": st.integers(0, 3).map(lambda number: Quantity("=", number)),
    "founded_on": st.sampled_from(["2001", "2001-05", "2002"]).map(PartialDate),
    "kind": st.sampled_from(OrganisationKind),
}
NUMBERS = count()
cells = {name: (st.none() | values).map(Cell) for name, values in VALUES.items()}
edits = st.fixed_dictionaries({}, optional=cells)
days = st.integers(-400, 400).map(lambda n: FIRST + dt.timedelta(days=n))


@pytest.fixture(scope="module")
def ledger_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One ledger for every example, each with a record of its own."""
    path: Path = tmp_path_factory.mktemp("two") / "two.ledger"
    with create(str(path), ledger_id="two") as made:
        yield made


def held(ledger: Ledger, ident: str, day: dt.date, revision: int) -> Version:
    [found] = [
        each for each in ledger.history(ident) if each.known_at(revision) and each.holds_on(day)
    ]
    return found


def others(ledger: Ledger, ident: str, day: dt.date) -> list[tuple[object, ...]]:
    """What is known of every other interval."""
    head = ledger.head().number
    return [
        (each.valid_from, each.valid_to, each.record)
        for each in ledger.history(ident)
        if each.known_at(head) and not each.holds_on(day)
    ]


def save(ledger: Ledger, ident: str, day: dt.date, seen: int, typed: dict[str, Cell]) -> Merge:
    """Write as a form does: over the head, refused if that moved on, nothing if nothing changed."""
    head = ledger.head().number
    was = held(ledger, ident, day, seen).record
    edited = edited_cells(was, typed)
    merged = merge_edit(was, held(ledger, ident, day, head).record, edited)
    if edited and merged.sound and merged.record != held(ledger, ident, day, head).record:
        put(ledger, Correct(record=merged.record, at=day), base=head)
    return merged


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    starts=st.lists(days, max_size=2, unique=True),
    first=edits,
    second=edits,
    day=days,
)
def test_no_field_of_either_is_lost_and_no_other_interval_moves(
    ledger_of_all: Ledger,
    starts: list[dt.date],
    first: dict[str, Cell],
    second: dict[str, Cell],
    day: dt.date,
) -> None:
    ledger, ident = ledger_of_all, f"o{next(NUMBERS)}"
    put(ledger, Organisation(id=ident, name="甲"))
    for place, start in enumerate(sorted(starts)):
        put(ledger, Change(record=Organisation(id=ident, name=f"名{place}"), effective=start))
    seen, elsewhere = ledger.head().number, others(ledger, ident, day)
    was = held(ledger, ident, day, seen).record
    save(ledger, ident, day, seen, first)
    merged = save(ledger, ident, day, seen, second)
    now = held(ledger, ident, day, ledger.head().number).record
    asked = {each.name for each in merged.conflicts}
    both = edited_cells(was, first), edited_cells(was, second)
    for name in both[0].keys() | both[1].keys():
        wanted = [each[name] for each in both if name in each]
        if name in asked:
            assert wanted[0] != wanted[1]
            assert cell_of(now, name) == wanted[0]
        elif not asked:
            assert cell_of(now, name) in wanted
    assert others(ledger, ident, day) == elsewhere


def test_whoever_wrote_between_the_look_and_the_write_is_met(ledger: Ledger) -> None:
    put(ledger, Organisation(id="o", name="甲"))
    seen = ledger.head().number
    put(ledger, Correct(record=Organisation(id="o", name="乙"), at=FIRST))
    late = Correct(record=Organisation(id="o", name="丙"), at=FIRST)
    with pytest.raises(ChangeRefused, match="after revision"):
        put(ledger, late, base=seen)
    assert held(ledger, "o", FIRST, ledger.head().number).record.name == "乙"  # type: ignore[attr-defined]  # an organisation


def test_of_two_equal_sign_offs_the_one_that_did_not_see_the_other_is_refused(
    ledger: Ledger,
) -> None:
    put(ledger, Statement(id="t1", indicator="结对", value=Quantity("=", 32)))
    seen = ledger.head().number

    def sign(ident: str, *, post: str = "统计岗", note: str = "口径不同", looked_at: int) -> None:
        made = SignOff(
            id=ident,
            statement="t1",
            post=post,
            looked_at=looked_at,
            digest="ab",
            evidence="{}",
            note=note,
        )
        ledger.apply(Change(record=made), actor=post, note="签认", at=AT)

    sign("f1", looked_at=seen)
    with pytest.raises(ChangeRefused, match="just signed it off by revision"):
        sign("f2", looked_at=seen)
    sign("f3", post="复核岗", looked_at=seen)  # another post's word is its own
    sign("f4", note="补充说明", looked_at=seen)  # and other words say something else
    sign("f5", looked_at=ledger.head().number)  # to come back to them, all seen, is no repetition
    assert len(ledger.snapshot(as_of=FIRST).records(SignOff)) == 4
