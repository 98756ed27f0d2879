"""Filters of the pairing graph: each knows its predicate and its sentence.

Adding a filter is one function: it gets the attributes of a node or an edge and says whether one
of the chosen values fits it. Several values of one filter mean "or"; several filters mean "and".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import networkx as nx

from graphs.model import AgreementKind, Choice, Division, OrganisationKind, Side, Snapshot
from graphs.network.agreement_status import Status
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "FILTERS",
    "Filter",
    "FilterKind",
    "Liveliness",
    "Pairedness",
    "apply_filters",
    "division_and_below",
    "filter_kind",
]

Target: TypeAlias = Literal["node", "edge"]
Predicate: TypeAlias = Callable[[Mapping[str, Any], frozenset[str]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterKind:
    """A declared filter: its key, label, what it looks at, and the values offered.

    ``choices`` is ``None`` where the values come from the snapshot (divisions).
    """

    key: str
    label: Text
    target: Target
    choices: type[Choice] | None
    predicate: Predicate


FILTERS: Registry[str, FilterKind] = Registry("filter")
"""Every filter by key, in source order."""


def filter_kind(
    *, zh: str, en: str, target: Target, choices: type[Choice] | None = None
) -> Callable[[Predicate], Predicate]:
    """Declare a filter; its key is the function's name."""

    def declare(predicate: Predicate) -> Predicate:
        key = predicate.__name__
        FILTERS.declare(
            key,
            FilterKind(
                key=key,
                label=Text(zh=zh, en=en),
                target=target,
                choices=choices,
                predicate=predicate,
            ),
            predicate,
        )
        return predicate

    return declare


class Liveliness(Choice):
    """Whether a pair in force saw an activity within the ledger's months to dormancy."""

    lively = Text(zh="有活动", en="with activity")
    dormant = Text(zh="沉睡", en="dormant")


class Pairedness(Choice):
    """Whether an organisation has a pair in force."""

    paired = Text(zh="已结对", en="paired")
    unpaired = Text(zh="未结对", en="unpaired")


@filter_kind(zh="区划", en="Division", target="node")
def division(node: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep organisations at home in the chosen divisions; widen with :func:`division_and_below`."""
    return node["home"] in chosen


@filter_kind(zh="所有制", en="Side", target="node", choices=Side)
def side(node: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep organisations of the chosen sides."""
    return node["side"] in chosen


@filter_kind(zh="组织类型", en="Kind of organisation", target="node", choices=OrganisationKind)
def kind(node: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep organisations of the chosen kinds; a blank kind counts as not stated."""
    return (node["kind"] or "not_stated") in chosen


@filter_kind(zh="协议状态", en="Agreement status", target="edge", choices=Status)
def status(edge: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep pairs whose agreement has one of the chosen statuses."""
    return edge["status"] in chosen


@filter_kind(zh="协议类型", en="Kind of agreement", target="edge", choices=AgreementKind)
def agreement_kind(edge: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep pairs of agreements of the chosen kinds."""
    return (edge["kind"] or "other") in chosen


@filter_kind(zh="活动情况", en="Activity", target="edge", choices=Liveliness)
def activity(edge: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep active or dormant pairs; pairs too recent to judge match neither."""
    lively = edge["in_force"] and not edge["dormant"] and edge["last_activity"] != ""
    return ("dormant" if edge["dormant"] else "lively" if lively else "") in chosen


@filter_kind(zh="结对情况", en="Pairing", target="node", choices=Pairedness)
def pairing(node: Mapping[str, Any], chosen: frozenset[str]) -> bool:
    """Keep organisations with, or without, a pair in force."""
    return ("paired" if node["in_force"] else "unpaired") in chosen


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with its chosen values; no value keeps everything.

    Examples
    --------
    >>> Filter("status", ("active", "expiring")).sentence().zh
    '协议状态：履行中、即将到期'
    """

    key: str
    values: tuple[str, ...]

    def sentence(self, names: Mapping[str, Text] | None = None) -> Text:
        """Return the filter in words; ``names`` gives the words of values from the snapshot."""
        declared = FILTERS[self.key]
        words = [
            declared.choices[value].label
            if declared.choices
            else (names or {}).get(value, Text.same(value))
            for value in self.values
        ]
        return declared.label + Text(zh="：", en=": ") + Text.join(words)


def division_and_below(snapshot: Snapshot, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen divisions with all below them, sorted.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records([
    ...     Division(id="d1", name="上街区"), Division(id="d2", name="峡窝镇", parent="d1")],
    ...     as_of=dt.date(2010, 6, 15))
    >>> division_and_below(picture, ["d1"])
    ('d1', 'd2')
    """
    found = set(chosen)
    parents = {each.id: each.parent for each in snapshot.records(Division)}
    grown = True
    while grown:
        below = {ident for ident, parent in parents.items() if parent in found} - found
        found |= below
        grown = bool(below)
    return tuple(sorted(found))


def apply_filters(graph: nx.MultiGraph[str], filters: Iterable[Filter]) -> nx.MultiGraph[str]:
    """Return a frozen copy of the pairing graph with what fits every filter.

    Node filters keep an organisation together with its partners: a township's picture shows whom
    its branches are paired with. A partner kept for that reason only carries ``partner_only``.
    Edge filters drop pairs; nodes of the scope stay, so that who is left without a pair is seen.
    Whether an organisation is paired (``in_force``) does not depend on the filters. Chosen
    divisions are a scope: a pair is ``inside`` where its non-public end lies in them.
    """
    chosen = [(FILTERS[each.key], frozenset(each.values)) for each in filters if each.values]
    edges = [
        (a, b, key, data)
        for a, b, key, data in graph.edges(keys=True, data=True)
        if all(kind.predicate(data, values) for kind, values in chosen if kind.target == "edge")
    ]
    in_force = {end for *ends, data in graph.edges(data=True) if data["in_force"] for end in ends}
    nodes = {node: {**data, "in_force": node in in_force} for node, data in graph.nodes(data=True)}
    wanted = [(kind, values) for kind, values in chosen if kind.target == "node"]
    kept = {
        node
        for node, data in nodes.items()
        if all(kind.predicate(data, values) for kind, values in wanted)
    }
    if wanted:
        edges = [edge for edge in edges if edge[0] in kept or edge[1] in kept]
    edges = _inside(edges, nodes, [values for kind, values in wanted if kind.key == "division"])
    ends = {end for a, b, _, _ in edges for end in (a, b)}
    kept -= {node for node in kept - ends if nodes[node]["stub"]}
    partners = ends - kept
    result: nx.MultiGraph[str] = nx.MultiGraph(**graph.graph)
    for node in graph:
        if node in kept or node in partners:
            result.add_node(node, **nodes[node], partner_only=node in partners)
    for a, b, key, data in edges:
        result.add_edge(a, b, key=key, **data)
    return nx.freeze(result)  # type: ignore[no-any-return]  # typed as Any upstream


_Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]


def _inside(
    edges: list[_Edge], nodes: Mapping[str, Mapping[str, Any]], places: list[frozenset[str]]
) -> list[_Edge]:
    """Return the edges inside the chosen divisions; untouched where none are."""
    if not places:
        return edges
    return [
        (a, b, key, {**data, "inside": data["inside"] and division(nodes[guest], places[0])})
        for a, b, key, data in edges
        for guest in [b if nodes[b]["bipartite"] else a]
    ]
