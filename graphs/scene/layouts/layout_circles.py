"""Circles: the network round its best connected organisation, step by step outward."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

from graphs.scene.layouts.layout import PAGE_ASPECT, Placement, Point, layout
from graphs.scene.layouts.layout import radius_of as radius
from graphs.scene.layouts.layout_force import idle_tray
from graphs.scene.layouts.packing import pack_boxes

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
    joined: nx.Graph[str] = nx.Graph()
    joined.add_edges_from(
        sorted((min(a, b), max(a, b)) for a, b, data in graph.edges(data=True) if data["in_force"])
    )
    sizes = {n: radius(graph.nodes[n], joined.degree(n) if n in joined else 0) for n in graph}
    parts = [sorted(part) for part in nx.connected_components(joined)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    rings = [_part(joined, part, sizes) for part in parts]
    page = pack_boxes([(2 * reach, 2 * reach) for _, reach in rings], gap=30, aspect=PAGE_ASPECT)
    points: dict[str, Point] = {}
    for (inner, reach), (left, top) in zip(rings, page.corners, strict=True):
        points |= {node: (x + left + reach, y + top + reach) for node, (x, y) in inner.items()}
    idle = sorted(n for n in graph if n not in joined)
    blocks = idle_tray(idle, sizes, points, (max(page.width, 600.0), page.height))
    return Placement(points=points, blocks=blocks)


def _part(
    joined: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, float]
) -> tuple[dict[str, Point], float]:
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
            return points, reach
        ring = sorted(outer, key=lambda node: (outer[node], node))
        big = max(sizes[node] for node in ring)
        room = 2 * big + _ROOM
        at = max(reach + big + 40.0, len(ring) * room / (2 * math.pi) + 1.0, room)
        for place, node in enumerate(ring):
            angles[node] = 2 * math.pi * place / len(ring)
            points[node] = (at * math.cos(angles[node]), at * math.sin(angles[node]))
        reach = at + big
