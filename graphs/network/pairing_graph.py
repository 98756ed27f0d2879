"""The pairing graph: state-owned and non-public organisations, an edge per pair and agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import Count, Side, Snapshot, derived
from graphs.network.activity_summary import activities_by_agreement
from graphs.network.columns.pair_columns import PairRow, pair_rows
from graphs.network.columns.party_columns import party_columns
from graphs.network.dormancy import is_quiet, recent_since
from graphs.network.organisations_at import Party, parties
from graphs.network.pair_counts import edge_loads
from graphs.network.pairs import agreement_statuses

__all__ = [
    "Edge",
    "counted_edges",
    "drawn_organisations",
    "loads_in_force",
    "node_attributes",
    "pairing_graph",
    "partner_graph",
]

Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]
"""Host, guest, agreement and attributes of an edge of the pairing graph."""


@derived
def pairing_graph(snapshot: Snapshot) -> nx.MultiGraph[str]:
    """Return the bipartite multigraph of hosts (state-owned, 0) and guests (non-public, 1).

    Every organisation of the two sides that is (or may be) alive on the day is a node, paired or
    not; a collective is one node with its size. Every counted pair is an edge whose key is the
    agreement, whatever the agreement's status, so that filters choose. Of those outside the scope
    only partners of somebody inside are there.

    Node attributes: ``bipartite``, ``name_zh``, ``name_en``, ``short_zh``, ``short_en``, ``kind``,
    ``side``, ``division`` (as stated), ``home`` (where it counts), ``named``, ``count_low``,
    ``count_high`` (-1 unbounded), ``stub``, ``synthetic``, ``usual_load`` (-1 not stated). Edge attributes: ``agreement``, ``kind``,
    ``status``, ``in_force``, ``certain``, ``signed_on``, ``ends_on``, ``pairs_low``,
    ``pairs_high``, ``inside`` (its non-public end lies in the scope), ``activities``,
    ``last_activity``, ``dormant``, ``synthetic``.
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph(as_of=snapshot.as_of.isoformat())
    counted = counted_edges(snapshot)
    signed = {end for *ends, _, _ in counted for end in ends}
    known = parties(snapshot)
    drawn = drawn_organisations(snapshot)
    for ident in sorted(drawn | signed):  # of the counted pairs both ends have a side
        graph.add_node(ident, **node_attributes(known[ident]))
    for host, guest, agreement, data in counted:
        graph.add_edge(host, guest, key=agreement, **data)
    return nx.freeze(graph)  # type: ignore[no-any-return]  # typed as Any upstream


def drawn_organisations(snapshot: Snapshot) -> set[str]:
    """Return the organisations of both sides that are (or may be) alive, stubs left out."""
    columns = party_columns(snapshot)
    return {ident for side in (Side.soe, Side.non_public) for ident in columns.on(side)}


def counted_edges(snapshot: Snapshot) -> list[Edge]:
    """Return the counted pairs as the pairing graph has them: host, guest, agreement, attributes."""
    return [
        (row.host, row.guest, row.agreement, data) for row, data in _edges(snapshot) if row.counted
    ]


@derived
def partner_graph(snapshot: Snapshot) -> nx.MultiGraph[str]:
    """Return every organisation with the pairs of whatever kind, as :func:`pairing_graph` has them.

    So public bodies, villages and institutions are there too; counters leave these pairs out.
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph(as_of=snapshot.as_of.isoformat())
    for party in parties(snapshot).values():
        graph.add_node(party.id, **node_attributes(party))
    for row, data in _edges(snapshot):
        graph.add_edge(row.host, row.guest, key=row.agreement, **data)
    return nx.freeze(graph)  # type: ignore[no-any-return]  # typed as Any upstream


@derived
def loads_in_force(snapshot: Snapshot) -> Mapping[str, Count]:
    """Return how many pairs in force each node of the pairing graph has; zero is left out.

    For an organisation outside the scope these are its pairs with the scope, not all it has.
    """
    edges = pairing_graph(snapshot).edges(data=True)
    return edge_loads(edge for edge in edges if edge[2]["in_force"])


def node_attributes(party: Party) -> dict[str, Any]:
    """Return the attributes of an organisation in the pairing graph.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲公司党支部")], as_of=dt.date(2010, 6, 15))
    >>> node_attributes(parties(picture)["o1"])["usual_load"]
    -1
    """
    high = party.count.high
    return {
        "bipartite": 0 if party.side is Side.soe else 1,
        "name_zh": party.name.zh,
        "name_en": party.name.en,
        "short_zh": party.short.zh,
        "short_en": party.short.en,
        "kind": party.kind.name if party.kind else "",
        "side": party.side.name,
        "division": party.division or "",
        "home": party.home,
        "named": party.named,
        "count_low": int(party.count.low),
        "count_high": -1 if high is None else int(high),
        "stub": party.stub,
        "synthetic": party.synthetic,
        "usual_load": -1 if party.usual_load is None else party.usual_load,
    }


def _edges(snapshot: Snapshot) -> Iterator[tuple[PairRow, dict[str, Any]]]:
    """Yield pairs of every kind with their attributes in the graph."""
    shared: dict[int, dict[str, Any]] = {}
    agreements = _agreement_attributes(snapshot)
    for row in pair_rows(snapshot):
        low, high = row.bounds.low, row.bounds.high
        if row.place not in shared:
            shared = {row.place: agreements(row.place)}  # rows of one agreement lie together
        yield (
            row,
            shared[row.place]
            | {
                "pairs_low": int(low),
                "pairs_high": -1 if high is None else int(high),
                "inside": row.inside,
                "synthetic": row.synthetic,
            },
        )


def _agreement_attributes(snapshot: Snapshot) -> Callable[[int], dict[str, Any]]:
    """Return what gives the attributes that all pairs of an agreement share, by its row."""
    names = ("id", "kind", "signed_on")
    stored = list(zip(*(snapshot.column("agreement", name) for name in names), strict=True))
    statuses, activities = agreement_statuses(snapshot), activities_by_agreement(snapshot)
    limit = recent_since(snapshot)

    def of(place: int) -> dict[str, Any]:
        ident, kind, signed_on = stored[place]
        found = statuses[ident]
        last, count = activities.get(ident, (None, 0))
        day = last.isoformat() if last else ""
        in_force = found.status.in_force
        return {
            "agreement": ident,
            "kind": kind or "",
            "status": found.status.name,
            "in_force": in_force,
            "certain": found.certain,
            "signed_on": signed_on or "",
            "ends_on": found.ends_on.isoformat() if found.ends_on else "",
            "activities": count,
            "last_activity": day,
            "dormant": in_force and is_quiet(day, signed_on, limit),
        }

    return of
