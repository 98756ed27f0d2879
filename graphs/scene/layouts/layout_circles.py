"""Circles: the network round its best connected organisation, step by step outward."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

from graphs.scene.layouts.framed_page import STAR, Frame, page_of_parts
from graphs.scene.layouts.layout import Placement, Point, layout

__all__ = ["circles"]

_ROOM = 14.0


@layout(order=60, zh="同心圆", en="Circles")
def circles(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place each connected part round its organisation with most partners, a circle for each step.

    1. Partners of the middle stand on the first circle, their partners on the second, and so on. 2.
    On a circle each stands toward the one it was reached from. 3. The parts are packed, largest
    first; who has no pair in force stands below.
    """
    del groups
    return page_of_parts(graph, _part)


def _part(joined: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, float]) -> Frame:
    middle = min(part, key=lambda node: (-joined.degree(node), node))
    points: dict[str, Point] = {middle: (0.0, 0.0)}
    angles = {middle: 0.0}
    ring, reach = [middle], sizes[middle]
    while True:
        outer: dict[str, float] = {}
        for node in ring:
            for other in sorted(joined[node]):
                if other not in points:
                    outer.setdefault(other, angles[node])
        if not outer:
            return Frame(
                points={node: (x + reach, y + reach) for node, (x, y) in points.items()},
                width=2 * reach,
                height=2 * reach,
                hub=middle if len(part) >= STAR else "",
            )
        ring = sorted(outer, key=lambda node: (outer[node], node))
        big = max(sizes[node] for node in ring)
        room = 2 * big + _ROOM
        at = max(reach + big + 40.0, len(ring) * room / (2 * math.pi) + 1.0, room)
        for place, node in enumerate(ring):
            angles[node] = 2 * math.pi * place / len(ring)
            points[node] = (at * math.cos(angles[node]), at * math.sin(angles[node]))
        reach = at + big
