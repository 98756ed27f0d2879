"""Saved views over the whole screen, one by one: title, sentence, picture, and where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

import streamlit as st

from app_pages.parts.frame.error_boundary import bounded_fragment
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View, current, put_address, shown_address
from app_pages.parts.network.canvas import CanvasState, canvas
from app_pages.parts.network.cards import show
from app_pages.parts.network.view_pictures import available_picture, edits_of, picture
from app_pages.parts.picture.picture_notes import path_of
from app_pages.parts.picture.picture_time import base_day, earlier_day
from graphs.briefs import ordered_views, standard_views, view_places, view_sentence, view_title
from graphs.errors import GraphsError
from graphs.interchange import Address
from graphs.model import SavedView, Snapshot
from graphs.profiles import safe
from graphs.scene import LAYOUTS, Scene
from graphs.text import Text

__all__ = ["slide_key", "slide_show", "slides"]

_LARGER = 1.35


def slides(snapshot: Snapshot) -> tuple[SavedView, ...]:
    """Return what is presented: the views of the ledger in their order, else the standard ones."""
    return ordered_views(snapshot.records(SavedView)) or standard_views(snapshot)


def slide_key(ident: str, revision: int) -> str:
    """Return what the address says of a slide: the view, and the revision all slides are shown at."""
    return f"{ident}@{revision}"


@bounded_fragment()
def slide_show() -> None:
    """Draw the slide of the address, with a button and a key for each way to another."""
    view = current()
    if not view.address.slide:
        st.rerun()  # it was left: the screen around it comes back
    view, known = _pinned(view)
    listed = slides(view.snapshot())
    ident = view.address.slide.rpartition("@")[0]
    place = next((at for at, each in enumerate(listed) if each.id == ident), None)
    with st.container(key="slide"):
        if place is None or not known:
            _missing(view, known=known)
            _buttons(view, listed, -1)
            return
        _slide(view, listed[place])
        with st.container(key="slide-foot", horizontal=True, vertical_alignment="center"):
            _source(view, listed, place)
            _buttons(view, listed, place)


def _pinned(view: View) -> tuple[View, bool]:
    """Return the view at the revision of the address, so that nothing moves while it is shown."""
    number = view.address.slide.rpartition("@")[2]
    wanted = int(number) if number.isdecimal() and len(number) < 10 else -1
    if wanted == view.ledger.revision:
        return view, True
    found = view.ledger.ledger.revisions(limit=1, before=wanted + 1) if wanted >= 0 else ()
    if not found or found[0].number != wanted:
        return view, False
    seen = replace(view.ledger, revision=wanted, digest=found[0].digest)
    return replace(view, ledger=seen), True


def _slide(view: View, kept: SavedView) -> None:
    address = Address.parse(dict(parse_qsl(kept.address)))[0]
    address = replace(address, ledger=view.address.ledger, language=view.language)
    shown = replace(view, address=address)
    title = safe(view.say(view_title(kept)), 120)
    try:
        snapshot = shown.snapshot()
        key = available_picture(address.picture, snapshot)
        scene = _scene(shown, snapshot, key, view_places(kept))
    except GraphsError as error:
        show(f'<div class="slide-head"><h2>{title}</h2></div>')
        st.warning(plain(error.say(view.language)), icon=":material/info:")
        return
    words = view.say(view_sentence(kept)) or scene.sentence.say(view.language)
    show(f'<div class="slide-head"><h2>{title}</h2><p>{safe(words, 400)}</p></div>')
    canvas(
        scene,
        key=f"canvas:slide:{kept.id}",
        language=view.language,
        zoom=_LARGER,
        state=CanvasState(
            subject=key,
            selected=address.focus,
            picked=address.picked,
            moved=view_places(kept),
            turn=view.ledger.revision + 1,
        ),
        debug=bool(st.query_params.get("debug")),
    )


def _scene(
    view: View, snapshot: Snapshot, key: str, moved: dict[str, tuple[float, float]]
) -> Scene:
    path = path_of(view, snapshot)
    edits = edits_of(view.address, path=path, moved=moved if view.address.expanded or path else {})
    before = earlier_day(view, snapshot) if key in LAYOUTS else None
    return picture(view, snapshot, key, edits, base=base_day(view, snapshot), before=before)


def _source(view: View, listed: Sequence[SavedView], place: int) -> None:
    """Say which ledger, day and revision this is, whether it is invented, and how far one is."""
    profile = view.ledger.profile
    address = Address.parse(dict(parse_qsl(listed[place].address)))[0]
    try:
        day = replace(view, address=address).snapshot().as_of
    except GraphsError:
        day = address.as_of or view.snapshot().as_of
    ledger = Text.named(profile.title, profile.title_en)
    words = Text(zh="{ledger} · {day} · 第 {n} 版", en="{ledger} · {day} · revision {n}").format(
        ledger=ledger, day=day.isoformat(), n=view.ledger.revision
    )
    mark = Text(zh="虚构数据", en="Invented data") if profile.synthetic else Text.same("")
    marked = f' <span class="mark">{safe(view.say(mark))}</span>' if profile.synthetic else ""
    far = f'<b class="day">{place + 1} / {len(listed)}</b>'
    show(f'<div class="slide-source">{far} <span>{safe(view.say(words), 200)}</span>{marked}</div>')


_TURNS = (
    ("first", "Home", "first_page", Text(zh="第一幅", en="First")),
    ("previous", "Left", "chevron_left", Text(zh="上一幅", en="Previous")),
    ("next", "Right", "chevron_right", Text(zh="下一幅", en="Next")),
    ("last", "End", "last_page", Text(zh="最后一幅", en="Last")),
)
"""Each turn to another slide: its key in the session, on the keyboard, its icon, its words."""


def _buttons(view: View, listed: Sequence[SavedView], place: int) -> None:
    last = len(listed) - 1
    targets = {"first": 0, "previous": place - 1, "next": place + 1, "last": last}
    for name, key, icon, words in _TURNS:
        target = min(max(targets[name], 0), last)
        st.button(
            view.say(words),
            key=f"slide:{name}",
            icon=f":material/{icon}:",
            shortcut=key,
            disabled=target == place,
            on_click=_turn,
            args=(slide_key(listed[target].id, view.ledger.revision),),
        )
    # The page's own script takes the whole screen at a click on it; from an address nobody clicked.
    st.button(
        view.say(Text(zh="全屏", en="Full screen")), key="slide:full", icon=":material/fullscreen:"
    )
    st.button(
        view.say(Text(zh="退出", en="Leave")),
        key="slide:leave",
        icon=":material/close:",
        shortcut="Esc",
        on_click=_turn,
        args=("",),
    )


def _turn(slide: str) -> None:
    put_address(replace(shown_address(), slide=slide))


def _missing(view: View, *, known: bool) -> None:
    words = (
        Text(zh="这一版里没有这个视图，可能已被删除。", en="This revision has no such view; it may have been deleted.")
        if known
        else Text(zh="台账里没有地址所说的这一版。", en="The ledger has no such revision as the address names.")
    )  # fmt: skip
    st.warning(view.say(words), icon=":material/search_off:")
