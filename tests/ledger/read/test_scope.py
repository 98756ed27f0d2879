"""What a scope loads, and that the rest of the ledger is not even read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factory import AT, day, district, put
from query_log import logged, scanned

from graphs.ledger import Ledger, bulk_load
from graphs.model import (
    RECORDS,
    Activity,
    Change,
    Citation,
    Division,
    Hosting,
    Organisation,
    Scope,
    Snapshot,
    Superior,
    Unit,
)
from graphs.synthetic import country

WIDTH = {"profile", "actor"}  # a row or a few, wanted by every scope


def ids(picture: Snapshot, kind: str) -> set[str]:
    return set(picture.column(kind, "id"))


def size(picture: Snapshot) -> int:
    return sum(picture.table(kind).num_rows for kind in RECORDS)


@pytest.fixture
def counties(tmp_path: Path) -> Iterator[Ledger]:
    """Eight invented counties in one SQLite ledger."""
    batches = country(counties=8, organisations=960)
    with bulk_load(
        str(tmp_path / "c.ledger"), batches, actor="岗", at=AT, ledger_id="counties"
    ) as ledger:
        yield ledger


def test_a_division_brings_what_lies_in_it_and_below(ledger: Ledger) -> None:
    put(ledger, *district())
    picture = ledger.snapshot(Scope("division", "c"))
    assert ids(picture, "division") == {"p", "c", "t1", "t2", "c2"}  # above, and of the partner
    assert ids(picture, "organisation") - picture.stubs == {"o1", "o2", "o4"}
    assert ids(picture, "unit") - picture.stubs == {"u1", "u2"}
    assert ids(picture, "statement") == {"st1"}


def test_an_agreement_is_in_scope_when_one_who_signed_it_is(ledger: Ledger) -> None:
    put(ledger, *district())
    picture = ledger.snapshot(Scope("division", "t1"))
    assert ids(picture, "agreement") == {"a1"}
    assert ids(picture, "signatory") == {"y1", "y2"}
    assert picture.stubs == {"o2", "o3", "u2", "u3"}  # subordinate and partner, with their units


def test_evidence_comes_with_what_it_speaks_of_and_no_other(ledger: Ledger) -> None:
    put(ledger, *district())
    picture = ledger.snapshot(Scope("division", "c"))
    assert ids(picture, "citation") == {"ci1"}
    assert ids(picture, "source") == {"s1"}
    assert ids(picture, "alias") == {"al1"}


def test_a_name_that_only_begins_alike_is_another_division(ledger: Ledger) -> None:
    put(
        ledger,
        *district(),
        Division(id="c-1", name="上街以外", parent="p"),
        Organisation(id="x", name="以外党支部", division="c-1"),
    )
    assert "x" not in ids(ledger.snapshot(Scope("division", "c")), "organisation")


def test_an_organisation_of_no_stated_place_comes_with_its_unit(ledger: Ledger) -> None:
    put(ledger, *district())
    assert "o4" in ids(ledger.snapshot(Scope("division", "t2")), "organisation")
    assert "o4" not in ids(ledger.snapshot(Scope("division", "t1")), "organisation")


def test_an_organisation_of_no_stated_place_comes_with_who_stands_above_it(ledger: Ledger) -> None:
    put(
        ledger,
        *district(),
        Organisation(id="x1", name="无处党总支"),
        Organisation(id="x2", name="无处党支部"),
        Organisation(id="x3", name="外县党支部", division="c2"),
        Superior(id="above1", organisation="x1", superior="o1"),
        Superior(id="above2", organisation="x2", superior="x1"),
        Superior(id="above3", organisation="x3", superior="x1"),
    )
    picture = ledger.snapshot(Scope("division", "t1"))
    assert {"x1", "x2"} <= ids(picture, "organisation") - picture.stubs
    assert "x3" not in ids(picture, "organisation") - picture.stubs  # its place is stated
    assert {"above1", "above2"} <= ids(picture, "superior")


def test_a_division_is_taken_where_it_lay_on_the_day(ledger: Ledger) -> None:
    put(ledger, *district())
    move = Change(record=Division(id="t1", name="峡窝镇", parent="c2"), effective=day("2015-01-01"))
    put(ledger, move)
    before = ledger.snapshot(Scope("division", "c"), day("2014-12-31"))
    after = ledger.snapshot(Scope("division", "c"), day("2015-01-01"))
    assert "o1" in ids(before, "organisation") - before.stubs
    assert "o1" not in ids(after, "organisation") - after.stubs


def test_a_chain_brings_lead_members_and_who_stands_below(ledger: Ledger) -> None:
    put(ledger, *district(), Superior(id="sup3", organisation="o4", superior="o2"))
    picture = ledger.snapshot(Scope("chain", "n1"))
    assert ids(picture, "chain") == {"n1"}
    assert ids(picture, "organisation") - picture.stubs == {"o1", "o2", "o4"}


def test_an_ego_network_grows_with_its_hops(ledger: Ledger) -> None:
    put(ledger, *district())
    near = ledger.snapshot(Scope("ego", "o3", 1))
    far = ledger.snapshot(Scope("ego", "o3", 2))
    assert ids(near, "organisation") - near.stubs == {"o1", "o3"}
    assert ids(far, "organisation") - far.stubs == {"o1", "o2", "o3"}


def test_the_whole_has_no_stubs(ledger: Ledger) -> None:
    put(ledger, *district(), Activity(id="v1", title="联学", agreement="a1"))
    picture = ledger.snapshot()
    assert picture.stubs == frozenset()
    assert size(picture) == len(district()) + 1


@pytest.mark.parametrize("words", ["division:c3", "ego:c3-o1:2"])
def test_a_scope_loads_only_its_own_rows(counties: Ledger, words: str) -> None:
    picture = counties.snapshot(Scope.parse(words))
    strangers = {
        ident
        for kind in RECORDS
        if kind not in ("profile", "actor", "division")
        for ident in ids(picture, kind)
        if not ident.startswith("c3-")
    }
    assert strangers == set()
    assert 0 < size(picture) < size(counties.snapshot()) / 4


@pytest.mark.parametrize("words", ["division:c3", "ego:c3-o1:2"])
def test_a_scope_reads_by_index_and_never_a_whole_table(counties: Ledger, words: str) -> None:
    with logged(counties) as log:
        counties.snapshot(Scope.parse(words))
    assert len(log) > 20
    assert scanned(counties, log) <= WIDTH


def test_neighbours_cost_a_scope_no_query_and_no_row(tmp_path: Path) -> None:
    seen = []
    for number in (4, 8):
        # The same first counties, whatever follows them: only the neighbours differ.
        batches = list(country(counties=8, organisations=960))[:number]
        with (
            bulk_load(
                str(tmp_path / f"{number}.ledger"), batches, actor="岗", at=AT, ledger_id="n"
            ) as ledger,
            logged(ledger) as log,
        ):
            picture = ledger.snapshot(Scope("division", "c3"))
        seen.append((len(log), size(picture)))
    assert seen[0] == seen[1]


def test_an_unknown_future_changes_nothing_of_a_known_past(ledger: Ledger) -> None:
    put(ledger, *district())
    before = ledger.snapshot(Scope("division", "c"), dt.date(2010, 6, 15), 1)
    put(
        ledger,
        Unit(id="u9", name="新", division="t1"),
        Organisation(id="o9", name="新党支部", division="t1"),
        Hosting(id="h9", organisation="o9", unit="u9"),
        Citation(id="ci9", source="s2", about="o1", quote="后来的话"),
    )
    after = ledger.snapshot(Scope("division", "c"), dt.date(2010, 6, 15), 1)
    assert before.key == after.key
    assert all(before.table(kind).equals(after.table(kind)) for kind in RECORDS)
