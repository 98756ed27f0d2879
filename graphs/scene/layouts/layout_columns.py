"""The second layout: state-owned at the left, non-public at the right, in one or more folds."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

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
from graphs.scene.layouts.packing import grid

__all__ = ["columns"]

_PITCH = 26.0
_APART = 260.0
_FOLD = 500.0
_SIDE = 120.0
_MOST_FOLDS = 12


@layout(order=20, zh="两列", en="Columns")
def columns(graph: nx.MultiGraph[str], groups: Mapping[str, str]) -> Placement:
    """Place state-owned organisations at the left, non-public at the right, crossings reduced.

    1. Hosts stand in the order of groups, each guest beside the host it signed with first, so
    that only further pairs cross. 2. A district that is too tall for the window is folded into
    several pairs of columns, a host never apart from its guests. 3. Those without a pair in
    force stand below, state-owned and non-public apart.
    """
    partners = first_partners(graph)
    homes = {guest: min(hosts, key=lambda h: (hosts[h], h)) for guest, hosts in partners.items()}
    guests: defaultdict[str, list[str]] = defaultdict(list)
    for guest, host in sorted(homes.items()):
        guests[host].append(guest)
    signed = {host for hosts in partners.values() for host in hosts}
    hosts = [n for n in graph if graph.nodes[n]["bipartite"] == 0 and n in signed]
    ordered = sorted(hosts, key=lambda host: (groups[host], host))
    deep = {host: _depth(graph, host, guests[host]) for host in ordered}
    folds = _folded(ordered, deep)
    points: dict[str, Point] = {}
    for place, fold in enumerate(folds):
        y = 0.0
        for host in fold:
            left = place * _FOLD + _SIDE
            points[host] = (left, y + deep[host] / 2)
            points |= _beside(graph, guests[host], (left + _APART, y), deep[host])
            y += deep[host]
    bottom = max((sum(deep[host] for host in fold) for fold in folds), default=0.0)
    width = max(1, len(folds)) * _FOLD
    idle = [n for n in sorted(graph) if n not in signed and n not in homes]
    blocks = _trays(graph, idle, (width, bottom), points)
    places = {n: "right" if graph.nodes[n]["bipartite"] else "left" for n in (*ordered, *homes)}
    return Placement(points=points, blocks=tuple(blocks), label_places=places)


def _depth(graph: nx.MultiGraph[str], host: str, guests: Sequence[str]) -> float:
    own = 2 * radius_of(graph.nodes[host], len(guests)) + 8
    return max(own, sum(_line(graph, guest) for guest in guests), _PITCH) + 6


def _line(graph: nx.MultiGraph[str], guest: str) -> float:
    return max(_PITCH, 2 * radius_of(graph.nodes[guest], 1) + 10)


def _beside(
    graph: nx.MultiGraph[str], guests: Sequence[str], top: Point, deep: float
) -> dict[str, Point]:
    x, y = top
    y += (deep - sum(_line(graph, guest) for guest in guests)) / 2
    found: dict[str, Point] = {}
    for guest in guests:
        found[guest] = (x, y + _line(graph, guest) / 2)
        y += _line(graph, guest)
    return found


def _folded(hosts: Sequence[str], deep: Mapping[str, float]) -> list[list[str]]:
    """Split the hosts, in their order, into the folds whose page is nearest the window's shape."""
    total = sum(deep.values())
    if not hosts:
        return []
    tried = []
    for count in range(1, _MOST_FOLDS + 1):
        folds: list[list[str]] = [[]]
        y = 0.0
        for host in hosts:
            if folds[-1] and y + deep[host] / 2 > total / count * len(folds):
                folds.append([])
            folds[-1].append(host)
            y += deep[host]
        tallest = max(sum(deep[host] for host in fold) for fold in folds)
        tried.append((abs(math.log(len(folds) * _FOLD / tallest / PAGE_ASPECT)), count, folds))
    return min(tried)[2]


def _trays(
    graph: nx.MultiGraph[str],
    idle: Sequence[str],
    page: tuple[float, float],
    points: dict[str, Point],
) -> list[Block]:
    """Place the unpaired below the columns; ``points`` takes them in."""
    width, bottom = page
    sides = [[n for n in idle if graph.nodes[n]["bipartite"] == side] for side in (0, 1)]
    wheels = [[2 * radius_of(graph.nodes[node], 0) + 10 for node in side] for side in sides]
    shares = _shares([sum(max(_PITCH, *own) ** 2 for _ in own) if own else 0.0 for own in wheels])
    head = heading_room(width, bottom + len(idle) * _PITCH**2 / width + 60)
    blocks, x = [], 0.0
    for side, share in enumerate(shares):
        if not sides[side]:
            continue
        wide = width * share - (10 if share < 1 else 0)
        step = max(_PITCH, *wheels[side])
        cells, deep = grid(len(sides[side]), width=wide - 16, step=step)
        top = bottom + 24
        for node, (dx, dy) in zip(sides[side], cells, strict=True):
            points[node] = (x + 8 + dx, top + head + dy)
        blocks.append(
            Block(group=str(side), tray="unpaired", x=x, y=top, width=wide, height=deep + head + 8)
        )
        x += width * share
    tallest = max((block.height for block in blocks), default=0.0)
    return [
        Block(group=b.group, tray="unpaired", x=b.x, y=b.y, width=b.width, height=tallest)
        for b in blocks
    ]


def _shares(needed: list[float]) -> list[float]:
    """Return the parts of the width two trays take by the room each needs, a quarter at least.

    Examples
    --------
    >>> _shares([1.0, 99.0]), _shares([3.0, 2.0]), _shares([0.0, 5.0])
    ([0.25, 0.75], [0.6, 0.4], [0.0, 1.0])
    """
    if not all(needed):
        return [float(need > 0) for need in needed]
    left = min(0.75, max(0.25, needed[0] / sum(needed)))
    return [left, 1 - left]
