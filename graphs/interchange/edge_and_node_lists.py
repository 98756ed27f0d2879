"""Edge list, node list and units of exactly the view: plain rows under declared columns."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias

import networkx as nx

from graphs.interchange.facts.agreement_facts import (
    AGREEMENT_FACTS,
    agreement_columns,
    agreement_facts,
)
from graphs.interchange.facts.organisation_facts import (
    organisation_columns,
    organisation_facts,
    organisation_names,
)
from graphs.interchange.list_columns import EDGE_COLUMNS, NODE_COLUMNS, UNIT_COLUMNS
from graphs.interchange.recorded_columns import (
    quantity_cell,
    recorded_cells,
    recorded_columns,
)
from graphs.interchange.sheet import Cell, ListColumn, Sheet
from graphs.model import (
    AgreementKind,
    Count,
    OrganisationKind,
    Ownership,
    Side,
    Snapshot,
    derived,
)
from graphs.network import Edge, Status, edge_loads, loads_in_force, pairs, signatories
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Language, Text

__all__ = [
    "EDGES",
    "NODES",
    "UNITS",
    "NodeLoads",
    "edge_columns",
    "edge_list",
    "edge_rows",
    "node_columns",
    "node_list",
    "node_rows",
    "unit_columns",
    "unit_list",
    "unit_rows",
    "view_lists",
]

EDGES = Text(zh="边（结对）", en="Edges (pairs)")
NODES = Text(zh="点（党组织）", en="Nodes (organisations)")
UNITS = Text(zh="单位", en="Units")


@derived
def edge_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an edge of the view a row, sorted by agreement, host and guest."""
    keys = {pair.key for pair in pairs(snapshot)}
    oriented = (
        (a, b, agreement, data) if (agreement, a, b) in keys else (b, a, agreement, data)
        for a, b, agreement, data in graph.edges(keys=True, data=True)
    )
    return Sheet(
        key="edges",
        label=EDGES,
        columns=edge_columns(),
        rows=tuple(edge_rows(snapshot, oriented, graph.nodes, language)),
        figure=shown_pairs(graph),
    )


def edge_columns() -> tuple[ListColumn, ...]:
    """Return the columns of the edge list."""
    return (*EDGE_COLUMNS, *agreement_columns())


def edge_rows(
    snapshot: Snapshot,
    edges: Iterable[Edge],
    nodes: Mapping[str, Mapping[str, Any]],
    language: Language,
) -> list[tuple[Cell, ...]]:
    """Return the rows of edges, host first, sorted by agreement, host and guest."""
    titles = {pair.key: pair.title.say(language) for pair in pairs(snapshot)}
    recorded, listed = _recorded(snapshot), _listed(snapshot)
    more = agreement_facts(snapshot)
    called, names = _called(snapshot, language), organisation_names(snapshot)
    places = _places(snapshot)
    rows = []
    for host, guest, agreement, data in edges:
        of_host, of_guest = nodes[host], nodes[guest]
        rows.append(
            (
                agreement,
                titles[(agreement, host, guest)],
                host,
                called[host],
                guest,
                called[guest],
                data["pairs_low"],
                None if data["pairs_high"] < 0 else data["pairs_high"],
                "named" if of_host["named"] and of_guest["named"] else "unknown",
                data["inside"],
                data["kind"],
                _label(AgreementKind, data["kind"], language),
                data["status"],
                _label(Status, data["status"], language),
                data["certain"],
                data["signed_on"],
                _contract_end(more[agreement]),
                data["activities"],
                data["last_activity"],
                data["dormant"],
                data["synthetic"],
                places.get(of_host["home"], ""),
                places.get(of_guest["home"], ""),
                *recorded[agreement],
                listed.get((agreement, host, guest), ""),
                names[host].zh,
                names[host].en,
                names[guest].zh,
                names[guest].en,
                of_host["home"],
                of_guest["home"],
                *more[agreement],
            )
        )
    return sorted(rows, key=itemgetter(0, 2, 4))


