"""Panels of the pairing network: with which group an organisation is drawn, and what a heading says."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from graphs.model import Count, Division, DivisionLevel, Side, Snapshot, derived
from graphs.network import pairing_graph, parties
from graphs.scene.attributes import ATTRIBUTES, classes
from graphs.scene.layouts.layout import Block, Placement
from graphs.scene.layouts.placement import placed
from graphs.scene.look import member_radii
from graphs.scene.scene import Area
from graphs.scene.scenes.organisation_marks import NOWHERE_WORDS
from graphs.statistics import organisation_count, paired_count, unpaired_count
from graphs.text import Language, Text

__all__ = ["OUTSIDE", "groups_by", "groups_of", "panel_of", "placement_of", "side_words"]

OUTSIDE = "~outside"

_NOWHERE = "~nowhere"

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
        found[node] = OUTSIDE if data["stub"] else division if division in known else _NOWHERE
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
    return placed(snapshot, graph, groups_by(snapshot, group), layout)


def groups_by(snapshot: Snapshot, group: str) -> Mapping[str, str]:
    """Return the group of each organisation; partners from outside are one group."""
    if group == "township" or group not in ATTRIBUTES:
        return groups_of(snapshot)
    of = classes(snapshot, group).of
    outside = pairing_graph(snapshot).nodes(data="stub")
    return {node: OUTSIDE if stub else of[node] for node, stub in outside}


def panel_of(
    block: Block,
    snapshot: Snapshot,
    shown: nx.MultiGraph[str],
    grouped: tuple[str, Mapping[str, str]],
    language: Language,
) -> Area | None:
    """Return the panel of a block with its heading; ``None`` where nobody in it is shown."""
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


def side_words(guests: Count, hosts: Count) -> Text | None:
    """Return how many of each side, blank ones left out; ``None`` where there is nobody."""
    parts = []
    if not guests.is_zero:
        parts.append(Text(zh="非公 {n}", en="non-public {n}").format(n=guests.words()))
    if not hosts.is_zero:
        parts.append(Text(zh="国企 {n}", en="state-owned {n}").format(n=hosts.words()))
    return Text.join(parts, zh=" · ", en=" · ") if parts else None


def _group_name(group: str, snapshot: Snapshot, attribute: str) -> Text:
    if group == OUTSIDE:
        return Text(zh="范围以外", en="Outside the scope")
    if group == _NOWHERE:
        return NOWHERE_WORDS
    key = attribute if attribute in ATTRIBUTES else "township"
    return classes(snapshot, key).words.get(group, Text.same(group))
