"""A scene as one SVG page: title, sentence, picture, legend and where it comes from."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.scene.files.label_spots import PageView, drawn_labels
from graphs.scene.files.svg_labels import Box, lines_of, width_of
from graphs.scene.files.svg_marks import edge_svg, legend_sample, node_svg
from graphs.scene.files.svg_words import label_svg, plain_words, text_svg
from graphs.scene.scene import PALETTE, Scene
from graphs.text import Language, Text

__all__ = ["PAGES", "Page", "svg_picture"]

_FACE = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Zen Hei','SimHei',sans-serif"
)
_MARGIN = 26.0
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


def svg_picture(scene: Scene, *, title: Text, line: Text, language: Language, page: Page) -> str:
    """Return a scene as an SVG page of its own: no script, no address, the same bytes each time.

    1. Title, the sentence of the picture and the line of its origin stand above, the legend below. 2.
    The picture fills what is left, in proportion. 3. Names are set the largest hubs first, none over
    another or over a heading; how many found no room is said.
    """
    head, top = _head(scene, title, line, language, page)
    foot, bottom = _legend(scene, language, page)
    view = _view(scene, Box(_MARGIN, top, page.width - _MARGIN, bottom))
    labels, hidden = drawn_labels(scene, view, page.words)
    parts = [*head, *_areas(scene, view)]
    nodes = scene.nodes.to_pylist()
    parts += [edge_svg(edge, nodes, view.at, view.scale) for edge in scene.edges.to_pylist()]
    parts += [node_svg(node, view.at, view.scale) for node in nodes]
    parts += [label_svg(label, page.words) for label in labels]
    parts += foot
    if hidden:
        words = Text(
            zh="另有 {n} 个名称放不下，见同一下载的表格。",
            en="{n} more names have no room; the tables of the same download have them.",
        )
        said = words.format(n=hidden).say(language)
        parts.append(
            text_svg(said, (page.width - _MARGIN, page.height - 8), page.words, anchor="end")
        )
    size = f'width="{page.width:.1f}" height="{page.height:.1f}"'
    shape = f'viewBox="0 0 {page.width:.1f} {page.height:.1f}"'
    open_ = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {shape} font-family="{_FACE}">'
    name = html.escape(plain_words(title.say(language)))
    ground = f'<rect width="{page.width:.1f}" height="{page.height:.1f}" fill="#ffffff"/>'
    return "\n".join([f"{open_}<title>{name}</title>", ground, *parts, "</svg>\n"])


def _head(
    scene: Scene, title: Text, line: Text, language: Language, page: Page
) -> tuple[list[str], float]:
    size = page.words
    y = _MARGIN + 1.2 * size
    parts = [text_svg(title.say(language), (_MARGIN, y), 1.7 * size, weight=600, fill="soe")]
    if any(scene.nodes.column("synthetic").to_pylist()):
        words, wide = _SYNTHETIC.say(language), 0.0
        wide = width_of(words, 1.1 * size) + size
        right = page.width - _MARGIN
        parts.append(
            f'<rect x="{right - wide:.1f}" y="{y - 1.4 * size:.1f}" width="{wide:.1f}" '
            f'height="{1.9 * size:.1f}" rx="3" fill="none" stroke="{PALETTE["soe"]}"/>'
        )
        at = (right - wide / 2, y)
        parts.append(text_svg(words, at, 1.1 * size, fill="soe", anchor="middle"))
    for words, shade in ((scene.sentence.say(language), "text"), (line.say(language), "quiet")):
        for row in lines_of(words, page.width - 2 * _MARGIN, size):
            y += 1.5 * size
            parts.append(text_svg(row, (_MARGIN, y), size, fill=shade))
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
            parts.append(text_svg(entry.label.say(language), (left + 32, y + 0.35 * size), size))
    return parts, top - 4


def _view(scene: Scene, box: Box) -> PageView:
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
    return PageView(scale=scale, dx=dx, dy=dy, box=box)


def _areas(scene: Scene, view: PageView) -> list[str]:
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


def _ring_svg(ring: str, view: PageView) -> str:
    points = [view.at(*map(float, each.split(","))) for each in ring.split()]
    return (
        f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" '
        f'stroke="{PALETTE["outline"]}" stroke-width="1.4" stroke-linejoin="round"/>'
    )
