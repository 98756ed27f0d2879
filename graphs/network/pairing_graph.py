"""The pairing graph: state-owned and non-public organisations, an edge per pair and agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import Count, Side, Snapshot, derived
from graphs.months import months_after
from graphs.network.organisations_at import Party, parties
from graphs.network.pair_counts import edge_loads
from graphs.network.pairs import Pair, pairs
from graphs.network.party_columns import party_columns

__all__ = [
    "Edge",
    "counted_edges",
    "dormancy_months",
    "dormant",
    "drawn_organisations",
    "loads_in_force",
    "node_attributes",
    "pairing_graph",
    "partner_graph",
    "recent_since",
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
    """Return the organisations of both sides that are (or may be) alive, stubs left out.

    Examples
    --------
    >>> import datetime as dt
    >>> drawn_organisations(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    set()
    """
    columns = party_columns(snapshot)
    return {ident for side in (Side.soe, Side.non_public) for ident in columns.on(side)}


def counted_edges(snapshot: Snapshot) -> list[Edge]:
    """Return the counted pairs as the pairing graph has them: host, guest, agreement, attributes.

    Examples
    --------
    >>> import datetime as dt
    >>> counted_edges(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    []
    """
    limit = recent_since(snapshot)
    return [
        (pair.host, pair.guest, pair.agreement, _pair(pair) | {"dormant": _dormant(pair, limit)})
        for pair in pairs(snapshot)
        if pair.counted
    ]


@derived
def partner_graph(snapshot: Snapshot) -> nx.MultiGraph[str]:
    """Return every organisation with the pairs of whatever kind, as :func:`pairing_graph` has them.

    So public bodies, villages and institutions are there too; counters leave these pairs out.

    Examples
    --------
    >>> import datetime as dt
    >>> partner_graph(Snapshot.from_records([], as_of=dt.date(2010, 6, 15))).number_of_edges()
    0
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph(as_of=snapshot.as_of.isoformat())
    for party in parties(snapshot).values():
        graph.add_node(party.id, **node_attributes(party))
    limit = recent_since(snapshot)
    for pair in pairs(snapshot):
        quiet = _dormant(pair, limit)
        graph.add_edge(pair.host, pair.guest, key=pair.agreement, **_pair(pair), dormant=quiet)
    return nx.freeze(graph)  # type: ignore[no-any-return]  # typed as Any upstream


@derived
def loads_in_force(snapshot: Snapshot) -> Mapping[str, Count]:
    """Return how many pairs in force each node of the pairing graph has; zero is left out.

    For an organisation outside the scope these are its pairs with the scope, not all it has.
    """
    edges = pairing_graph(snapshot).edges(data=True)
    return edge_loads(edge for edge in edges if edge[2]["in_force"])


def dormant(pair: Pair, snapshot: Snapshot, *, months: int) -> bool:
    """Return whether a pair in force saw no activity in the last ``months`` months.

    A young pair has the same time to begin: it is dormant only when it was signed earlier than
    that too. An agreement whose signing date is not known counts by its activities alone, and
    where a ledger records no activity at all nothing is called dormant.
    """
    return _dormant(pair, recent_since(snapshot, months))


def dormancy_months(snapshot: Snapshot) -> int:
    """Return after how many months without an activity a pair is dormant: the ledger's number, or 12.

    Examples
    --------
    >>> import datetime as dt
    >>> dormancy_months(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    12
    """
    return snapshot.profile.dormant_after_months or 12


def recent_since(snapshot: Snapshot, months: int | None = None) -> str:
    """Return the first day that is recent, as ISO text; blank where no activity is recorded.

    Examples
    --------
    >>> import datetime as dt
    >>> recent_since(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    ''
    """
    if not snapshot.activity_recorded:
        return ""
    return months_after(snapshot.as_of, -(months or dormancy_months(snapshot))).isoformat()


def _dormant(pair: Pair, limit: str) -> bool:
    if not limit or not pair.agreement_status.status.in_force:
        return False
    if pair.last_activity is not None:
        return pair.last_activity.isoformat() < limit
    # ISO text compares as dates do; a signing known to the year had its time only when the whole
    # year lies before
    return pair.signed_on is None or pair.signed_on < limit[: len(pair.signed_on)]


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


def _pair(pair: Pair) -> dict[str, Any]:
    ends = pair.agreement_status.ends_on
    high = pair.count.high
    return {
        "agreement": pair.agreement,
        "kind": pair.kind.name if pair.kind else "",
        "status": pair.agreement_status.status.name,
        "in_force": pair.agreement_status.status.in_force,
        "certain": pair.agreement_status.certain,
        "signed_on": pair.signed_on or "",
        "ends_on": ends.isoformat() if ends else "",
        "pairs_low": int(pair.count.low),
        "pairs_high": -1 if high is None else int(high),
        "inside": pair.inside,
        "activities": pair.activities,
        "last_activity": pair.last_activity.isoformat() if pair.last_activity else "",
        "synthetic": pair.synthetic,
    }
