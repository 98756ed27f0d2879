"""A scene: marks with positions, ready to draw, the same for the live picture and the snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from graphs.text import Text

__all__ = [
    "DASHES",
    "PALETTE",
    "Area",
    "Edge",
    "LegendEntry",
    "Node",
    "Scene",
    "make_scene",
]

PALETTE: Mapping[str, str] = {
    # Red and blue stay apart in every kind of colour blindness; shape says the kind besides.
    "soe": "#9E1B22",
    "non_public": "#2A7AB8",
    "other": "#7F7F7F",
    "unknown": "#8C8279",
    "agreement": "#6B5B95",
    "chain": "#B8860B",
    "unit": "#4F7F6B",
    "edge": "#8F7A74",
    "pair": "#B0686C",
    "tree": "#8C8681",
    "quiet_edge": "#B9B2AC",
    "kept_pair": "#B9B2AC",
    "new_pair": "#0B6B4F",
    "ended_pair": "#C2571A",
    "renewed_pair": "#4B3F8F",
    "path": "#1F1F1F",
    "proposed": "#B8860B",
    "tie": "#5F7F94",
    "heading": "#7A1A20",
    "quiet": "#77716B",
    "text": "#262626",
    "strong": "#1F1F1F",
    # Not that of the dark rim, which says that a host is over its usual load.
    "selected": "#C27400",
    "area": "#FBFAF8",
    "area_border": "#E4DFD9",
    "warm": "#FFF6E9",
    "warm_border": "#EBCF9F",
    "aggregate": "#5C544D",
    "outline": "#6E6862",
    # Classes of an attribute: Tol's muted scheme, apart in every kind of colour blindness.
    "class1": "#332288",
    "class2": "#CC6677",
    "class3": "#117733",
    "class4": "#DDCC77",
    "class5": "#44AA99",
    "class6": "#882255",
    "class7": "#88CCEE",
    "class8": "#999933",
    "class9": "#AA4499",
    "class_rest": "#A29B94",
}
"""Colour by key; one deep red accent, colour-blind-safe categories, greys."""

DASHES: Mapping[str, tuple[int, ...]] = {
    "long": (16, 5),
    "dashed": (9, 6),
    "dashdot": (11, 5, 2, 5),
    "sparse": (5, 10),
    "dotted": (2, 5),
}
"""Dashes of lines by key, so that lines differ without their colours; others are unbroken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One mark of a scene; positions and sizes in world units, about a pixel at zoom 1.

    ``label_gap`` is the distance a label keeps from the middle where neighbours stand close round;
    a label wider than ``label_width`` half-width characters stands on two lines.
    """

    id: str
    label: str
    title: str
    x: float
    y: float
    size: float = 7.0
    shape: str = "dot"
    color: str = "unknown"
    members: int = 0
    priority: float = 0.3
    emphasis: str = "normal"
    dashed_border: bool = False
    synthetic: bool = False
    label_place: str = "below"
    label_gap: float = 0.0
    label_width: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One line of a scene between two nodes, by their ids."""

    id: str
    source: str
    target: str
    line: str = "solid"
    color: str = "edge"
    width: float = 1.2
    label: str = ""
    arrow: bool = False
    curve: float = 0.0
    priority: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A light panel behind the nodes, with a heading and a note; ``tone`` is ``warm`` or plain.

    One with a ``ring`` (``x,y x,y …``, as SVG writes points) is a line round its points instead.
    """

    label: str
    note: str
    x: float
    y: float
    width: float
    height: float
    tone: str = ""
    ring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One line of the legend: a node's shape and colour, or a line and its colour."""

    shape: str
    color: str
    label: Text
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """A picture ready to draw: Arrow tables, legend, and the same in one sentence.

    ``revision`` is a digest of the content: equal scenes have equal revisions.

    Examples
    --------
    >>> scene = make_scene([Node(id="o1", label="甲", title="甲", x=0, y=0)], [], [], (),
    ...                    Text(zh="一个党组织。", en="One organisation."))
    >>> scene.nodes.num_rows, scene.sentence.zh
    (1, '一个党组织。')
    """

    nodes: pa.Table
    edges: pa.Table
    areas: pa.Table
    legend: tuple[LegendEntry, ...]
    sentence: Text
    revision: str


_FLOATS = frozenset(
    {"x", "y", "size", "priority", "width", "height", "curve", "label_gap"},
)
_NODE = pa.schema(
    [
        (
            field.name,
            pa.float32()
            if field.name in _FLOATS
            else pa.int32()
            if field.name in ("members", "label_width")
            else pa.bool_()
            if field.name in ("dashed_border", "synthetic")
            else pa.string(),
        )
        for field in fields(Node)
    ]
)
_EDGE = pa.schema(
    [
        (
            field.name,
            pa.float32()
            if field.name in _FLOATS
            else pa.int32()
            if field.name in ("source", "target")
            else pa.bool_()
            if field.name == "arrow"
            else pa.string(),
        )
        for field in fields(Edge)
    ]
)
_AREA = pa.schema(
    [(field.name, pa.float32() if field.name in _FLOATS else pa.string()) for field in fields(Area)]
)


def make_scene(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    areas: Iterable[Area],
    legend: tuple[LegendEntry, ...],
    sentence: Text,
) -> Scene:
    """Return marks as a scene; edges whose ends are not drawn are left out.

    Parallel edges are bent apart, so that two agreements of one pair are two lines.

    Examples
    --------
    >>> make_scene([], [], [], (), Text.same("")).edges.num_rows
    0
    """
    drawn = sorted(nodes, key=lambda node: node.id)
    index = {node.id: place for place, node in enumerate(drawn)}
    lines: list[dict[str, Any]] = []
    seen: dict[tuple[str, str], int] = {}
    for edge in sorted(edges, key=lambda edge: edge.id):
        if edge.source not in index or edge.target not in index:
            continue
        ends = (min(edge.source, edge.target), max(edge.source, edge.target))
        nth = seen.get(ends, 0)
        seen[ends] = nth + 1
        bend = edge.curve or (0.12 * ((nth + 1) // 2) * (1 if nth % 2 else -1) if nth else 0.0)
        row = {field.name: getattr(edge, field.name) for field in fields(Edge)}
        lines.append(
            row | {"source": index[edge.source], "target": index[edge.target], "curve": bend}
        )
    tables = (
        _table(_NODE, [{f.name: getattr(node, f.name) for f in fields(Node)} for node in drawn]),
        _table(_EDGE, lines),
        _table(_AREA, [{f.name: getattr(area, f.name) for f in fields(Area)} for area in areas]),
    )
    running = hashlib.sha256(sentence.zh.encode() + sentence.en.encode())
    for table in tables:
        running.update(repr(table.to_pydict()).encode())
    return Scene(
        nodes=tables[0],
        edges=tables[1],
        areas=tables[2],
        legend=legend,
        sentence=sentence,
        revision=running.hexdigest()[:16],
    )


def _table(schema: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    columns = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)
