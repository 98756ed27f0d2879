"""Hierarchy: each organisation under its superior, trees side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from graphs.model import Snapshot, Superior
from graphs.network import pairing_graph, parties
from graphs.scene.layouts.framed_page import Frame, framed_page, rows
from graphs.scene.layouts.layout import Placement, Point, layout
from graphs.scene.layouts.layout import radius_of as radius
from graphs.text import Text

__all__ = ["hierarchy"]

_DOWN = 58.0


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
        root = upper or above.get(node, "")
        known = parties(snapshot).get(root)
        found[node] = {
            "superior": upper if upper in drawn and upper not in seen else "",
            "root": root,
            "root_name": known.name if known else Text.same(root),
        }
    return found


@layout(order=50, zh="按隶属", en="Hierarchy", reads=_superiors)
def hierarchy(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place each organisation under its superior: levels from the top down, subordinates in rows.

    1. A superior stands over the block of those directly under it. 2. Those under one superior that
    is not drawn itself are a panel with its name. 3. Who has no recorded superior and nobody below stands in a
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
    frames = [_block(node, below, sizes) for node in tops]
    for _, nodes in sorted(loose.items()):
        own = [n for n in nodes if n not in below]
        if own:
            title: Text = graph.nodes[own[0]]["root_name"]
            frames.append(replace(rows(own, sizes), title=title))
    frames.sort(key=lambda each: (-each.height, min(each.points)))
    return framed_page(frames, idle, sizes, tray="no_superior")


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


def _block(top: str, below: Mapping[str, list[str]], sizes: Mapping[str, float]) -> Frame:
    """Return a superior over its subordinates: leaves in rows, those with their own beside them."""
    own = below.get(top, [])
    inner = [rows([n for n in own if n not in below], sizes)]
    inner += [_block(n, below, sizes) for n in own if n in below]
    points: dict[str, Point] = {}
    x = deep = 0.0
    down = 2 * sizes[top] + _DOWN
    for block in inner:
        if block.points:
            points |= {node: (x + a, down + b) for node, (a, b) in block.points.items()}
            x += block.width + 18
            deep = max(deep, block.height)
    width = max(x - 18, 2 * sizes[top])
    points[top] = (width / 2, sizes[top])
    return Frame(points=points, width=width, height=down + deep)
