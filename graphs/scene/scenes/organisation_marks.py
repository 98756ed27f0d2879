"""Marks of the pairing network: an organisation with its load, and the line of a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graphs.model import Count, Division, Snapshot
from graphs.network import display_name, pairing_graph
from graphs.scene.layouts.layout import radius_of
from graphs.scene.scene import Edge, Node
from graphs.scene.scene_words import SHAPES, count_words, reported_pairs, short_of
from graphs.statistics import HostLoad, township_of
from graphs.text import Language, Text

__all__ = [
    "NOWHERE_WORDS",
    "organisation_node",
    "pair_edge",
    "proposed_edge",
    "with_town",
]

NOWHERE_WORDS = Text(zh="区划未载明", en="Division not stated")

_LINES: Mapping[str, str] = {"expiring": "long", "signed": "dashdot"}


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
    place = display_name(known.name, known.name_en) if known else NOWHERE_WORDS
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


def proposed_edge(guest: str, host: str) -> Edge:
    """Return the dashed line of a proposed pair."""
    return Edge(
        id=f"proposed|{guest}|{host}",
        source=host,
        target=guest,
        line="dashed",
        color="proposed",
        width=1.8,
        priority=1.0,
    )
