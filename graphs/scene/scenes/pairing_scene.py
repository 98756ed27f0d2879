"""The pairing network as a scene: who is paired with whom, and who is not, at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from graphs.model import Count, Division, DivisionLevel, Side, Snapshot, derived
from graphs.network import display_name, loads_in_force, pairing_graph, parties
from graphs.scene.attributes import ATTRIBUTES, classes
from graphs.scene.colours import colours
from graphs.scene.layouts.layout import Block, Placement, radius_of
from graphs.scene.layouts.placement import placed
from graphs.scene.legend import legend_of
from graphs.scene.look import Look, member_radii
from graphs.scene.scene import Area, Edge, Node, Scene, make_scene
from graphs.scene.scene_words import SHAPES, count_words, reported_pairs, short_of
from graphs.statistics import (
    HostLoad,
    host_loads,
    organisation_count,
    paired_count,
    pairing_sentence,
    township_of,
    unpaired_count,
)
from graphs.text import Language, Text

__all__ = [
    "groups_of",
    "organisation_node",
    "pair_edge",
    "pairing_scene",
    "placement_of",
    "side_words",
    "with_town",
]

_OUTSIDE = "~outside"
_NOWHERE = "~nowhere"
_NOWHERE_WORDS = Text(zh="区划未载明", en="Division not stated")
_NOTHING = Count()
_LINES: Mapping[str, str] = {"expiring": "long", "signed": "dashdot"}
_TRAYS: Mapping[str, Text] = {
    "unplaced": Text(zh="没有坐标", en="No coordinates"),
    "no_superior": Text(zh="上级未载明", en="Superior not stated"),
    "no_chain": Text(zh="不在产业链上", en="On no chain"),
}
"""Headings of trays that layouts name, by the name."""


@derived
def groups_of(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the division each organisation of the pairing graph is drawn with, by id.

    That is its township or zone, or the nearest division above where it has none; partners from
    outside the scope stand together.
    """
    known = snapshot.by_id(Division)
    found: dict[str, str] = {}
    for node, data in pairing_graph(snapshot).nodes(data=True):
        division = data["home"]
        while division in known and known[division].level is DivisionLevel.village:
            division = known[division].parent or ""
        found[node] = _OUTSIDE if data["stub"] else division if division in known else _NOWHERE
    return found


@derived
def placement_of(
    snapshot: Snapshot, layout: str, group: str = "township", size: str = "pairs"
) -> Placement:
    """Return the places of a layout for the whole pairing graph, whatever filters leave of it."""
    graph = pairing_graph(snapshot)
    if size == "members":
        graph = graph.copy()
        for node, radius in member_radii(snapshot).items():
            graph.add_node(node, radius=radius)
    return placed(snapshot, graph, _groups(snapshot, group), layout)


