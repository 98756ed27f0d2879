"""Figures derived from columns are those of the records looked at one by one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from figure_ledgers import DATES, TOWNS, Book, books, seen, written
from hypothesis import given, settings

from graphs.model import Answer, Bounds, Organisation, Side, Snapshot, Unit
from graphs.network import pairing_graph, pairs, parties, party_columns
from graphs.statistics import CONCERNS, MEASURES, living, unpaired_count


def alive(record: Organisation | Unit, snapshot: Snapshot) -> Answer:
    begun = record.founded_on.not_after(snapshot.as_of) if record.founded_on else Answer.certain
    over = record.dissolved_on.not_after(snapshot.as_of) if record.dissolved_on else Answer.no
    if begun is Answer.no or over is Answer.certain:
        return Answer.no
    return Answer.certain if (begun, over) == (Answer.certain, Answer.no) else Answer.possible


def compare(snapshot: Snapshot) -> None:
    known = parties(snapshot)
    records = snapshot.by_id(Organisation)
    assert list(known) == list(records)
    assert {ident: party.alive for ident, party in known.items()} == {
        ident: alive(record, snapshot) for ident, record in records.items()
    }
    own = [each for each in known.values() if each.alive is not Answer.no and not each.stub]
    for side in Side:
        assert living(snapshot, side) == tuple(each for each in own if each.side is side)
    columns = party_columns(snapshot)
    assert columns.unnamed() == [p.id for p in known.values() if not p.named and not p.stub]
    assert columns.without_unit() == [not each.units for each in own]
    assert columns.on(Side.unknown, formed=True) == [
        each.id for each in own if each.side is Side.unknown and each.units
    ]
    drawn = {pair_end for p in pairs(snapshot) if p.counted for pair_end in (p.host, p.guest)}
    drawn |= {each.id for each in own if each.side in (Side.soe, Side.non_public)}
    assert list(pairing_graph(snapshot)) == [ident for ident in known if ident in drawn]
    enterprises(snapshot)
    [found] = CONCERNS["unpaired"].look(snapshot, ()) or [None]
    for ident, count in zip(found.ids, found.parts, strict=True):
        assert count == unpaired_count(snapshot, [known[ident]])


def enterprises(snapshot: Snapshot) -> None:
    units = [
        each
        for each in snapshot.records(Unit)
        if each.ownership
        and each.ownership.side in (Side.soe, Side.non_public)
        and alive(each, snapshot) is not Answer.no
        and each.id not in snapshot.stubs
    ]
    total = Bounds(0, 0)
    for each in units:
        total = total + (each.size.bounds if each.size else Bounds(1, 1))
    found = MEASURES["enterprises"].compute(snapshot)
    assert (found.ids, found.bounds) == (tuple(each.id for each in units), total)
    assert found.named == sum(each.size is None for each in units)


@settings(max_examples=12)
@given(books())
def test_columns_say_what_the_records_say(book: Book) -> None:
    with tempfile.TemporaryDirectory() as folder, written(book, Path(folder)) as ledger:
        for day in DATES:
            for where in ("c", TOWNS[0]):
                compare(seen(ledger, where, day, 2))


def test_the_demonstration_by_column_and_by_record(demo: Snapshot) -> None:
    compare(demo)


def test_an_organisation_is_made_once_and_only_when_asked_for(demo: Snapshot) -> None:
    known = parties(demo)
    first = next(iter(known))
    assert known[first] is known[first]
    assert "no such organisation" not in known
    assert known.get("no such organisation") is None
