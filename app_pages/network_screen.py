"""Network screen: the interactive picture, its card, its legend and the same data as a table."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.screen_address import (
    organisation_address,
    record_address,
    written_link,
)
from app_pages.parts.frame.sheet_tables import sheet_table
from app_pages.parts.frame.sidebar import filters_in_sidebar
from app_pages.parts.frame.view import View, current, go, open_organisation, put_address
from app_pages.parts.network.canvas import canvas, canvas_state
from app_pages.parts.network.cards import card_html, show
from app_pages.parts.network.look_controls import look_controls, opened_groups
from app_pages.parts.network.view_pictures import available_picture, options, picture, shown_graph
from app_pages.parts.records.ledger_findings import quick_findings
from graphs.errors import NotFound
from graphs.glossary import heading
from graphs.interchange import edge_list, node_list
from graphs.model import Snapshot
from graphs.network import parties
from graphs.profiles import Mention
from graphs.scene import LAYOUTS, Scene, describe, legend_html
from graphs.statistics import shown_organisations, shown_pairs
from graphs.text import Text

SCREEN = Screen(label=heading("network"), icon="hub", group=Group.explore, place=2)
"""What the menu says of this screen."""


def main() -> None:
    """Draw the picture at the left, what was chosen and the legend at the right."""
    view = current()
    snapshot = view.snapshot()
    # Streamlit forgets the state of controls that the run before did not draw.
    fresh = "control:find" not in st.session_state
    filters_in_sidebar(view, snapshot)
    chosen = available_picture(view.address.picture, snapshot)
    left, right = st.columns([0.765, 0.235], gap="small")
    with left:
        shares = (
            [0.22, 0.24, 0.26, 0.28] if chosen.startswith("chain:") else [0.3, 0.01, 0.34, 0.35]
        )
        pick, chain, look, find = st.columns(shares, gap="small")
        _pick(view, snapshot, chosen, pick, chain)
        if chosen in LAYOUTS:
            with look:
                look_controls(view)
        scene = picture(view, snapshot, chosen)
        with find:
            _find(view, scene)
        focus = view.address.focus
        result = canvas(
            scene,
            key=f"canvas:{chosen.partition(':')[0]}",
            language=view.language,
            state=canvas_state(focus, move=st.session_state.pop("found", False), fresh=fresh),
            file_name=f"{view.ledger.entry.key}-{snapshot.as_of}.png",
            debug=bool(st.query_params.get("debug")),
        )
        st.caption(plain(scene.sentence.say(view.language)))
    clicked = result.selected or ""
    if clicked.startswith(_GROUP):
        go(opened=opened_groups(view, clicked.removeprefix(_GROUP)), focus="")
    if result.expand:
        go(focus=f"node:{result.expand}", picture=f"around:{result.expand}")
    if result.selected is not None and result.selected != focus and not clicked.startswith(_BUNDLE):
        put_address(replace(view.address, focus=result.selected))
        focus = result.selected
    with right:
        _side(view, snapshot, scene, focus)
    _twin(view, snapshot)


_GROUP, _BUNDLE = "node:group:", "edge:bundle|"


def _pick(
    view: View, snapshot: Snapshot, chosen: str, left: DeltaGenerator, right: DeltaGenerator
) -> None:
    """Which picture: a layout, the chains (then which of them), or one's surroundings."""
    listed = options(snapshot)
    chained = {key: words for key, words in listed.items() if key.startswith("chain:")}
    kinds = {key: words for key, words in listed.items() if key not in chained}
    if chained:
        kinds["chain"] = Text(zh="产业链", en="Chains")
    if chosen.startswith("around:"):
        kinds["around"] = Text(zh="邻域", en="Around")
    st.session_state["control:picture"] = chosen.partition(":")[0]
    left.selectbox(
        view.say(Text(zh="图", en="Picture")),
        list(kinds),
        format_func=lambda key: kinds[key].say(view.language),
        key="control:picture",
        on_change=_chose_picture,
        args=(next(iter(chained), ""),),
        label_visibility="collapsed",
    )
    if chosen in chained:
        st.session_state["control:chain"] = chosen
        right.selectbox(
            view.say(Text(zh="产业链", en="Chain")),
            list(chained),
            format_func=lambda key: chained[key].say(view.language),
            key="control:chain",
            on_change=_chose_chain,
            label_visibility="collapsed",
        )


