"""Two days in one picture: pairs new, ended, renewed and kept, each with its own line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphs.model import Snapshot
from graphs.network import Filter, Pair, pairing_graph
from graphs.questions import Answer, PairChanges, pair_change_answer, pair_changes
from graphs.scene.edits.dated_placement import dated_placement
from graphs.scene.edits.scene_marks import marks_of
from graphs.scene.legend import legend_of
from graphs.scene.pictures import filtered_graph
from graphs.scene.scene import Area, Edge, Node, Scene, make_scene
from graphs.scene.scenes.pairing_scene import pairing_scene
from graphs.text import Language

__all__ = ["compared_answer", "compared_pairs", "comparison_scene"]

_LINES = {
    # line, colour and width: told apart without colour too
    "kept": ("thin", "kept_pair", 1.0),
    "new": ("solid", "new_pair", 3.2),
    "ended": ("dotted", "ended_pair", 2.4),
    "renewed": ("dashed", "renewed_pair", 2.4),
}


def compared_pairs(before: Snapshot, after: Snapshot, filters: Iterable[Filter]) -> PairChanges:
    """Return what changed of the pairs that the network shows and the filters leave on either day.

    Whether a pair was in force is what is compared, so that the filter of the status is left out.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> compared_pairs(empty, empty, ()).new
    ()
    """
    kept = tuple(each for each in filters if each.key != "status")
    drawn = {
        (key, frozenset((a, b)))
        for day in (before, after)
        for a, b, key in filtered_graph(day, kept).edges(keys=True)
    }
    return pair_changes(before, after).only(
        lambda pair: (pair.agreement, frozenset((pair.host, pair.guest))) in drawn
    )


def compared_answer(before: Snapshot, after: Snapshot, filters: Iterable[Filter]) -> Answer:
    """Return what the picture of two days shows as a sentence and a table.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> compared_answer(empty, empty, ()).rows
    ()
    """
    return pair_change_answer(before, after, compared_pairs(before, after, filters))


def comparison_scene(
    before: Snapshot,
    after: Snapshot,
    filters: Iterable[Filter],
    *,
    base: Snapshot,
    layout: str,
    language: Language,
) -> Scene:
    """Return the pairs of two days as one scene, on the places of the base day.

    Who takes part in no change is pale; who is there on the earlier day only is drawn as it was
    then.

    Examples
    --------
    >>> import datetime as dt
    >>> empty = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> comparison_scene(
    ...     empty, empty, (), base=empty, layout="hubs", language="zh").edges.num_rows
    0
    """
    chosen = tuple(filters)
    found = compared_pairs(before, after, chosen)
    placement = dated_placement(base, (before, after), layout)
    kept = tuple(each for each in chosen if each.key != "status")
    nodes: dict[str, Node] = {}
    areas: tuple[Area, ...] = ()
    for day in (before, after):
        graph = filtered_graph(day, kept)
        ends = {
            end for pairs in _groups(found).values() for p in pairs for end in (p.host, p.guest)
        }
        drawn = pairing_graph(day).subgraph((set(graph) | ends) & set(pairing_graph(day)))
        scene = pairing_scene(day, drawn, layout=layout, language=language, placement=placement)
        marks = marks_of(scene)
        nodes |= {node.id: node for node in marks.nodes}
        areas = marks.areas
    edges = _lines(found)
    changed = {end for e in edges if e.color != "kept_pair" for end in (e.source, e.target)}
    shown = [
        replace(
            node,
            emphasis="normal" if node.id in changed else "muted",
            priority=node.priority + (1.0 if node.id in changed else 0.0),
        )
        for node in nodes.values()
    ]
    sentence = pair_change_answer(before, after, found).sentence
    # The notes of the panels are figures of one day, and this picture is of two.
    plain = [replace(area, note="") for area in areas]
    return make_scene(shown, edges, plain, legend_of(shown, edges), sentence)


def _lines(found: PairChanges) -> list[Edge]:
    return [
        Edge(
            id=f"{p.agreement}|{p.host}|{p.guest}",
            source=p.host,
            target=p.guest,
            line=line,
            color=color,
            width=width,
            priority=5.0,
        )
        for change, pairs in _groups(found).items()
        for line, color, width in [_LINES[change]]
        for p in pairs
    ]


def _groups(found: PairChanges) -> dict[str, tuple[Pair, ...]]:
    """The pairs of each line; which pair a renewed one follows is in the table."""
    return {
        "kept": found.kept,
        "new": found.new,
        "ended": found.ended,
        "renewed": found.renewed,
    }
