"""Titled frames packed on a page, over the tray of those that have no place in any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from graphs.scene.layouts.layout import (
    PAGE_ASPECT,
    Block,
    Placement,
    Point,
    heading_room,
    radius_of,
)
from graphs.scene.layouts.packing import Placed, pack_boxes
from graphs.text import Text

__all__ = ["STAR", "Frame", "framed_page", "idle_tray", "page_of_parts", "rows", "shelf"]

STAR = 4
"""From how many marks on a connected part keeps room for the name in its middle."""

_CELL = 30.0
_GAP = 34.0
_PAD = 12.0
_WIDTHS = 24
_NAME = 1.35
_HAN, _LATIN, _ROOM, _MOST = 13.0, 7.8, 32.0, 235.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Marks in their own coordinates, or frames side by side, beneath a title; without one, bare.

    Below a bare one there is room for the name of its ``hub``.
    """

    title: Text | None = None
    hub: str = ""
    points: Mapping[str, Point] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0
    parts: tuple[Frame, ...] = ()

    def size(self, head: float) -> tuple[float, float]:
        """Return width and height where a heading is that high."""
        if self.title is None:
            return self.width, self.height + (_NAME * head if self.hub else 0.0)
        inner = [part.size(head) for part in self.parts] or [(self.width, self.height)]
        wide = sum(w for w, _ in inner) + _PAD * (len(inner) - 1)
        return (
            max(wide + 2 * _PAD, self._least(head)),
            max(h for _, h in inner) + head + _PAD,
        )

    def _least(self, head: float) -> float:
        """Return how wide the title is; a long one is cut."""
        if self.title is None:
            return 0.0
        pixels = max(_HAN * len(self.title.zh), _LATIN * len(self.title.en)) + _ROOM
        return min(pixels, _MOST) * head / heading_room(1.0, 1.0)

    def at(self, x: float, y: float, head: float) -> tuple[dict[str, Point], list[Block]]:
        """Return the frame on the page: where each mark is, and the panels, the outer first."""
        if self.title is None:
            return {node: (x + a, y + b) for node, (a, b) in self.points.items()}, []
        width, height = self.size(head)
        points: dict[str, Point] = {}
        inner: list[Block] = []
        left = x + _PAD
        for part in self.parts:
            own, blocks = part.at(left, y + head, head)
            points |= own
            inner += blocks
            left += part.size(head)[0] + _PAD
        air = (width - self.width) / 2
        points |= {node: (x + air + a, y + head + b) for node, (a, b) in self.points.items()}
        panel = Block(
            group="",
            tray="",
            x=x,
            y=y,
            width=width,
            height=height,
            nodes=tuple(sorted(points)),
            title=self.title,
        )
        return points, [panel, *inner]


