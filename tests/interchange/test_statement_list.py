"""The list of reported figures says what the screen says: the verdict, both values, their bounds."""

from __future__ import annotations

import csv
import io
import zipfile

import networkx as nx
import pytest
from factory import DAY, agreement, organisation, picture
from nonempty import nonempty

from graphs.interchange import View, bundle, statement_list
from graphs.model import Comparison, Division, PartialDate, Quantity, Snapshot, Statement
from graphs.statistics import SnapshotSource, reconcile
from graphs.text import Text

LANGUAGE = pytest.mark.parametrize("language", ["zh", "en"])


def rows(snapshot: Snapshot, source: SnapshotSource, language: str) -> list[dict]:
    sheet = statement_list(snapshot, reconcile(snapshot, source), language)
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows]


@LANGUAGE
@pytest.mark.parametrize("name", ["demo", "shangjie"])
def test_every_row_says_what_the_card_says(request, name: str, language: str):
    snapshot = request.getfixturevalue(name)
    source = request.getfixturevalue(f"{name}_source")
    cards = reconcile(snapshot, source)
    found = rows(snapshot, source, language)
    assert [row["statement_id"] for row in found] == [card.statement.id for card in cards]
    for row, card in nonempty(list(zip(found, cards, strict=True))):
        assert row["verdict_label"] == card.verdict_words().say(language)
        assert row["ledger"] == card.own_words().say(language)
        assert all(why.words.say(language) in row["explanations"] for why in card.explanations)
        assert bool(row["reason"]) == (card.verdict is Comparison.not_comparable)
        assert (row["ledger_low"] is None) == (card.verdict is Comparison.not_comparable)


def told(ident: str, value: Quantity, **values: object) -> Statement:
    own = {"measure": "pairs", "division": "d", "as_of": PartialDate(DAY.isoformat())} | values
    return Statement(id=ident, indicator="数", value=value, **own)


def test_each_verdict_comes_with_both_bounds():
    snapshot = picture(
        Division(id="d", name="区"), organisation("s1", division="d"),
        organisation("n1", division="d"), organisation("n2", division="d", size=Quantity("≥", 3)),
        agreement("g1", "s1", "n1", "n2"),
        told("allowed", Quantity("=", 30)), told("differs", Quantity("=", 2)),
        told("other", Quantity("=", 2), measure="agreements"),
        told("equal", Quantity("=", 1), measure="agreements"),
        told("rate", Quantity("≥", 50), measure="coverage", unit_of_count="%"),
        told("unlike", Quantity("=", 50), unit_of_count="%"),
        population_stated=True,
    )  # fmt: skip
    found = {
        row["statement_id"]: row
        for row in rows(snapshot, SnapshotSource(at=lambda _scope, _day: snapshot), "zh")
    }
    said = {ident: (row["verdict"], row["verdict_label"]) for ident, row in found.items()}
    assert said == {
        "allowed": ("allowed", "台账容许"),
        "differs": ("differs", "不符，或可解释"),
        "other": ("differs", "不符"),
        "equal": ("equal", "一致"),
        "rate": ("allowed", "台账容许"),
        "unlike": ("not_comparable", "不可比"),
    }
    bounds = ("reported_low", "reported_high", "ledger_low", "ledger_high")
    assert [found["allowed"][each] for each in bounds] == [30, 30, 4, None]
    assert [found["rate"][each] for each in bounds] == [50, None, 0, 100]
    assert [found["unlike"][each] for each in bounds] == [50, 50, None, None]


@LANGUAGE
def test_the_download_holds_the_list(shangjie: Snapshot, shangjie_source, language: str):
    sheet = statement_list(shangjie, reconcile(shangjie, shangjie_source), language)
    view = View(title=Text.same("册"), filters=Text.same(""), address="?")
    packed = bundle(
        shangjie, view, (sheet,), graph=nx.MultiGraph(), formats=("csv", "xlsx"), language=language
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        words = archive.read("statements.csv").decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(words)))
    assert [row["verdict_label"] for row in read] == [row[14] for row in sheet.rows]
