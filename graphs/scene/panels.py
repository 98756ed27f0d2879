"""Panels: small finished pictures that scenes set side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.model import TieKind
from graphs.scene.scene import Area, Edge, Node
from graphs.scene.scene_words import SHAPES, count_words, name_of, short_of
from graphs.text import Language, Text

__all__ = ["Panel", "beside", "mark", "tie_words", "tree_points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Marks in their own coordinates, with the size of the whole."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    areas: tuple[Area, ...]
    width: float
    height: float

    def moved(self, dx: float, dy: float) -> Panel:
        """Return the panel elsewhere."""
        return replace(
            self,
            nodes=tuple(replace(node, x=node.x + dx, y=node.y + dy) for node in self.nodes),
            areas=tuple(replace(area, x=area.x + dx, y=area.y + dy) for area in self.areas),
        )

    def framed(self, label: str, note: str) -> Panel:
        """Return the panel on a light ground with a heading."""
        frame = Area(label=label, note=note, x=0, y=0, width=self.width, height=self.height)
        return replace(self, areas=(frame, *self.areas))


def beside(columns: Sequence[Sequence[Panel]], *, gap: float = 24.0) -> Panel:
    """Return panels in columns, each column from the top down, as one.

    A node in two panels stays where it comes first; edges reach it there.

    Examples
    --------
    >>> beside([[Panel(nodes=(), edges=(), areas=(), width=10, height=5)]] * 2, gap=2).width
    22.0
    """
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    areas: list[Area] = []
    x = deepest = 0.0
    for column in columns:
        y = widest = 0.0
        for panel in column:
            there = panel.moved(x, y)
            for node in there.nodes:
                nodes.setdefault(node.id, node)
            edges |= {edge.id: edge for edge in there.edges}
            areas += there.areas
            y += panel.height + gap
            widest = max(widest, panel.width)
        deepest = max(deepest, y - gap)
        x += widest + gap if column else 0
    return Panel(
        nodes=tuple(nodes.values()),
        edges=tuple(edges.values()),
        areas=tuple(areas),
        width=x - gap,
        height=deepest,
    )


def mark(
    ident: str, data: Mapping[str, Any], at: tuple[float, float], language: Language, **more: Any
) -> Node:
    """Return the mark of any node of the relationship graph.

    Organisations have the shape of their kind and the colour of their side, units are green
    squares, chains golden diamonds; who is not named stands as a collective with dots.
    """
    record = data["record"]
    organisation = record == "organisation"
    named = data.get("named", True)
    shape = {"organisation": SHAPES[data["kind"]] if organisation else "", "chain": "diamond"}
    color = {"organisation": data.get("side", "unknown"), "chain": "chain", "unit": "unit"}
    values: dict[str, Any] = {
        "label": short_of(data, language),
        "title": name_of(data, language),
        "shape": shape.get(record, "box"),
        "color": color.get(record, "other"),
        "size": 9.0,
        "priority": 1.0,
    }
    if organisation and not named:
        high = data["count_high"]
        count = count_words(data["count_low"], high)
        dots = data["count_low"] if high >= 0 or data["count_low"] > 1 else 0
        values |= {
            "shape": "collective",
            "members": dots,
            "size": 26.0,
            "dashed_border": high < 0,
            "title": values["title"]
            + Text(zh=f"（{count} 个，未具名）", en=f" ({count}, unnamed)").say(language),
        }
    return Node(id=ident, x=at[0], y=at[1], synthetic=data["synthetic"], **(values | more))


def tie_words(detail: str) -> Text:
    """Return the words of a tie's kind."""
    known = TieKind.__members__.get(detail)
    return known.label if known else Text(zh="联系", en="tied to")


def tree_points(
    root: str,
    children: Callable[[str], Iterable[str]],
    *,
    across: float,
    down: float,
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Return points of a tree from the top down, parents over the middle of their children.

    Also the width and the depth. Leaves stand ``across`` apart, levels ``down`` apart.

    Examples
    --------
    >>> below = {"a": ["b", "c"]}
    >>> tree_points("a", lambda node: below.get(node, ()), across=10, down=5)[0]
    {'a': (10.0, 0), 'b': (5.0, 5), 'c': (15.0, 5)}
    """
    points: dict[str, tuple[float, float]] = {}
    deepest = 0.0

    def place(node: str, left: float, level: int) -> float:
        nonlocal deepest
        points[node] = (left, level * down)
        deepest = max(deepest, level * down)
        start = left
        below = [child for child in children(node) if child not in points]
        for child in below:
            start = place(child, start, level + 1)
        end = start if below else left + across
        middles = [points[child][0] for child in below]
        middle = (middles[0] + middles[-1]) / 2 if middles else left + across / 2
        points[node] = (middle, level * down)
        return max(end, left + across)

    width = place(root, 0.0, 0)
    return points, width, deepest
