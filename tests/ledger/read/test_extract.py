"""An extract holds the rows of a snapshot in fewer columns, and never a blank in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factory import AT, district, put
from query_log import logged, scanned

from graphs.ledger import Extract, Ledger, bulk_load
from graphs.model import (
    RECORDS,
    Agreement,
    Hosting,
    Organisation,
    Scope,
    Signatory,
    Snapshot,
    Superior,
    Unit,
)
from graphs.planning import required_columns
from graphs.synthetic import country

LEAN = Extract(columns=required_columns(), in_units=True)
SCOPES = ("whole", "division:c", "division:t1", "division:t2", "chain:n1", "ego:o3:2")


def ids(picture: Snapshot, kind: str) -> set[str]:
    return set(picture.column(kind, "id"))


@pytest.fixture
def counties(tmp_path: Path) -> Iterator[Ledger]:
    """Eight invented counties in one SQLite ledger."""
    batches = country(counties=8, organisations=960)
    with bulk_load(
        str(tmp_path / "c.ledger"), batches, actor="岗", at=AT, ledger_id="counties"
    ) as ledger:
        yield ledger


@pytest.mark.parametrize("words", SCOPES)
def test_an_extract_of_everything_is_the_snapshot(ledger: Ledger, words: str) -> None:
    put(ledger, *district())
    whole = ledger.snapshot(Scope.parse(words))
    taken = ledger.extract(Extract(columns=dict.fromkeys(RECORDS)), Scope.parse(words))
    assert taken.key == whole.key
    assert taken.stubs == whole.stubs
    assert all(taken.table(kind).equals(whole.table(kind)) for kind in RECORDS)


@pytest.mark.parametrize("words", SCOPES)
def test_what_is_wanted_is_what_the_snapshot_has(ledger: Ledger, words: str) -> None:
    put(ledger, *district())
    wanted = {"organisation": ("name",), "hosting": (), "agreement": None, "signatory": ()}
    wanted |= {"unit": (), "superior": (), "division": (), "chain": (), "chain_member": ()}
    whole = ledger.snapshot(Scope.parse(words))
    taken = ledger.extract(Extract(columns=wanted), Scope.parse(words))
    for kind in ("agreement", "signatory"):
        names = taken.table(kind).column_names
        assert taken.table(kind).equals(whole.table(kind).select(names)), kind
    inside = ids(whole, "organisation") - whole.stubs
    assert ids(taken, "organisation") - taken.stubs == inside


def test_what_was_left_out_cannot_be_read_by_mistake(ledger: Ledger) -> None:
    put(ledger, *district())
    taken = ledger.extract(
        Extract(columns={"division": (), "organisation": ("name",)}), Scope("division", "c")
    )
    with pytest.raises(KeyError):
        taken.column("organisation", "secretary")
    with pytest.raises(KeyError):
        taken.table("agreement")


def test_a_column_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    put(ledger, *district())
    with pytest.raises(KeyError, match="nmae"):
        ledger.extract(
            Extract(columns={"division": (), "organisation": ("nmae",)}), Scope("division", "c")
        )


def test_in_units_leaves_out_who_is_formed_in_none(ledger: Ledger) -> None:
    put(
        ledger,
        *district(),
        Organisation(id="village", name="村党支部", division="t1"),
        Organisation(id="signs", name="街道党工委", division="t1"),
        Agreement(id="a9"),
        Signatory(id="y8", agreement="a9", organisation="signs"),
        Signatory(id="y9", agreement="a9", organisation="o1"),
    )
    whole = ledger.snapshot(Scope("division", "c"))
    taken = ledger.extract(LEAN, Scope("division", "c"))
    hosted = set(whole.column("hosting", "organisation"))
    inside = ids(whole, "organisation") - whole.stubs
    assert ids(taken, "organisation") - taken.stubs == inside & hosted
    assert "village" in inside
    assert "village" not in ids(taken, "organisation")
    assert "signs" in taken.stubs  # an agreement names it


def test_in_units_keeps_who_has_no_place_and_stands_under_one_here(ledger: Ledger) -> None:
    put(
        ledger,
        *district(),
        Unit(id="far", name="外地公司", division="c2"),
        Unit(id="nowhere", name="无处公司"),
        Organisation(id="committee", name="村党总支", division="t1"),
        Organisation(id="between", name="无处党总支"),
        Organisation(id="below", name="无处党支部"),
        Organisation(id="elsewhere", name="外地公司党支部"),
        Superior(id="above1", organisation="between", superior="committee"),
        Superior(id="above2", organisation="below", superior="between"),
        Superior(id="above3", organisation="elsewhere", superior="between"),
        Hosting(id="h9", organisation="below", unit="nowhere"),
        Hosting(id="h10", organisation="elsewhere", unit="far"),
    )
    taken = ledger.extract(LEAN, Scope("division", "t1"))
    inside = ids(taken, "organisation") - taken.stubs
    assert "below" in inside
    assert not inside & {"committee", "between", "elsewhere"}  # its unit says where it is
    assert "elsewhere" in ids(ledger.extract(LEAN, Scope("division", "c2")), "organisation")


def test_an_extract_reads_by_index_and_never_a_whole_table(counties: Ledger) -> None:
    with logged(counties) as log:
        counties.extract(LEAN, Scope("division", "c3"))
    assert len(log) > 10
    assert scanned(counties, log) <= {"profile"}


def test_alone_leaves_out_what_lies_below(ledger: Ledger) -> None:
    put(
        ledger,
        *district(),
        Unit(id="u9", name="省属公司", division="p"),
        Organisation(id="o9", name="省属公司党委", division="p"),
        Hosting(id="h9", organisation="o9", unit="u9"),
    )
    taken = ledger.extract(Extract(columns=required_columns(), alone=True), Scope("division", "p"))
    assert ids(taken, "organisation") - taken.stubs == {"o9"}
    assert ids(taken, "division") == {"p"}
