"""Layouts of the pairing graph: a declared function each, from graph to positions and areas.

Adding a layout is one function. Positions depend on the whole graph of the snapshot, never on
filters, so that what stays on the screen stays where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from graphs.scene.packing import grid, pack_boxes, ring
from graphs.text import Text

__all__ = ["LAYOUTS", "Block", "Layout", "Placement", "layout", "radius_of"]

Point: TypeAlias = tuple[float, float]

_STEP = 34.0
_TRAY = 30.0
_HEAD = 34.0
_PAD = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A panel of the page: the group it shows and where; ``tray`` marks the unpaired."""

    group: str
    tray: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where every node stands, and the panels behind them.

    Examples
    --------
    >>> Placement(points={}, blocks=()).blocks
    ()
    """

    points: Mapping[str, Point]
    blocks: tuple[Block, ...]


Arrange: TypeAlias = "Callable[[nx.MultiGraph[str], Mapping[str, str]], Placement]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A declared layout: key, label and the function that places nodes.

    Examples
    --------
    >>> LAYOUTS["columns"].label.zh
    '两列'
    """

    key: str
    label: Text
    arrange: Arrange


LAYOUTS: dict[str, Layout] = {}
"""Every layout by key, in source order; the first is the default."""


def layout(*, zh: str, en: str) -> Callable[[Arrange], Arrange]:
    """Declare a layout; its key is the function's name.

    Examples
    --------
    >>> list(LAYOUTS)
    ['hubs', 'columns']
    """

    def declare(arrange: Arrange) -> Arrange:
        LAYOUTS[arrange.__name__] = Layout(
            key=arrange.__name__, label=Text(zh=zh, en=en), arrange=arrange
        )
        return arrange

    return declare


def radius_of(node: Mapping[str, Any], load: int) -> float:
    """Return the radius of a node's mark: hubs grow with their pairs, collectives with members.

    Examples
    --------
    >>> radius_of({"named": True, "bipartite": 1, "count_low": 1}, 3)
    7.0
    """
    if not node["named"]:
        return float(min(90.0, 34.0 + 8.0 * max(1, node["count_low"]) ** 0.5))
    return 7.0 if node["bipartite"] else float(11.0 + 3.0 * min(load, 25) ** 0.5)


def _partners(graph: nx.MultiGraph[str]) -> dict[str, dict[str, str]]:
    """Hosts of each guest in force, with the day each pair was first signed."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for a, b, data in graph.edges(data=True):
        if data["in_force"]:
            host, guest = (a, b) if graph.nodes[a]["bipartite"] == 0 else (b, a)
            day = data["signed_on"] or "9999"
            found[guest][host] = min(day, found[guest].get(host, day))
    return found


@layout(zh="按结对中心", en="Hubs")
def hubs(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place hosts as hubs with their guests round them, packed by township, the unpaired apart.

    1. A guest stands with the host it signed with first; other pairs are drawn across. 2. Each
    hub with its rings is a circle; the circles of a group fill its panel, largest first. 3. Below
    them, in a tray of its own, stand the organisations of the group without a pair in force.
    4. Panels fill a page of about 16 : 9, largest first.
    """
    partners = _partners(graph)
    homes = {guest: min(hosts, key=lambda h: (hosts[h], h)) for guest, hosts in partners.items()}
    guests: defaultdict[str, list[str]] = defaultdict(list)
    for guest, host in sorted(homes.items()):
        guests[host].append(guest)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(graph):
        members[groups[node]].append(node)
    panels = []
    for group in sorted(members):
        clusters = [node for node in members[group] if node in guests]
        idle = [node for node in members[group] if node not in guests and node not in homes]
        panels.append((group, *_panel(graph, clusters, guests, idle)))
    panels.sort(key=lambda panel: (-panel[3] * panel[4], panel[0]))
    page = pack_boxes([(w, h) for *_, w, h in panels], gap=20, aspect=1.75)
    points: dict[str, Point] = {}
    blocks: list[Block] = []
    for (group, inside, tray, width, height), (x, y) in zip(panels, page.corners, strict=True):
        points |= {node: (x + dx, y + dy) for node, (dx, dy) in inside.items()}
        blocks.append(Block(group=group, tray=False, x=x, y=y, width=width, height=height))
        if tray:
            top, deep = tray
            blocks.append(
                Block(group=group, tray=True, x=x + 8, y=y + top, width=width - 16, height=deep)
            )
    return Placement(points=points, blocks=tuple(blocks))


