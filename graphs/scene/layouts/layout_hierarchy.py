"""Hierarchy: each organisation under its superior, trees side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import networkx as nx

from graphs.model import Snapshot, Superior
from graphs.network import pairing_graph
from graphs.scene.layouts.layout import PAGE_ASPECT, Placement, Point, layout
from graphs.scene.layouts.layout import radius_of as radius
from graphs.scene.layouts.layout_force import idle_tray
from graphs.scene.layouts.packing import grid, pack_boxes

__all__ = ["hierarchy"]

_DOWN = 58.0
_GAP = 40.0


def _superiors(snapshot: Snapshot) -> Mapping[str, Mapping[str, Any]]:
    """Return the nearest superior of each organisation that is drawn, through those that are not."""
    above: dict[str, str] = {}
    for each in snapshot.records(Superior):
        if each.superior:
            above.setdefault(each.organisation, each.superior)
    drawn = pairing_graph(snapshot)
    found: dict[str, Mapping[str, Any]] = {}
    for node in drawn:
        seen = {node}
        upper = above.get(node, "")
        while upper and upper not in drawn and upper not in seen:
            seen.add(upper)
            upper = above.get(upper, "")
        found[node] = {
            "superior": upper if upper in drawn and upper not in seen else "",
            "root": upper or above.get(node, ""),
        }
    return found


@layout(order=50, zh="按隶属", en="Hierarchy", reads=_superiors)
def hierarchy(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place each organisation under its superior: levels from the top down, subordinates in rows.

    1. A superior stands over the block of those directly under it. 2. Those under one superior that
    is not drawn itself are one block. 3. Who has no recorded superior and nobody below stands in a
    tray at the foot.
    """
    del groups
    load = dict(graph.degree())
    sizes = {node: radius(data, load[node]) for node, data in graph.nodes(data=True)}
    below: defaultdict[str, list[str]] = defaultdict(list)
    loose: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(graph):
        upper = graph.nodes[node].get("superior", "")
        if upper in graph and not _circular(graph, node):
            below[upper].append(node)
        else:
            loose[graph.nodes[node].get("root", "")].append(node)
    idle = [node for node in loose.pop("", []) if node not in below]
    tops = [node for node in sorted(graph) if node in below and not _upper(graph, node)]
    blocks = [_block(node, below, sizes) for node in tops]
    blocks += [
        _rows([n for n in nodes if n not in below], sizes) for _, nodes in sorted(loose.items())
    ]
    blocks = sorted(
        (each for each in blocks if each[0]), key=lambda each: (-each[1][1], min(each[0]))
    )
    page = pack_boxes([size for _, size in blocks], gap=_GAP, aspect=PAGE_ASPECT)
    points: dict[str, Point] = {}
    for (inner, _), (left, top) in zip(blocks, page.corners, strict=True):
        points |= {node: (x + left, y + top) for node, (x, y) in inner.items()}
    tray = idle_tray(idle, sizes, points, (max(page.width, 600.0), page.height), tray="no_superior")
    return Placement(points=points, blocks=tray)


def _upper(graph: nx.MultiGraph[str], node: str) -> str:
    upper = graph.nodes[node].get("superior", "")
    return upper if upper in graph and not _circular(graph, node) else ""


def _circular(graph: nx.MultiGraph[str], node: str) -> bool:
    """Return whether the superiors of a node come back to one of them."""
    seen = {node}
    upper = graph.nodes[node].get("superior", "")
    while upper in graph:
        if upper in seen:
            return True
        seen.add(upper)
        upper = graph.nodes[upper].get("superior", "")
    return False


_Block = tuple[dict[str, Point], tuple[float, float]]


def _rows(nodes: list[str], sizes: Mapping[str, float]) -> _Block:
    if not nodes:
        return {}, (0.0, 0.0)
    step = max(32.0, *(2 * sizes[node] + 10 for node in nodes))
    across = max(1, round((len(nodes) * 1.8) ** 0.5))
    cells, deep = grid(len(nodes), width=across * step, step=step)
    return dict(zip(nodes, cells, strict=True)), (min(across, len(nodes)) * step, deep)


def _block(top: str, below: Mapping[str, list[str]], sizes: Mapping[str, float]) -> _Block:
    """Return a superior over its subordinates: leaves in rows, those with their own beside them."""
    own = below.get(top, [])
    inner = [_rows([n for n in own if n not in below], sizes)]
    inner += [_block(n, below, sizes) for n in own if n in below]
    inner = [each for each in inner if each[0]]
    points: dict[str, Point] = {}
    x = deep = 0.0
    down = 2 * sizes[top] + _DOWN
    for block, (wide, tall) in inner:
        points |= {node: (x + left, down + y) for node, (left, y) in block.items()}
        x += wide + 18
        deep = max(deep, tall)
    width = max(x - 18, 2 * sizes[top])
    points[top] = (width / 2, sizes[top])
    return points, (width, down + deep)
