"""An outline beneath the picture by place, in the same projection as its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from graphs.model import Snapshot
from graphs.network import pairing_graph
from graphs.scene.edits.scene_marks import Marks, marks_of
from graphs.scene.layouts.layout_places import PlaceFrame, coordinates, frame_of
from graphs.scene.outlines.datum import DATUMS, converted
from graphs.scene.outlines.geojson_outline import Outline
from graphs.scene.scene import Area, LegendEntry, Node, Scene, make_scene
from graphs.text import Text

__all__ = ["OUTLINED", "outlined_scene", "simplified", "within"]

OUTLINED = "places"
"""The layout that an outline belongs to."""

_FINENESS = 1500
_BELOW = 40.0
_LEGEND = Text(zh="自有轮廓", en="own outline")


def outlined_scene(scene: Scene, base: Snapshot, outline: Outline | None) -> Scene:
    """Return a picture by place with an outline beneath its marks; without one it stays as it is.

    1. Positions are brought to the ledger's datum and into the projection of the layout of
    ``base``, the day whose places are kept. 2. Points nearer than a thousandth of the whole are
    left out. 3. The tray of those without coordinates moves below the outline. 4. The sentence says
    whose outline it is and how many of the marks lie outside.
    """
    if outline is None:
        return scene
    words = Text(zh="轮廓“{name}”（{datum}）", en=" Outline “{name}” ({datum})").format(
        name=Text.same(outline.name), datum=DATUMS[outline.datum]
    )
    where, frame = coordinates(base), frame_of(base)
    marks = marks_of(scene)
    if frame is None or any(node.shape == "aggregate" for node in marks.nodes):
        none = Text(
            zh="未画：图中没有逐个画出的坐标点。",
            en=" is not drawn: no marks of this picture have coordinates of their own.",
        )
        return _with(scene, words + none)
    rings = [_projected(ring, outline, frame) for ring in outline.rings]
    whole = np.concatenate(rings)
    fine = float((whole.max(axis=0) - whole.min(axis=0)).max()) / _FINENESS
    drawn = [simplified(ring, fine) for ring in rings]
    own = set(pairing_graph(base))
    points = [
        frame.at(where[node.id]["longitude"], where[node.id]["latitude"])
        for node in marks.nodes
        if node.id in where and node.id in own
    ]
    outside = sum(not each for each in within(points, drawn))
    words = words + _counted(len(points), outside)
    nodes, areas = _below(marks, float(whole[:, 1].max()))
    legend = (*scene.legend, LegendEntry(shape="", color="outline", line="solid", label=_LEGEND))
    return make_scene(
        nodes,
        marks.edges,
        [*(_area(ring) for ring in drawn), *areas],
        legend,
        scene.sentence + words,
    )


def _below(marks: Marks, bottom: float) -> tuple[list[Node], list[Area]]:
    """The tray of those without coordinates, moved down where the outline reaches into it."""
    down = _room(marks.areas, bottom)
    tray = next(iter(marks.areas), None)
    nodes = [
        replace(node, y=node.y + down)
        if down and tray and tray.y <= node.y <= tray.y + tray.height
        else node
        for node in marks.nodes
    ]
    return nodes, [replace(area, y=area.y + down) for area in marks.areas]


def _with(scene: Scene, words: Text) -> Scene:
    marks = marks_of(scene)
    return make_scene(marks.nodes, marks.edges, marks.areas, scene.legend, scene.sentence + words)


def _counted(count: int, outside: int) -> Text:
    if not outside:
        return Text(zh="。", en=".")
    words = Text(
        zh="：{all} 个有坐标的点中 {n} 个在轮廓之外",
        en=": {n} of {all} marks with coordinates are outside",
    ).format(n=outside, all=count)
    if outside == count:
        return words + Text(
            zh="，请核对轮廓是否属于本地。", en="; check that it is the outline of this place."
        )
    return words + Text(zh="。", en=".")


def _projected(
    ring: Iterable[tuple[float, float]], outline: Outline, frame: PlaceFrame
) -> npt.NDArray[np.float64]:
    return np.array(
        [frame.at(*converted(x, y, of=outline.datum, to=outline.ledger_datum)) for x, y in ring]
    )


def _room(areas: Sequence[Area], bottom: float) -> float:
    """How far the tray below the marks must move down to come below the outline."""
    top = min((area.y for area in areas), default=bottom + _BELOW)
    return max(0.0, bottom + _BELOW - top)


def _area(ring: npt.NDArray[np.float64]) -> Area:
    (left, top), (right, low) = ring.min(axis=0), ring.max(axis=0)
    return Area(
        label="",
        note="",
        x=float(left),
        y=float(top),
        width=float(right - left),
        height=float(low - top),
        tone="outline",
        ring=" ".join(f"{x:.1f},{y:.1f}" for x, y in ring),
    )


def simplified(ring: npt.NDArray[np.float64], fine: float) -> npt.NDArray[np.float64]:
    """Return a ring without the points that are nearer than ``fine`` to the one kept before.

    Examples
    --------
    >>> simplified(np.array([[0, 0], [0.1, 0], [5, 0], [5, 5], [0, 0]], dtype=float), 1.0).tolist()
    [[0.0, 0.0], [5.0, 0.0], [5.0, 5.0], [0.0, 0.0]]
    """
    kept = [ring[0]]
    for point in ring[1:-1]:
        if np.abs(point - kept[-1]).max() >= fine:
            kept.append(point)
    return np.array([*kept, ring[-1]])


def within(
    points: Sequence[tuple[float, float]], rings: Iterable[npt.NDArray[np.float64]]
) -> list[bool]:
    """Return which points are inside an outline; a hole is outside (even-odd over all rings).

    Examples
    --------
    >>> square = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], dtype=float)
    >>> within([(1, 1), (5, 1)], [square]), within([(2, 2)], [square, square / 2 + 1])
    ([True, False], [False])
    """
    if not points:
        return []
    at = np.array(points, dtype=float)
    crossed = np.zeros(len(at), dtype=bool)
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if y1 == y2:
                continue
            across = (y1 > at[:, 1]) != (y2 > at[:, 1])
            crossed ^= across & (at[:, 0] < x1 + (x2 - x1) * (at[:, 1] - y1) / (y2 - y1))
    return [bool(each) for each in crossed]
