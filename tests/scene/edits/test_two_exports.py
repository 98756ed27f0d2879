"""Two days in one picture say what the two days' files say, compared by code that knows no graphs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
import zipfile
from dataclasses import dataclass
from itertools import combinations, product
from math import inf
from pathlib import Path

import pytest
from figure_ledgers import DATES, Book, books, seen, written
from hypothesis import given, settings
from nonempty import nonempty
from raw_recount import total, words_of
from shipped import DATA

from graphs.interchange import View, bundle, edge_list
from graphs.ledger import load_archive
from graphs.model import Scope, Snapshot
from graphs.network import Filter
from graphs.scene import LAYOUTS, compared_answer, comparison_scene, filtered_graph
from graphs.text import Text

IN_FORCE = (Filter("status", ("active", "expiring")),)
LINES = {"new": "solid", "ended": "dotted", "renewed": "dashed", "kept": "thin"}
WORDS = {"新结对": "new", "结对终止": "ended", "续签或换签": "renewed"}

Key = tuple[str, str, str]


@dataclass
class Difference:
    """The pairs of two files, by what became of them, with how many each stands for."""

    groups: dict[str, set[Key]]
    bounds: dict[Key, tuple[float, float]]

    def number(self, group: str) -> str:
        return words_of(total(self.bounds[key] for key in self.groups[group]))


def exported(snapshot: Snapshot) -> dict[Key, tuple[float, float]]:
    """The rows of the file of edges, read as anybody would."""
    shown = filtered_graph(snapshot, IN_FORCE)
    view = View(title=Text.same("册"), filters=Text.same(""), address="?")
    sheets = (edge_list(snapshot, shown, "zh"),)
    packed = bundle(snapshot, view, sheets, graph=shown, formats=("csv",), language="zh")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("edges.csv").decode("utf-8-sig")
    return {
        (row["agreement_id"], row["host_id"], row["guest_id"]): (
            float(row["pairs_low"]),
            float(row["pairs_high"]) if row["pairs_high"] else inf,
        )
        for row in csv.DictReader(io.StringIO(text))
    }


def difference(old: dict[Key, tuple], new: dict[Key, tuple]) -> Difference:
    couples = [{key[1:] for key in day} for day in (old, new)]
    return Difference(
        groups={
            "new": {key for key in new.keys() - old.keys() if key[1:] not in couples[0]},
            "renewed": {key for key in new.keys() - old.keys() if key[1:] in couples[0]},
            "ended": {key for key in old.keys() - new.keys() if key[1:] not in couples[1]},
            "kept": new.keys() & old.keys(),
        },
        bounds={**old, **new},
    )


def compared(before: Snapshot, after: Snapshot, layout: str) -> None:
    """Table, sentence and drawn lines are the difference of the two files."""
    wanted = difference(exported(before), exported(after))
    answer = compared_answer(before, after, IN_FORCE)
    rows: dict[str, set[Key]] = {"new": set(), "ended": set(), "renewed": set()}
    for line in answer.rows:
        guest, host, agreement = line.ids
        rows[WORDS[line.cells[0].zh]].add((agreement, host, guest))
    assert rows == {group: wanted.groups[group] for group in rows}
    scene = comparison_scene(before, after, IN_FORCE, base=after, layout=layout, language="zh")
    drawn = {group: set() for group in LINES}
    by_line = {line: group for group, line in LINES.items()}
    for edge in scene.edges.to_pylist():
        drawn[by_line[edge["line"]]].add(tuple(edge["id"].split("|")))
    assert drawn == wanted.groups
    said = re.search(
        r"新结对 (.+?) 对，终止 (.+?) 对，续签或换签 (.+?) 对；保持 (.+?) 对。$", scene.sentence.zh
    )
    assert said is not None
    assert said.groups() == tuple(map(wanted.number, ("new", "ended", "renewed", "kept")))
    assert answer.sentence == scene.sentence


@settings(max_examples=5)
@given(books())
def test_two_days_of_a_generated_ledger_differ_as_their_files_do(book: Book) -> None:
    with tempfile.TemporaryDirectory() as name, written(book, Path(name)) as ledger:
        views = product(("c", "t1"), combinations(DATES, 2), (1, 2))
        for where, days, revision in nonempty(list(views)):
            compared(*(seen(ledger, where, day, revision) for day in days), layout="hubs")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_days_of_the_demonstration_differ_as_their_files_do(
    layout: str, tmp_path: Path
) -> None:
    with load_archive(DATA / "demo", str(tmp_path / "x.ledger")) as ledger:
        days = dt.date(2024, 12, 31), dt.date(2026, 6, 30)
        for where in (None, "yl-t1"):
            scope = Scope("division", where) if where else Scope()
            before, after = (ledger.snapshot(scope, day) for day in days)
            assert len(difference(exported(before), exported(after)).groups["new"]) > 5
            compared(before, after, layout)
