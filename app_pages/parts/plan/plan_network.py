"""Network picture of a plan: the proposed pairs alone, or with the pairs in force."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts.frame.view import View
from app_pages.parts.network.canvas import canvas
from app_pages.parts.network.cards import show
from app_pages.parts.plan.plan_address import part_choice
from app_pages.parts.plan.plan_runs import names
from graphs.interchange import DEFAULT_FILTERS
from graphs.model import Snapshot
from graphs.planning import Solved
from graphs.scene import filtered_graph, legend_html, pairing_scene, proposal_scene
from graphs.text import Text

__all__ = ["DRAWN", "proposed_network"]

DRAWN = {
    "alone": Text(zh="只看拟议结对", en="Proposed pairs alone"),
    "both": Text(zh="连同已有结对", en="With the pairs in force"),
}
"""What the picture may show, by key."""


def proposed_network(view: View, snapshot: Snapshot, solved: Solved) -> None:
    """Draw the proposed pairs alone or over those in force; all, or those of one host."""
    left, right = st.columns([0.55, 0.45], vertical_alignment="center")
    part_choice("plan:drawn", "alone", DRAWN)
    drawn = left.radio(
        view.say(Text(zh="显示", en="Show")),
        list(DRAWN),
        format_func=lambda key: view.say(DRAWN[key]),
        horizontal=True,
        key="plan:drawn",
        label_visibility="collapsed",
    )
    proposed = _of_one_host(view, solved, right)
    if drawn == "alone":
        scene = proposal_scene(snapshot, proposed, language=view.language)
    else:
        shown = filtered_graph(snapshot, DEFAULT_FILTERS)
        scene = pairing_scene(snapshot, shown, proposed=proposed, language=view.language)
    canvas(
        scene,
        key="canvas:plan",
        language=view.language,
        height=620,
        file_name=f"plan-{solved.plan.id[:12]}.png",
        debug=bool(st.query_params.get("debug")),
    )
    show(legend_html(scene.legend, view.language))


def _of_one_host(view: View, solved: Solved, place: DeltaGenerator) -> list[tuple[str, str]]:
    """Return the proposed pairs, of one state-owned organisation where one is chosen."""
    proposed = [(pair.guest, pair.host) for pair in solved.plan.pairs if not pair.existing]
    called = names(solved, view)
    hosts = sorted({host for _, host in proposed}, key=called.__getitem__)
    every = view.say(Text(zh="全部国企党组织", en="All state-owned organisations"))
    part_choice("plan:drawn-host", "", ["", *hosts])
    chosen = place.selectbox(
        view.say(Text(zh="只看一家", en="Of one only")),
        ["", *hosts],
        format_func=lambda key: called[key] if key else every,
        key="plan:drawn-host",
        label_visibility="collapsed",
    )
    return [pair for pair in proposed if chosen in ("", pair[1])]
