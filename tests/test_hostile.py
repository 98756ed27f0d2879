"""One hostile text after the other, all the way from the ledger to every download."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from factory import agreement, organisation
from hostile import HOSTILE, REFUSED
from nonempty import nonempty
from strategies import least

from graphs.errors import ChangeRefused, InputError
from graphs.interchange import FORMATS, edge_list, neutral, node_list
from graphs.ledger import Ledger, create
from graphs.model import RECORDS, Change, Organisation, Profile, Quantity, Snapshot
from graphs.network import pairing_graph, relationship_graph, shortest_path
from graphs.scene import describe, html_snapshot, pairing_scene
from graphs.text import Text

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
# What no ledger takes stands in REFUSED; a few hostile texts hold such a character too.
KEPT = tuple(words for words in HOSTILE if not set(words) & {"\x00", "\r"})


@pytest.fixture
def ledger(tmp_path: Path):
    with create(str(tmp_path / "hostile.ledger"), ledger_id="hostile") as made:
        yield made


def put(ledger: Ledger, *groups) -> None:
    changes = [Change(record=record) for group in groups for record in group]
    ledger.apply(*changes, actor="台账岗", note="测试", at=AT)


def town(words: str) -> list[list]:
    return [
        [Profile(id="ledger", title=words, note=words)],
        organisation("s1", name=words, short_name=words, name_en=words),
        organisation("n1", name=words, note=words),
        agreement("g1", "s1", "n1", title=words, number=words, status_printed=words),
    ]


def snapshot_of(ledger: Ledger) -> Snapshot:
    return ledger.snapshot(as_of=dt.date(2010, 6, 15))


@pytest.mark.parametrize("words", KEPT, ids=lambda words: ascii(words[:12]))
def test_a_hostile_name_stays_the_text_it_is_everywhere(ledger: Ledger, words: str):
    put(ledger, *town(words))
    found = snapshot_of(ledger)
    assert found.get(Organisation, "s1").name == words
    assert relationship_graph(found).nodes["s1"]["name_zh"] == words
    assert words in shortest_path(relationship_graph(found), "s1", "n1").sentence.zh
    assert describe(found, "node:s1").title.zh == words
    sheets = tuple(make(found, pairing_graph(found), "zh") for make in (edge_list, node_list))
    body = FORMATS["csv"].write(sheets, "zh")["nodes.csv"].decode("utf-8-sig")
    names = [row["name"] for row in csv.DictReader(io.StringIO(body, newline=""))]
    assert names == [neutral(words)] * 2
    assert FORMATS["xlsx"].write(sheets, "zh")
    scene = pairing_scene(found)
    assert html_snapshot(scene, title=Text.same(words), line=Text.same(words), language="zh")


@pytest.mark.parametrize("words", REFUSED, ids=ascii)
def test_what_no_file_can_hold_is_refused_at_the_door(ledger: Ledger, words: str):
    before = ledger.head().number
    with pytest.raises((InputError, ChangeRefused)) as refused:  # either names it
        put(ledger, organisation("s1", name=words))
    assert refused.value.problems
    assert ledger.head().number == before


def test_a_flood_is_refused_at_the_door(ledger: Ledger):
    with pytest.raises((InputError, ChangeRefused)):  # either names it
        put(ledger, organisation("s1", name="党" * 1_000_000))


@pytest.mark.parametrize("ident", ["", "../x", "<b>", "a b", "党", "x" * 65, "\ud800"])
def test_an_identifier_is_plain_or_refused(ledger: Ledger, ident: str):
    with pytest.raises((InputError, ChangeRefused)):  # either names it
        put(ledger, [Organisation(id=ident, name="甲")])


TEXTS = {
    kind: texts
    for kind, declared in RECORDS.items()
    if (texts := [each for each in declared.columns if each.value is str and not each.references])
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_of_any_record_escapes_the_check(ledger: Ledger, kind: str):
    """Every text column of every type refuses what no file can hold."""
    declared = RECORDS[kind]
    for each in nonempty(TEXTS[kind]):
        values = least(declared) | {each.name: "\ud800"}
        with pytest.raises((InputError, ChangeRefused)):  # either names it
            put(ledger, [declared.cls(id="x", **values)])


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_refused_at_the_door(ledger: Ledger, number: float):
    with pytest.raises((InputError, ChangeRefused)):
        put(ledger, [Organisation(id="o", name="甲", members=Quantity("=", number))])
