"""One record in the middle of what it is joined to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from graphs.model import Snapshot
from graphs.network import Filter, Neighbours, Status, neighbours, pair_links, relationship_graph
from graphs.profiles import Mention, OrganisationProfile, PartnerLine
from graphs.scene.edits.link_marks import link_edge, link_key, record_node
from graphs.scene.legend import legend_of
from graphs.scene.panels import mark
from graphs.scene.scene import Edge, Scene, make_scene
from graphs.text import Language, Text

__all__ = ["around_scene", "ego_scene"]


def around_scene(
    snapshot: Snapshot,
    ident: str,
    filters: Iterable[Filter] = (),
    *,
    steps: int = 2,
    language: Language = "zh",
) -> Scene:
    """Return a record in the middle, its neighbours on a ring, theirs on further ones.

    Whom it is paired with as far as the filters leave it, its superior, bodies, unit and chains;
    not those that only share one of them.

    Raises
    ------
    NotFound
        The snapshot holds no such record.
    LimitExceeded
        Too many records lie that near.
    """
    found = neighbours(snapshot, ident, filters, steps=steps)
    links = {link_key(e.id): e for e in _edges(snapshot, ident, found, filters, language)}
    edges = list(links.values())
    points = {ident: (0.0, 0.0)} | _rings(found.steps, edges)
    middle: dict[str, Any] = {"size": 20.0, "priority": 5.0, "emphasis": "strong"}
    nodes = [
        record_node(snapshot, node, at, language, **(middle if node == ident else {}))
        for node, at in points.items()
    ]
    counts = [sum(step == each for step in found.steps.values()) for each in range(1, steps + 1)]
    data = relationship_graph(snapshot).nodes[ident]
    name = Text(zh=data["name_zh"], en=data["name_en"])
    sentence = Text(zh="{name}：直接联系 {n} 个", en="{name}: {n} direct neighbours").format(
        name=name, n=counts[0]
    )
    if steps > 1:
        further = Text(zh="，再远 {m} 个", en=", {m} further on").format(m=sum(counts[1:]))
        sentence = sentence + further
    return make_scene(nodes, edges, [], legend_of(nodes, edges), sentence + Text(zh="。", en="."))


def _edges(
    snapshot: Snapshot,
    ident: str,
    found: Neighbours,
    filters: Iterable[Filter],
    language: Language,
) -> Iterable[Edge]:
    """The lines that were followed, and the pairs between those drawn."""
    for link in found.links:
        beside = ident in (link.source, link.target)
        yield link_edge(snapshot, link, language, worded=beside)
    for link in pair_links(snapshot, {ident, *found.steps}, filters):
        yield link_edge(snapshot, link, language)


def ego_scene(snapshot: Snapshot, profile: OrganisationProfile, *, language: Language) -> Scene:
    """Return an organisation with those it is joined to directly: a small picture for its page.

    Partners stand on an ellipse around it, a line for each pair in force or signed; superior,
    sub-organisations, bodies and units stand among them. Past pairs are in the list beside it.
    """
    graph = relationship_graph(snapshot)
    own = profile.partners
    edges = [_pair_edge(profile.id, each) for each in (*own.current, *own.coming)]
    drawn = {edge.target for edge in edges}
    for group in profile.affiliations:
        others = [each for each in group.others if each.id in graph and each.id not in drawn]
        edges += [_affiliation_edge(profile.id, other) for other in others]
        drawn |= {other.id for other in others}
    points = {profile.id: (0.0, 0.0)} | _ellipse(list(dict.fromkeys(e.target for e in edges)))
    nodes = [
        mark(
            node,
            graph.nodes[node],
            at,
            language,
            **({"size": 15.0, "priority": 6.0, "emphasis": "strong"} if node == profile.id else {}),
        )
        for node, at in points.items()
        if node in graph
    ]
    sentence = Text(zh="{name}：{state}。", en="{name}: {state}.").format(
        name=profile.name, state=profile.state
    )
    return make_scene(nodes, edges, [], legend_of(nodes, edges), sentence)


def _pair_edge(ident: str, each: PartnerLine) -> Edge:
    return Edge(
        id=f"{each.agreement.id}|{ident}|{each.partner.id}",
        source=ident,
        target=each.partner.id,
        color="quiet_edge" if each.status is Status.signed else "pair",
        width=3.0 if each.count.high != 1 else 1.5,
    )


def _affiliation_edge(ident: str, other: Mention) -> Edge:
    line = "dotted" if other.record == "unit" else "solid"
    return Edge(
        id=f"own|{ident}|{other.id}", source=ident, target=other.id, line=line, color="tree"
    )


def _ellipse(ids: list[str]) -> dict[str, tuple[float, float]]:
    radius = max(110.0, len(ids) * 30 / (2 * math.pi))
    points = {}
    for place, node in enumerate(ids):
        angle = -math.pi / 2 + 2 * math.pi * place / max(1, len(ids))
        points[node] = (radius * math.cos(angle) * 1.7, radius * math.sin(angle))
    return points


def _rings(steps: Mapping[str, int], edges: Iterable[Edge]) -> dict[str, tuple[float, float]]:
    """A ring for each distance; further out everybody is placed toward whom it is joined to."""
    joined: dict[str, list[str]] = {}
    for edge in edges:
        joined.setdefault(edge.source, []).append(edge.target)
        joined.setdefault(edge.target, []).append(edge.source)
    points: dict[str, tuple[float, float]] = {}
    angles: dict[str, float] = {}
    radius = 20.0
    for ring in sorted(set(steps.values())):
        here = [node for node, step in steps.items() if step == ring]
        toward = {
            node: min(
                (angles[each] for each in joined.get(node, ()) if each in angles), default=0.0
            )
            for node in here
        }
        radius = max(radius + 130, len(here) * 46 / (2 * math.pi))
        for place, node in enumerate(sorted(here, key=lambda each: (toward[each], each))):
            angle = -math.pi / 2 + 2 * math.pi * place / len(here)
            angles[node] = angle
            points[node] = (radius * math.cos(angle) * 1.35, radius * math.sin(angle))
    return points
