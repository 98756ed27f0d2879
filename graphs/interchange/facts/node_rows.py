"""The rows of the node list: an organisation of the view each, under declared columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphs.interchange.facts.list_words import called, label_of, place_names
from graphs.interchange.facts.organisation_facts import organisation_columns, organisation_facts
from graphs.interchange.list_columns import NODE_COLUMNS
from graphs.interchange.recorded_columns import quantity_cell
from graphs.interchange.sheet import Cell, ListColumn
from graphs.model import OrganisationKind, Side, Snapshot
from graphs.text import Language, Text

__all__ = ["NODES", "NodeLoads", "node_columns", "node_rows"]

NODES = Text(zh="点（党组织）", en="Nodes (organisations)")


def node_columns() -> tuple[ListColumn, ...]:
    """Return the columns of the node list."""
    return (*NODE_COLUMNS, *organisation_columns())


Load: TypeAlias = Callable[[str], tuple[int, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeLoads:
    """How many pairs a node has, at least and at most: in force on the day, and in the edge list."""

    in_force: Load
    shown: Load


def node_rows(
    snapshot: Snapshot,
    nodes: Iterable[tuple[str, Mapping[str, Any]]],
    loads: NodeLoads,
    language: Language,
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of nodes, in their order."""
    places, names_of = place_names(snapshot), called(snapshot, language)
    names = ("id", "working_label", "size", "size_operator", "size_upper")
    columns = zip(*(snapshot.column("organisation", name) for name in names), strict=True)
    more = organisation_facts(snapshot)
    own = {i: (label or "", quantity_cell(*size), *more[i]) for i, label, *size in columns}
    for node, data in nodes:
        yield (
            node,
            names_of[node],
            data["side"],
            label_of(Side, data["side"], language),
            data["kind"],
            label_of(OrganisationKind, data["kind"], language),
            data["division"],
            places.get(data["division"], ""),
            data["home"],
            places.get(data["home"], ""),
            data["named"],
            data["count_low"],
            None if data["count_high"] < 0 else data["count_high"],
            *loads.in_force(node),
            *loads.shown(node),
            data["stub"],
            data["synthetic"],
            *own[node],
        )
