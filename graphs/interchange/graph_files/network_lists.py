"""The edges and nodes of a download as typed columns, for the formats that write a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from graphs.interchange.export_formats import Export
from graphs.interchange.formats.formula_guard import legible
from graphs.interchange.sheet import PAIR_ROLES, Cell, ListColumn, NetworkRoles, Sheet

__all__ = ["NetworkLists", "cells_of", "edge_ids", "network_lists", "typed_columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLists:
    """The two lists of a network; both empty where a download holds no network."""

    nodes: Sheet
    edges: Sheet
    roles: NetworkRoles = PAIR_ROLES

    @property
    def ends(self) -> list[tuple[str, str]]:
        """Both ends of each edge, in the order of the list."""
        sources, targets = (
            cells_of(self.edges, name) for name in (self.roles.source, self.roles.target)
        )
        return [(str(a), str(b)) for a, b in zip(sources, targets, strict=True)]

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

        Nodes and edges come in the order of the lists; an edge's key is its id.
        """
        graph: nx.MultiGraph[str] = nx.MultiDiGraph() if self.roles.directed else nx.MultiGraph()
        for ident, found in _attributes(self.nodes, skip=("id",)):
            graph.add_node(ident[0], **found)
        ends = (self.roles.source, self.roles.target)
        edges = _attributes(self.edges, skip=(), names=ends)
        for key, ((source, target), found) in zip(edge_ids(self), edges, strict=True):
            graph.add_edge(source, target, key=key)
            graph.edges[source, target, key].update(found)
        return graph


def network_lists(export: Export) -> NetworkLists:
    """Return the list of edges and that of nodes of an export.

    Raises
    ------
    KeyError
        The export holds other lists only; formats that need a network are not offered there.
    """
    sheets = {sheet.key: sheet for sheet in export.sheets}
    return NetworkLists(nodes=sheets["nodes"], edges=sheets["edges"], roles=export.roles)


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


def cells_of(sheet: Sheet, key: str) -> list[Cell]:
    """Return the cells of a column.

    Raises
    ------
    ValueError
        The list has no such column.

    Examples
    --------
    >>> from graphs.interchange.list_columns import EDGE_COLUMNS
    >>> from graphs.text import Text
    >>> sheet = Sheet(key="x", label=Text.same("x"), columns=EDGE_COLUMNS[:2], rows=(("g1", ""),))
    >>> cells_of(sheet, "agreement_id")
    ['g1']
    """
    place = [column.key for column in sheet.columns].index(key)
    return [row[place] for row in sheet.rows]


def edge_ids(lists: NetworkLists) -> list[str]:
    """Return of each edge the id that no other has: of a pair agreement, host and guest."""
    columns = [cells_of(lists.edges, name) for name in lists.roles.ident]
    return [legible(":".join(map(str, parts))) for parts in zip(*columns, strict=True)]


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