def _chose_picture(first_chain: str) -> None:
    chosen = st.session_state["control:picture"]
    if chosen and chosen != "around":
        picked = first_chain if chosen == "chain" else chosen
        put_address(replace(current().address, picture=picked, focus=""))


def _chose_chain() -> None:
    chosen = st.session_state["control:chain"]
    put_address(replace(current().address, picture=chosen, focus=""))


def _find(view: View, scene: Scene) -> None:
    names = dict(
        zip(
            scene.nodes.column("id").to_pylist(),
            scene.nodes.column("title").to_pylist(),
            strict=True,
        )
    )
    st.session_state["control:find"] = None
    st.selectbox(
        view.say(Text(zh="查找", en="Find")),
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        index=None,
        key="control:find",
        placeholder=view.say(Text(zh="查找组织、单位……", en="Find an organisation …")),
        on_change=_found,
        label_visibility="collapsed",
    )


def _found() -> None:
    ident = st.session_state["control:find"]
    if ident:
        st.session_state["found"] = True
        put_address(replace(current().address, focus=f"node:{ident}"))


def _side(view: View, snapshot: Snapshot, scene: Scene, focus: str) -> None:
    with st.container(border=True, height=560):
        if focus:
            try:
                _card(view, snapshot, scene, focus)
            except NotFound as error:
                st.info(plain(error.say(view.language)))
            if focus.startswith("node:"):
                if focus[5:] in parties(snapshot):
                    page = view.say(Text(zh="完整页面", en="Full page"))
                    if st.button(page, icon=":material/article:", key="page"):
                        open_organisation(view, focus[5:])
                words = Text(zh="只看它和相邻", en="Show it with its neighbours")
                if st.button(view.say(words), icon=":material/center_focus_strong:", key="around"):
                    go(picture=f"around:{focus[5:]}")
            st.divider()
        show(
            f'<h6 aria-level="2">'
            f"{view.say(Text(zh='图例', en='Legend'))}</h6>"
            + legend_html(scene.legend, view.language)
        )


def _card(view: View, snapshot: Snapshot, scene: Scene, focus: str) -> None:
    """Draw the card; a name that is drawn is focused there, another one in a picture around it."""
    drawn = set(scene.nodes.column("id").to_pylist())

    def link(shown: Mention) -> str:
        found = record_address(view.address, shown.id, shown.record)
        if found is None:
            return ""
        screen, address = found
        if shown.record == "organisation" and shown.id not in drawn:
            address = replace(address, picture=f"around:{shown.id}")
        return written_link(screen, address)

    card = describe(snapshot, focus, findings=quick_findings(view.ledger, view.scope, snapshot))
    page = ""
    if card.profile is not None:
        page = written_link("organisation", organisation_address(view.address, card.profile.id))
    show(card_html(card, view.language, link, page=html.escape(page, quote=True)))


def _twin(view: View, snapshot: Snapshot) -> None:
    graph = shown_graph(view, snapshot)
    title = Text(
        zh="表格形式（{p}，{e} 行；{o}，{n} 行）",
        en="As tables ({p}, {e} rows; {o}, {n} {n:row|rows})",
    ).format(
        p=shown_pairs(graph),
        e=graph.number_of_edges(),
        o=shown_organisations(snapshot, graph),
        n=graph.number_of_nodes(),
    )
    with opened_list(view.say(title), key="twin") as opened:
        if not opened:
            return
        edges, nodes = st.tabs(
            [view.say(Text(zh="结对", en="Pairs")), view.say(Text(zh="党组织", en="Organisations"))]
        )
        for part, sheet in (
            (edges, edge_list(snapshot, graph, view.language)),
            (nodes, node_list(snapshot, graph, view.language)),
        ):
            with part:
                page = page_of(len(sheet.rows), view.language, key=sheet.key)
                shown = replace(sheet, rows=sheet.rows[page])
                sheet_table(shown, view.language, key=sheet.key)


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