Panel: TypeAlias = tuple[dict[str, Point], tuple[float, float] | None, float, float]


def _panel(
    graph: nx.MultiGraph[str],
    clusters: list[str],
    guests: Mapping[str, list[str]],
    idle: list[str],
) -> Panel:
    shaped = []
    for host in clusters:
        size = radius_of(graph.nodes[host], len(guests[host]))
        big = max(radius_of(graph.nodes[guest], 1) for guest in guests[host])
        step = max(_STEP, 2 * big + 12)
        points, reach = ring(len(guests[host]), first=size + big + 18, step=step)
        shaped.append((host, points, reach + big + 12))
    shaped.sort(key=lambda each: (-each[2], each[0]))
    sizes = [(2 * reach, 2 * reach) for _, _, reach in shaped]
    hubs_page = pack_boxes(sizes, gap=10, aspect=1.5)
    wide = [radius_of(graph.nodes[node], 0) for node in idle]
    step = max([_TRAY, *(2 * size + 10 for size in wide)]) if idle else _TRAY
    width = max(hubs_page.width, min(260.0, max(4, len(idle)) * step), 190.0)
    inside: dict[str, Point] = {}
    for (host, points, reach), (x, y) in zip(shaped, hubs_page.corners, strict=True):
        # a row shorter than the panel stays at the left; rows keep one baseline
        middle = (_PAD + x + reach, _HEAD + y + reach)
        inside[host] = middle
        for guest, (dx, dy) in zip(guests[host], points, strict=True):
            inside[guest] = (middle[0] + dx, middle[1] + dy)
    bottom = _HEAD + hubs_page.height + (_PAD if shaped else 0)
    tray = None
    if idle:
        ordered = sorted(idle, key=lambda node: (graph.nodes[node]["bipartite"], node))
        cells, deep = grid(len(ordered), width=width, step=step)
        for node, (dx, dy) in zip(ordered, cells, strict=True):
            inside[node] = (_PAD + dx, bottom + 28 + dy)
        tray = (bottom, deep + 36)
        bottom += deep + 44
    return inside, tray, width + 2 * _PAD, bottom


@layout(zh="两列", en="Columns")
def columns(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place state-owned organisations at the left, non-public at the right, crossings reduced.

    Hosts stand in the order of groups; each guest at the mean height of its hosts (barycentre),
    pushed apart to its own line; those without a pair in force stand below in both columns.
    """
    partners = _partners(graph)
    paired = set(partners) | {host for hosts in partners.values() for host in hosts}
    hosts = [n for n in graph if graph.nodes[n]["bipartite"] == 0]
    left = sorted((n for n in hosts if n in paired), key=lambda n: (groups[n], n))
    rank = {host: place for place, host in enumerate(left)}
    right = sorted(
        partners,
        key=lambda guest: (sum(rank[h] for h in partners[guest]) / len(partners[guest]), guest),
    )
    lines = max(len(left), len(right), 1)
    pitch = 26.0
    height = lines * pitch
    points: dict[str, Point] = {}
    for x, column in ((0.0, left), (620.0, right)):
        y = 0.0
        gap = max(0.0, (height - _tall(graph, column, pitch)) / max(1, len(column)))
        for node in column:
            deep = max(pitch, 2 * radius_of(graph.nodes[node], 1) + 8) + gap
            points[node] = (x, y + deep / 2)
            y += deep
        height = max(height, y)
    blocks = []
    idle_top = height + 46.0
    for x, side in ((0.0, 0), (620.0, 1)):
        idle = [n for n in sorted(graph) if n not in paired and graph.nodes[n]["bipartite"] == side]
        cells, deep = grid(len(idle), width=520.0, step=pitch)
        for node, (dx, dy) in zip(idle, cells, strict=True):
            points[node] = (x - 260 + dx, idle_top + dy)
        if idle:
            blocks.append(
                Block(
                    group=str(side),
                    tray=True,
                    x=x - 272,
                    y=idle_top - 32,
                    width=544,
                    height=deep + 40,
                )
            )
    return Placement(points=points, blocks=tuple(blocks))


def _tall(graph: nx.MultiGraph[str], column: list[str], pitch: float) -> float:
    return sum(max(pitch, 2 * radius_of(graph.nodes[node], 1) + 8) for node in column)
