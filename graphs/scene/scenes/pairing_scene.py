"""The pairing network as a scene: who is paired with whom, and who is not, at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from graphs.model import Count, Snapshot
from graphs.network import loads_in_force, pairing_graph, parties
from graphs.scene.colours import colours
from graphs.scene.layouts.layout import Placement
from graphs.scene.legend import legend_of
from graphs.scene.look import Look, member_radii
from graphs.scene.scene import Scene, make_scene
from graphs.scene.scenes.group_panels import OUTSIDE, groups_by, panel_of, placement_of
from graphs.scene.scenes.organisation_marks import (
    organisation_node,
    pair_edge,
    proposed_edge,
    with_town,
)
from graphs.statistics import host_loads, organisation_count, pairing_sentence
from graphs.text import Language, Text

__all__ = ["pairing_scene"]

_NOTHING = Count()


def pairing_scene(
    snapshot: Snapshot,
    graph: nx.MultiGraph[str] | None = None,
    *,
    layout: str = "hubs",
    language: Language = "zh",
    proposed: Iterable[tuple[str, str]] = (),
    placement: Placement | None = None,
    look: Look | None = None,
) -> Scene:
    """Return the pairing network as a scene; ``graph`` is what the filters left of it.

    ``proposed`` pairs of organisations are drawn over it as dashed lines; ``placement`` stands
    for that of the layout. ``look`` says what colours, groups and sizes the marks.
    """
    look = look or Look()
    whole = pairing_graph(snapshot)
    shown = whole if graph is None else graph
    places = placement or placement_of(snapshot, layout, look.group, look.size)
    where = groups_by(snapshot, look.group)
    load = loads_in_force(snapshot)
    usual = {each.host: each for each in host_loads(snapshot)}
    nodes = [
        replace(
            organisation_node(
                ident,
                data,
                places.points[ident],
                (load.get(ident, _NOTHING), usual.get(ident)),
                language,
            ),
            label_place=places.label_places.get(ident, "below"),
            label_gap=places.label_gaps.get(ident, 0.0),
        )
        for ident, data in shown.nodes(data=True)
    ]
    nodes = [
        with_town(node, snapshot, language)
        if node.id in places.visitors or where[node.id] == OUTSIDE
        else node
        for node in nodes
    ]
    hanging = {node for node, data in shown.nodes(data=True) if _hanging(shown, node, data)}
    nodes = [replace(node, emphasis="muted") if node.id in hanging else node for node in nodes]
    alone = shown.number_of_edges() == 1  # counted once: it walks the whole graph
    edges = [
        pair_edge(a, b, key, data, snapshot, alone=alone, language=language)
        for a, b, key, data in shown.edges(keys=True, data=True)
    ]
    edges += [proposed_edge(a, b) for a, b in proposed]
    areas = [
        area
        for block in places.blocks
        if (area := panel_of(block, snapshot, shown, (look.group, where), language))
    ]
    shade = colours(snapshot, look.colour, [node.id for node in nodes])
    nodes = [replace(node, color=shade.of.get(node.id, node.color)) for node in nodes]
    if look.size == "members":
        radii = member_radii(snapshot)
        nodes = [replace(node, size=radii[node.id]) for node in nodes]
    words = pairing_sentence(snapshot, shown)
    words = words + _visits(snapshot, (node for node in shown if node in places.visitors))
    words = words + _hanging_words(snapshot, hanging)
    return make_scene(nodes, edges, areas, legend_of(nodes, edges, shade.words), words)


def _hanging(shown: nx.MultiGraph[str], node: str, data: Mapping[str, Any]) -> bool:
    """Whether a node has pairs in force and the filters leave none of them."""
    return bool(data.get("in_force")) and not shown.degree(node)


def _hanging_words(snapshot: Snapshot, hanging: Iterable[str]) -> Text:
    known = parties(snapshot)
    found = organisation_count(known[node] for node in hanging)
    if found.is_zero:
        return Text.same("")
    return Text(
        zh="{n} 个有结对、但其结对被筛选隐去（浅色）。",
        en=" {n} {n:has|have} pairs that the filters leave out (pale).",
    ).format(n=found.words())


def _visits(snapshot: Snapshot, drawn: Iterable[str]) -> Text:
    """Say how many organisations of the scope are drawn in the panel of their host's township."""
    known = parties(snapshot)
    found = organisation_count(known[node] for node in drawn if not known[node].stub)
    if found.is_zero:
        return Text.same("")
    return Text(
        zh="{n} 个浅色的画在其国企结对方的栏里、不计入该栏，名称后注明所在地。",
        en=" {n} pale ones are drawn beside their host in its panel and not counted there; their "
        "names say where they are.",
    ).format(n=found.words())
