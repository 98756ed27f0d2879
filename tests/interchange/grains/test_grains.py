"""Every grain in every format: rows that are one of their kind, ends that exist, nothing dropped in silence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections import Counter

import pytest
from factory import agreement, organisation, picture
from hostile import HOSTILE
from nonempty import nonempty

from graphs.interchange import FORMATS, GRAINS, DownloadRequest, Sheet, View, grain_bundle
from graphs.interchange.graph_files.network_lists import typed_columns
from graphs.model import (
    Absence,
    Activity,
    Alias,
    Chain,
    ChainMember,
    Organisation,
    PartialDate,
    Quantity,
    Snapshot,
    Superior,
    Tie,
)
from graphs.statistics import SnapshotSource
from graphs.text import Text

KINDS = {"text": str, "integer": int, "number": (int, float), "flag": bool, "date": str}
VIEW = View(title=Text.same("册"), filters=Text.same("全部"), address="?")


def empty() -> Snapshot:
    return picture()


def small(words: str = "甲") -> Snapshot:
    """Three parties of one agreement, a body of another side, a collective, a chain, a tie."""
    return picture(
        organisation("s1", name=f"{words}一", members=Quantity("≥", 30), founded_on=PartialDate("1950-06")),
        organisation("n1", name=words, absent={"founded_on": Absence.not_stated}),
        organisation("n2", name=words),
        organisation("g1", name=words),
        Organisation(id="n3", working_label=words, size=Quantity(">", 20)),
        Alias(id="al1", about="s1", system="name", value=words),
        Superior(id="p1", organisation="n1", superior="s1"),
        agreement("a1", "s1", "n1", "n2", title=words, chain="c1"),
        agreement("a2", "g1", "n1", dates=("2009", None), ended_on=PartialDate("2010-06-01")),
        *(Activity(id=f"e{n}", agreement="a1", title=words, held_on=PartialDate("2010-05")) for n in range(3)),
        Activity(id="e4", organisation="n1", participants=Quantity("≈", 100)),
        Activity(id="e5", agreement="a1", held_on=PartialDate("2011")),
        Chain(id="c1", name=words, lead="s1"),
        ChainMember(id="m1", chain="c1", member="u-n1"),
        Tie(id="t1", subject="s1", object="n1", note=words),
    )  # fmt: skip


def request(language: str = "zh", **more: object) -> DownloadRequest:
    own: dict = {
        "scope": small().scope, "as_of": dt.date(2010, 6, 15), "revision": 1, "language": language,
        "grains": tuple(GRAINS), "formats": tuple(FORMATS),
    }  # fmt: skip
    return DownloadRequest(**own | more)


def lists(snapshot: Snapshot, language: str = "zh") -> dict[str, tuple[Sheet, ...]]:
    source = SnapshotSource(at=lambda *_: snapshot)
    return dict(request(language).lists(snapshot, source))


@pytest.fixture(scope="module", params=["empty", "small", "demo", "shangjie"])
def made(request: pytest.FixtureRequest) -> dict[str, tuple[Sheet, ...]]:
    if request.param in ("demo", "shangjie"):
        return lists(request.getfixturevalue(request.param))
    return lists(empty() if request.param == "empty" else small(), "en")


@pytest.mark.parametrize("key", GRAINS)
def test_cells_are_of_the_declared_kind_and_columns_of_their_own(key: str, made) -> None:
    for sheet in nonempty(made[key]):
        assert len({column.key for column in sheet.columns}) == len(sheet.columns)
        assert len({column.label.zh for column in sheet.columns}) == len(sheet.columns)
        assert len({column.label.en for column in sheet.columns}) == len(sheet.columns)
        for column, values in typed_columns(sheet):
            assert column.note.zh
            assert column.note.en
            assert all(isinstance(v, KINDS[column.kind]) for v in values if v is not None), column


@pytest.mark.parametrize("key", [key for key, each in GRAINS.items() if each.roles])
def test_an_edge_stands_once_and_both_its_ends_are_nodes(key: str, made) -> None:
    sheets, roles = {each.key: each for each in made[key]}, GRAINS[key].roles
    edges = [
        dict(zip([c.key for c in sheets["edges"].columns], row, strict=True))
        for row in sheets["edges"].rows
    ]
    ids = [row[0] for row in sheets["nodes"].rows]
    counted = Counter(tuple(row[name] for name in roles.ident) for row in edges)
    assert set(counted.values()) <= {1}
    assert len(set(ids)) == len(ids)
    assert {row[end] for row in edges for end in (roles.source, roles.target)} <= set(ids)


def test_every_grain_says_what_it_loses_in_both_languages() -> None:
    assert all(each.loses.zh and each.loses.en for each in GRAINS.values())


def test_an_activity_is_counted_once_in_lists_that_add_up(demo: Snapshot) -> None:
    found = lists(demo)
    [agreements], [activities] = found["agreements"], found["activities"]
    at = [column.key for column in agreements.columns].index("activities")
    assert sum(row[at] for row in agreements.rows) == len(activities.rows) == 1335
    pairs = found["pairs"][0]
    at = [column.key for column in pairs.columns].index("activities")
    assert sum(row[at] for row in pairs.rows) > 1335  # which its note says


def test_what_is_known_of_a_pair_stands_in_its_row() -> None:
    row = _rows(lists(small())["all_pairs"][0])["a2"]
    assert (row["ended_on"], row["ends_on"], row["last_day"]) == ("2010-06-01", "", "2010-05-31")
    assert (row["signed_on_low"], row["signed_on_high"]) == ("2009-01-01", "2009-12-31")
    assert row["counted"] is False
    row = _rows(lists(small())["pairs"][0])["a1"]
    assert (row["ends_on"], row["chain_id"], row["host_home_id"]) == ("2012-01-01", "c1", "")
    nodes = {r["id"]: r for r in _dicts(lists(small())["pairs"][1])}
    assert (nodes["s1"]["members_low"], nodes["s1"]["members_high"]) == (30.0, None)
    assert (nodes["s1"]["aliases"], nodes["n1"]["superior_id"]) == ("甲", "s1")
    assert nodes["n1"]["absent"] == "founded_on=not_stated"


def test_everything_in_every_format_with_hostile_words_or_nothing_is_written_and_said() -> None:
    for snapshot in (small("、".join(HOSTILE)), empty()):
        body = grain_bundle(snapshot, VIEW, lists(snapshot), request=request())
        assert body == grain_bundle(snapshot, VIEW, lists(snapshot), request=request())
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            manifest = json.loads(packed.read("manifest.json"))
            names = set(packed.namelist())
            for name in nonempty([n for n in names if n.endswith(".csv") and "/" not in n]):
                text = packed.read(name).decode("utf-8-sig")
                widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
                assert len(widths) == 1
        said = {(each["grain"], each["format"]) for each in manifest["left_out"]}
        for key, grain in GRAINS.items():
            for written in FORMATS.values():
                assert ((key, written.key) in said) == (
                    written.network and (grain.roles is None or key == "pairs")
                )
            sheets = [name for name in manifest["sheets"] if name.startswith(grain.folder)]
            assert sheets
        assert {f"{each.folder}network.graphml" for each in GRAINS.values() if each.roles} <= names


def _dicts(sheet: Sheet) -> list[dict]:
    return [dict(zip([c.key for c in sheet.columns], row, strict=True)) for row in sheet.rows]


def _rows(sheet: Sheet) -> dict[str, dict]:
    return {row["agreement_id"]: row for row in _dicts(sheet)}
