"""Views kept under a name in the ledger, for everybody who opens it; and the link of the one shown."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.view import View, put_address, shown_address
from app_pages.parts.network.canvas import moved_marks
from app_pages.parts.records.signed_write import signature_inputs, write
from graphs.briefs import ordered_views, view_places, view_title
from graphs.interchange import Address
from graphs.model import Change, SavedView, Snapshot
from graphs.text import Text

__all__ = ["places_restored", "plain_places", "saved_views"]

_SHOWN, _PLAIN = "picture:saved", "picture:plain"
_PASSING = frozenset({"ledger", "lang", "find", "id", "plan", "part", "saved", "slide", "debug"})
"""What of an address belongs to its reader and not to a view."""


def saved_views(view: View, snapshot: Snapshot, picture: str) -> None:
    """Draw the menu of views: those kept, the link of the one shown, and keeping it."""
    kept = ordered_views(snapshot.records(SavedView))
    words = Text(zh="视图（{n}）", en="Views ({n})").format(n=len(kept))
    with st.popover(view.say(words), icon=":material/bookmarks:", key="views"):
        for each in kept:
            st.button(
                plain(view.say(view_title(each))),
                icon=":material/bookmark:",
                key=f"view:{each.id}",
                on_click=_open,
                args=(each,),
                type="primary" if each.id == view.address.saved else "tertiary",
            )
        if not kept:
            none = Text(
                zh="还没有保存的视图。保存后，打开这个台账的人都能看到。",
                en="No view is kept yet. Kept ones are there for everybody who opens this ledger.",
            )
            st.caption(view.say(none))
        st.page_link(
            "app_pages/presentation_screen.py",
            label=view.say(Text(zh="整理视图、投屏", en="Order the views, present them")),
            icon=":material/slideshow:",
        )
        st.markdown("**" + view.say(Text(zh="复制链接", en="Copy the link")) + "**")
        st.code(_link(view), language=None, wrap_lines=True)
        _save(view, snapshot, picture)


def _link(view: View) -> str:
    parts = urlsplit(st.context.url or "")
    place = f"{parts.scheme}://{parts.netloc}{parts.path}" if parts.netloc else "network"
    return f"{place}?{urlencode(view.address.query())}"


def _save(view: View, snapshot: Snapshot, picture: str) -> None:
    """Keep what is shown under a name; the day is kept too, so that the view stays what it is."""
    st.markdown("**" + view.say(Text(zh="保存当前视图", en="Keep what is shown")) + "**")
    signature = signature_inputs(view, key="views")
    if signature is None:
        return
    title = st.text_input(view.say(Text(zh="视图名称", en="Title of the view")), key="views:title")
    if not st.button(
        view.say(Text(zh="保存", en="Keep")),
        key="views:save",
        type="primary",
        disabled=not (signature.ready and title.strip()),
    ):
        return
    moved = moved_marks(picture)
    address = replace(view.address, picture=picture, as_of=snapshot.as_of)
    query = {key: value for key, value in address.query().items() if key not in _PASSING}
    record = SavedView(
        id="new:view",
        title=title.strip(),
        address=urlencode(query),
        places=json.dumps(moved, sort_keys=True) if moved else None,
    )
    if write(view, signature, [Change(record=record)]):
        st.rerun()


def _open(kept: SavedView) -> None:
    """Open a view in the language and ledger of the reader."""
    own = shown_address()
    address, problems = Address.parse(dict(parse_qsl(kept.address)))
    st.session_state["address_problems"] = problems
    st.session_state.pop(_SHOWN, None)
    put_address(replace(address, ledger=own.ledger, language=own.language, saved=kept.id))
    st.session_state["picture:whole"] = True


def places_restored(view: View, snapshot: Snapshot, picture: str) -> bool:
    """Put marks where the view of the address has them, once; return whether the picture must follow."""
    wanted = (view.ledger.entry.key, view.address.saved)
    follows = bool(st.session_state.pop(_PLAIN, False))
    if view.address.saved and st.session_state.get(_SHOWN) != wanted:
        kept = snapshot.by_id(SavedView).get(view.address.saved)
        own = moved_marks(picture)
        own.clear()
        if kept is not None:
            own.update(view_places(kept))
        follows = True
    st.session_state[_SHOWN] = wanted
    return follows


def plain_places(picture: str) -> None:
    """Put every mark of a picture back to where its layout has it."""
    moved_marks(picture).clear()
    st.session_state[_PLAIN] = True
