"""A network too large to draw one by one: classes as marks that open, all pairs counted."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from graphs.model import Count, Side, Snapshot
from graphs.network import count_edges, loads_in_force, pairing_graph, parties
from graphs.scene.aggregates import MOST_DRAWN, Cut, Tree, cut, tree_of
from graphs.scene.attributes import ATTRIBUTES, classes
from graphs.scene.colours import colours
from graphs.scene.layouts.layout import PAGE_ASPECT, heading_room, radius_of
from graphs.scene.layouts.packing import grid, justify
from graphs.scene.layouts.placement import placed
from graphs.scene.legend import legend_of
from graphs.scene.look import Look
from graphs.scene.scene import Area, Edge, Node, Scene, make_scene
from graphs.scene.scenes.organisation_marks import organisation_node, pair_edge
from graphs.statistics import (
    HostLoad,
    host_loads,
    organisation_count,
    paired_count,
    pairing_sentence,
)
from graphs.text import Language, Text

__all__ = ["aggregate_scene"]

_BUNDLES = 300
_ACROSS, _DOWN = 170.0, 84.0
_FEW_BUNDLES = 40
_PAD, _GAP, _GHOST = 18.0, 18.0, 7.0
_NOBODY = Count()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """What every part of the picture asks: snapshot, what the filters left, tree, cut, language."""

    snapshot: Snapshot
    graph: nx.MultiGraph[str]
    tree: Tree
    cut: Cut
    layout: str
    language: Language

    def name(self, group: str) -> Text:
        """Return the words of a class."""
        return self.tree.words.get(group, Text.same(group))

    def words(self, group: str) -> Text:
        """Return who is in a class, its own total, whatever is drawn of it."""
        known = parties(self.snapshot)
        own = [known[node] for node in self.tree.within(group)]
        guests = [party for party in own if party.side is Side.non_public]
        hosts = [party for party in own if party.side is Side.soe]
        return Text(
            zh="国企 {h} · 非公 {g} · 已结对 {p}",
            en="state-owned {h} · non-public {g} · paired {p}",
        ).format(
            h=organisation_count(hosts).words(),
            g=organisation_count(guests).words(),
            p=paired_count(self.snapshot, guests).words(),
        )


def aggregate_scene(
    snapshot: Snapshot,
    graph: nx.MultiGraph[str] | None = None,
    *,
    look: Look | None = None,
    layout: str = "hubs",
    language: Language = "zh",
) -> Scene:
    """Return the pairing network with its classes as marks, those of ``look.opened`` drawn open.

    1. The classes of the attribute that groups are cut as far as they are open. 2. Each open class
    is a panel with its closed classes and its own organisations, in the layout chosen. 3. Pairs
    between two marks are one line; the strongest are drawn and the sentence counts the others.
    """
    look = look or Look()
    shown = pairing_graph(snapshot) if graph is None else graph
    own = [node for node, data in shown.nodes(data=True) if not _elsewhere(data)]
    key = look.group if look.group in ATTRIBUTES else "township"
    tree = tree_of(own, classes(snapshot, key))
    board = _Board(
        snapshot=snapshot,
        graph=shown,
        tree=tree,
        cut=cut(tree, look.opened),
        layout=layout,
        language=language,
    )
    nodes, areas = _page(board)
    shade = colours(snapshot, look.colour, [node.id for node in nodes if node.shape != "aggregate"])
    nodes = [replace(node, color=shade.of.get(node.id, node.color)) for node in nodes]
    edges, hidden = _lines(board)
    grouped = ATTRIBUTES[key].label
    words = pairing_sentence(snapshot, shown, drawn=False) + _said(board, grouped, len(own), hidden)
    return make_scene(nodes, edges, areas, legend_of(nodes, edges, shade.words), words)


def _elsewhere(data: Mapping[str, Any]) -> bool:
    return bool(data["stub"] or data.get("partner_only"))


def _said(board: _Board, grouped: Text, count: int, hidden: Count) -> Text:
    groups = len([mark for mark in set(board.cut.mark_of.values()) if mark.startswith("group:")])
    words = Text(
        zh="共 {n} 个点，多于可逐个画出的 {most} 个：按{by}合并，图中有 {g} 组，点一组展开。",
        en=" {n} marks are more than the {most} that can be drawn one by one: grouped by "
        "{by}, {g} {g:group|groups} here; click one to open it.",
    ).format(n=f"{count:,}", most=f"{MOST_DRAWN:,}", by=grouped, g=groups)
    if not hidden.is_zero:
        more = Text(
            zh="组间连线只画最多的 {most} 条，其余共 {n} 对未画。",
            en=" The {most} strongest lines between groups are drawn; {n} {n:pair|pairs} are not.",
        )
        words = words + more.format(most=_BUNDLES, n=hidden.words())
    for group in board.cut.refused:
        shut = Text(zh="“{name}”未展开：会超过上限。", en=" “{name}” stays closed: too many marks.")
        words = words + shut.format(name=board.name(group))
    return words


def _page(board: _Board) -> tuple[list[Node], list[Area]]:
    panels = [_panel(board, group) for group in board.cut.panels]
    order = sorted(range(len(panels)), key=lambda n: (-panels[n][1][1], list(board.cut.panels)[n]))
    sizes = [panels[n][1] for n in order]
    head = heading_room(sum(w for w, _ in sizes) ** 0.9, max((h for _, h in sizes), default=1.0))
    boxes = justify([(w, h + head) for w, h in sizes], gap=_GAP, aspect=PAGE_ASPECT)
    nodes: dict[str, Node] = {}
    areas: list[Area] = []
    for place, box in zip(order, boxes, strict=True):
        group = list(board.cut.panels)[place]
        marks, (wide, _) = panels[place]
        left, top = box.x + (box.width - wide) / 2, box.y + head
        for node in marks:
            nodes.setdefault(node.id, replace(node, x=node.x + left, y=node.y + top))
        if group:
            areas.append(
                Area(
                    label=board.name(group).say(board.language),
                    note=board.words(group).say(board.language),
                    x=box.x,
                    y=box.y,
                    width=box.width,
                    height=box.height,
                )
            )
    return list(nodes.values()), areas


def _panel(board: _Board, group: str) -> tuple[list[Node], tuple[float, float]]:
    """Return the marks of an open class in their own coordinates, and the size of the whole."""
    closed, own = board.cut.panels[group]
    marks = [_group_mark(board, each) for each in closed]
    marks.sort(key=lambda node: (-node.members, node.id))
    step = max([_ACROSS, *(2 * node.size + 40 for node in marks)])
    down = max([_DOWN, *(2 * node.size + 60 for node in marks)])
    across = max(1, math.ceil(math.sqrt(len(marks) * PAGE_ASPECT * down / step)))
    cells, deep = grid(len(marks), width=across * step, step=step)
    cells, deep = tuple((x, y * down / step) for x, y in cells), deep * down / step
    found = [
        replace(node, x=_PAD + x, y=_PAD + y) for node, (x, y) in zip(marks, cells, strict=True)
    ]
    wide = min(len(marks), across) * step
    if own:
        inner, (own_wide, own_deep) = _own_marks(board, own)
        top = _PAD + deep + (_GAP if marks else 0.0)
        found += [replace(node, x=node.x + _PAD, y=node.y + top) for node in inner]
        wide, deep = max(wide, own_wide), top - _PAD + own_deep
    return found, (wide + 2 * _PAD, deep + 2 * _PAD)


def _group_mark(board: _Board, group: str) -> Node:
    own = board.tree.within(group)
    count = organisation_count(parties(board.snapshot)[node] for node in own)
    name = board.name(group).say(board.language)
    number = count.words().say(board.language)
    words = board.words(group).say(board.language)
    return Node(
        id=f"group:{group}",
        label=f"{name} {number}",
        title=f"{name} · {words}",
        x=0,
        y=0,
        size=min(46.0, 10.0 + 1.1 * math.sqrt(len(own))),
        shape="aggregate",
        color="aggregate",
        members=len(own),
        priority=2.0 + min(len(own), 10_000) / 10_000,
        synthetic=any(parties(board.snapshot)[node].synthetic for node in own[:1]),
    )


def _own_marks(board: _Board, own: Iterable[str]) -> tuple[list[Node], tuple[float, float]]:
    """Return the organisations of an open class, its partners elsewhere as pale ghosts beside it."""
    inside = set(own)
    part: nx.MultiGraph[str] = nx.MultiGraph()
    part.add_nodes_from((node, board.graph.nodes[node]) for node in sorted(inside))
    load = loads_in_force(board.snapshot)
    for each in sorted(inside):
        low = int(load.get(each, _NOBODY).low)
        part.add_node(each, radius=radius_of(board.graph.nodes[each], low))
    for a, b, key, data in board.graph.edges(sorted(inside), keys=True, data=True):
        for end in (a, b):
            part.add_node(end, **board.graph.nodes[end])
        part.add_edge(a, b, key=key, **data)
    for each in set(part) - inside:
        part.add_node(each, stub=True, radius=_GHOST)
    where = placed(board.snapshot, part, dict.fromkeys(part, "own"), board.layout)
    usual: Mapping[str, HostLoad] = {each.host: each for each in host_loads(board.snapshot)}
    nodes = []
    for ident, (x, y) in sorted(where.points.items()):
        if ident not in inside and board.cut.mark_of.get(ident) == ident:
            continue  # drawn at home; a line leads there
        carried = (load.get(ident, _NOBODY), usual.get(ident))
        mark = organisation_node(ident, board.graph.nodes[ident], (x, y), carried, board.language)
        nodes.append(
            replace(
                mark,
                size=part.nodes[ident]["radius"],
                label_place=where.label_places.get(ident, "below"),
                label_gap=where.label_gaps.get(ident, 0.0),
            )
        )
        if ident not in inside:
            nodes[-1] = replace(nodes[-1], emphasis="muted", priority=0.2)
    left = min((node.x - node.size for node in nodes), default=0.0)
    top = min((node.y - node.size for node in nodes), default=0.0)
    wide = max((node.x + node.size for node in nodes), default=0.0) - left
    deep = max((node.y + node.size for node in nodes), default=0.0) - top
    return [replace(node, x=node.x - left, y=node.y - top) for node in nodes], (wide, deep)


def _lines(board: _Board) -> tuple[list[Edge], Count]:
    """Return the lines between marks, and how many pairs the lines left out represent."""
    mark_of = board.cut.mark_of
    drawn: list[Edge] = []
    bundles: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    ghosts = {
        node
        for _, own in board.cut.panels.values()
        for each in own
        for node in board.graph[each]
        if mark_of.get(node) != node
    }
    for a, b, key, data in board.graph.edges(keys=True, data=True):
        one, other = mark_of.get(a, ""), mark_of.get(b, "")
        at_home = (one == a or a in ghosts, other == b or b in ghosts)
        if all(at_home) and (one == a or other == b):
            drawn.append(
                pair_edge(a, b, key, data, board.snapshot, alone=False, language=board.language)
            )
        elif one and other and one != other:
            bundles[min(one, other), max(one, other)].append(data)
    counted = {ends: count_edges(found) for ends, found in bundles.items()}
    order = sorted(counted, key=lambda ends: (-counted[ends].low, ends))
    few = len(order) <= _FEW_BUNDLES
    drawn += [_bundle(ends, counted[ends], board.language, few) for ends in order[:_BUNDLES]]
    left = [data for ends in order[_BUNDLES:] for data in bundles[ends]]
    return drawn, count_edges(left)


def _bundle(ends: tuple[str, str], count: Count, language: Language, labelled: bool) -> Edge:
    words = Text(zh="{n} 对", en="{n} {n:pair|pairs}").format(n=count.words())
    return Edge(
        id=f"bundle|{ends[0]}|{ends[1]}",
        source=ends[0],
        target=ends[1],
        color="aggregate",
        width=min(8.0, 0.6 + 0.5 * math.sqrt(count.low)),
        label=words.say(language) if labelled else "",
        priority=0.4 + min(count.low, 1000) / 10_000,
    )
