"""Dissolve an organisation in one step: preview everything that ends with it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from app_pages.parts.duplicates.organisation_change_forms import dissolution_plan
from app_pages.parts.duplicates.organisation_change_write import absent_on, called, propose_event
from app_pages.parts.frame.view import View
from app_pages.parts.network.cards import safe, show
from app_pages.parts.records.open_form import close_form, moved_on, open_form
from app_pages.parts.records.steward_page import whole
from graphs.duplicates import (
    going_on,
)
from graphs.interchange import FIRST_DAY, LAST_DAY
from graphs.model import (
    Organisation,
    Snapshot,
    record_type,
)
from graphs.text import Text

__all__ = ["dissolve"]


def dissolve(view: View, ident: str, *, form: str) -> None:
    """Draw the one-step form that dissolves an organisation: what goes with it, by name."""
    seen = open_form(view, form)
    moved_on(view, seen, form)
    day: dt.date = st.date_input(
        view.say(Text(zh="自哪一天起无效", en="Not in force from")),
        value=view.snapshot().as_of,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key="records:day",
    )
    picture = whole(seen, day) or seen.snapshot()
    item = picture.by_id(Organisation).get(ident)
    if item is None:
        absent_on(view, day)
        return
    words = Text(
        zh="终止党组织时，下列各项须在同一版里随之终止（共 {n} 项）：",
        en="What follows ends with the organisation, in one revision ({n} {n:record|records}):",
    )
    st.markdown(view.say(words.format(n=len(going_on(picture, ident)))))
    show(_going_html(view, picture, ident))
    plan = dissolution_plan(view, picture, item, f"{form}:dissolve")
    if plan is None:
        ask = Text(zh="写明党员去向后可写入。", en="Say where the members went, then write.")
        st.caption(view.say(ask))
    elif propose_event(seen, picture, item, "dissolve", plan, day, screen="records"):
        close_form(form)
        st.rerun()


def _going_html(view: View, snapshot: Snapshot, ident: str) -> str:
    """Return what names the organisation, by kind, each by its name."""
    found: dict[str, list[str]] = {}
    for item in going_on(snapshot, ident):
        kind = view.say(record_type(item).label)
        found.setdefault(kind, []).append(safe(called(view, snapshot, item), 80))
    if not found:
        none = Text(zh="没有随之终止的联系。", en="Nothing goes with it.")
        return f"<p>{safe(view.say(none))}</p>"
    lines = "".join(
        f"<li><b>{safe(kind)}</b> {len(names)}：{'；'.join(names)}</li>"
        for kind, names in found.items()
    )
    return f'<ul class="going">{lines}</ul>'
