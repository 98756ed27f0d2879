import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hostile import FORMULAS, HOSTILE

from graphs.interchange import (
    EDGE_COLUMNS,
    FORMATS,
    NODE_COLUMNS,
    ListColumn,
    Sheet,
    edge_list,
    node_list,
)
from graphs.model import Snapshot
from graphs.network import pairing_graph
from graphs.text import Text


def sheet(*rows: tuple) -> Sheet:
    columns = tuple(
        ListColumn(key=f"c{n}", label=Text(zh=f"列{n}", en=f"Column {n}"), note=Text.same(""))
        for n in range(len(rows[0]))
    )
    return Sheet(key="edges", label=Text(zh="边", en="Edges"), columns=columns, rows=rows)


def lists(snapshot: Snapshot) -> tuple[Sheet, Sheet]:
    graph = pairing_graph(snapshot)
    return edge_list(snapshot, graph, "zh"), node_list(snapshot, graph, "zh")


def written(key: str, *sheets: Sheet) -> dict[str, bytes]:
    return FORMATS[key].write(sheets, "zh")


def test_csv_opens_in_excel_with_a_mark_and_its_line_ends():
    [body] = written("csv", sheet(("甲", 1), ("乙", None))).values()
    assert body == "\ufeffc0,c1\r\n甲,1\r\n乙,\r\n".encode()


def test_csv_reads_back_as_it_was(demo: Snapshot):
    edges, nodes = lists(demo)
    files = written("csv", edges, nodes)
    for each in (edges, nodes):
        text = files[f"{each.key}.csv"].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert rows[0] == [column.key for column in each.columns]
        assert len(rows) == len(each.rows) + 1
        plain = [int(v) if isinstance(v, bool) else "" if v is None else v for v in each.rows[7]]
        assert rows[8] == [str(value) for value in plain]


def test_csv_quotes_what_would_break_a_row():
    hostile = tuple(HOSTILE)
    [body] = written("csv", sheet(hostile)).values()
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(hostile)] * 2


@pytest.mark.parametrize("words", FORMULAS)
def test_csv_holds_no_formula(words: str):
    [body] = written("csv", sheet((words, "x"))).values()
    [_, [cell, _]] = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_xlsx_holds_no_formula_whatever_the_text():
    [body] = written("xlsx", sheet(tuple(HOSTILE))).values()
    book = openpyxl.load_workbook(io.BytesIO(body))
    for page in book:
        for row in page.iter_rows():
            assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
            assert [cell.coordinate for cell in row if cell.hyperlink] == []
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        pages = [packed.read(name) for name in packed.namelist() if "worksheets/sheet" in name]
    assert pages
    assert not any(b"<f" in page.replace(b"<fo", b"") for page in pages)


def test_xlsx_reads_back_as_it_was(demo: Snapshot):
    edges, nodes = lists(demo)
    [body] = written("xlsx", edges, nodes).values()
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    assert book.sheetnames == ["边（结对）", "点（党组织）", "字段说明"]
    for each in (edges, nodes):
        rows = list(book[each.label.zh].iter_rows(values_only=True))
        assert list(rows[0]) == [column.label.zh for column in each.columns]
        assert len(rows) == len(each.rows) + 1
        assert [_plain(cell) for cell in rows[3]] == [
            None if value == "" else value for value in each.rows[2]
        ]


def _plain(cell: object) -> object:
    """A day of a workbook as the list says it."""
    return cell.date().isoformat() if isinstance(cell, dt.datetime) else cell


def test_a_workbook_explains_its_columns():
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", *lists_of_nothing())["network.xlsx"]))
    explained = {row[2] for row in book["字段说明"].iter_rows(min_row=2, values_only=True)}
    assert explained == {column.key for column in (*EDGE_COLUMNS, *NODE_COLUMNS)}


def lists_of_nothing() -> tuple[Sheet, ...]:
    return (
        Sheet(key="edges", label=Text.same("边"), columns=EDGE_COLUMNS, rows=()),
        Sheet(key="nodes", label=Text.same("点"), columns=NODE_COLUMNS, rows=()),
    )


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_gives_the_same_bytes_twice(key: str, language: str, shangjie: Snapshot):
    sheets = lists(shangjie)
    assert FORMATS[key].write(sheets, language) == FORMATS[key].write(sheets, language)


@pytest.mark.parametrize("key", [key for key, each in FORMATS.items() if not each.network])
def test_every_format_takes_every_hostile_text(key: str):
    assert written(key, sheet(tuple(HOSTILE), tuple(reversed(HOSTILE))))


@pytest.mark.parametrize("each", FORMATS.values(), ids=lambda each: each.key)
def test_every_format_says_what_it_writes(each):
    assert (each.pieces.__doc__ or "").startswith("Write ")
    assert each.label.zh != each.label.en
