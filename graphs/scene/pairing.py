"""The pairing network as a scene: who is paired with whom, and who is not, at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import networkx as nx

from graphs.model import Division, DivisionLevel, Snapshot
from graphs.network import display_name, pairing_graph
from graphs.scene.layouts import LAYOUTS, Block, Placement, radius_of
from graphs.scene.legend import legend_of
from graphs.scene.scene import Area, Edge, Node, Scene, make_scene
from graphs.scene.words import SHAPES, count_words, name_of, reported_pairs, short_of
from graphs.text import Language, Text

__all__ = ["groups_of", "pairing_scene"]

_OUTSIDE = "~outside"
_NOWHERE = "~nowhere"


@lru_cache(maxsize=16)
def groups_of(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the division each organisation of the pairing graph is drawn with, by id.

    That is its township or zone, or the nearest division above where it has none; partners from
    outside the scope stand together.

    Examples
    --------
    >>> import datetime as dt
    >>> dict(groups_of(Snapshot.from_records([], as_of=dt.date(2010, 6, 15))))
    {}
    """
    known = snapshot.by_id(Division)
    found: dict[str, str] = {}
    for node, data in pairing_graph(snapshot).nodes(data=True):
        division = data["division"]
        while division in known and known[division].level is DivisionLevel.village:
            division = known[division].parent or ""
        found[node] = _OUTSIDE if data["stub"] else division if division in known else _NOWHERE
    return found


@lru_cache(maxsize=32)
def _placement(snapshot: Snapshot, layout: str) -> Placement:
    return LAYOUTS[layout].arrange(pairing_graph(snapshot), groups_of(snapshot))


def pairing_scene(
    snapshot: Snapshot,
    graph: nx.MultiGraph[str] | None = None,
    *,
    layout: str = "hubs",
    language: Language = "zh",
    proposed: Iterable[tuple[str, str]] = (),
) -> Scene:
    """Return the pairing network as a scene; ``graph`` is what the filters left of it.

    ``proposed`` pairs of organisations are drawn over it as dashed lines.

    Examples
    --------
    >>> import datetime as dt
    >>> pairing_scene(Snapshot.from_records([], as_of=dt.date(2010, 6, 15))).nodes.num_rows
    0
    """
    whole = pairing_graph(snapshot)
    shown = whole if graph is None else graph
    placed = _placement(snapshot, layout)
    load = Counter(
        end for *ends, data in whole.edges(data=True) if data["in_force"] for end in ends
    )
    nodes = [
        replace(
            _node(ident, data, placed.points[ident], load[ident], language),
            label_place=placed.label_places.get(ident, "below"),
            label_gap=placed.label_gaps.get(ident, 0.0),
        )
        for ident, data in shown.nodes(data=True)
    ]
    alone = shown.number_of_edges() == 1  # counted once: it walks the whole graph
    edges = [
        _edge(a, b, key, data, snapshot, alone=alone, language=language)
        for a, b, key, data in shown.edges(keys=True, data=True)
    ]
    edges += [_proposed(a, b) for a, b in proposed]
    areas = [
        area for block in placed.blocks if (area := _area(block, snapshot, shown, load, language))
    ]
    return make_scene(nodes, edges, areas, legend_of(nodes, edges), _sentence(shown, load))


def _node(
    ident: str, data: Mapping[str, Any], at: tuple[float, float], load: int, language: Language
) -> Node:
    host = data["bipartite"] == 0
    over = host and 0 <= data["usual_load"] < load
    shape = SHAPES[data["kind"]] if data["named"] else "collective"
    unnamed = Text(zh="（未具名）", en=" (unnamed)").say(language) if not data["named"] else ""
    usual = (1.0 + load / 100 if load else 0.6) if host else 0.4 + 0.01 * load
    return Node(
        id=ident,
        label=short_of(data, language).removesuffix(unnamed) + unnamed,
        title=_title(data, load, over=over, language=language),
        x=at[0],
        y=at[1],
        size=radius_of(data, load),
        shape=shape,
        color=data["side"],
        members=data["count_low"] if data["count_high"] >= 0 or data["count_low"] > 1 else 0,
        priority=usual if data["named"] else 3.0,
        emphasis="strong" if over else "muted" if data.get("partner_only") else "normal",
        dashed_border=not data["named"] and data["count_high"] < 0,
        synthetic=data["synthetic"],
    )


