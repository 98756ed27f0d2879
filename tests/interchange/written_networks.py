"""Networks for the formats: as shipped, empty, and with every text that tries to be more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from hostile import HOSTILE, MISREAD, REFUSED

from graphs.interchange import Sheet, view_lists
from graphs.interchange.export_formats import Export
from graphs.interchange.formats.formula_guard import legible
from graphs.model import Snapshot
from graphs.network import pairing_graph

__all__ = ["KEPT", "hostile_export", "network_export"]

KEPT = frozenset({"id", "side", "agreement_id", "host_id", "guest_id", "organisation_id"})
"""Columns that hold keys: no text of a user's is ever in them."""


_ROWS = 40
_LONG = "甲" * 40_000


def network_export(snapshot: Snapshot, *, empty: bool = False) -> Export:
    """Return the lists of the whole network, or the same lists without a row."""
    graph = pairing_graph(snapshot)
    sheets = view_lists(snapshot, graph, "zh")
    if empty:
        sheets = tuple(replace(sheet, rows=()) for sheet in sheets)
    return Export(sheets=sheets, language="zh", graph=graph)


def hostile_export(snapshot: Snapshot) -> Export:
    """Return part of the network's lists with hostile words in every column of texts."""
    made = _part(network_export(snapshot))
    words = cycle((*HOSTILE, *MISREAD, *REFUSED, 'a"b\\', "a\tb\nc\r", ""))
    edges, nodes, *more = (_rewritten(sheet, words) for sheet in made.sheets)
    twice = tuple((row[0], _LONG, *row[2:]) if n < 2 else row for n, row in enumerate(nodes.rows))
    return replace(made, sheets=(edges, replace(nodes, rows=twice), *more))


def _part(made: Export) -> Export:
    edges, nodes, *more = made.sheets
    edges = replace(edges, rows=edges.rows[:_ROWS])
    keys = [column.key for column in edges.columns]
    ends = {row[keys.index(end)] for row in edges.rows for end in ("host_id", "guest_id")}
    nodes = replace(nodes, rows=tuple(row for row in nodes.rows if row[0] in ends))
    return replace(made, sheets=(edges, nodes, *(replace(s, rows=s.rows[:_ROWS]) for s in more)))


def _rewritten(sheet: Sheet, words: Iterator[str]) -> Sheet:
    places = {
        place
        for place, column in enumerate(sheet.columns)
        if column.kind == "text" and column.key not in KEPT
    }
    rows = tuple(
        tuple(next(words) if place in places else value for place, value in enumerate(row))
        for row in sheet.rows
    )
    assert all(legible(str(row[0])) == row[0] for row in rows)
    return replace(sheet, rows=rows)
