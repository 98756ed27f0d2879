"""One record in the middle of what it is joined to."""

from __future__ import annotations

import math
from typing import Any

from graphs.model import Snapshot
from graphs.network import RELATIONS, Status, neighbourhood, relationship_graph
from graphs.profiles import Mention, OrganisationProfile, PartnerLine
from graphs.scene.legend import legend_of
from graphs.scene.panels import mark, tie_words
from graphs.scene.scene import Edge, Scene, make_scene
from graphs.text import Language, Text

__all__ = ["around_scene", "ego_scene"]

_LEFT_OUT = frozenset({"located", "within", "speaks_of"})


def around_scene(snapshot: Snapshot, ident: str, *, language: Language = "zh") -> Scene:
    """Return a record in the middle, its neighbours on a ring, theirs on a second.

    Agreements are drawn as nodes here, so that an agreement of several parties is one thing.

    Raises
    ------
    NotFound
        The snapshot holds no such record.
    LimitExceeded
        Too many records lie within two steps.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲党支部")], as_of=dt.date(2010, 6, 15))
    >>> around_scene(picture, "o1").nodes.num_rows
    1
    """
    whole = relationship_graph(snapshot)
    near = neighbourhood(whole, ident, hops=2, limit=400)
    first = set(neighbourhood(whole, ident, hops=1, limit=400)) - {ident}
    second = {
        node for node in set(near) - first - {ident} if near.nodes[node]["record"] != "statement"
    }
    first = {node for node in first if near.nodes[node]["record"] not in ("statement", "division")}
    points = {ident: (0.0, 0.0)} | _rings(sorted(first), sorted(second), near)
    nodes = []
    for node, at in points.items():
        data = near.nodes[node]
        more: dict[str, Any] = {"size": 20.0, "priority": 5.0} if node == ident else {}
        if data["record"] == "agreement":
            more = {"shape": "star", "color": "agreement", "size": more.get("size", 10.0)}
        nodes.append(mark(node, data, at, language, **more))
    edges = []
    for a, b, data in near.edges(data=True):
        relation = data["relation"]
        if relation in _LEFT_OUT:
            continue
        words = tie_words(data["detail"]) if relation == "tie" else RELATIONS[relation]
        beside = ident in (a, b)
        edges.append(
            Edge(
                id=f"{relation}|{a}|{b}" if relation != "tie" else f"tie|{data['id']}",
                source=a,
                target=b,
                color="tie" if relation == "tie" else "edge",
                line="dashed" if relation == "tie" else "solid",
                arrow=relation not in ("signed", "hosted"),
                label=words.say(language) if beside else "",
                priority=0.8,
            )
        )
    data = whole.nodes[ident]
    sentence = Text(
        zh="{name}：直接联系 {n} 个，再远一步 {m} 个。",
        en="{name}: {n} direct neighbours, {m} one step further.",
    ).format(name=Text(zh=data["name_zh"], en=data["name_en"]), n=len(first), m=len(second))
    once = tuple({edge.id: edge for edge in edges}.values())
    return make_scene(nodes, once, [], legend_of(nodes, once), sentence)


def ego_scene(snapshot: Snapshot, profile: OrganisationProfile, *, language: Language) -> Scene:
    """Return an organisation with those it is joined to directly: a small picture for its page.

    Partners stand on an ellipse around it, a line for each pair in force or signed; superior,
    sub-organisations, bodies and units stand among them. Past pairs are in the list beside it.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> from graphs.profiles import organisation_profile
    >>> picture = Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲党支部")], as_of=dt.date(2010, 6, 15))
    >>> ego_scene(picture, organisation_profile(picture, "o1"), language="zh").nodes.num_rows
    1
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


def _rings(first: list[str], second: list[str], graph: object) -> dict[str, tuple[float, float]]:
    points: dict[str, tuple[float, float]] = {}
    inner = max(150.0, len(first) * 46 / (2 * math.pi))
    angles: dict[str, float] = {}
    for place, node in enumerate(first):
        angle = -math.pi / 2 + 2 * math.pi * place / max(1, len(first))
        angles[node] = angle
        points[node] = (inner * math.cos(angle) * 1.35, inner * math.sin(angle))
    outer = max(inner + 130, len(second) * 40 / (2 * math.pi))
    wanted = sorted(second, key=lambda node: (_toward(graph, node, angles), node))
    for place, node in enumerate(wanted):
        angle = -math.pi / 2 + 2 * math.pi * place / max(1, len(wanted))
        points[node] = (outer * math.cos(angle) * 1.35, outer * math.sin(angle))
    return points


def _toward(graph: object, node: str, angles: dict[str, float]) -> float:
    beside = {*graph.successors(node), *graph.predecessors(node)} & set(angles)  # type: ignore[attr-defined]  # a networkx view
    return min((angles[each] for each in beside), default=0.0)
