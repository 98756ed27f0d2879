"""Whole tables answer a scope as rows fetched one by one do: the same rows, stubs and homes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ledger_factory import AT, district, put

from graphs.ledger import Home, Ledger, bulk_load
from graphs.ledger.database.engine import reading
from graphs.ledger.read.load import EVERYTHING, Loader
from graphs.ledger.read.scope import load_scope
from graphs.ledger.read.whole_tables import TableLoader, loader_for
from graphs.model import Organisation, Scope
from graphs.synthetic import country

DAYS = (dt.date(2010, 6, 15), dt.date(2024, 2, 29), dt.date(2026, 6, 30))


def compare(ledger: Ledger, scope: Scope, day: dt.date, revision: int) -> int:
    """See that both find the same; return the number of rows."""
    with reading(ledger._engine) as connection:
        found = []
        for kind in (Loader, TableLoader):
            loader = kind(connection=connection, as_of=day, revision=revision, extract=EVERYTHING)
            stubs = load_scope(loader, scope)
            found.append((loader.tables(), stubs, loader.homes()))
    (rows, stubs, homes), (tables, other_stubs, other_homes) = found
    assert (other_stubs, other_homes) == (stubs, homes)
    for name, table in rows.items():
        assert tables[name].equals(table), (scope, day, name)
    return sum(table.num_rows for table in rows.values())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(folder=tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("key", ["demo", "shangjie-2010"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_both_find_the_same_of_every_scope(key: str, day: dt.date, home: Home) -> None:
    with home.open(key) as ledger:
        whole = ledger.snapshot(as_of=day)
        scopes = [Scope("division", each) for each in whole.column("division", "id")]
        scopes += [Scope("chain", each) for each in whole.column("chain", "id")]
        scopes += [Scope("ego", each, 2) for each in whole.column("organisation", "id")[:5]]
        assert scopes
        head = ledger.head().number
        sizes = [compare(ledger, scope, day, head) for scope in scopes]
    assert max(sizes) > 10


def test_both_find_the_same_where_ids_are_blank_or_of_no_row(ledger: Ledger) -> None:
    put(ledger, *district(), Organisation(id="lost", name="无处党支部"))
    head = ledger.head().number
    for place in ("p", "c", "t1", "t2"):
        assert compare(ledger, Scope("division", place), DAYS[0], head) > 5


def test_most_of_a_ledger_is_read_whole_and_a_part_by_rows(tmp_path: Path) -> None:
    batches = country(counties=8, organisations=320)
    day = DAYS[-1]
    with bulk_load(
        str(tmp_path / "c.ledger"), batches, actor="岗", at=AT, ledger_id="counties"
    ) as ledger:
        shown = ledger.snapshot(as_of=day)
        rows = shown.table("division").to_pylist()
        top, *_, lowest = sorted(rows, key=lambda each: len(each["path"]))
        with reading(ledger._engine) as connection:
            kinds = [
                type(loader_for(connection, scope, day, ledger.head().number, EVERYTHING))
                for scope in (
                    Scope("division", top["id"]),
                    Scope("division", lowest["id"]),
                    Scope("division", "none"),
                    Scope(),
                )
            ]
    assert kinds == [TableLoader, Loader, Loader, Loader]
