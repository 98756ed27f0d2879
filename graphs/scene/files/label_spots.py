"""Where the names of a picture find room: headings, names of marks and of lines, with their spots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphs.scene.files.svg_labels import Box, Label, cut_to, lines_of, place_labels, width_of
from graphs.scene.scene import Scene

__all__ = ["PageView", "drawn_labels"]

_FARTHER = (0.78, 0.65, 0.35)  # where else on its line the words of an arrow may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """How world units become points of the page, and the box that the picture has."""

    scale: float
    dx: float
    dy: float
    box: Box

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the world on the page."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def drawn_labels(scene: Scene, view: PageView, size: float) -> tuple[list[Label], int]:
    """Return the names that are drawn, none over another, and how many found no room; ``size`` is of words."""
    wanted: list[Label] = []
    for place, area in enumerate(scene.areas.to_pylist()):
        x, y = view.at(area["x"], area["y"])
        room = area["width"] * view.scale - 12
        left = x + 6
        label = cut_to(area["label"], (room - 3) / 1.04, size)
        for words, shade in ((label, "heading"), (area["note"], "quiet")):
            wide = width_of(words, size) * 1.04 + 3
            if words and left + wide <= x + 6 + room:
                spot = Box(left, y + 3, left + wide, y + 3 + 1.5 * size)
                wanted.append(
                    Label(
                        (words,), 1000.0 - place / 1000, (spot,), shade, strong=shade == "heading"
                    )
                )
                left += wide + 3
    nodes = scene.nodes.to_pylist()
    homes = _homes(scene, view)
    wanted += [_node_label(node, view, size, homes) for node in nodes if node["label"]]
    for edge in scene.edges.to_pylist():
        if edge["label"]:
            a, b = nodes[edge["source"]], nodes[edge["target"]]
            wide = width_of(edge["label"], size) + 3
            spots = tuple(
                Box(x - wide / 2, y + dy, x + wide / 2, y + dy + 1.4 * size)
                for part in (0.5, *(_FARTHER if edge["arrow"] else ()))
                for x, y in [
                    view.at(a["x"] + (b["x"] - a["x"]) * part, a["y"] + (b["y"] - a["y"]) * part)
                ]
                for dy in (-1.6 * size, 0.3 * size, -0.7 * size)
            )
            wanted.append(Label((edge["label"],), edge["priority"], spots, "heading", strong=True))
    bodies = []
    for node in nodes:
        x, y = view.at(node["x"], node["y"])
        reach = node["size"] * view.scale * 0.9
        bodies.append((node["id"], Box(x - reach, y - reach, x + reach, y + reach)))
    return place_labels(wanted, bodies, view.box)


def _homes(scene: Scene, view: PageView) -> list[Box]:
    """Return the panels on the page, the largest first."""
    found = []
    for area in scene.areas.to_pylist():
        if area["ring"]:  # a line round a place is no panel
            continue
        left, top = view.at(area["x"], area["y"])
        right, bottom = view.at(area["x"] + area["width"], area["y"] + area["height"])
        found.append(Box(left, top, right, bottom))
    return sorted(found, key=lambda b: -(b.right - b.left) * (b.bottom - b.top))


def _node_label(node: Mapping[str, object], view: PageView, size: float, homes: list[Box]) -> Label:
    x, y = view.at(float(str(node["x"])), float(str(node["y"])))
    reach = max(float(str(node["size"])), float(str(node["label_gap"]))) * view.scale + 2
    rows = lines_of(str(node["label"]), int(str(node["label_width"])) * size * 0.56, size)
    wide = max(width_of(row, size) for row in rows) + 3
    tall = 1.3 * size * len(rows)
    spots = {
        "below": Box(x - wide / 2, y + reach, x + wide / 2, y + reach + tall),
        "right": Box(x + reach, y - tall / 2, x + reach + wide, y + tall / 2),
        "left": Box(x - reach - wide, y - tall / 2, x - reach, y + tall / 2),
        "above": Box(x - wide / 2, y - reach - tall, x + wide / 2, y - reach),
    }
    first = str(node["label_place"])
    order = dict.fromkeys([first if first in spots else "below", *spots])
    home = next((box for box in homes if Box(x, y, x, y).within(box)), None)
    fences = tuple(
        box
        for box in homes
        if not Box(x, y, x, y).within(box) and (home is None or box.within(home))
    )
    return Label(
        tuple(rows),
        float(str(node["priority"])),
        tuple(spots[place] for place in order),
        "quiet" if node["emphasis"] == "muted" else "text",
        owner=str(node["id"]),
        strong=float(str(node["priority"])) >= 0.8,
        home=home,
        fences=fences,
    )
