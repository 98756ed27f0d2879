"""Lists made in pieces are the whole lists, row for row, whatever the filters and the size of a piece."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from factory import agreement, organisation, picture
from hypothesis import given
from hypothesis import strategies as st

from graphs.commands.command_line.export_files import needed_snapshot
from graphs.interchange import (
    GRAINS,
    DownloadRequest,
    View,
    columns_read,
    grain_bundle,
    write_grain_bundle,
)
from graphs.interchange.grains.grain import GrainView
from graphs.interchange.streams.streamed_lists import streamed_lists
from graphs.ledger import Ledger, create, statement_source
from graphs.model import (
    Activity,
    Alias,
    Change,
    Division,
    Organisation,
    PartialDate,
    Profile,
    Quantity,
    Record,
    Scope,
    Snapshot,
    Superior,
)
from graphs.network import FILTERS, Choices, Filter
from graphs.statistics import SnapshotSource
from graphs.text import Text

VIEW = View(title=Text.same("册"), filters=Text.same("全部"), address="?")
AT = dt.datetime(2010, 6, 15, tzinfo=dt.UTC)
IDS = ("s1", "s2", "n1", "n2", "n3", "g1", "x1")

agreements = st.lists(
    st.tuples(
        st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True),
        st.sampled_from([(None, None), ("2009", None), ("2009", "2010-07"), ("2008", "2009")]),
    ),
    max_size=7,
)
chosen_filters = st.lists(
    st.sampled_from(
        [
            Filter(key, (value,))
            for key, kind in FILTERS.items()
            if isinstance(kind.values, Choices)
            for value in kind.values.of.__members__
        ]
    ),
    max_size=2,
    unique_by=lambda each: each.key,
)


def everybody() -> list[Record]:
    return [
        *organisation("s1", division="d1", founded_on=PartialDate("1950-06")),
        *organisation("s2", dissolved_on=PartialDate("2009")),
        *(each for ident in ("n1", "n2", "g1") for each in organisation(ident, division="d1")),
        *organisation("n3", size=Quantity("≥", 20)),
        Organisation(id="x1", name="无单位"),
        Alias(id="al1", about="s1", system="name", value="甲"),
        Superior(id="p1", organisation="n1", superior="x1"),
        Activity(id="e1", agreement="a0", held_on=PartialDate("2010-05")),
    ]


def snapshot_of(found: list[tuple[list[str], tuple[str | None, str | None]]]) -> Snapshot:
    signed = [agreement(f"a{n}", *parties, dates=dates) for n, (parties, dates) in enumerate(found)]
    return picture(*everybody(), *signed)


def whole(snapshot: Snapshot, filters: tuple[Filter, ...]) -> list[tuple[object, ...]]:
    source = SnapshotSource(at=lambda *_: snapshot)
    view = GrainView(snapshot=snapshot, filters=filters, language="zh", source=source)
    return [(each.columns, each.rows, each.figure) for each in GRAINS["pairs"].make(view)]


def streamed(
    snapshot: Snapshot, filters: tuple[Filter, ...], size: int
) -> list[tuple[object, ...]]:
    made = streamed_lists(snapshot, filters, "zh", size)
    found = []
    for sheet in made:
        rows = sheet.whole()
        assert sheet.row_count == len(rows.rows)
        found.append((rows.columns, rows.rows, rows.figure))
    return found


@given(agreements, chosen_filters, st.integers(1, 5))
def test_pieces_of_any_size_are_the_whole_lists(
    found: list[tuple[list[str], tuple[str | None, str | None]]], filters: list[Filter], size: int
) -> None:
    snapshot = snapshot_of(found)
    assert streamed(snapshot, tuple(filters), size) == whole(snapshot, tuple(filters))


@pytest.mark.parametrize("name", ["demo", "shangjie"])
def test_shipped_ledgers_stream_to_the_same_lists(
    name: str, request: pytest.FixtureRequest
) -> None:
    snapshot: Snapshot = request.getfixturevalue(name)
    for filters in ((), (Filter("status", ("active", "expiring")), Filter("pairing", ("paired",)))):
        assert streamed(snapshot, filters, 37) == whole(snapshot, filters)


def request_for(snapshot: Snapshot, **more: object) -> DownloadRequest:
    own: dict = {
        "scope": snapshot.scope, "as_of": snapshot.as_of, "revision": snapshot.revision,
        "language": "zh", "grains": ("pairs",), "formats": ("csv", "tsv", "graphml", "xlsx"),
    }  # fmt: skip
    return DownloadRequest(**own | more)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "a.ledger")
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture(params=[True, False], ids=["invented", "of the field"])
def kept(request: pytest.FixtureRequest, place: str) -> Ledger:
    """A ledger that records an organisation without a unit, in a division and outside."""
    places = [Division(id="d1", name="甲区"), Division(id="d2", name="乙区")]
    records = [
        Profile(id="ledger", title="册", as_of=PartialDate("2010-06-15"), home="d1"),
        *places,
        *everybody(),
        Organisation(id="x2", name="别处", synthetic=request.param),
        *agreement("a0", "s1", "n1", "n3"),
        *agreement("a1", "s2", "n2", dates=("2009", None)),
        *agreement("a2", "x1", "n2"),
    ]
    ledger = create(place, ledger_id="a")
    ledger.apply(*(Change(record=each) for each in records), actor="甲岗", note="试", at=AT)
    return ledger


def test_columns_read_give_the_bytes_of_everything(kept: Ledger) -> None:
    with kept as ledger:
        for scope in (Scope(), Scope("division", "d1")):
            full = ledger.snapshot(scope)
            request = request_for(full)
            assert columns_read(request) is not None
            source = statement_source(ledger, full.revision)
            lists = request.lists(full, source)
            expected = grain_bundle(full, VIEW, lists, request=request)
            part = needed_snapshot(ledger, request)
            target = io.BytesIO()
            write_grain_bundle(target, part, VIEW, request.streams(part, source), request=request)
            assert target.getvalue() == expected


def test_whatever_declares_its_columns_can_be_streamed() -> None:
    assert {key for key, each in GRAINS.items() if each.reads is not None} == {
        key for key, each in GRAINS.items() if each.stream is not None
    }
