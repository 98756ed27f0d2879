"""The pairing graph filtered: several filters mean "and"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import Division, Snapshot
from graphs.network.filters.pairing_filter import FILTERS, Filter

__all__ = ["ChosenPairs", "apply_filters", "division_and_below"]

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
    chosen = ChosenPairs(filters)
    edges = [edge for edge in graph.edges(keys=True, data=True) if chosen.pair(edge[3])]
    in_force = {end for *ends, data in graph.edges(data=True) if data["in_force"] for end in ends}
    nodes = {node: {**data, "in_force": node in in_force} for node, data in graph.nodes(data=True)}
    kept = {node for node, data in nodes.items() if chosen.organisation(data)}
    edges = chosen.around(edges, nodes, kept)
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


class ChosenPairs:
    """Test one pair or organisation at a time against several filters.

    Whoever streams pairs asks it of a few thousand at once; the filtered graph asks it of all.

    Examples
    --------
    >>> from graphs.network import Filter
    >>> chosen = ChosenPairs([Filter("side", ("soe",))])
    >>> chosen.organisation({"side": "soe"}), chosen.organisation({"side": "non_public"})
    (True, False)
    >>> chosen.asks_of_organisations, chosen.asks_of_pairing
    (True, False)
    """

    def __init__(self, filters: Iterable[Filter]) -> None:
        chosen = [
            (FILTERS[each.key], FILTERS[each.key].predicate(each.values))
            for each in filters
            if each.values
        ]
        self._pairs = [fits for kind, fits in chosen if kind.target == "edge"]
        self._organisations = [fits for kind, fits in chosen if kind.target == "node"]
        self._places = [fits for kind, fits in chosen if kind.key == "division"]
        self.asks_of_organisations = bool(self._organisations)
        self.asks_of_pairing = any(kind.key == "pairing" for kind, _ in chosen)

    def pair(self, data: Mapping[str, Any]) -> bool:
        """Return whether an edge fits every filter of pairs."""
        return all(fits(data) for fits in self._pairs)

    def organisation(self, data: Mapping[str, Any]) -> bool:
        """Return whether a node fits every filter of organisations."""
        return all(fits(data) for fits in self._organisations)

    def around(
        self,
        edges: list[_Edge],
        nodes: Mapping[str, Mapping[str, Any]],
        kept: Container[str],
    ) -> list[_Edge]:
        """Return the edges with an end that is kept, inside the chosen divisions or not."""
        if self._organisations:
            edges = [edge for edge in edges if edge[0] in kept or edge[1] in kept]
        return _inside(edges, nodes, self._places[:1])


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
