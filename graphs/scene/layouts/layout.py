"""What a layout is: a declared function from the pairing graph to positions and panels.

Adding a layout is one file of this folder with one function. Positions depend on
the whole graph of the snapshot, never on filters, so that what stays on the screen stays where it
was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import networkx as nx

from graphs.model import Snapshot
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "LAYOUTS",
    "PAGE_ASPECT",
    "Block",
    "Layout",
    "Placement",
    "Point",
    "first_partners",
    "heading_room",
    "layout",
    "radius_of",
]

Point: TypeAlias = tuple[float, float]

PAGE_ASPECT = 1.42
"""Width ÷ height that layouts aim at: what a window leaves for the picture."""

_WINDOW = (730.0, 500.0)
_HEADING = 27.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A panel of the page: the group it shows and where; ``tray`` marks a part of it.

    In a tray stand the ``unpaired`` of the group, or ``guests``: partners outside the scope, who are its ``nodes``.
    A panel with a ``title`` is headed by it and shows its ``nodes``.
    """

    group: str
    tray: str
    x: float
    y: float
    width: float
    height: float
    nodes: tuple[str, ...] = ()
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The position of every node, the panels behind them, and where labels go if not below.

    ``visitors`` are nodes drawn in the panel of another group, with that group.
    """

    points: Mapping[str, Point]
    blocks: tuple[Block, ...]
    label_places: Mapping[str, str] = field(default_factory=dict)
    label_gaps: Mapping[str, float] = field(default_factory=dict)
    visitors: Mapping[str, str] = field(default_factory=dict)


Arrange: TypeAlias = "Callable[[nx.MultiGraph[str], Mapping[str, str]], Placement]"

Reads: TypeAlias = "Callable[[Snapshot], Mapping[str, Mapping[str, Any]]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A declared layout: key, label and the function that places nodes.

    ``reads`` returns further attributes of nodes, where the pairing graph has not all it places by.
    """

    key: str
    label: Text
    arrange: Arrange
    reads: Reads | None = None


LAYOUTS: Registry[str, Layout] = Registry("layout")
"""Every layout by key, in the order of the menu; the first is the default."""


def layout(
    *, order: int, zh: str, en: str, reads: Reads | None = None
) -> Callable[[Arrange], Arrange]:
    """Declare a layout; its key is the function's name."""

    def declare(arrange: Arrange) -> Arrange:
        LAYOUTS.declare(
            arrange.__name__,
            Layout(key=arrange.__name__, label=Text(zh=zh, en=en), arrange=arrange, reads=reads),
            arrange,
            order=order,
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
    if "radius" in node:  # asked for: a size that stands for something else than pairs
        return float(node["radius"])
    if not node["named"]:
        return float(min(90.0, 34.0 + 8.0 * max(1, node["count_low"]) ** 0.5))
    return 7.0 if node["bipartite"] else float(11.0 + 3.0 * min(load, 25) ** 0.5)


def first_partners(graph: nx.MultiGraph[str]) -> Mapping[str, Mapping[str, str]]:
    """Return the hosts of each guest in force, with the day each pair was first signed."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for a, b, data in graph.edges(data=True):
        if data["in_force"]:
            host, guest = (a, b) if graph.nodes[a]["bipartite"] == 0 else (b, a)
            day = data["signed_on"] or "9999"
            found[guest][host] = min(day, found[guest].get(host, day))
    return dict(found)


def heading_room(width: float, height: float) -> float:
    """Return the height a panel's heading takes in a picture of that size.

    A heading keeps its size on the screen, so it takes more of the picture the larger the picture
    is; reckoned for the smallest window the product is made for.

    Examples
    --------
    >>> heading_room(100, 100), heading_room(1460, 500) > 54
    (27.0, True)
    """
    scale = min(_WINDOW[0] / max(width, 1.0), _WINDOW[1] / max(height, 1.0), 1.0)
    return _HEADING if scale == 1.0 else 1.1 * _HEADING / scale
