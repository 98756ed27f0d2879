"""What was chosen in the picture: its card, and what can be done with it there."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import (
    organisation_address,
    record_address,
    written_link,
)
from app_pages.parts.frame.view import View, put_address, shown_address
from app_pages.parts.network.cards import card_html, show
from app_pages.parts.picture.picture_acts import change_picture, opened_to
from app_pages.parts.picture.selection_panel import selection_summary
from app_pages.parts.records.ledger_findings import quick_findings
from graphs.errors import NotFound
from graphs.model import Snapshot
from graphs.network import parties, relationship_graph
from graphs.profiles import Mention
from graphs.scene import CHOSEN, MOST_STEPS, Scene, describe, legend_html
from graphs.text import Text

__all__ = ["side_panel"]

_STEPS = Text(zh="展开邻居（步）", en="Expand (steps)")


def side_panel(view: View, snapshot: Snapshot, scene: Scene) -> None:
    """Draw what is selected, the card of the focus with its buttons, then the legend."""
    focus = view.address.focus
    with st.container(border=True, height=600, key="side"):
        selection_summary(view, snapshot)
        if focus:
            try:
                if focus.startswith("node:") and focus[5:] in relationship_graph(snapshot):
                    _buttons(view, focus[5:])
                _card(view, snapshot, scene, focus)
            except NotFound as error:
                st.info(plain(error.say(view.language)))
            st.divider()
        marked = (CHOSEN,) if focus or view.address.picked else ()
        show(
            f'<h6 aria-level="2">'
            f"{view.say(Text(zh='图例', en='Legend'))}</h6>"
            + legend_html((*marked, *scene.legend), view.language)
        )


def _buttons(view: View, ident: str) -> None:
    """What can be done with the chosen mark, each from the keyboard too."""
    shown = opened_to(view.address, ident)
    st.session_state["control:steps"] = shown or None
    st.segmented_control(
        view.say(_STEPS),
        list(range(1, MOST_STEPS + 1)),
        key="control:steps",
        on_change=_chose_steps,
        args=(ident,),
        help=view.say(
            Text(
                zh="在原图上加画几步以内的邻居；再点一次收起。",
                en="Draws the neighbours within so many steps in place; once more collapses them.",
            )
        ),
    )
    _acts(view, ident)


def _acts(view: View, ident: str) -> None:
    picked = ident in view.address.picked
    kept = tuple(each for each in view.address.picked if each != ident)
    with st.container(horizontal=True, gap="small"):
        _button(
            view,
            "pick",
            Text(zh="移出所选", en="Deselect") if picked else Text(zh="加入所选", en="Select"),
            ":material/select:",
            "picked",
            kept if picked else (*kept, ident),
        )
        _button(
            view, "hide", Text(zh="隐去", en="Hide"), ":material/visibility_off:", "hide", ident
        )
        _button(
            view,
            "start",
            Text(zh="由此找路径", en="Path from here"),
            ":material/route:",
            "start",
            ident,
        )
        st.button(
            view.say(Text(zh="只看它和相邻", en="Only around it")),
            icon=":material/center_focus_strong:",
            key="around",
            on_click=_around,
            args=(ident,),
        )


def _button(  # noqa: PLR0917  # a button and what it does
    view: View, key: str, words: Text, icon: str, name: str, value: object
) -> None:
    st.button(
        view.say(words), icon=icon, key=f"mark:{key}", on_click=change_picture, args=(name, value)
    )


def _chose_steps(ident: str) -> None:
    change_picture("steps", (ident, st.session_state["control:steps"] or 0))


def _around(ident: str) -> None:
    address = shown_address().plain_picture()
    put_address(replace(address, picture=f"around:{ident}", focus=f"node:{ident}"))


def _card(view: View, snapshot: Snapshot, scene: Scene, focus: str) -> None:
    """Draw the card; a name that is drawn is focused there, another one in a picture around it."""
    drawn = set(scene.nodes.column("id").to_pylist())

    def link(shown: Mention) -> str:
        found = record_address(view.address, shown.id, shown.record)
        if found is None:
            return ""
        screen, address = found
        if shown.record == "organisation" and shown.id not in drawn:
            address = replace(
                address.plain_picture(), picture=f"around:{shown.id}", focus=address.focus
            )
        return written_link(screen, address)

    card = describe(snapshot, focus, findings=quick_findings(view.ledger, view.scope, snapshot))
    page = ""
    if card.profile is not None and card.profile.id in parties(snapshot):
        page = written_link("organisation", organisation_address(view.address, card.profile.id))
    show(card_html(card, view.language, link, page=html.escape(page, quote=True)))
