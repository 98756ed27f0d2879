"""By chain segment: a column for each segment, from upstream to support, chains beneath each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import networkx as nx

from graphs.model import ChainMember, Segment, SegmentPosition, Snapshot
from graphs.network import pairing_graph, parties
from graphs.scene.layouts.layout import Placement, Point, layout
from graphs.scene.layouts.layout import radius_of as radius
from graphs.scene.layouts.layout_force import idle_tray
from graphs.scene.layouts.packing import grid

__all__ = ["segments"]

_COLUMN = 300.0
_GAP = 46.0


def _segments(snapshot: Snapshot) -> Mapping[str, Mapping[str, Any]]:
    """Return the chain, the place along it and the segment of each member, its own or its unit's."""
    order = [position.name for position in SegmentPosition]
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
            found[node] = {"segment": own[0]}
    return found


@layout(order=70, zh="按产业链环节", en="Chain segments", reads=_segments)
def segments(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place members of chains by segment: one band a chain, upstream at the left, support at the right.

    1. Every segment is a column of its chain's band, in the order of the chain. 2. Members without a
    segment stand last. 3. Who is on no chain stands below.
    """
    del groups
    load = dict(graph.degree())
    sizes = {node: radius(data, load[node]) for node, data in graph.nodes(data=True)}
    cells: defaultdict[tuple[str, int, str], list[str]] = defaultdict(list)
    for node in sorted(graph):
        where = graph.nodes[node].get("segment")
        if where is not None:
            cells[where].append(node)
    points: dict[str, Point] = {}
    wide = bottom = 0.0
    for chain in sorted({each[0] for each in cells}):
        columns = sorted(each for each in cells if each[0] == chain)
        tallest = 0.0
        for place, column in enumerate(columns):
            own = cells[column]
            step = max(34.0, *(2 * sizes[node] + 10 for node in own))
            across, deep = grid(len(own), width=_COLUMN - _GAP, step=step)
            left = place * _COLUMN
            points |= {
                node: (left + x, bottom + y) for node, (x, y) in zip(own, across, strict=True)
            }
            tallest = max(tallest, deep)
        wide = max(wide, len(columns) * _COLUMN)
        bottom += tallest + _GAP
    idle = sorted(n for n in graph if n not in points)
    tray = idle_tray(idle, sizes, points, (max(wide, 600.0), bottom), tray="no_chain")
    return Placement(points=points, blocks=tray)
