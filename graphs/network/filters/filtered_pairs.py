"""The pairing graph filtered: several filters mean "and"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import Division, Snapshot
from graphs.network.filters.pairing_filter import FILTERS, Filter

__all__ = ["apply_filters", "division_and_below"]

_Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]


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

    Examples
    --------
    >>> from graphs.network import Filter
    >>> apply_filters(nx.MultiGraph(), [Filter("side", ("soe",))]).number_of_nodes()
    0
    """
    chosen = [
        (kind, kind.predicate(each.values))
        for each in filters
        if each.values
        for kind in [FILTERS[each.key]]
    ]
    edges = [
        (a, b, key, data)
        for a, b, key, data in graph.edges(keys=True, data=True)
        if all(fits(data) for kind, fits in chosen if kind.target == "edge")
    ]
    in_force = {end for *ends, data in graph.edges(data=True) if data["in_force"] for end in ends}
    nodes = {node: {**data, "in_force": node in in_force} for node, data in graph.nodes(data=True)}
    wanted = [(kind, fits) for kind, fits in chosen if kind.target == "node"]
    kept = {node for node, data in nodes.items() if all(fits(data) for _, fits in wanted)}
    if wanted:
        edges = [edge for edge in edges if edge[0] in kept or edge[1] in kept]
    edges = _inside(edges, nodes, [fits for kind, fits in wanted if kind.key == "division"])
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


def _inside(
    edges: list[_Edge],
    nodes: Mapping[str, Mapping[str, Any]],
    places: list[Callable[[Mapping[str, Any]], bool]],
) -> list[_Edge]:
    """Return the edges inside the chosen divisions; untouched where none are."""
    if not places:
        return edges
    return [
        (a, b, key, {**data, "inside": data["inside"] and places[0](nodes[guest])})
        for a, b, key, data in edges
        for guest in [b if nodes[b]["bipartite"] else a]
    ]
