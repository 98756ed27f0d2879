"""The whole district on one page: pairings, chains and ties side by side, for a small ledger."""

from __future__ import annotations

import math
from dataclasses import replace

from graphs.model import Snapshot, Tie, derived
from graphs.network import chain_graph, chains, pairing_graph, relationship_graph
from graphs.scene.legend import legend_of
from graphs.scene.panels import Panel, beside, mark, tie_words
from graphs.scene.scene import Edge, Node, Scene, make_scene
from graphs.scene.scenes.chain_scene import chain_panel
from graphs.scene.scenes.chain_sentence import chain_sentence
from graphs.scene.scenes.pairing_scene import pairing_scene
from graphs.text import Language, Text

__all__ = ["fits_one_page", "story_scene"]

_FEW = 40
_LEFT = 530.0
_ROW = 72.0


def fits_one_page(snapshot: Snapshot) -> bool:
    """Return whether pairings, chains and ties are few enough for one page."""
    return pairing_graph(snapshot).number_of_nodes() + len(chains(snapshot)) * 10 <= _FEW


@derived
def story_scene(snapshot: Snapshot, *, language: Language = "zh") -> Scene:
    """Return pairings, every chain with its general branch, and the other ties as one scene."""
    pairs = _pairs_panel(snapshot, language)
    chain_panels = [
        chain_panel(snapshot, chain.id, language=language) for chain in chains(snapshot)
    ]
    shown = {node.id for panel in (*pairs, *chain_panels) for node in panel.nodes}
    ties = _ties_panel(snapshot, shown, language)
    rest = _rest_panel(
        snapshot, {*shown, *(node.id for panel in ties for node in panel.nodes)}, language
    )
    left = [*pairs, *ties]
    right = [*chain_panels, *rest]
    width = max((panel.width for panel in left), default=0.0)
    wide = max((panel.width for panel in right), default=0.0)
    page = beside(_level([[_widened(p, width) for p in left], [_widened(p, wide) for p in right]]))
    base = pairing_scene(snapshot, language=language)
    words = base.sentence
    for chain in chains(snapshot):
        words = words + Text(zh="", en=" ") + chain_sentence(snapshot, chain.id)
    legend = legend_of(page.nodes, page.edges)
    return make_scene(page.nodes, page.edges, page.areas, legend, words)


def _widened(panel: Panel, width: float) -> Panel:
    frame, *others = panel.areas
    return replace(panel, width=width, areas=(replace(frame, width=width), *others))


def _level(columns: list[list[Panel]]) -> list[list[Panel]]:
    """Stretch the last panel of each column, so that the columns end at one line."""
    depths = [sum(panel.height + 24 for panel in column) for column in columns]
    levelled = []
    for column, depth in zip(columns, depths, strict=True):
        if not column:
            continue
        last = column[-1]
        height = last.height + max(depths) - depth
        frame, *others = last.areas
        taller = replace(last, height=height, areas=(replace(frame, height=height), *others))
        levelled.append([*column[:-1], taller])
    return levelled


def _pairs_panel(snapshot: Snapshot, language: Language) -> list[Panel]:
    scene = pairing_scene(snapshot, layout="columns", language=language)
    if not scene.nodes.num_rows:
        return []
    graph = pairing_graph(snapshot)
    sides = {n: d["bipartite"] for n, d in graph.nodes(data=True)}
    rows = {row["id"]: row for row in scene.nodes.to_pylist()}
    nodes: list[Node] = []
    heights = [70.0, 70.0]
    for ident in sorted(rows):
        side = sides[ident]
        row = rows[ident]
        deep = 2 * row["size"] + 154
        at = (132.0 if side == 0 else 394.0, heights[side] + row["size"] + 16)
        heights[side] += deep
        nodes.append(Node(**(row | {"x": at[0], "y": at[1], "label_width": 13})))
    tall = max(heights) + 10
    balanced = []
    for node in nodes:
        slack = (tall - heights[sides[node.id]]) / 2
        balanced.append(replace(node, y=node.y + slack - 5))
    ids = scene.nodes.column("id").to_pylist()
    edges = [
        Edge(**(row | {"source": ids[row["source"]], "target": ids[row["target"]]}))
        for row in scene.edges.to_pylist()
    ]
    title = Text(zh="国企与非公企业党建联建", en="Co-building pairs")
    note = Text(zh="左国企，右非公", en="state-owned left, non-public right")
    panel = Panel(
        nodes=tuple(balanced), edges=tuple(edges), areas=(), width=_LEFT, height=max(tall, 200.0)
    )
    return [panel.framed(title.say(language), note.say(language))]


def _ties_panel(snapshot: Snapshot, shown: set[str], language: Language) -> list[Panel]:
    graph = relationship_graph(snapshot)
    inside = {tie for chain in chains(snapshot) for tie in _chain_ties(snapshot, chain.id)}
    rows = [
        tie
        for tie in snapshot.records(Tie)
        if (tie.subject, tie.object) not in inside and tie.subject in graph and tie.object in graph
    ]
    if not rows:
        return []
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    y = 90.0
    subjects = sorted({tie.subject for tie in rows})
    for subject in subjects:
        mine = [tie for tie in rows if tie.subject == subject]
        top = y
        for tie in mine:
            if tie.object not in nodes and tie.object not in shown:
                nodes[tie.object] = mark(
                    tie.object,
                    graph.nodes[tie.object],
                    (246.0, y),
                    language,
                    label_place="right",
                    priority=1.9,
                    label_width=19,
                )
                y += _ROW
            words = tie_words(tie.kind.name if tie.kind else "").say(language)
            edges.append(
                Edge(
                    id=f"tie|{tie.id}",
                    source=subject,
                    target=tie.object,
                    line="dashed",
                    color="tie",
                    arrow=True,
                    label=words,
                    priority=1.8,
                )
            )
        middle = (top + y - _ROW) / 2
        if subject not in shown:
            nodes[subject] = mark(
                subject,
                graph.nodes[subject],
                (100.0, middle),
                language,
                size=15.0,
                priority=2.2,
                label_width=13,
            )
    title = Text(zh="其他联系", en="Other ties").say(language)
    note = Text(zh="促成项目、设立、调研等", en="projects, bodies set up, visits").say(language)
    panel = Panel(nodes=tuple(nodes.values()), edges=tuple(edges), areas=(), width=_LEFT, height=y)
    return [panel.framed(title, note)]


def _chain_ties(snapshot: Snapshot, chain: str) -> set[tuple[str, str]]:
    graph = chain_graph(snapshot, chain)
    return {(a, b) for a, b, data in graph.edges(data=True) if data["relation"] == "tie"}


def _rest_panel(snapshot: Snapshot, shown: set[str], language: Language) -> list[Panel]:
    graph = relationship_graph(snapshot)
    rest = sorted(
        node
        for node, data in graph.nodes(data=True)
        if data["record"] == "organisation" and node not in shown
    )
    if not rest:
        return []
    across = 2
    nodes = tuple(
        mark(
            node,
            graph.nodes[node],
            (56 + 280.0 * (n % across), 92 + _ROW * (n // across)),
            language,
            label_place="right",
            label_width=30,
        )
        for n, node in enumerate(rest)
    )
    title = Text(zh="其他党组织", en="Other organisations").say(language)
    panel = Panel(
        nodes=nodes,
        edges=(),
        areas=(),
        width=600.0,
        height=92 + _ROW * math.ceil(len(rest) / across) - 20,
    )
    return [panel.framed(title, "")]
