"""The default layout: hosts as hubs with their guests round them, the unpaired in a tray."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graphs.scene.layouts.layout import (
    PAGE_ASPECT,
    Block,
    Placement,
    Point,
    first_partners,
    heading_room,
    layout,
    radius_of,
)
from graphs.scene.layouts.packing import Box, grid, justify, pack_boxes, ring

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
    trays: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, float]
    width: float


@layout(order=10, zh="按结对中心", en="Hubs")
def hubs(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place hosts as hubs with their guests round them, packed by township, the unpaired apart.

    1. A guest stands with the host it signed with first; other pairs are drawn across. 2. Each
    hub with its rings is a circle; the circles of a group fill its panel, largest first. 3. Below
    them, each in a tray of its own, stand the hosts outside the scope, by their guests, and the
    organisations of the group without a pair in force. 4. Panels fill a page of about the window's proportions in full rows, tallest first.
    """
    rings, visitors = _places(graph, groups)
    circling = {guest for near in rings.values() for guest in near}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(graph):
        if node not in visitors and node not in circling:
            members[groups[node]].append(node)
    arrivals: defaultdict[str, list[str]] = defaultdict(list)
    for node, (group, _) in visitors.items():
        arrivals[group].append(node)
    panels = [
        _panel(
            graph,
            group,
            {node: rings[node] for node in members[group] if node in rings},
            {node: visitors[node][1] for node in arrivals[group]},
            tuple(n for n in members[group] if n not in rings),
        )
        for group in sorted({*members, *arrivals})
    ]
    rough = _page(panels, groups, head=heading_room(1.0, 1.0))
    wide = max((block.x + block.width for block in rough.blocks), default=1.0)
    deep = max((block.y + block.height for block in rough.blocks), default=1.0)
    return _page(panels, groups, head=heading_room(wide, deep))


def _places(
    graph: nx.MultiGraph[str], groups: Mapping[str, str]
) -> tuple[Mapping[str, list[str]], Mapping[str, tuple[str, str]]]:
    """Return the guests round each hub, and who else is drawn in which panel by whom.

    Whoever lies outside the scope and circles no hub visits the panel of a partner; a guest whose
    hosts all lie outside is a hub without a ring.
    """
    partners = first_partners(graph)
    rings: defaultdict[str, list[str]] = defaultdict(list)
    visitors: dict[str, tuple[str, str]] = {}
    panels: dict[str, str] = {}
    outside = {node for node, data in graph.nodes(data=True) if data.get("stub")}
    for guest, hosts in sorted(partners.items()):
        near = [host for host in hosts if host not in outside]
        for host in near:  # a hub too where all its guests circle another: it is not unpaired
            rings.setdefault(host, [])
        home = min(near, key=lambda host: (hosts[host], host), default="")
        if not home:
            rings[guest] = []
            continue
        rings[home].append(guest)
        panels[guest] = groups[home]
    for node in sorted(outside - panels.keys()):
        partner = min(graph[node])
        visitors[node] = (panels.get(partner, groups[partner]), partner)
    return rings, visitors


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
    big = max((radius_of(graph.nodes[guest], 1) for guest in guests), default=0.0)
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
    visitors: Mapping[str, str],
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
    trays = {
        "guests": tuple(
            sorted(visitors, key=lambda n: (*inside.get(visitors[n], (0.0, 0.0))[::-1], n))
        ),
        "unpaired": tuple(sorted(idle, key=lambda node: (graph.nodes[node]["bipartite"], node))),
    }
    steps = {
        tray: max([_TRAY, *(2 * radius_of(graph.nodes[node], 0) + 9 for node in nodes)])
        for tray, nodes in trays.items()
    }
    needed = [min(14, max(5, len(nodes))) * steps[tray] for tray, nodes in trays.items() if nodes]
    return _Panel(
        group=group,
        hubs=inside,
        row_of=row_of,
        rows=len(lines),
        # One guest stands above: the name has room close below, and nobody takes it for another's.
        reaches={each.host: each.reach for each in shaped if len(each.guests) > 1},
        hubs_width=page.width,
        hubs_height=page.height,
        trays={tray: nodes for tray, nodes in trays.items() if nodes},
        steps=steps,
        width=max(page.width, *needed, 200.0) + 2 * _PAD,
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


def _page(panels: list[_Panel], groups: Mapping[str, str], *, head: float) -> Placement:
    sized = sorted(
        ((panel, _height(panel, panel.width, head)) for panel in panels),
        key=lambda each: (-each[1], each[0].group),
    )
    boxes = justify([(p.width, h) for p, h in sized], gap=_GAP, aspect=PAGE_ASPECT)
    points: dict[str, Point] = {}
    blocks: list[Block] = []
    for (panel, _), box in zip(sized, boxes, strict=True):
        blocks.append(
            Block(group=panel.group, tray="", x=box.x, y=box.y, width=box.width, height=box.height)
        )
        left = box.x + (box.width - panel.hubs_width) / 2
        depths = _tray_depths(panel, box.width, head)
        room = box.height - head - sum(depth + _PAD for depth in depths.values())
        air = max(0.0, room - panel.hubs_height) / max(1, panel.rows)
        points |= {
            node: (left + x, box.y + head + y + air * (panel.row_of[node] + 0.3))
            for node, (x, y) in panel.hubs.items()
        }
        below = box.y + box.height - _PAD / 2
        for tray, depth in reversed(depths.items()):
            below -= depth
            place = Box(x=box.x, y=below, width=box.width, height=depth)
            points |= _tray(panel, tray, place, head)
            blocks.append(
                Block(
                    group=panel.group,
                    tray=tray,
                    x=box.x + _PAD / 2,
                    y=below,
                    width=box.width - _PAD,
                    height=depth,
                    nodes=panel.trays[tray],
                )
            )
            below -= _PAD
    gaps = {host: reach for panel in panels for host, reach in panel.reaches.items()}
    visitors = {
        node: panel.group
        for panel in panels
        for node in (*panel.hubs, *panel.trays.get("guests", ()))
        if groups[node] != panel.group
    }
    return Placement(points=points, blocks=tuple(blocks), label_gaps=gaps, visitors=visitors)


def _height(panel: _Panel, width: float, head: float) -> float:
    trays = sum(depth + _PAD for depth in _tray_depths(panel, width, head).values())
    return head + (panel.hubs_height + _PAD if panel.hubs else 0.0) + trays


def _tray_depths(panel: _Panel, width: float, head: float) -> dict[str, float]:
    inner = width - 2 * _PAD
    return {
        tray: head + grid(len(nodes), width=inner, step=panel.steps[tray])[1] + 6
        for tray, nodes in panel.trays.items()
    }


def _tray(panel: _Panel, tray: str, place: Box, head: float) -> dict[str, Point]:
    nodes = panel.trays[tray]
    cells, _ = grid(len(nodes), width=place.width - 2 * _PAD, step=panel.steps[tray])
    return {
        node: (place.x + _PAD + dx, place.y + head + dy)
        for node, (dx, dy) in zip(nodes, cells, strict=True)
    }
