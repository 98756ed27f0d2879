"""What is printed equals a second count from the raw lines, by code that shares nothing with ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
import zipfile
from collections.abc import Iterable
from itertools import product
from math import inf
from pathlib import Path

import pytest
from figure_ledgers import DATES, Book, books, written
from hypothesis import given, settings
from nonempty import nonempty
from raw_recount import Recount, words_of
from shipped import DATA

from graphs.interchange import View, bundle, edge_list, node_list
from graphs.ledger import load_archive
from graphs.model import Scope, Snapshot
from graphs.network import Filter
from graphs.scene import filtered_graph, pairing_scene
from graphs.statistics import MEASURES
from graphs.text import Text

IN_FORCE = Filter("status", ("active", "expiring"))
SHIPPED = {
    "demo": ((None, "yl", "yl-t1"), (dt.date(2020, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 6, 30))),
    "shangjie-2010": ((None, "sj-d", "sj-xwz"), (dt.date(2009, 1, 1), dt.date(2010, 6, 15), dt.date(2012, 1, 1))),
}  # fmt: skip


def figures(raw: Recount) -> dict[str, str]:
    inside, host_only = raw.pairs()
    both = (inside[0] + host_only[0], inside[1] + host_only[1])
    return {
        "soe_organisations": words_of(raw.organisations("soe")),
        "non_public_organisations": words_of(raw.organisations("non_public")),
        "enterprises": words_of(raw.enterprises()),
        "pairs": words_of(both),
        "agreements": words_of(raw.agreements()),
        "other_agreements": words_of(raw.other_agreements()),
        "non_public_signatories": words_of(raw.paired()),
    }


def compared(snapshot: Snapshot, raw: Recount) -> None:
    told = figures(raw)
    assert {key: MEASURES[key].compute(snapshot).words().zh for key in told} == told
    inside, host_only = raw.pairs()
    if host_only != (0, 0):
        parts = [
            number.zh
            for _, number in MEASURES["pairs"].parts_of(MEASURES["pairs"].compute(snapshot))
        ]
        assert parts[-2:] == [words_of(inside), words_of(host_only)]
    shown = filtered_graph(snapshot, [IN_FORCE])
    sentence = pairing_scene(snapshot, shown).sentence.zh
    said = re.search(
        r"国企侧党组织 (.+?) 个，非公侧党组织 (.+?) 个；(有效结对 (.+?) 对|图中没有结对)", sentence
    )
    assert said is not None
    assert said[1] == told["soe_organisations"]
    assert said[2] == told["non_public_organisations"]
    assert (said[4] or "0") == told["pairs"]
    downloaded(snapshot, shown, raw)


def downloaded(snapshot: Snapshot, shown, raw: Recount) -> None:
    """The rows of the CSV files, read as anybody would, say the same."""
    sheets = (edge_list(snapshot, shown, "zh"), node_list(snapshot, shown, "zh"))
    view = View(title=Text.same("册"), filters=Text.same(""), address="?")
    packed = bundle(snapshot, view, sheets, graph=shown, formats=("csv",), language="zh")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        edges, nodes = (
            list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            for name in ("edges", "nodes")
        )
    own = {(a, host, guest): bounds for a, host, guest, bounds in raw.couples}
    keys = ("agreement_id", "host_id", "guest_id")
    read = {
        tuple(row[key] for key in keys): bounds(row, "pairs_low", "pairs_high") for row in edges
    }
    assert read == own
    for row in nodes:
        assert bounds(row, "pairs_in_force", "pairs_in_force_high") == raw.load(row["id"])
    assert {row["id"] for row in nodes if row["stub"] == "0"} == {
        *raw.living("soe"), *raw.living("non_public"),
        *(end for _, *ends, _ in raw.couples for end in ends if end in raw.inside),
    }  # fmt: skip


def bounds(row: dict[str, str], low: str, high: str) -> tuple[float, float]:
    return float(row[low]), float(row[high]) if row[high] else inf


@pytest.mark.parametrize("name", list(SHIPPED))
def test_what_ships_is_counted_alike(name: str, tmp_path: Path) -> None:
    scopes, days = SHIPPED[name]
    with load_archive(DATA / name, str(tmp_path / "x.ledger")) as ledger:
        head = ledger.head().number
        for where, day in nonempty(list(product(scopes, days))):
            scope = Scope("division", where) if where else Scope()
            compared(
                ledger.snapshot(scope, day), Recount(DATA / name, day.isoformat(), head, where)
            )


@settings(max_examples=5)
@given(books())
def test_generated_ledgers_are_counted_alike(book: Book) -> None:
    with tempfile.TemporaryDirectory() as name, written(book, Path(name)) as ledger:
        archive = Path(name) / "archive"
        ledger.export_archive(archive)
        views: Iterable = product((None, "c", "t1"), DATES, (1, 2))
        for where, day, revision in nonempty(list(views)):
            scope = Scope("division", where) if where else Scope()
            raw = Recount(archive, day.isoformat(), revision, where)
            compared(ledger.snapshot(scope, day, revision), raw)
