"""Marks and lines of a scene as SVG, in the shapes and dashes of the live picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graphs.scene.legend_html import sample_svg
from graphs.scene.scene import DASHES, PALETTE, LegendEntry

__all__ = ["edge_svg", "legend_sample", "node_svg", "tint"]

At: TypeAlias = Callable[[float, float], tuple[float, float]]

_CORNERS = {"diamond": (4, 0.0), "triangle": (3, 0.0), "hexagon": (6, math.pi / 6)}
_MOST_DOTS = 60
_GOLDEN = math.pi * (3 - math.sqrt(5))
_HOLLOW = frozenset({"ring", "collective", "aggregate"})


def legend_sample(entry: LegendEntry) -> str:
    """Return the drawing of a legend's entry, 26 by 18."""
    return sample_svg(entry)


def tint(color: str, share: float) -> str:
    """Return a colour mixed with white; the live picture pales what is muted in the same way.

    Examples
    --------
    >>> tint("#000000", 0.5)
    '#808080'
    """
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{math.floor(255 - (255 - part) * share + 0.5):02x}" for part in parts)


def node_svg(node: Mapping[str, Any], at: At, scale: float) -> str:
    """Return a mark with its full name as its title."""
    x, y = at(node["x"], node["y"])
    size = max(node["size"] * scale, 1.2)
    color = tint(PALETTE[node["color"]], 0.45 if node["emphasis"] == "muted" else 1.0)
    hollow = node["shape"] in _HOLLOW or node["dashed_border"]
    strong = node["emphasis"] == "strong"
    dash = ' stroke-dasharray="4 3"' if node["dashed_border"] else ""
    style = (
        f'fill="{"#ffffff" if hollow else color}" '
        f'stroke="{PALETTE["strong"] if strong else color}" '
        f'stroke-width="{min(size / 3, 2.2 if strong or hollow else 0.8):.2f}"{dash}'
    )
    parts = [_shape(node["shape"], x, y, size, style)]
    if node["shape"] == "collective":
        parts += _dots(x, y, size, node["members"], color)
    return "".join(parts)


def _shape(shape: str, x: float, y: float, size: float, style: str) -> str:
    if shape in ("square", "box"):
        corner = f'x="{x - size:.1f}" y="{y - size:.1f}"'
        return f'<rect {corner} width="{2 * size:.1f}" height="{2 * size:.1f}" {style}/>'
    if shape == "star":
        turns = [
            (size * (1.2 if n % 2 == 0 else 0.5), -math.pi / 2 + n * math.pi / 5) for n in range(10)
        ]
    elif shape in _CORNERS:
        count, first = _CORNERS[shape]
        turns = [
            (size * 1.12, -math.pi / 2 + first + 2 * math.pi * n / count) for n in range(count)
        ]
    else:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.2f}" {style}/>'
    points = " ".join(
        f"{x + reach * math.cos(turn):.1f},{y + reach * math.sin(turn):.1f}"
        for reach, turn in turns
    )
    return f'<polygon points="{points}" {style}/>'


def _dots(x: float, y: float, size: float, members: int, color: str) -> list[str]:
    count = min(members, _MOST_DOTS)
    if not count:
        at = f'x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size:.1f}" fill="{color}"'
        return [f'<text {at} text-anchor="middle">?</text>']
    dot = min(size * 0.3, size * 0.58 / math.sqrt(count))
    found = []
    for n in range(count):
        far = (size - 2 * dot) * math.sqrt((n + 0.5) / count)
        dx, dy = far * math.cos(n * _GOLDEN), far * math.sin(n * _GOLDEN)
        found.append(f'<circle cx="{x + dx:.1f}" cy="{y + dy:.1f}" r="{dot:.2f}" fill="{color}"/>')
    return found


def edge_svg(
    edge: Mapping[str, Any], nodes: Sequence[Mapping[str, Any]], at: At, scale: float
) -> str:
    """Return a line between two marks, bent where it is one of several, with its arrow."""
    a, b = nodes[edge["source"]], nodes[edge["target"]]
    (x1, y1), (x2, y2) = at(a["x"], a["y"]), at(b["x"], b["y"])
    wide = max(0.5, edge["width"] * min(1.0, max(scale, 0.45)))
    color = PALETTE[edge["color"]]
    pattern = DASHES.get(edge["line"], ())
    dash = (
        f' stroke-dasharray="{" ".join(f"{each * 0.7:.1f}" for each in pattern)}"'
        if pattern
        else ""
    )
    style = f'fill="none" stroke="{color}" stroke-width="{wide:.2f}"{dash}'
    bend = edge["curve"]
    middle = ((x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend)
    path = f"M{x1:.1f} {y1:.1f}"
    path += f"Q{middle[0]:.1f} {middle[1]:.1f} {x2:.1f} {y2:.1f}" if bend else f"L{x2:.1f} {y2:.1f}"
    return f'<path d="{path}" {style}/>' + (
        _arrow((x1, y1), (x2, y2), b["size"] * scale, color) if edge["arrow"] else ""
    )


def _arrow(a: tuple[float, float], b: tuple[float, float], gap: float, color: str) -> str:
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    tip = (b[0] - gap * math.cos(turn), b[1] - gap * math.sin(turn))
    sides = [
        (tip[0] - 6 * math.cos(turn + side), tip[1] - 6 * math.sin(turn + side))
        for side in (-0.45, 0.45)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *sides))
    return f'<polygon points="{points}" fill="{color}"/>'
