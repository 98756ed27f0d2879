import hashlib
import io
import json
import zipfile

import pytest

import graphs
from graphs.interchange import FORMATS, View, bundle, edge_list, manifest_line, node_list
from graphs.model import Scope, Snapshot
from graphs.network import pairing_graph
from graphs.text import Text

VIEW = View(
    title=Text(zh="上街区（2010 年报道）", en="Shangjie, reported 2010"),
    filters=Text(zh="协议状态：履行中", en="Agreement status: active"),
    address="?ledger=shangjie-2010&status=active",
)


def packed(snapshot: Snapshot, language: str = "zh", **more) -> bytes:
    graph = pairing_graph(snapshot)
    sheets = (edge_list(snapshot, graph, language), node_list(snapshot, graph, language))
    return bundle(
        snapshot, VIEW, sheets, graph=graph, formats=tuple(FORMATS), language=language, **more
    )


def opened(body: bytes) -> tuple[dict[str, bytes], dict]:
    with zipfile.ZipFile(io.BytesIO(body)) as found:
        assert found.testzip() is None
        files = {name: found.read(name) for name in found.namelist()}
    return files, json.loads(files.pop("manifest.json"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_view_gives_the_same_bytes(shangjie: Snapshot, language: str):
    assert packed(shangjie, language) == packed(shangjie, language)


def test_every_digest_in_the_manifest_holds(demo: Snapshot):
    files, manifest = opened(packed(demo, extra={"network.html": b"<p>"}))
    assert {"edges.csv", "nodes.csv", "network.xlsx", "network.html"} < set(files)
    assert {"network.graphml", "gephi/edges.csv", "edges.parquet"} < set(files)
    assert set(manifest["files"]) == set(files)
    for name, body in files.items():
        told = manifest["files"][name]
        assert told == {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}


def test_the_manifest_says_where_it_comes_from(shangjie: Snapshot):
    _, manifest = opened(packed(shangjie))
    assert manifest["ledger"] == "shangjie-2010"
    assert manifest["scope"] == "whole"
    assert manifest["effective_as_of"] == "2010-06-15"
    assert manifest["known_at_revision"] == 1
    assert manifest["head_digest"] == shangjie.digest
    assert len(shangjie.digest) == 64
    assert manifest["filters"]["address"] == VIEW.address
    assert manifest["filters"]["zh"] == VIEW.filters.zh
    assert manifest["synthetic"] is False
    assert "'" in manifest["note"]["zh"] or "单引号" in manifest["note"]["zh"]


def test_the_manifest_explains_every_column_in_both_languages(shangjie: Snapshot):
    _, manifest = opened(packed(shangjie))
    for sheet in manifest["sheets"].values():
        assert sheet["rows"] > 0
        assert all(words["zh"] and words["en"] for words in sheet["columns"].values())


def test_invented_data_is_marked(demo: Snapshot):
    _, manifest = opened(packed(demo))
    assert manifest["synthetic"] is True
    assert manifest_line(demo, VIEW).zh.endswith("虚构演示数据")


@pytest.mark.parametrize(
    ("scope", "named"),
    [
        (Scope(), None),
        (Scope("division", "yl"), None),
        (Scope("division", "yl-t1"), "Qinghe Town"),
        (Scope("chain", "yl-k1"), "Yunling Flower chain"),
        (Scope("ego", "yl-s20", 2), "within 2 steps of Yunling"),
    ],
    ids=lambda each: each.words if isinstance(each, Scope) else "",
)
def test_a_narrower_scope_is_named_where_the_title_is(
    scope: Scope, named: str | None, tmp_path, monkeypatch
):
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    with graphs.open("demo") as ledger:
        line = manifest_line(ledger.snapshot(scope=scope), VIEW).en
    title, second, *_ = line.split(" · ")
    assert title == VIEW.title.en
    assert second.startswith(named or "as of")


def test_real_data_is_not_marked_as_invented(shangjie: Snapshot):
    assert "虚构" not in manifest_line(shangjie, VIEW).zh
    assert "2010-06-15" in manifest_line(shangjie, VIEW).en


def test_nothing_tells_the_time_of_the_download(shangjie: Snapshot):
    with zipfile.ZipFile(io.BytesIO(packed(shangjie))) as found:
        assert {entry.date_time for entry in found.infolist()} == {(2010, 6, 15, 0, 0, 0)}
