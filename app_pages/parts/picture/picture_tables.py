"""The picture as tables: who is drawn, and what joins them; a row chosen is selected in the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

import streamlit as st

from app_pages.parts.frame.list_pages import page_of
from app_pages.parts.frame.sheet_tables import chosen_rows, table_height
from app_pages.parts.frame.view import View, again, put_address, shown_address
from graphs.interchange import EDGE_COLUMNS, NODE_COLUMNS, edge_list, node_list
from graphs.model import Snapshot, derived
from graphs.network import parties
from graphs.scene import Scene, link_words
from graphs.scene.edits.scene_marks import Marks, marks_of
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Text

__all__ = ["picture_tables"]

_LINES = 10
_MARK = "✓"
_CHOSEN = Text(zh="已选", en="Selected")


def picture_tables(view: View, snapshot: Snapshot, scene: Scene, graph: Any | None) -> None:
    """Draw the twin of a picture once it is opened.

    ``graph`` is the filtered pairing graph where the picture is just that; its tables have every
    column of the download then.
    """
    if graph is not None:
        title = _title(snapshot, graph)
    else:
        title = Text(
            zh="这幅图的表格（{e} 条联系，{n} 个图元）",
            en="This picture as tables ({e} {e:link|links}, {n} {n:mark|marks})",
        ).format(e=scene.edges.num_rows, n=scene.nodes.num_rows)
    with st.expander(view.say(title), key="picture:tables", on_change="rerun") as part:
        if not part.open:
            return
        marks = marks_of(scene)
        hint = Text(
            zh="勾选左侧的行，即在图中选中；图中所选的行在最前并带 ✓。",
            en="Tick rows at their left to select them in the picture; what is selected there comes "
            "first, with a ✓.",
        )
        st.caption(view.say(hint))
        names = Text(zh="联系|图中各方", en="Links|Who is drawn").say(view.language).split("|")
        edges, nodes = st.tabs(names)
        with edges:
            _edges(view, snapshot, scene, marks, graph)
        with nodes:
            _nodes(view, snapshot, marks, graph)


@derived
def _title(snapshot: Snapshot, graph: Any) -> Text:
    return Text(
        zh="这幅图的表格（{p}，{e} 行；{o}，{n} 行）",
        en="This picture as tables ({p}, {e} rows; {o}, {n} {n:row|rows})",
    ).format(
        p=shown_pairs(graph),
        e=graph.number_of_edges(),
        o=shown_organisations(snapshot, graph),
        n=graph.number_of_nodes(),
    )


def _nodes(view: View, snapshot: Snapshot, marks: Marks, graph: Any | None) -> None:
    chosen = set(view.address.picked) | {view.address.focus.removeprefix("node:")}
    if graph is not None:
        sheet = node_list(snapshot, graph, view.language)
        shown = len(NODE_COLUMNS)  # the facts besides are for downloads
        heads = [column.label.say(view.language) for column in sheet.columns[:shown]]
        rows: list[tuple[str, Sequence[object]]] = [
            (str(row[0]), row[:shown]) for row in sheet.rows
        ]
    else:
        known = parties(snapshot)
        heads = Text(zh="名称|类别", en="Name|Kind").say(view.language).split("|")
        rows = [
            (
                node.id,
                (
                    node.title,
                    _kind(view, known, node.id),
                ),
            )
            for node in marks.nodes
        ]
    places = _table(view, heads, rows, chosen, key="nodes")
    if places is not None:
        _select(tuple(ident for ident, _ in places))


def _kind(view: View, known: Mapping[str, Any], ident: str) -> str:
    party = known.get(ident)
    words = party.kind.label if party and party.kind else None
    return view.say(words) if words else "—"


def _edges(view: View, snapshot: Snapshot, scene: Scene, marks: Marks, graph: Any | None) -> None:
    focus = view.address.focus.removeprefix("edge:")
    if graph is not None:
        sheet = edge_list(snapshot, graph, view.language)
        shown = len(EDGE_COLUMNS)
        heads = [column.label.say(view.language) for column in sheet.columns[:shown]]
        rows: list[tuple[str, Sequence[object]]] = [
            (f"{row[0]}|{row[2]}|{row[4]}", row[:shown]) for row in sheet.rows
        ]
    else:
        titles = {node.id: node.title for node in marks.nodes}
        heads = Text(zh="一方|联系|另一方", en="From|Link|To").say(view.language).split("|")
        rows = [
            (
                edge.id,
                (
                    titles[edge.source],
                    link_words(scene, edge).say(view.language),
                    titles[edge.target],
                ),
            )
            for edge in marks.edges
        ]
    found = _table(view, heads, rows, {focus}, key="edges", several=False)
    if found:
        words = f"edge:{found[0][0]}"
        if words != view.address.focus:
            put_address(replace(shown_address(), focus=words))
            again()


def _table(  # a table: heads, rows, what of them is chosen
    view: View,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[object]]],
    chosen: set[str],
    *,
    key: str,
    several: bool = True,
) -> list[tuple[str, Sequence[object]]] | None:
    """Draw rows, those chosen in the picture first; return the ticked ones, ``None`` where unchanged."""
    ordered = sorted(rows, key=lambda each: each[0] not in chosen)
    ordered = ordered[page_of(len(ordered), view.language, key=f"picture:{key}")]
    shown = [(_MARK if ident in chosen else "", *cells) for ident, cells in ordered]
    # The key holds what is chosen, so that ticks of an earlier order are not read in a new one.
    turn = crc32("|".join(sorted(chosen)).encode())
    places = chosen_rows(
        [_CHOSEN.say(view.language), *heads],
        shown,
        key=f"{key}:{view.language}:{turn}",
        height=table_height(len(ordered), most=_LINES),
        several=several,
    )
    return [ordered[place] for place in places] if places else None


def _select(idents: tuple[str, ...]) -> None:
    address = shown_address()
    picked = tuple(dict.fromkeys((*address.picked, *idents)))
    if picked != address.picked:
        put_address(replace(address, picked=picked))
        again()
