"""Columns keep their declared types, blanks are nulls, and other programs read them so."""

from __future__ import annotations

import datetime as dt
import io
import re

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.io
from hostile import HOSTILE, MISREAD, REFUSED
from nonempty import nonempty
from written_networks import hostile_export, network_export

from graphs.interchange import FORMATS, Sheet
from graphs.interchange.export_formats import Export
from graphs.interchange.formats.formula_guard import neutral
from graphs.interchange.graph_files.network_lists import network_lists, typed_columns
from graphs.interchange.list_columns import EDGE_COLUMNS
from graphs.model import Snapshot
from graphs.text import Text

KINDS = {"text": str, "integer": int, "number": float, "flag": bool, "date": str}
ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
}


@pytest.fixture(params=["demo", "shangjie", "empty", "hostile"])
def export(request: pytest.FixtureRequest, demo: Snapshot, shangjie: Snapshot) -> Export:
    if request.param == "hostile":
        return hostile_export(demo)
    snapshot = shangjie if request.param == "shangjie" else demo
    return network_export(snapshot, empty=request.param == "empty")


def columns(sheet: Sheet) -> dict[str, list]:
    return {column.key: values for column, values in typed_columns(sheet)}


def days(sheet: Sheet) -> dict[str, list]:
    """The columns of a list, whole days as such."""
    return {
        column.key: [each and dt.date.fromisoformat(each) for each in values]
        if column.kind == "date"
        else values
        for column, values in typed_columns(sheet)
    }


def test_every_cell_is_of_the_kind_its_column_declares(export: Export) -> None:
    for sheet in nonempty(export.sheets):
        for column, values in nonempty(typed_columns(sheet)):
            kinds = {type(value) for value in values if value is not None}
            assert kinds <= {KINDS[column.kind]}, (sheet.key, column.key)


def test_parquet_and_arrow_have_the_declared_types_and_the_same_cells(export: Export) -> None:
    packed, plain = FORMATS["parquet"].make(export), FORMATS["arrow"].make(export)
    for sheet in nonempty(export.sheets):
        table = pq.read_table(io.BytesIO(packed[f"{sheet.key}.parquet"]))
        assert [field.type for field in table.schema] == [ARROW[c.kind] for c in sheet.columns]
        assert table.to_pydict() == days(sheet)
        with pa.ipc.open_file(io.BytesIO(plain[f"{sheet.key}.arrow"])) as reader:
            assert reader.read_all().to_pydict() == days(sheet)
        for field in nonempty(table.schema):
            assert field.metadata[b"note"]


def test_pandas_polars_and_duckdb_read_parquet_alike(demo: Snapshot, tmp_path) -> None:
    export = network_export(demo)
    edges = network_lists(export).edges
    body = FORMATS["parquet"].make(export)["edges.parquet"]
    path = tmp_path / "edges.parquet"
    path.write_bytes(body)
    pairs = sum(int(value or 0) for value in columns(edges)["pairs_low"])
    assert int(pd.read_parquet(path)["pairs_low"].sum()) == pairs
    assert pl.read_parquet(path)["pairs_low"].sum() == pairs
    [[summed]] = duckdb.sql(f"select sum(pairs_low) from '{path}'").fetchall()
    assert summed == pairs
    blank = sum(value is None for value in columns(edges)["ends_on"])
    [[nulls]] = duckdb.sql(f"select count(*) from '{path}' where ends_on is null").fetchall()
    assert nulls == blank


def test_tsv_has_as_many_cells_in_every_line(export: Export) -> None:
    files = FORMATS["tsv"].make(export)
    for sheet in nonempty(export.sheets):
        lines = files[f"{sheet.key}.tsv"].decode().split("\n")
        assert lines.pop() == ""
        assert len(lines) == len(sheet.rows) + 1
        assert {line.count("\t") for line in lines} == {len(sheet.columns) - 1}


@pytest.mark.parametrize(("key", "separator"), [("csv", ","), ("tsv", "\t")])
def test_pandas_polars_and_duckdb_read_every_text_as_it_is(
    key: str, separator: str, tmp_path
) -> None:
    words = [*HOSTILE, *MISREAD, *REFUSED, "a\r\nb", "x" * 40_000, "甲", "甲"]
    columns = [each for each in EDGE_COLUMNS if each.kind == "text"][:2]
    rows = tuple((f"k{place}", word) for place, word in enumerate(words))
    sheet = Sheet(key="x", label=Text.same("x"), columns=tuple(columns), rows=rows)
    [(name, made)] = FORMATS[key].write((sheet,), "zh").items()
    (tmp_path / name).write_bytes(made)
    written = [str(neutral(word)) for word in words]
    if key == "tsv":
        written = [re.sub("[\t\r\n]", " ", word) for word in written]
    read = pd.read_csv(tmp_path / name, sep=separator, encoding="utf-8-sig", dtype=str, keep_default_na=False)  # fmt: skip
    assert read.iloc[:, 1].tolist() == written
    kept = pl.read_csv(tmp_path / name, separator=separator, infer_schema=False).to_series(1)
    assert [each or "" for each in kept] == written
    found = duckdb.read_csv(str(tmp_path / name), sep=separator, header=True, all_varchar=True, quotechar='"', escapechar='"').fetchall()  # fmt: skip
    assert [cell or "" for _, cell in found] == written


def test_matrices_add_up_to_the_pairs_of_the_list(export: Export) -> None:
    files = FORMATS["matrix"].make(export)
    lists = network_lists(export)
    low = sum(int(value or 0) for value in columns(lists.edges)["pairs_low"])
    across = scipy.io.mmread(io.BytesIO(files["biadjacency.mtx"]))
    square = scipy.io.mmread(io.BytesIO(files["adjacency.mtx"]))
    assert across.sum() == low
    assert square.sum() == 2 * low
    rows, down, ids = (
        files[f"{name}.txt"].decode().splitlines()
        for name in ("biadjacency_rows", "biadjacency_columns", "adjacency_ids")
    )
    assert across.shape == (len(rows), len(down))
    assert square.shape == (len(ids), len(ids))
    assert set(rows) | set(down) == set(ids)
    cell = {(rows[r], down[c]) for r, c in zip(*across.nonzero(), strict=True)}
    ends = columns(lists.edges)
    assert cell == set(zip(ends["host_id"], ends["guest_id"], strict=True))
