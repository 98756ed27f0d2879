"""An industry chain as a scene: its general branch with sub-branches and units, and segments."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx

from graphs.model import SegmentPosition, Snapshot
from graphs.network import chain_graph
from graphs.scene.legend import legend_of
from graphs.scene.panels import Panel, mark, tie_words, tree_points
from graphs.scene.scene import Area, Edge, Node, Scene, make_scene
from graphs.scene.scenes.chain_sentence import chain_sentence, members_words
from graphs.text import Language, Text

__all__ = ["chain_panel", "chain_scene"]

_LEAF = 74.0
_TOP = 66.0
_COLUMNS = (116.0, 292.0, 496.0, 716.0)
_NAME = 130.0
_CELL = 230.0
_LINE = 52.0
_PRODUCT = 0.9  # what is supplied is named after those who supply it
_TREE = frozenset({"leads", "superior", "hosted"})
_LINES = {"leads": "solid", "superior": "solid", "hosted": "dotted", "tie": "dashed"}


def chain_scene(snapshot: Snapshot, chain: str, *, language: Language = "zh") -> Scene:
    """Return one chain as a scene.

    Raises
    ------
    NotFound
        The snapshot holds no such chain.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Chain
    >>> picture = Snapshot.from_records([Chain(id="n1", name="花卉")], as_of=dt.date(2010, 6, 15))
    >>> chain_scene(picture, "n1").sentence.zh
    '花卉：牵头党组织未载明；下级党组织 0 个；链上成员 0 家；环节未载明。'
    """
    panel = chain_panel(snapshot, chain, language=language)
    return make_scene(
        panel.nodes,
        panel.edges,
        panel.areas,
        legend_of(panel.nodes, panel.edges),
        chain_sentence(snapshot, chain),
    )


def chain_panel(snapshot: Snapshot, chain: str, *, language: Language) -> Panel:
    """Return one chain as a panel: the tree above, segments or loose members below."""
    graph = chain_graph(snapshot, chain)

    def below(node: str) -> list[str]:
        return sorted(b for _, b, d in graph.out_edges(node, data=True) if d["relation"] in _TREE)

    turned, tall, _ = tree_points(chain, below, across=_LEAF, down=1.0)
    points = {n: (_COLUMNS[min(round(level), 3)], y) for n, (y, level) in turned.items()}
    deepest = max(graph.nodes[node]["level"] for node in points)
    width = _COLUMNS[min(deepest, 3)] + (_NAME if deepest > 1 else 2 * _NAME)
    nodes = [
        _tree_node(graph, snapshot, node, (x, y + _TOP), language)
        for node, (x, y) in points.items()
    ]
    helpers = sorted(a for a, _, d in graph.edges(data=True) if d["relation"] == "tie")
    lead = next(iter(below(chain)), chain)
    for place, helper in enumerate(helpers):
        at = (_COLUMNS[0], points[lead][1] + _TOP + 1.7 * _LEAF * (place + 1))
        nodes.append(mark(helper, graph.nodes[helper], at, language, size=13.0, priority=2.0))
    top = _TOP + max(tall, points[lead][1] + 1.7 * _LEAF * len(helpers) + _LEAF)
    lower, areas, (wide, bottom) = _lower(graph, chain, set(points), top, width, language)
    size = (max(width, wide), bottom + 12)
    edges = [edge for a, b, data in graph.edges(data=True) if (edge := _edge(a, b, data, language))]
    data = graph.nodes[chain]
    note = Text(zh="产业链党组织", en="Party organisations of the chain").say(language)
    return Panel(
        nodes=(*nodes, *lower),
        edges=tuple(edges),
        areas=tuple(areas),
        width=size[0],
        height=size[1],
    ).framed(Text(zh=data["name_zh"], en=data["name_en"]).say(language), note)


def _tree_node(
    graph: nx.DiGraph[str],
    snapshot: Snapshot,
    node: str,
    at: tuple[float, float],
    language: Language,
) -> Node:
    data = graph.nodes[node]
    more: dict[str, Any] = {}
    if data["level"] == 0:
        more = {"size": 15.0, "priority": 2.5, "label_place": "above"}
    elif data["level"] == 1 and data["record"] == "organisation":
        label = data["short_zh"] if language == "zh" else data["short_en"]
        members = members_words(snapshot, node).say(language)
        more = {"size": 19.0, "priority": 2.8, "label": label + members}
    elif data["record"] == "organisation":
        more = {"size": 11.0, "priority": 1.6, "label_place": "right"}
    else:
        more = {"label_place": "right"}
    return mark(node, data, at, language, **more)


def _lower(  # noqa: PLR0917  # one panel part with its place
    graph: nx.DiGraph[str],
    chain: str,
    taken: set[str],
    top: float,
    width: float,
    language: Language,
) -> tuple[list[Node], list[Area], tuple[float, float]]:
    """Segments as columns from upstream to support, or loose members as one row; and the size."""
    columns = _columns(graph, chain, taken)
    nodes: list[Node] = []
    areas: list[Area] = []
    each = max(_CELL, (width - 24) / max(1, len(columns)) - 10)
    across = int(each // _CELL)
    deepest = max((math.ceil(len(members) / across) for _, members in columns), default=0)
    tall = _TOP + _LINE * max(1, deepest)
    for place, (words, members) in enumerate(columns):
        x = 12 + place * (each + 10)
        nodes += [
            mark(
                node,
                graph.nodes[node],
                (x + 20 + _CELL * (n % across), top + _TOP + _LINE * (n // across)),
                language,
                label_place="right",
                label_width=22,
            )
            for n, node in enumerate(members)
        ]
        blank = Text(zh="空白：没有组织或单位", en="blank: nobody here yet")
        count = Text(zh=f"{len(members)} 家", en=f"{len(members)}") if members else blank
        areas.append(
            Area(
                label=words.say(language),
                note=count.say(language),
                x=x,
                y=top,
                width=each,
                height=tall,
            )
        )
    wide = len(columns) * (each + 10) + 14
    return nodes, areas, (wide, top + tall if columns else top - 10)


def _columns(graph: nx.DiGraph[str], chain: str, taken: set[str]) -> list[tuple[Text, list[str]]]:
    order = [position.name for position in SegmentPosition]
    segments = sorted(
        (b for _, b, d in graph.out_edges(chain, data=True) if d["relation"] == "segment"),
        key=lambda node: (
            order.index(_position(graph, node)) if _position(graph, node) in order else 9,
            node,
        ),
    )
    loose = _fresh(graph, chain, taken)
    columns: list[tuple[Text, list[str]]] = [
        (Text(zh=graph.nodes[s]["name_zh"], en=graph.nodes[s]["name_en"]), _fresh(graph, s, taken))
        for s in segments
    ]
    if loose:
        columns.append((Text(zh="链上成员", en="On the chain"), loose))
    return columns


def _position(graph: nx.DiGraph[str], node: str) -> str:
    return next((str(d["detail"]) for *_, d in graph.in_edges(node, data=True)), "")


def _fresh(graph: nx.DiGraph[str], start: str, taken: set[str]) -> list[str]:
    found = sorted(
        b
        for _, b, d in graph.out_edges(start, data=True)
        if d["relation"] == "on_chain" and b not in taken
    )
    taken.update(found)
    return found


def _edge(a: str, b: str, data: dict[str, Any], language: Language) -> Edge | None:
    relation = data["relation"]
    if relation in ("segment", "on_chain"):
        return None  # standing in the segment's panel says it
    tie = relation == "tie"
    return Edge(
        id=f"{relation}|{a}|{b}",
        source=a,
        target=b,
        line=_LINES.get(relation, "thin"),
        color="tie" if tie else "tree",
        width=1.6 if relation in ("leads", "superior") else 1.2,
        arrow=tie or relation == "supplies",
        label=tie_words(data["detail"]).say(language)
        if tie
        else _product(relation, data["detail"]),
        priority=_PRODUCT if relation == "supplies" else 2.0,
    )


def _product(relation: str, detail: str) -> str:
    """What is supplied, as recorded; a line without a product has no words."""
    return detail if relation == "supplies" else ""