def _groups(snapshot: Snapshot, group: str) -> Mapping[str, str]:
    """Return the group of each organisation; partners from outside are one group."""
    if group == "township" or group not in ATTRIBUTES:
        return groups_of(snapshot)
    of = classes(snapshot, group).of
    outside = pairing_graph(snapshot).nodes(data="stub")
    return {node: _OUTSIDE if stub else of[node] for node, stub in outside}


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
    where = _groups(snapshot, look.group)
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
        if node.id in places.visitors or where[node.id] == _OUTSIDE
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
    edges += [_proposed(a, b) for a, b in proposed]
    areas = [
        area
        for block in places.blocks
        if (area := _area(block, snapshot, shown, (look.group, where), language))
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


def organisation_node(
    ident: str,
    data: Mapping[str, Any],
    at: tuple[float, float],
    carried: tuple[Count, HostLoad | None],
    language: Language,
) -> Node:
    """Return the mark of an organisation with its pairs in force and its usual load."""
    load, usual = carried
    pairs = int(load.low)
    over = usual is not None and usual.over > 0
    unnamed = Text(zh="（未具名）", en=" (unnamed)").say(language) if not data["named"] else ""
    priority = (1.0 + pairs / 100 if pairs else 0.6) if data["bipartite"] == 0 else 0.4
    return Node(
        id=ident,
        label=short_of(data, language).removesuffix(unnamed) + unnamed,
        title=_title(data, load, usual).say(language),
        x=at[0],
        y=at[1],
        size=radius_of(data, pairs),
        shape=SHAPES[data["kind"]] if data["named"] else "collective",
        color=data["side"],
        members=data["count_low"] if data["count_high"] >= 0 or data["count_low"] > 1 else 0,
        priority=priority + (0.01 * pairs if data["bipartite"] else 0) if data["named"] else 3.0,
        emphasis="strong" if over else "muted" if data.get("partner_only") else "normal",
        dashed_border=not data["named"] and data["count_high"] < 0,
        synthetic=data["synthetic"],
    )


def with_town(node: Node, snapshot: Snapshot, language: Language) -> Node:
    """Return the node of an organisation drawn elsewhere with its township in its name."""
    data = pairing_graph(snapshot).nodes[node.id]
    town = township_of(snapshot).get(data["home"], data["home"])
    known = snapshot.by_id(Division).get(town)
    place = display_name(known.name, known.name_en) if known else _NOWHERE_WORDS
    words = Text(zh="（在{place}）", en=" (in {place})").format(place=place).say(language)
    emphasis = "muted" if node.emphasis == "normal" else node.emphasis
    return replace(node, label=node.label + words, title=node.title + words, emphasis=emphasis)


def _title(data: Mapping[str, Any], load: Count, usual: HostLoad | None) -> Text:
    words = Text(zh=data["name_zh"], en=data["name_en"])
    if not data["named"]:
        count = count_words(data["count_low"], data["count_high"])
        words = words + Text(zh=f"（{count} 个，未具名）", en=f" ({count}, unnamed)")
    if load.is_zero:
        return words + Text(zh=" · 未结对", en=" · unpaired")
    reach = (
        Text(zh=" · 与本范围有效结对 {n} 对", en=" · {n} {n:pair|pairs} in force with this scope")
        if data["stub"]
        else Text(zh=" · 有效结对 {n} 对", en=" · {n} {n:pair|pairs} in force")
    )
    words = words + reach.format(n=load.words())
    if usual is None or not usual.over:
        return words
    return words + (
        Text(zh="（常规 {u} 对，多 {n} 对）", en=" (usual load {u}, {n} more)")
        if usual.stated
        else Text(zh="（常规按 {u} 对计，多 {n} 对）", en=" (usual load taken as {u}, {n} more)")
    ).format(u=usual.usual, n=usual.over if load.high is not None else f"≥ {usual.over}")


def pair_edge(  # an edge is its two ends, key and attributes
    a: str,
    b: str,
    key: str,
    data: Mapping[str, Any],
    snapshot: Snapshot,
    *,
    alone: bool,
    language: Language,
) -> Edge:
    """Return the line of a pair: its status by the line, a number where there are several."""
    label = ""
    if data["pairs_high"] != 1:
        count = count_words(data["pairs_low"], data["pairs_high"])
        reported = reported_pairs(snapshot) if alone else None
        figure = reported.words() if reported else None
        label = (
            Text(zh="{n} 对（上报 {figure}）", en="{n} {n:pair|pairs} (reported: {figure})").format(
                n=count, figure=figure
            )
            if figure
            else Text(zh="{n} 对", en="{n} {n:pair|pairs}").format(n=count)
        ).say(language)
    status = data["status"]
    over = status in ("expired", "ended")
    line = "dotted" if over else "sparse" if data["dormant"] else _LINES.get(status, "solid")
    color = "quiet_edge" if over or data["dormant"] or status == "signed" else "pair"
    wide = 3.0 if data["pairs_high"] != 1 else 1.3
    return Edge(
        id=f"{key}|{a}|{b}",
        source=a,
        target=b,
        line=line,
        color=color,
        width=wide,
        label=label,
        priority=5.0,
    )


def _proposed(guest: str, host: str) -> Edge:
    return Edge(
        id=f"proposed|{guest}|{host}",
        source=host,
        target=guest,
        line="dashed",
        color="proposed",
        width=1.8,
        priority=1.0,
    )


def _area(
    block: Block,
    snapshot: Snapshot,
    shown: nx.MultiGraph[str],
    grouped: tuple[str, Mapping[str, str]],
    language: Language,
) -> Area | None:
    (attribute, groups), known = grouped, parties(snapshot)
    sided = block.group in ("0", "1")
    inside = [
        known[node]
        for node, data in shown.nodes(data=True)
        if (
            node in block.nodes
            if block.tray == "guests" or not block.group
            else (str(data["bipartite"]) if sided else groups[node]) == block.group
        )
    ]
    if not inside:
        return None
    note: Text | None
    hosts = [party for party in inside if party.side is Side.soe]
    guests = [party for party in inside if party.side is Side.non_public]
    if block.tray == "guests":
        words = Text(zh="在别处的结对方", en="Partners elsewhere")
        note = side_words(organisation_count(guests), organisation_count(hosts))
    elif block.title is not None or block.tray in _TRAYS:
        words = block.title or _TRAYS[block.tray]
        note = side_words(organisation_count(guests), organisation_count(hosts))
    elif block.tray:
        words = Text(zh="未结对", en="Unpaired")
        note = side_words(unpaired_count(snapshot, guests), unpaired_count(snapshot, hosts))
    else:
        words = _group_name(block.group, snapshot, attribute)
        note = Text(
            zh="国企 {h} · 非公 {g} · 已结对 {p}",
            en="state-owned {h} · non-public {g} · paired {p}",
        ).format(
            h=organisation_count(hosts).words(),
            g=organisation_count(guests).words(),
            p=paired_count(snapshot, guests).words(),
        )
    if note is None:
        return None
    return Area(
        label=words.say(language),
        note=note.say(language),
        x=block.x,
        y=block.y,
        width=block.width,
        height=block.height,
        tone="warm" if block.tray == "unpaired" else "",
    )


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


def side_words(guests: Count, hosts: Count) -> Text | None:
    """Return how many of each side, blank ones left out; ``None`` where there is nobody."""
    parts = []
    if not guests.is_zero:
        parts.append(Text(zh="非公 {n}", en="non-public {n}").format(n=guests.words()))
    if not hosts.is_zero:
        parts.append(Text(zh="国企 {n}", en="state-owned {n}").format(n=hosts.words()))
    return Text.join(parts, zh=" · ", en=" · ") if parts else None


def _group_name(group: str, snapshot: Snapshot, attribute: str) -> Text:
    if group == _OUTSIDE:
        return Text(zh="范围以外", en="Outside the scope")
    if group == _NOWHERE:
        return _NOWHERE_WORDS
    key = attribute if attribute in ATTRIBUTES else "township"
    return classes(snapshot, key).words.get(group, Text.same(group))
