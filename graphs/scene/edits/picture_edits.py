"""A picture as its reader left it: neighbours added in place, marks hidden, a path, marks moved."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from graphs.errors import NotFound
from graphs.model import Snapshot
from graphs.network import Filter, Link, neighbours, pair_links, relationship_graph
from graphs.scene.edits.free_place import FreePlaces
from graphs.scene.edits.link_marks import link_edge, link_key, record_node
from graphs.scene.edits.scene_marks import marks_of
from graphs.scene.layouts.layout import Point
from graphs.scene.legend import legend_of
from graphs.scene.scene import Edge, LegendEntry, Node, Scene, make_scene
from graphs.text import Language, Text

__all__ = ["MOST_STEPS", "PictureEdits", "edited_scene"]

MOST_STEPS = 3
"""So far one may look from a record at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureEdits:
    """What a reader changed in a picture.

    Attributes
    ----------
    expanded
        Records with the steps to which their neighbours are drawn, in the order they were opened.
    hidden
        Records that are not drawn.
    path
        Records from one to another, each joined to the next.
    moved
        Where records were put by hand.
    """

    expanded: tuple[tuple[str, int], ...] = ()
    hidden: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    moved: Mapping[str, Point] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether the picture is as its layout draws it."""
        return not (self.expanded or self.hidden or self.path or self.moved)


def edited_scene(
    scene: Scene,
    snapshot: Snapshot,
    edits: PictureEdits,
    filters: Iterable[Filter] = (),
    *,
    language: Language,
) -> Scene:
    """Return a scene with what its reader changed; whatever was drawn before stays in its place.

    1. Marks moved by hand stand where they were put. 2. The neighbours of each opened record are
    added beside it on free places, with the pairs between them and what is drawn. 3. A path is
    drawn, whatever of it was not there. 4. Hidden marks go, with their lines. The sentence counts
    what was added and hidden.

    Raises
    ------
    LimitExceeded
        Too many neighbours.
    """
    if edits.nothing:
        return scene
    chosen = tuple(filters)
    marks = marks_of(scene)
    drawn = {node.id: _moved(node, edits.moved) for node in marks.nodes}
    own = set(drawn)
    edges = {link_key(edge.id): edge for edge in marks.edges}
    hidden = set(edits.hidden)
    places = FreePlaces((node.x, node.y) for node in drawn.values())
    links: list[Link] = []
    for ident, steps in edits.expanded:
        if ident in drawn:
            found = _neighbours(snapshot, ident, chosen, steps)
            _place(found[0], ident, drawn, places, snapshot, language, edits)
            links += found[1]
    fresh = set(drawn) - own
    links += [
        each for each in pair_links(snapshot, drawn, chosen) if {each.source, each.target} & fresh
    ]
    for link in links:
        edge = link_edge(snapshot, link, language)
        edges.setdefault(link_key(edge.id), edge)
    _draw_path(snapshot, edits, drawn, edges, places, language)
    nodes = [node for ident, node in drawn.items() if ident not in hidden]
    lines = [e for e in edges.values() if not {e.source, e.target} & hidden]
    words = _words(len((set(drawn) - own) - hidden), len(hidden & set(drawn)))
    legend = _legend(scene, nodes, lines)
    return make_scene(nodes, lines, marks.areas, legend, scene.sentence + words)


def _legend(scene: Scene, nodes: list[Node], lines: list[Edge]) -> tuple[LegendEntry, ...]:
    """The legend of what is drawn now, with what only the picture itself can say: classes, outline."""
    found = legend_of(nodes, lines)
    drawn = {node.color for node in nodes}
    own = [
        each
        for each in scene.legend
        if each not in found
        and (each.color == "outline" or (each.color.startswith("class") and each.color in drawn))
    ]
    return (*own, *found)


def _moved(node: Node, moved: Mapping[str, Point]) -> Node:
    at = moved.get(node.id)
    return replace(node, x=at[0], y=at[1]) if at else node


def _neighbours(
    snapshot: Snapshot, ident: str, filters: tuple[Filter, ...], steps: int
) -> tuple[list[str], tuple[Link, ...]]:
    """The neighbours nearest first with their links; none of who is not there on this day."""
    try:
        found = neighbours(snapshot, ident, filters, steps=min(steps, MOST_STEPS))
    except NotFound:
        return [], ()
    return list(found.steps), found.links


def _place(  # noqa: PLR0917  # what is drawn so far, and where there is room
    wanted: Iterable[str],
    start: str,
    drawn: dict[str, Node],
    places: FreePlaces,
    snapshot: Snapshot,
    language: Language,
    edits: PictureEdits,
) -> None:
    near = (drawn[start].x, drawn[start].y)
    for ident in wanted:
        if ident not in drawn:
            at = edits.moved.get(ident) or places.take(near, reach=drawn[start].size + 46.0)
            drawn[ident] = record_node(snapshot, ident, at, language, priority=1.2)


def _draw_path(  # noqa: PLR0917  # what is drawn so far, and where there is room
    snapshot: Snapshot,
    edits: PictureEdits,
    drawn: dict[str, Node],
    edges: dict[tuple[str, frozenset[str]], Edge],
    places: FreePlaces,
    language: Language,
) -> None:
    graph = relationship_graph(snapshot)
    path = [ident for ident in edits.path if ident in graph]
    ends = [(drawn[ident].x, drawn[ident].y) for ident in path if ident in drawn]
    for place, ident in enumerate(path):
        if ident not in drawn:
            at = edits.moved.get(ident) or places.take(_between(ends, place, len(path)))
            drawn[ident] = record_node(snapshot, ident, at, language)
        drawn[ident] = replace(drawn[ident], emphasis="normal", priority=4.0)
    for a, b in pairwise(path):
        edges["path", frozenset((a, b))] = Edge(
            id=f"path|{a}|{b}", source=a, target=b, color="path", width=4.0, priority=5.0
        )


def _between(ends: list[Point], place: int, count: int) -> Point:
    """A point on the way from the first end that is drawn to the last."""
    if not ends:
        return (60.0 * place, 0.0)
    share = place / max(1, count - 1)
    (ax, ay), (bx, by) = ends[0], ends[-1]
    if math.dist(ends[0], ends[-1]) < 1:
        return (ax + 60.0 * place, ay)
    return (ax + (bx - ax) * share, ay + (by - ay) * share)


def _words(added: int, hidden: int) -> Text:
    words = Text.same("")
    if added:
        words = words + Text(
            zh="展开多画了 {n} 个。", en=" {n} more {n:is|are} drawn by expanding."
        ).format(n=added)
    if hidden:
        words = words + Text(zh="手动隐去 {n} 个。", en=" {n} {n:is|are} hidden by hand.").format(
            n=hidden
        )
    return words
