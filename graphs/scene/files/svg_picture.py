"""A scene as one SVG page: title, sentence, picture, legend and where it comes from."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.scene.files.svg_labels import Box, Label, cut_to, lines_of, place_labels, width_of
from graphs.scene.files.svg_marks import edge_svg, legend_sample, node_svg
from graphs.scene.scene import PALETTE, Scene
from graphs.text import Language, Text

__all__ = ["PAGES", "Page", "drawn_labels", "svg_picture"]

_FACE = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Zen Hei','SimHei',sans-serif"
)
_MARGIN = 26.0
_FARTHER = (0.78, 0.65, 0.35)  # where else on its line the words of an arrow may stand
_SYNTHETIC = Text(zh="虚构演示数据", en="Invented demonstration data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: width and height in points, and the size of the smallest words on it."""

    label: Text
    width: float
    height: float
    words: float = 8.0


PAGES: Mapping[str, Page] = {
    "screen": Page(label=Text(zh="屏幕", en="Screen"), width=1600, height=1000, words=12),
    "a4": Page(label=Text.same("A4"), width=842, height=595, words=7),
    "a3": Page(label=Text.same("A3"), width=1191, height=842, words=8),
}
"""Pages by key, all of them wider than high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """How world units become points of the page, and the box that the picture has."""

    scale: float
    dx: float
    dy: float
    box: Box

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the world on the page."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def svg_picture(scene: Scene, *, title: Text, line: Text, language: Language, page: Page) -> str:
    """Return a scene as an SVG page of its own: no script, no address, the same bytes each time.

    1. Title, the sentence of the picture and the line of its origin stand above, the legend below. 2.
    The picture fills what is left, in proportion. 3. Names are set the largest hubs first, none over
    another or over a heading; how many found no room is said.

    Examples
    --------
    >>> from graphs.scene import make_scene
    >>> empty = make_scene([], [], [], (), Text.same("无"))
    >>> svg_picture(empty, title=Text.same("图"), line=Text.same(""), language="zh",
    ...             page=PAGES["a4"])[:4]
    '<svg'
    """
    head, top = _head(scene, title, line, language, page)
    foot, bottom = _legend(scene, language, page)
    view = _view(scene, Box(_MARGIN, top, page.width - _MARGIN, bottom))
    labels, hidden = drawn_labels(scene, view, page)
    parts = [*head, *_areas(scene, view)]
    nodes = scene.nodes.to_pylist()
    parts += [edge_svg(edge, nodes, view.at, view.scale) for edge in scene.edges.to_pylist()]
    parts += [node_svg(node, view.at, view.scale) for node in nodes]
    parts += [_label_svg(label, page) for label in labels]
    parts += foot
    if hidden:
        words = Text(
            zh="另有 {n} 个名称放不下，见同一下载的表格。",
            en="{n} more names have no room; the tables of the same download have them.",
        )
        said = words.format(n=hidden).say(language)
        parts.append(_text(said, (page.width - _MARGIN, page.height - 8), page.words, anchor="end"))
    size = f'width="{page.width:.1f}" height="{page.height:.1f}"'
    shape = f'viewBox="0 0 {page.width:.1f} {page.height:.1f}"'
    open_ = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {shape} font-family="{_FACE}">'
    name = html.escape(_plain(title.say(language)))
    ground = f'<rect width="{page.width:.1f}" height="{page.height:.1f}" fill="#ffffff"/>'
    return "\n".join([f"{open_}<title>{name}</title>", ground, *parts, "</svg>\n"])


def _head(
    scene: Scene, title: Text, line: Text, language: Language, page: Page
) -> tuple[list[str], float]:
    size = page.words
    y = _MARGIN + 1.2 * size
    parts = [_text(title.say(language), (_MARGIN, y), 1.7 * size, weight=600, fill="soe")]
    if any(scene.nodes.column("synthetic").to_pylist()):
        words, wide = _SYNTHETIC.say(language), 0.0
        wide = width_of(words, 1.1 * size) + size
        right = page.width - _MARGIN
        parts.append(
            f'<rect x="{right - wide:.1f}" y="{y - 1.4 * size:.1f}" width="{wide:.1f}" '
            f'height="{1.9 * size:.1f}" rx="3" fill="none" stroke="{PALETTE["soe"]}"/>'
        )
        at = (right - wide / 2, y)
        parts.append(_text(words, at, 1.1 * size, fill="soe", anchor="middle"))
    for words, shade in ((scene.sentence.say(language), "text"), (line.say(language), "quiet")):
        for row in lines_of(words, page.width - 2 * _MARGIN, size):
            y += 1.5 * size
            parts.append(_text(row, (_MARGIN, y), size, fill=shade))
    return parts, y + size


def _legend(scene: Scene, language: Language, page: Page) -> tuple[list[str], float]:
    """Return the legend in rows at the foot of the page, and where it begins."""
    size, x = page.words, _MARGIN
    rows: list[list[tuple[float, int]]] = [[]]
    for place, entry in enumerate(scene.legend):
        wide = 32 + width_of(entry.label.say(language), size) + 14
        if x + wide > page.width - _MARGIN and rows[-1]:
            rows.append([])
            x = _MARGIN
        rows[-1].append((x, place))
        x += wide
    top = page.height - _MARGIN - len(rows) * 1.9 * size
    parts = []
    for number, row in enumerate(rows):
        y = top + (number + 0.8) * 1.9 * size
        for left, place in row:
            entry = scene.legend[place]
            parts.append(f'<g transform="translate({left:.1f},{y - 9:.1f})">')
            parts.append(f"{legend_sample(entry)}</g>")
            parts.append(_text(entry.label.say(language), (left + 32, y + 0.35 * size), size))
    return parts, top - 4


def _view(scene: Scene, box: Box) -> _View:
    nodes, areas = scene.nodes.to_pylist(), scene.areas.to_pylist()
    left = min([n["x"] - n["size"] for n in nodes] + [a["x"] for a in areas], default=0.0)
    right = max(
        [n["x"] + n["size"] for n in nodes] + [a["x"] + a["width"] for a in areas], default=1
    )
    top = min([n["y"] - n["size"] for n in nodes] + [a["y"] for a in areas], default=0.0)
    low = max(
        [n["y"] + n["size"] for n in nodes] + [a["y"] + a["height"] for a in areas], default=1
    )
    air = 14.0
    wide, deep = box.right - box.left - 2 * air, box.bottom - box.top - 2 * air
    scale = min(wide / max(right - left, 1.0), deep / max(low - top, 1.0), 1.6)
    dx = (box.left + box.right) / 2 - scale * (left + right) / 2
    dy = (box.top + box.bottom) / 2 - scale * (top + low) / 2
    return _View(scale=scale, dx=dx, dy=dy, box=box)


def _areas(scene: Scene, view: _View) -> list[str]:
    parts = []
    for area in scene.areas.to_pylist():
        if area["ring"]:
            parts.append(_ring_svg(area["ring"], view))
            continue
        x, y = view.at(area["x"], area["y"])
        tone = area["tone"] or "area"
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{area["width"] * view.scale:.1f}" '
            f'height="{area["height"] * view.scale:.1f}" rx="6" fill="{PALETTE[tone]}" '
            f'stroke="{PALETTE[f"{tone}_border"]}"/>'
        )
    return parts


def _ring_svg(ring: str, view: _View) -> str:
    points = [view.at(*map(float, each.split(","))) for each in ring.split()]
    return (
        f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" '
        f'stroke="{PALETTE["outline"]}" stroke-width="1.4" stroke-linejoin="round"/>'
    )


def drawn_labels(scene: Scene, view: _View, page: Page) -> tuple[list[Label], int]:
    """Return the names that are drawn, none over another, and how many found no room."""
    size = page.words
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


def _homes(scene: Scene, view: _View) -> list[Box]:
    """Return the panels on the page, the largest first."""
    found = []
    for area in scene.areas.to_pylist():
        if area["ring"]:  # a line round a place is no panel
            continue
        left, top = view.at(area["x"], area["y"])
        right, bottom = view.at(area["x"] + area["width"], area["y"] + area["height"])
        found.append(Box(left, top, right, bottom))
    return sorted(found, key=lambda b: -(b.right - b.left) * (b.bottom - b.top))


def _node_label(node: Mapping[str, object], view: _View, size: float, homes: list[Box]) -> Label:
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


def _label_svg(label: Label, page: Page) -> str:
    box = label.spots[0]
    step = (box.bottom - box.top) / len(label.rows)
    return "".join(
        _text(
            row,
            ((box.left + box.right) / 2, box.top + step * (place + 0.78)),
            page.words,
            fill=label.shade,
            anchor="middle",
            weight=600 if label.strong else 400,
            halo=True,
        )
        for place, row in enumerate(label.rows)
    )


def _text(
    words: str,
    at: tuple[float, float],
    size: float,
    *,
    fill: str = "text",
    anchor: str = "start",
    weight: int = 400,
    halo: bool = False,
) -> str:
    # One weight only: strong words have a rim of their own colour. Two faces of a font would be
    # written into a PDF in an order that changes from run to run.
    own = f' stroke="{PALETTE[fill]}" stroke-width="{0.045 * size:.2f}"' if weight > 400 else ""
    around = ' stroke="#ffffff" stroke-width="2.4" stroke-linejoin="round"'
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:.1f}" text-anchor="{anchor}"'
    said = html.escape(_plain(words))
    beneath = (
        f'<text {place} fill="#ffffff"{around} aria-hidden="true">{said}</text>' if halo else ""
    )
    return f'{beneath}<text {place} fill="{PALETTE[fill]}"{own}>{said}</text>'


def _plain(words: str) -> str:
    """Text without marks that turn its direction round, and without control characters."""
    turned = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
    kept = (each for each in words if each not in turned and not 0xD800 <= ord(each) < 0xE000)
    return "".join(
        each if ord(each) >= 32 and ord(each) not in (0xFFFE, 0xFFFF) else " " for each in kept
    )
