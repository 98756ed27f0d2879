"""Links and the records at their ends as marks: the same line for a pair in every picture."""

from __future__ import annotations

from typing import Any

from graphs.model import Snapshot
from graphs.network import RELATIONS, Link, relationship_graph
from graphs.scene.layouts.layout import Point
from graphs.scene.panels import mark, tie_words
from graphs.scene.scene import Edge, Node
from graphs.scene.scenes.organisation_marks import pair_edge
from graphs.text import Language

__all__ = ["link_edge", "link_key", "record_node"]

_TREE = frozenset({"superior", "leads", "belongs", "membership"})


def link_key(edge_id: str) -> tuple[str, frozenset[str]]:
    """Return what a line means by its id, whichever end is named first.

    Examples
    --------
    >>> link_key("a1|s1|n1") == link_key("a1|n1|s1")
    True
    """
    key, *ends = edge_id.split("|")
    return key, frozenset(ends)


def link_edge(snapshot: Snapshot, link: Link, language: Language, *, worded: bool = False) -> Edge:
    """Return the line of a link; ``worded`` writes a relation's verb beside it."""
    a, b = link.source, link.target
    if link.is_pair:
        return pair_edge(a, b, link.key, link.data, snapshot, alone=False, language=language)
    tie = link.relation == "tie"
    words = tie_words(link.data["detail"]) if tie else RELATIONS[link.relation]
    hosted = link.relation == "hosted"
    return Edge(
        id=f"tie|{link.key}" if tie else f"{link.relation}|{a}|{b}",
        source=a,
        target=b,
        color="tie" if tie else "tree" if hosted or link.relation in _TREE else "edge",
        line="dashed" if tie else "dotted" if hosted else "solid",
        arrow=link.relation != "signed",
        label=words.say(language) if worded else "",
        priority=0.8,
    )


def record_node(snapshot: Snapshot, ident: str, at: Point, language: Language, **more: Any) -> Node:
    """Return the mark of any record of the relationship graph."""
    data = relationship_graph(snapshot).nodes[ident]
    if data["record"] == "agreement":
        more = {"shape": "star", "color": "agreement", "size": 10.0} | more
    return mark(ident, data, at, language, **more)