def _title(data: Mapping[str, Any], load: int, *, over: bool, language: Language) -> str:
    words = Text.same(name_of(data, language))
    if not data["named"]:
        count = count_words(data["count_low"], data["count_high"])
        words = words + Text(zh=f"（{count} 个，未具名）", en=f" ({count}, unnamed)")
    elif load:
        words = words + Text(zh=f" · 有效结对 {load} 对", en=f" · {load} pairs in force")
    else:
        words = words + Text(zh=" · 未结对", en=" · unpaired")
    if over:
        words = words + Text(
            zh=f" · 超过常规 {data['usual_load']} 对", en=f" · over its usual {data['usual_load']}"
        )
    return words.say(language)


def _edge(  # an edge is its two ends, key and attributes
    a: str,
    b: str,
    key: str,
    data: Mapping[str, Any],
    snapshot: Snapshot,
    *,
    alone: bool,
    language: Language,
) -> Edge:
    label = ""
    if data["pairs_high"] != 1:
        count = count_words(data["pairs_low"], data["pairs_high"])
        reported = reported_pairs(snapshot) if alone else None
        told = reported.words() if reported else None
        label = (
            Text(zh="{n} 对（报道 {told}）", en="{n} pairs (reported: {told})").format(
                n=count, told=told
            )
            if told
            else Text(zh="{n} 对", en="{n} pairs").format(n=count)
        ).say(language)
    status = data["status"]
    over = status in ("expired", "ended")
    line = "dotted" if over else "thin" if data["dormant"] else "solid"
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
    load: Mapping[str, int],
    language: Language,
) -> Area | None:
    groups = groups_of(snapshot)
    sided = block.group in ("0", "1")
    inside = [
        data | {"load": load[node]}
        for node, data in shown.nodes(data=True)
        if (str(data["bipartite"]) if sided else groups[node]) == block.group
    ]
    hosts = sum(data["count_low"] for data in inside if data["bipartite"] == 0)
    guests = [data for data in inside if data["bipartite"] == 1]
    idle = sum(data["count_low"] for data in guests if not data["load"])
    if block.tray:
        spare = sum(1 for data in inside if data["bipartite"] == 0 and not data["load"])
        words = Text(zh="未结对", en="Unpaired")
        parts = []
        if idle:
            parts.append(Text(zh=f"非公 {idle}", en=f"non-public {idle}"))
        if spare:
            parts.append(Text(zh=f"国企 {spare}", en=f"state-owned {spare}"))
        if not parts:
            return None
        note = Text.join(parts, zh=" · ", en=" · ")
    else:
        if not inside:
            return None
        words = _group_name(block.group, snapshot)
        total = sum(data["count_low"] for data in guests)
        note = Text(
            zh=f"国企 {hosts} · 非公 {total} · 已结对 {total - idle}",
            en=f"state-owned {hosts} · non-public {total} · paired {total - idle}",
        )
    return Area(
        label=words.say(language),
        note=note.say(language),
        x=block.x,
        y=block.y,
        width=block.width,
        height=block.height,
        tone="warm" if block.tray else "",
    )


def _group_name(group: str, snapshot: Snapshot) -> Text:
    if group == _OUTSIDE:
        return Text(zh="范围以外", en="Outside the scope")
    if group == _NOWHERE:
        return Text(zh="区划未载明", en="Division not stated")
    found = snapshot.by_id(Division)[group]
    return display_name(found.name, found.name_en)


def _sentence(shown: nx.MultiGraph[str], load: Mapping[str, int]) -> Text:
    own = [(node, data) for node, data in shown.nodes(data=True) if not data["stub"]]
    hosts = [(node, data) for node, data in own if data["bipartite"] == 0]
    guests = [(node, data) for node, data in own if data["bipartite"] == 1]
    in_force = [data for *_, data in shown.edges(data=True) if data["in_force"]]
    idle = sum(1 for node, data in guests if not load[node] and data["named"])
    return Text(
        zh="国企侧党组织 {h} 个，非公侧党组织 {g} 个；有效结对 {p} 对；未结对的非公党组织 {u} 个。",
        en="{h} state-owned and {g} non-public organisations; {p} pairs in force; "
        "{u} non-public organisations unpaired.",
    ).format(
        h=_sum(data for _, data in hosts),
        g=_sum(data for _, data in guests),
        p=_sum({"count_low": d["pairs_low"], "count_high": d["pairs_high"]} for d in in_force),
        u=idle,
    )


def _sum(items: Any) -> str:
    rows = list(items)
    low = sum(row["count_low"] for row in rows)
    high = -1 if any(row["count_high"] < 0 for row in rows) else sum(r["count_high"] for r in rows)
    return count_words(low, high)
