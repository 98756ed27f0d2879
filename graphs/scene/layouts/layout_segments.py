"""By chain segment: a panel for each chain, its segments in it from upstream to support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from graphs.model import Chain, ChainMember, Segment, SegmentPosition, Snapshot
from graphs.network import display_name, pairing_graph, parties
from graphs.scene.layouts.framed_page import Frame, framed_page, rows
from graphs.scene.layouts.layout import Placement, layout
from graphs.scene.layouts.layout import radius_of as radius
from graphs.text import Text

__all__ = ["segments"]

_NO_SEGMENT = Text(zh="环节未载明", en="Segment not stated")


def _segments(snapshot: Snapshot) -> Mapping[str, Mapping[str, Any]]:
    """Return the chain, the place along it and the segment of each member, its own or its unit's."""
    order = [position.name for position in SegmentPosition]
    chains = {each.id: display_name(each.name, each.name_en) for each in snapshot.records(Chain)}
    known = snapshot.by_id(Segment)
    member: dict[str, tuple[str, int, str]] = {}
    for each in snapshot.records(ChainMember):
        segment = known.get(each.segment or "")
        position = segment.position.name if segment and segment.position else ""
        place = order.index(position) if position in order else len(order)
        member.setdefault(each.member, (each.chain, place, each.segment or ""))
    found: dict[str, Mapping[str, Any]] = {}
    for node in pairing_graph(snapshot):
        own = [member[each] for each in (node, *parties(snapshot)[node].units) if each in member]
        if own:
            chain, _, named_by = own[0]
            named = known.get(named_by)
            found[node] = {
                "segment": own[0],
                "chain_name": chains.get(chain, Text.same(chain)),
                "segment_name": display_name(named.name, named.name_en) if named else _NO_SEGMENT,
            }
    return found


@layout(order=70, zh="按产业链环节", en="Chain segments", reads=_segments)
def segments(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place members of chains by segment: a panel a chain, upstream at the left, support at the right.

    1. Every segment is a panel in that of its chain, in the order of the chain. 2. Members without a
    segment stand last. 3. Who is on no chain stands below.
    """
    del groups
    load = dict(graph.degree())
    sizes = {node: radius(data, load[node]) for node, data in graph.nodes(data=True)}
    cells: defaultdict[str, defaultdict[tuple[str, int, str], list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    idle = []
    for node in sorted(graph):
        where = graph.nodes[node].get("segment")
        if where is None:
            idle.append(node)
        else:
            cells[where[0]][where].append(node)
    frames = [
        Frame(
            title=_title(graph, "chain_name", next(iter(columns.values()))),
            parts=tuple(
                replace(rows(own, sizes, across=1.0), title=_title(graph, "segment_name", own))
                for _, own in sorted(columns.items())
            ),
        )
        for _, columns in sorted(cells.items())
    ]
    return framed_page(frames, idle, sizes, tray="no_chain")


def _title(graph: nx.MultiGraph[str], which: str, nodes: list[str]) -> Text:
    title: Text = graph.nodes[nodes[0]][which]
    return title
