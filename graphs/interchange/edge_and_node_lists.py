"""Edge list, node list and units of exactly the view: plain rows under declared columns."""

from __future__ import annotations

from typing import Any

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
from graphs.interchange.sheet import Cell, Sheet
from graphs.model import (
    AgreementKind,
    Count,
    OrganisationKind,
    Ownership,
    Side,
    Snapshot,
    derived,
)
from graphs.network import Status, edge_loads, loads_in_force, pairs, signatories
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Language, Text

__all__ = ["edge_list", "node_list", "unit_list", "view_lists"]


@derived
def edge_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an edge of the view a row, sorted by agreement, host and guest."""
    titles = {pair.key: pair.title.say(language) for pair in pairs(snapshot)}
    recorded, listed = _recorded(snapshot), _listed(snapshot)
    more = agreement_facts(snapshot)
    called, names = _called(snapshot, language), organisation_names(snapshot)
    places = _places(snapshot)
    rows = []
    for a, b, agreement, data in graph.edges(keys=True, data=True):
        host, guest = (a, b) if (agreement, a, b) in titles else (b, a)
        named = graph.nodes[host]["named"] and graph.nodes[guest]["named"]
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
                "named" if named else "unknown",
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
                places.get(graph.nodes[host]["home"], ""),
                places.get(graph.nodes[guest]["home"], ""),
                *recorded[agreement],
                listed.get((agreement, host, guest), ""),
                names[host].zh,
                names[host].en,
                names[guest].zh,
                names[guest].en,
                graph.nodes[host]["home"],
                graph.nodes[guest]["home"],
                *more[agreement],
            )
        )
    return Sheet(
        key="edges",
        label=Text(zh="边（结对）", en="Edges (pairs)"),
        columns=(*EDGE_COLUMNS, *agreement_columns()),
        rows=tuple(sorted(rows, key=lambda row: (row[0], row[2], row[4]))),
        figure=shown_pairs(graph),
    )


@derived
def node_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return an organisation of the view a row, sorted by id."""
    places, called = _places(snapshot), _called(snapshot, language)
    names = ("id", "working_label", "size", "size_operator", "size_upper")
    columns = zip(*(snapshot.column("organisation", name) for name in names), strict=True)
    more = organisation_facts(snapshot)
    own = {i: (label or "", quantity_cell(*size), *more[i]) for i, label, *size in columns}
    in_force, shown = loads_in_force(snapshot), edge_loads(graph.edges(data=True))
    rows = []
    for node in sorted(graph):
        data = graph.nodes[node]
        rows.append(
            (
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
                *_bounds(in_force.get(node)),
                *_bounds(shown.get(node)),
                data["stub"],
                data["synthetic"],
                *own[node],
            )
        )
    label = Text(zh="点（党组织）", en="Nodes (organisations)")
    return Sheet(
        key="nodes",
        label=label,
        columns=(*NODE_COLUMNS, *organisation_columns()),
        rows=tuple(rows),
        figure=shown_organisations(snapshot, graph),
    )


@derived
def unit_list(snapshot: Snapshot, graph: nx.MultiGraph[str], language: Language) -> Sheet:
    """Return a unit of an organisation of the view a row, sorted by organisation and unit."""
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
    rows = []
    for organisation, unit in sorted({each for each in hosted if each[0] in graph}):
        if unit not in units:
            continue
        _, name, ownership, code, division, synthetic = units[unit]
        rows.append(
            (
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
        )
    label = Text(zh="单位", en="Units")
    columns = (*UNIT_COLUMNS, *recorded_columns("unit"))
    return Sheet(key="units", label=label, columns=columns, rows=tuple(rows))


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
