"""Network screen: the interactive picture over time, its card, what is selected, and its tables."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.error_boundary import bounded_fragment
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.view import View, current, put_address, shown_address
from app_pages.parts.network.canvas import acts_on_canvas, canvas, canvas_state, moved_marks
from app_pages.parts.network.look_controls import look_controls
from app_pages.parts.network.view_pictures import (
    available_picture,
    edits_of,
    options,
    picture,
    shown_graph,
)
from app_pages.parts.picture.chosen_mark import side_panel
from app_pages.parts.picture.outline_upload import outline_upload
from app_pages.parts.picture.picture_acts import change_picture
from app_pages.parts.picture.picture_notes import compared_table, path_of, picture_notes
from app_pages.parts.picture.picture_tables import picture_tables
from app_pages.parts.picture.picture_time import base_day, earlier_day, time_controls
from app_pages.parts.picture.saved_views import places_restored, saved_views
from app_pages.parts.picture.selection_panel import selection_panel
from app_pages.parts.records.signed_write import show_outcome
from app_pages.parts.sidebar.sidebar import filters_in_sidebar
from graphs.errors import LimitExceeded
from graphs.glossary import heading
from graphs.model import Snapshot
from graphs.scene import LAYOUTS, OUTLINED, Scene
from graphs.text import Text

SCREEN = Screen(label=heading("network"), icon="hub", group=Group.explore, place=2)
"""What the menu says of this screen."""

_CANVAS = "canvas:network"
_PICK_WIDTH, _NARROW = 168, 136  # narrow where one more control is in the line


def main() -> None:
    """Draw the filters; the picture and what belongs to it is drawn again alone."""
    show_outcome()
    view = current()
    st.session_state.pop("picture:whole", None)
    filters_in_sidebar(view, view.snapshot())
    _conversation()


@bounded_fragment()
def _conversation() -> None:
    """Draw one line of controls, the picture beside its card and legend, tables below."""
    if st.session_state.pop("picture:whole", False):
        st.rerun()  # the scope, the day or the filters changed: the frame shows them too
    view = current()
    snapshot = view.snapshot()
    # Streamlit forgets the state of controls that the run before did not draw.
    fresh = "control:picture" not in st.session_state
    chosen = available_picture(view.address.picture, snapshot)
    fresh |= places_restored(view, snapshot, chosen)
    before = earlier_day(view, snapshot) if chosen in LAYOUTS else None
    _controls(view, snapshot, chosen)
    place = st.container(key="picture-notes", gap="small")
    left, right = st.columns([0.765, 0.235], gap="small")
    with left:
        scene = _scene(view, snapshot, chosen, before)
        with place:
            picture_notes(view, snapshot, scene, chosen)
        with st.container(key="board"):
            canvas(
                scene,
                key=_CANVAS,
                language=view.language,
                state=canvas_state(
                    view.address.focus, view.address.picked, picture=chosen, fresh=fresh
                ),
                file_name=f"{view.ledger.entry.key}-{snapshot.as_of}.png",
                debug=bool(st.query_params.get("debug")),
                on_act=acts_on_canvas(_CANVAS, change_picture, picture=chosen),
            )
    with right:
        side_panel(view, snapshot, scene)
    selection_panel(view, snapshot)
    if before is not None:
        compared_table(view, before, snapshot)
    plain_picture = before is None and chosen in LAYOUTS
    untouched = not (view.address.expanded or view.address.hidden or view.address.start)
    graph = shown_graph(view, snapshot) if plain_picture and untouched else None
    picture_tables(view, snapshot, scene, graph)


def _scene(view: View, snapshot: Snapshot, chosen: str, before: Snapshot | None) -> Scene:
    """Return the scene; where too much was asked for it is drawn without, and said so."""
    base = base_day(view, snapshot)
    path = path_of(view, snapshot)
    moved = moved_marks(chosen) if view.address.expanded or path else {}
    try:
        edits = edits_of(view.address, path=path, moved=moved)
        return picture(view, snapshot, chosen, edits, base=base, before=before)
    except LimitExceeded as error:
        st.warning(plain(error.say(view.language)), icon=":material/info:")
        if chosen.startswith("around:"):
            chosen = next(iter(LAYOUTS))
        return picture(view, snapshot, chosen, None, base=base, before=before)


def _controls(view: View, snapshot: Snapshot, chosen: str) -> None:
    """Which picture, which day, compared with which, how it looks, and the views that are kept."""
    with st.container(
        key="picture-controls", horizontal=True, vertical_alignment="center", gap="small"
    ):
        _pick(view, snapshot, chosen)
        time_controls(view, snapshot, base_day(view, snapshot))
        if chosen in LAYOUTS:
            look_controls(view)
        if chosen == OUTLINED:
            outline_upload(view)
        saved_views(view, snapshot, chosen)


def _pick(view: View, snapshot: Snapshot, chosen: str) -> None:
    """Which picture: a layout, the chains (then which of them), or one's surroundings."""
    listed = options(snapshot)
    chained = {key: words for key, words in listed.items() if key.startswith("chain:")}
    kinds = {key: words for key, words in listed.items() if key not in chained}
    if chained:
        kinds["chain"] = Text(zh="产业链", en="Chains")
    if chosen.startswith("around:"):
        kinds["around"] = Text(zh="邻域", en="Around")
    st.session_state["control:picture"] = chosen.partition(":")[0]
    st.selectbox(
        view.say(Text(zh="图", en="Picture")),
        list(kinds),
        format_func=lambda key: kinds[key].say(view.language),
        key="control:picture",
        on_change=_chose_picture,
        args=(next(iter(chained), ""),),
        label_visibility="collapsed",
        width=_NARROW if chosen == OUTLINED else _PICK_WIDTH,
    )
    if chosen in chained:
        st.session_state["control:chain"] = chosen
        st.selectbox(
            view.say(Text(zh="产业链", en="Chain")),
            list(chained),
            format_func=lambda key: chained[key].say(view.language),
            key="control:chain",
            on_change=_chose_chain,
            label_visibility="collapsed",
            width=_PICK_WIDTH,
        )


def _chose_picture(first_chain: str) -> None:
    chosen = st.session_state["control:picture"]
    if chosen and chosen != "around":
        picked = first_chain if chosen == "chain" else chosen
        put_address(replace(shown_address(), picture=picked))


def _chose_chain() -> None:
    put_address(replace(shown_address(), picture=st.session_state["control:chain"]))


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
