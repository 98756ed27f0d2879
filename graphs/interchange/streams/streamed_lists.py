"""The lists of pairs, organisations and units of a view, made while they are written."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.interchange.facts.edge_rows import EDGES, edge_columns, edge_rows
from graphs.interchange.facts.node_rows import NODES, NodeLoads, node_columns, node_rows
from graphs.interchange.facts.unit_rows import UNITS, unit_columns, unit_rows
from graphs.interchange.sheet import Cell
from graphs.interchange.streams.pair_stream import PairStream
from graphs.interchange.streams.streamed_sheet import StreamedSheet
from graphs.model import Snapshot
from graphs.network import Filter
from graphs.statistics import organisations_in_words, pairs_in_words
from graphs.text import Language

__all__ = ["streamed_lists"]

_SIZE = 20_000
"""Agreements, or organisations, looked at together: some 100 MB."""


def streamed_lists(
    snapshot: Snapshot, filters: tuple[Filter, ...], language: Language, size: int = _SIZE
) -> tuple[StreamedSheet, ...]:
    """Return the lists of :func:`graphs.interchange.view_lists`, row for row, made piece by piece.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> [sheet.row_count for sheet in streamed_lists(picture, (), "zh")]
    [0, 0, 0]
    """
    made = _Lists(PairStream(snapshot, filters, size), language)
    stream = made.stream
    edges = StreamedSheet(
        key="edges",
        label=EDGES,
        columns=edge_columns(),
        make=made.edges,
        count=lambda: stream.totals.rows,
        say=lambda: pairs_in_words(stream.totals.by_status),
    )
    nodes = StreamedSheet(
        key="nodes",
        label=NODES,
        columns=node_columns(),
        make=made.nodes,
        count=lambda: stream.member_count,
        say=lambda: organisations_in_words(stream.represented),
    )
    units = StreamedSheet(
        key="units",
        label=UNITS,
        columns=unit_columns(),
        make=made.units,
        count=made.unit_count,
        say=lambda: None,
    )
    return (edges, nodes, units)


class _Lists:
    """The rows of the three lists of a stream of pairs."""

    def __init__(self, stream: PairStream, language: Language) -> None:
        self.stream, self._language = stream, language
        self._units: int | None = None

    def edges(self) -> Iterator[list[tuple[Cell, ...]]]:
        for part, shown, nodes in self.stream.edges():
            yield edge_rows(part, shown, nodes, self._language)

    def nodes(self) -> Iterator[list[tuple[Cell, ...]]]:
        totals = self.stream.totals
        loads = NodeLoads(in_force=totals.in_force.bounds, shown=totals.shown.bounds)
        for part, kept in self.stream.members():
            yield list(node_rows(part, kept.items(), loads, self._language))

    def units(self) -> Iterator[list[tuple[Cell, ...]]]:
        count = 0
        for part, members in self.stream.units():
            rows = list(unit_rows(part, members, self._language))
            count += len(rows)
            yield rows
        self._units = count

    def unit_count(self) -> int:
        while self._units is None:  # set at the end of the way
            for _ in self.units():
                pass
        return self._units
