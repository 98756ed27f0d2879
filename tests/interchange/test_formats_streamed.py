"""A CSV written in pieces and by columns is the one that would be written cell by cell."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from graphs.interchange import EDGE_COLUMNS, Sheet, csv_chunks, neutral
from graphs.interchange import sheet as module
from graphs.text import Text

texts = st.text(max_size=6) | st.sampled_from(
    ["=1+1", "＝1", "a\nb", "\t", "-3", "甲\x00", "\ud800"]
)
cells = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | texts
rows = st.lists(st.tuples(texts, cells, st.booleans(), st.integers()), max_size=9)


def sheet(given_rows: list[tuple[object, ...]]) -> Sheet:
    return Sheet(
        key="edges",
        label=Text.same("edges"),
        columns=EDGE_COLUMNS[:4],
        rows=tuple(given_rows),  # type: ignore[arg-type]  # cells of any sort
    )


def cell_by_cell(written: Sheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in written.columns])
    for row in written.rows:
        plain = [int(cell) if isinstance(cell, bool) else cell for cell in row]
        writer.writerow(["" if cell is None else neutral(cell) for cell in plain])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@given(rows)
def test_pieces_put_together_are_what_each_cell_says(made: list[tuple[object, ...]]) -> None:
    assert b"".join(csv_chunks(sheet(made))) == cell_by_cell(sheet(made))


def test_a_long_sheet_comes_in_pieces_of_whole_lines() -> None:
    count = 2 * module._PIECE + 1
    pieces = list(csv_chunks(sheet([(f"g{i}", "甲", True, i) for i in range(count)])))
    assert len(pieces) == 4
    assert all(piece.endswith(b"\r\n") for piece in pieces)
    assert sum(piece.count(b"\r\n") for piece in pieces) == count + 1


def test_one_bad_cell_among_many_good_ones_is_neutralised() -> None:
    made = [(f"g{i}", "甲", True, i) for i in range(500)]
    made[321] = ("=HYPERLINK(1)", "甲", True, 321)
    lines = b"".join(csv_chunks(sheet(made))).decode("utf-8-sig").splitlines()
    assert lines[322].startswith("'=HYPERLINK(1),")
