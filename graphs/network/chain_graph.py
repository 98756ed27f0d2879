"""The chain graph: lead organisation → sub-branches → units, and the segments of the chain."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from graphs.errors import NotFound
from graphs.model import Chain, Snapshot, Supply, derived
from graphs.network.relationship import relationship_graph
from graphs.text import Text

__all__ = ["chain_graph", "chains"]


def chains(snapshot: Snapshot) -> tuple[Chain, ...]:
    """Return the chains of the snapshot, sorted by id."""
    return snapshot.records(Chain)


@derived
def chain_graph(snapshot: Snapshot, chain: str) -> nx.DiGraph[str]:
    """Return one chain as a frozen directed graph that reads from the top down.

    1. The chain leads to its lead organisation, and every organisation to those directly under
       it (the reverse of "superior"). 2. An organisation leads to the units it is formed in.
    3. The chain leads to its segments, a segment to its members, the chain to members without a
       segment. 4. Supply edges join units, their ``detail`` all the products; ties to the lead organisation (who helped establish
       it) are kept with their own relation.

    Nodes carry the attributes of :func:`relationship_graph` and ``level`` (steps from the chain);
    edges carry ``relation`` and ``detail``.

    Raises
    ------
    NotFound
        The snapshot holds no such chain.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation, Superior
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="联合党总支"), Organisation(id="o2", name="片区党支部"),
    ...     Superior(id="p1", organisation="o2", superior="o1"),
    ...     Chain(id="n1", name="鲜切花产业", lead="o1")], as_of=dt.date(2010, 6, 15))
    >>> sorted(chain_graph(picture, "n1").edges())
    [('n1', 'o1'), ('o1', 'o2')]
    """
    whole = relationship_graph(snapshot)
    if chain not in whole or whole.nodes[chain]["record"] != "chain":
        raise NotFound(Text(zh="没有产业链“{id}”", en="there is no chain “{id}”").format(id=chain))
    graph: nx.DiGraph[str] = nx.DiGraph(chain=chain)
    _add(graph, whole, chain, 0)
    lead = next((a for a, _, d in whole.in_edges(chain, data=True) if d["relation"] == "leads"), "")
    if lead:
        _join(graph, whole, (chain, lead), "leads")
        _descend(graph, whole, lead)
        _helpers(graph, whole, lead)
    _segments(graph, whole, chain)
    _supply(graph, snapshot, chain)
    return nx.freeze(graph)  # type: ignore[no-any-return]  # typed as Any upstream


def _supply(graph: nx.DiGraph[str], snapshot: Snapshot, chain: str) -> None:
    """Join units by what one supplies to the other: every product once, of this chain or of none."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for each in snapshot.records(Supply):
        ends = (each.supplier, each.customer)
        if each.chain in (None, chain) and all(end in graph for end in ends):
            found[ends] |= {each.product: None} if each.product else {}
    for (supplier, customer), products in found.items():
        graph.add_edge(supplier, customer, relation="supplies", detail="、".join(products))


def _add(graph: nx.DiGraph[str], whole: nx.MultiDiGraph[str], node: str, level: int) -> None:
    if node not in graph:
        graph.add_node(node, **whole.nodes[node], level=level)


def _join(
    graph: nx.DiGraph[str],
    whole: nx.MultiDiGraph[str],
    edge: tuple[str, str],
    relation: str,
    detail: str = "",
) -> None:
    start, stop = edge
    _add(graph, whole, stop, graph.nodes[start]["level"] + 1)
    if not graph.has_edge(start, stop):
        graph.add_edge(start, stop, relation=relation, detail=detail)


def _descend(graph: nx.DiGraph[str], whole: nx.MultiDiGraph[str], lead: str) -> None:
    queue = [lead]
    while queue:
        node = queue.pop(0)
        for unit in sorted(_after(whole, node, "hosted")):
            _join(graph, whole, (node, unit), "hosted")
        for child in sorted(_before(whole, node, "superior")):
            if child not in graph:
                queue.append(child)
            _join(graph, whole, (node, child), "superior")


def _helpers(graph: nx.DiGraph[str], whole: nx.MultiDiGraph[str], lead: str) -> None:
    for helper, _, data in sorted(whole.in_edges(lead, data=True), key=lambda edge: edge[0]):
        if data["relation"] == "tie":
            _add(graph, whole, helper, 0)
            graph.add_edge(helper, lead, relation="tie", detail=data["detail"])


def _segments(graph: nx.DiGraph[str], whole: nx.MultiDiGraph[str], chain: str) -> None:
    for segment in sorted(_before(whole, chain, "segment")):
        _join(graph, whole, (chain, segment), "segment")
    for member, _, data in sorted(whole.in_edges(chain, data=True), key=lambda edge: edge[0]):
        if data["relation"] == "on_chain":
            parent = _segment_of(whole, member, data["id"], chain)
            _join(
                graph,
                whole,
                (parent if parent in graph else chain, member),
                "on_chain",
                data["detail"],
            )


def _segment_of(whole: nx.MultiDiGraph[str], member: str, record: str, chain: str) -> str:
    found = [
        stop
        for _, stop, data in whole.out_edges(member, data=True)
        if data["relation"] == "in_segment" and data["id"] == record
    ]
    return found[0] if found else chain


def _after(whole: nx.MultiDiGraph[str], node: str, relation: str) -> set[str]:
    return {b for _, b, data in whole.out_edges(node, data=True) if data["relation"] == relation}


def _before(whole: nx.MultiDiGraph[str], node: str, relation: str) -> set[str]:
    return {a for a, _, data in whole.in_edges(node, data=True) if data["relation"] == relation}