@derived
def node_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an organisation of the view a row, sorted by id."""
    in_force, shown = loads_in_force(snapshot), edge_loads(graph.edges(data=True))
    nodes = ((node, graph.nodes[node]) for node in sorted(graph))
    loads = NodeLoads(
        in_force=lambda node: _bounds(in_force.get(node)),
        shown=lambda node: _bounds(shown.get(node)),
    )
    return Sheet(
        key="nodes",
        label=NODES,
        columns=node_columns(),
        rows=tuple(node_rows(snapshot, nodes, loads, language)),
        figure=shown_organisations(snapshot, graph),
    )


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
    places, called = _places(snapshot), _called(snapshot, language)
    names = ("id", "working_label", "size", "size_operator", "size_upper")
    columns = zip(*(snapshot.column("organisation", name) for name in names), strict=True)
    more = organisation_facts(snapshot)
    own = {i: (label or "", quantity_cell(*size), *more[i]) for i, label, *size in columns}
    for node, data in nodes:
        yield (
            node,
            called[node],
            data["side"],
            _label(Side, data["side"], language),
            data["kind"],
            _label(OrganisationKind, data["kind"], language),
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


@derived
def unit_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return a unit of an organisation of the view a row, sorted by organisation and unit."""
    rows = tuple(unit_rows(snapshot, graph, language))
    return Sheet(key="units", label=UNITS, columns=unit_columns(), rows=rows)


def unit_columns() -> tuple[ListColumn, ...]:
    """Return the columns of the list of units."""
    return (*UNIT_COLUMNS, *recorded_columns("unit"))


def unit_rows(
    snapshot: Snapshot, members: Container[str], language: Language
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the units of organisations, sorted by organisation and unit."""
    places, called = _places(snapshot), _called(snapshot, language)
    in_chinese = _called(snapshot, "zh")
    names = ("id", "name", "ownership", "credit_code", "division", "synthetic")
    units = {
        row[0]: row for row in zip(*(snapshot.column("unit", name) for name in names), strict=True)
    }
    more = recorded_cells(snapshot, "unit")
    hosted = zip(
        snapshot.column("hosting", "organisation"), snapshot.column("hosting", "unit"), strict=True
    )
    for organisation, unit in sorted({each for each in hosted if each[0] in members}):
        if unit not in units:
            continue
        _, name, ownership, code, division, synthetic = units[unit]
        yield (
            organisation,
            called[organisation],
            in_chinese[organisation],
            unit,
            name or "",
            ownership or "",
            _label(Ownership, ownership, language),
            code or "",
            division or "",
            places.get(division or "", ""),
            bool(synthetic),
            *more[unit],
        )


def view_lists(
    snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language
) -> tuple[Sheet, ...]:
    """Return the lists of a view that a download holds; an import takes them in again."""
    makers = (edge_list, node_list, unit_list)
    return tuple(make(snapshot, graph, language) for make in makers)


_END = [column.key for column in AGREEMENT_FACTS].index("ends_on_high")


def _contract_end(facts: tuple[Cell, ...]) -> Cell:
    """Return the last day by contract; an early end has a column of its own."""
    return facts[_END] or ""


_DATES = ("starts_on", "ends_on", "ended_on")
_PAIRS = ("pairs", "pairs_operator", "pairs_upper")


def _recorded(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return of each agreement what is recorded, where the view shows what follows from it."""
    names = ("id", "title", "number", *_DATES, *(f"{each}_printed" for each in _DATES), *_PAIRS)
    rows = zip(*(snapshot.column("agreement", name) for name in names), strict=True)
    return {
        ident: (
            title or "",
            number or "",
            *(text or words or "" for text, words in zip(more[:3], more[3:6], strict=True)),
            quantity_cell(*more[6:]),
        )
        for ident, title, number, *more in rows
    }


def _listed(snapshot: Snapshot) -> dict[tuple[str, str, str], str]:
    found = {}
    for agreement, signed in signatories(snapshot).items():
        for organisation, partner in signed:
            if partner and partner != organisation:
                found[agreement, organisation, partner] = "host"
                found.setdefault((agreement, partner, organisation), "guest")
    return found


def _places(snapshot: Snapshot) -> dict[str, str]:
    columns = (snapshot.column("division", name) for name in ("id", "name"))
    return {ident: name or "" for ident, name in zip(*columns, strict=True)}


def _bounds(load: Count | None) -> tuple[int, int | None]:
    if load is None:
        return 0, 0
    return int(load.low), None if load.high is None else int(load.high)


def _called(snapshot: Snapshot, language: Language) -> dict[str, str]:
    return {ident: name.say(language) for ident, name in organisation_names(snapshot).items()}


def _label(choices: Any, key: str, language: Language) -> str:
    return choices[key].label.say(language) if key else ""
