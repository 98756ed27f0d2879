"""The edges and nodes of a download as typed columns, for the formats that write a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from graphs.interchange.export_formats import Export, legible
from graphs.interchange.sheet import Cell, ListColumn, Sheet

__all__ = ["NetworkLists", "network_lists", "pair_id", "typed_columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLists:
    """The two lists of a network; both empty where a download holds no network."""

    nodes: Sheet
    edges: Sheet

    @property
    def empty(self) -> bool:
        """Whether there is no organisation to write."""
        return not self.nodes.rows

    @property
    def node_attributes(self) -> Sheet:
        """The list of nodes without its ids, for formats whose nodes carry them anyway."""
        keys = [column.key for column in self.nodes.columns]
        place = keys.index("id")
        cut = self.nodes.columns
        rows = tuple((*row[:place], *row[place + 1 :]) for row in self.nodes.rows)
        return replace(self.nodes, columns=(*cut[:place], *cut[place + 1 :]), rows=rows)

    def graph(self) -> nx.MultiGraph[str]:
        """Return the lists as a graph: blank cells are left out, keys of columns name attributes.

        Nodes and edges come in the order of the lists; an edge's key is :func:`pair_id`.
        """
        graph: nx.MultiGraph[str] = nx.MultiGraph()
        for ident, found in _attributes(self.nodes, skip=("id",)):
            graph.add_node(ident[0], **found)
        ends = ("agreement_id", "host_id", "guest_id")
        for (agreement, host, guest), found in _attributes(self.edges, skip=(), names=ends):
            graph.add_edge(host, guest, key=f"{agreement}:{host}:{guest}", **found)
        return graph


def network_lists(export: Export) -> NetworkLists:
    """Return the list of edges and that of nodes of an export.

    Raises
    ------
    KeyError
        The export holds other lists only; formats that need a network are not offered there.
    """
    sheets = {sheet.key: sheet for sheet in export.sheets}
    return NetworkLists(nodes=sheets["nodes"], edges=sheets["edges"])


def typed_columns(sheet: Sheet) -> list[tuple[ListColumn, list[Cell]]]:
    """Return each column with its cells: nothing recorded is ``None``, texts are legible.

    Examples
    --------
    >>> from graphs.interchange.list_columns import EDGE_COLUMNS
    >>> from graphs.text import Text
    >>> sheet = Sheet(key="x", label=Text.same("x"), columns=EDGE_COLUMNS[:2], rows=(("g1", ""),))
    >>> [(column.key, cells) for column, cells in typed_columns(sheet)]
    [('agreement_id', ['g1']), ('agreement', [None])]
    """
    columns = zip(*sheet.rows, strict=True) if sheet.rows else ((),) * len(sheet.columns)
    return [
        (column, [_cell(value) for value in values])
        for column, values in zip(sheet.columns, columns, strict=True)
    ]


def pair_id(edges: Sheet) -> list[str]:
    """Return of each edge the id that no other has: agreement, host and guest."""
    places = {column.key: place for place, column in enumerate(edges.columns)}
    ends = [places[name] for name in ("agreement_id", "host_id", "guest_id")]
    return [":".join(str(row[place]) for place in ends) for row in edges.rows]


def _cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return legible(value) or None


def _attributes(
    sheet: Sheet, *, skip: Sequence[str], names: Sequence[str] = ("id",)
) -> Iterator[tuple[tuple[str, ...], dict[str, Cell]]]:
    typed = typed_columns(sheet)
    keys = [column.key for column, _ in typed]
    places = [keys.index(name) for name in names]
    for row in zip(*(values for _, values in typed), strict=True):
        found = {
            key: value
            for key, value in zip(keys, row, strict=True)
            if value is not None and key not in skip
        }
        yield tuple(str(row[place]) for place in places), found
