"""The default layout: hosts as hubs with their guests round them, the unpaired in a tray."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graphs.scene.layouts import (
    PAGE_ASPECT,
    Block,
    Placement,
    Point,
    first_partners,
    heading_room,
    layout,
    radius_of,
)
from graphs.scene.packing import Box, grid, justify, pack_boxes, ring

__all__ = ["hubs"]

_STEP = 32.0
_TRAY = 27.0
_PAD = 14.0
_GAP = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """One township's picture in its own coordinates, before the page stretches it."""

    group: str
    hubs: Mapping[str, Point]
    row_of: Mapping[str, int]
    rows: int
    reaches: Mapping[str, float]
    hubs_width: float
    hubs_height: float
    idle: tuple[str, ...]
    step: float
    width: float


@layout(zh="按结对中心", en="Hubs")
def hubs(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place hosts as hubs with their guests round them, packed by township, the unpaired apart.

    1. A guest stands with the host it signed with first; other pairs are drawn across. 2. Each
    hub with its rings is a circle; the circles of a group fill its panel, largest first. 3. Below
    them, in a tray of its own, stand the organisations of the group without a pair in force.
    4. Panels fill a page of about the window's proportions in full rows, tallest first.

    Examples
    --------
    >>> hubs(nx.MultiGraph(), {}).points
    {}
    """
    partners = first_partners(graph)
    homes = {guest: min(hosts, key=lambda h: (hosts[h], h)) for guest, hosts in partners.items()}
    guests: defaultdict[str, list[str]] = defaultdict(list)
    for guest, host in sorted(homes.items()):
        guests[host].append(guest)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(graph):
        members[groups[node]].append(node)
    panels = [
        _panel(
            graph,
            group,
            {node: guests[node] for node in members[group] if node in guests},
            tuple(n for n in members[group] if n not in guests and n not in homes),
        )
        for group in sorted(members)
    ]
    rough = _page(panels, head=heading_room(1.0, 1.0))
    wide = max((block.x + block.width for block in rough.blocks), default=1.0)
    deep = max((block.y + block.height for block in rough.blocks), default=1.0)
    return _page(panels, head=heading_room(wide, deep))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cluster:
    """A hub with its guests round it, the hub in the middle."""

    host: str
    guests: tuple[str, ...]
    points: tuple[Point, ...]
    reach: float
    box: tuple[float, float, float, float]


def _cluster(graph: nx.MultiGraph[str], host: str, guests: Sequence[str]) -> _Cluster:
    size = radius_of(graph.nodes[host], len(guests))
    big = max(radius_of(graph.nodes[guest], 1) for guest in guests)
    step = max(_STEP, 2 * big + 12)
    # a collective is joined by a line that carries its number of pairs
    apart = 90 if any(not graph.nodes[guest]["named"] for guest in guests) else 16
    points, reach = ring(len(guests), first=size + big + apart, step=step)
    return _Cluster(
        host=host,
        guests=tuple(guests),
        points=points,
        reach=reach + big + 6,
        box=_extent(size, points, big),
    )


def _panel(
    graph: nx.MultiGraph[str],
    group: str,
    clusters: Mapping[str, list[str]],
    idle: tuple[str, ...],
) -> _Panel:
    shaped = [_cluster(graph, host, guests) for host, guests in clusters.items()]
    shaped.sort(key=lambda each: (-each.reach, each.host))
    sizes = [(right - left, bottom - top) for left, top, right, bottom in (c.box for c in shaped)]
    page = pack_boxes(sizes, gap=24, aspect=1.6)
    inside: dict[str, Point] = {}
    row_of: dict[str, int] = {}
    lines = sorted({y for _, y in page.corners})
    for each, (x, y) in zip(shaped, page.corners, strict=True):
        middle = (x - each.box[0], y - each.box[1])
        inside[each.host] = middle
        row_of |= dict.fromkeys((each.host, *each.guests), lines.index(y))
        for guest, (dx, dy) in zip(each.guests, each.points, strict=True):
            inside[guest] = (middle[0] + dx, middle[1] + dy)
    wide = [2 * radius_of(graph.nodes[node], 0) + 9 for node in idle]
    step = max([_TRAY, *wide])
    needed = min(14, max(5, len(idle))) * step if idle else 0.0
    return _Panel(
        group=group,
        hubs=inside,
        row_of=row_of,
        rows=len(lines),
        reaches={each.host: each.reach for each in shaped},
        hubs_width=page.width,
        hubs_height=page.height,
        idle=tuple(sorted(idle, key=lambda node: (graph.nodes[node]["bipartite"], node))),
        step=step,
        width=max(page.width, needed, 200.0) + 2 * _PAD,
    )


def _extent(size: float, points: Sequence[Point], big: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a hub and its guests, the hub in the middle."""
    xs = [0.0, *(x for x, _ in points)]
    ys = [0.0, *(y for _, y in points)]
    return (
        min(-size, min(xs) - big) - 3,
        min(-size, min(ys) - big) - 3,
        max(size, max(xs) + big) + 3,
        max(size, max(ys) + big) + 3,
    )


def _page(panels: list[_Panel], *, head: float) -> Placement:
    sized = sorted(
        ((panel, _height(panel, panel.width, head)) for panel in panels),
        key=lambda each: (-each[1], each[0].group),
    )
    boxes = justify([(p.width, h) for p, h in sized], gap=_GAP, aspect=PAGE_ASPECT)
    points: dict[str, Point] = {}
    blocks: list[Block] = []
    for (panel, _), box in zip(sized, boxes, strict=True):
        blocks.append(
            Block(
                group=panel.group, tray=False, x=box.x, y=box.y, width=box.width, height=box.height
            )
        )
        left = box.x + (box.width - panel.hubs_width) / 2
        tray = _tray_height(panel, box.width, head)
        room = box.height - head - tray - (_PAD if tray else 0)
        air = max(0.0, room - panel.hubs_height) / max(1, panel.rows)
        points |= {
            node: (left + x, box.y + head + y + air * (panel.row_of[node] + 0.3))
            for node, (x, y) in panel.hubs.items()
        }
        if tray:
            points |= _tray(panel, box, tray, head, blocks)
    gaps = {host: reach for panel in panels for host, reach in panel.reaches.items()}
    return Placement(points=points, blocks=tuple(blocks), label_gaps=gaps)


def _height(panel: _Panel, width: float, head: float) -> float:
    tray = _tray_height(panel, width, head)
    hubs_deep = panel.hubs_height + _PAD if panel.hubs else 0.0
    return head + hubs_deep + (tray + _PAD if tray else 0.0)


def _tray_height(panel: _Panel, width: float, head: float) -> float:
    if not panel.idle:
        return 0.0
    _, deep = grid(len(panel.idle), width=width - 2 * _PAD, step=panel.step)
    return head + deep + 6


def _tray(
    panel: _Panel, box: Box, deep: float, head: float, blocks: list[Block]
) -> dict[str, Point]:
    x, y = box.x + _PAD / 2, box.y + box.height - deep - _PAD / 2
    wide = box.width - _PAD
    blocks.append(Block(group=panel.group, tray=True, x=x, y=y, width=wide, height=deep))
    cells, _ = grid(len(panel.idle), width=box.width - 2 * _PAD, step=panel.step)
    return {
        node: (x + _PAD / 2 + dx, y + head + dy)
        for node, (dx, dy) in zip(panel.idle, cells, strict=True)
    }