def page_of_parts(
    graph: nx.MultiGraph[str],
    place: Callable[[nx.Graph[str], Sequence[str], Mapping[str, float]], Frame],
) -> Placement:
    """Return the page of a graph whose connected parts are each placed alone, the largest first.

    Parts are those joined by pairs in force; ``place`` is given all joins, the ids of a part and
    the size of every mark.
    """
    joined: nx.Graph[str] = nx.Graph()
    joined.add_edges_from(
        sorted((min(a, b), max(a, b)) for a, b, data in graph.edges(data=True) if data["in_force"])
    )
    sizes = {n: radius_of(graph.nodes[n], joined.degree(n) if n in joined else 0) for n in graph}
    parts = [sorted(part) for part in nx.connected_components(joined)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    frames = [place(joined, part, sizes) for part in parts]
    return framed_page(frames, sorted(n for n in graph if n not in joined), sizes)


def framed_page(
    frames: Sequence[Frame],
    idle: Sequence[str],
    sizes: Mapping[str, float],
    *,
    tray: str = "unpaired",
) -> Placement:
    """Return frames packed in the given order over a tray of the rest.

    1. The page has the width at which it is drawn largest in a window, the tray counted in. 2. What
    a heading takes of the picture depends on how large the picture is: it is packed again.
    """
    head = heading_room(1.0, 1.0)
    for _ in range(3):
        _, width, deep = _page(frames, idle, sizes, head)
        head = heading_room(width, deep)
    points: dict[str, Point] = {}
    blocks: list[Block] = []
    page, width, _ = _page(frames, idle, sizes, head)
    for frame, (x, y) in zip(frames, page.corners, strict=True):
        own, panels = frame.at(x, y, head)
        points |= own
        blocks += panels
    below = idle_tray(idle, sizes, points, (width, page.height), tray=tray)
    gaps = {each.hub: each.height - each.points[each.hub][1] for each in frames if each.hub}
    return Placement(points=points, blocks=(*blocks, *below), label_gaps=gaps)


def _page(
    frames: Sequence[Frame], idle: Sequence[str], sizes: Mapping[str, float], head: float
) -> tuple[Placed, float, float]:
    """Return the packed frames, and how wide and deep the page is with the tray."""
    boxes = [frame.size(head) for frame in frames]
    area = sum((w + _GAP) * (h + _GAP) for w, h in boxes) + _CELL**2 * len(idle)
    least = max((w for w, _ in boxes), default=0.0)
    found = []
    for n in range(_WIDTHS):
        wide = max(least, 600.0, (area * PAGE_ASPECT) ** 0.5 * (0.7 + 0.06 * n))
        page = pack_boxes(boxes, gap=_GAP, aspect=PAGE_ASPECT, width=wide)
        width = max(page.width, 600.0 if boxes else wide)
        tray = shelf(idle, sizes, width=width - 2 * _PAD)[1] + head + _GAP if idle else 0.0
        found.append((max(width / PAGE_ASPECT, page.height + tray), n, page, width, tray))
    _, _, page, width, tray = min(found, key=lambda each: each[:2])
    return page, width, page.height + tray


def shelf(
    nodes: Sequence[str], sizes: Mapping[str, float], *, width: float, least: float = _CELL
) -> tuple[dict[str, Point], float]:
    """Return marks in rows, the largest first, each row as high as its largest; and the height.

    Examples
    --------
    >>> shelf(["a", "b"], {"a": 5.0, "b": 20.0}, width=60)
    ({'b': (25.0, 25.0), 'a': (15.0, 65.0)}, 80.0)
    """
    points: dict[str, Point] = {}
    x = y = tall = 0.0
    for node in sorted(nodes, key=lambda each: (-max(least, 2 * sizes[each] + 10), each)):
        cell = max(least, 2 * sizes[node] + 10)
        if x > 0 and x + cell > width + 1e-6:
            x, y, tall = 0.0, y + tall, 0.0
        tall = max(tall, cell)
        points[node] = (x + cell / 2, y + tall / 2)
        x += cell
    return points, y + tall


def rows(nodes: Sequence[str], sizes: Mapping[str, float], *, across: float = 1.8) -> Frame:
    """Return marks in rows of a block about that much wider than high."""
    if not nodes:
        return Frame()
    cells = [max(_CELL, 2 * sizes[node] + 10) for node in nodes]
    wide = max(*cells, (sum(cell**2 for cell in cells) * across) ** 0.5)
    points, deep = shelf(nodes, sizes, width=wide)
    right = max(x + max(_CELL, 2 * sizes[n] + 10) / 2 for n, (x, _) in points.items())
    return Frame(points=points, width=right, height=deep)


def idle_tray(
    idle: Sequence[str],
    sizes: Mapping[str, float],
    points: dict[str, Point],
    page: tuple[float, float],
    *,
    tray: str = "unpaired",
) -> tuple[Block, ...]:
    """Place those that have no place on the page below it; ``points`` takes them in."""
    if not idle:
        return ()
    width, bottom = page
    top = bottom + _GAP if bottom else 0.0
    cells, deep = shelf(idle, sizes, width=width - 16)
    head = heading_room(width, bottom + deep + 60)
    points |= {node: (x + 8, y + top + head) for node, (x, y) in cells.items()}
    block = Block(
        group="",
        tray=tray,
        x=0,
        y=top,
        width=width,
        height=deep + head + 8,
        nodes=tuple(idle),
    )
    return (block,)
