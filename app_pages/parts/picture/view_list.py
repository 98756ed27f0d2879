"""The saved views of a ledger put in order: title, sentence, place, deletion; and their file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from typing import cast
from urllib.parse import parse_qsl

import streamlit as st

from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import written_link
from app_pages.parts.frame.view import View, put_address
from app_pages.parts.network.cards import show
from app_pages.parts.picture.slide_show import slide_key, slides
from app_pages.parts.picture.view_transfer import view_transfer
from app_pages.parts.records.open_form import close_form, form_input, open_form
from app_pages.parts.records.record_form import open_record_form, resolve_conflicts
from app_pages.parts.records.signed_write import Signature, signature_inputs, write
from app_pages.parts.records.steward_page import done_panel, report_done
from graphs.briefs import moved_view, ordered_views, view_title
from graphs.interchange import Address
from graphs.model import (
    EVERY,
    LATEST,
    RECORDS,
    Cell,
    Correct,
    Retract,
    SavedView,
    Snapshot,
    Step,
    edited_cells,
    merge_edit,
)
from graphs.profiles import safe
from graphs.text import Text

__all__ = ["view_list"]

_SCREEN = "presentation"
_FIELDS = (
    ("title", Text(zh="名称", en="Title")),
    ("title_en", Text(zh="英文名称（可不填）", en="Title in English (optional)")),
    ("sentence", Text(zh="一句话（投屏时写在标题下）", en="Sentence (below the title when shown)")),
    ("sentence_en", Text(zh="英文一句话（可不填）", en="Sentence in English (optional)")),
)


def view_list(view: View, snapshot: Snapshot) -> None:
    """Draw the views with the ways to present, edit, move and delete them."""
    kept = ordered_views(snapshot.records(SavedView))
    _start(view, snapshot, kept)
    done_panel(view, screen=_SCREEN)
    with st.expander(
        view.say(
            Text(zh="整理：改名、说明、次序、删除", en="Edit: titles, sentences, order, deletion")
        ),
        key="presentation:edit",
        expanded=bool(kept) and not view.ledger.ledger.read_only,
    ):
        st.session_state.setdefault("presentation:note", view.say(_REASON))
        signature = signature_inputs(view, key="presentation")
        if signature is not None:
            for place, each in enumerate(kept):
                _editable(view, signature, kept, place, each)
            if not kept:
                st.caption(view.say(_NONE))
    view_transfer(view, kept, signature, screen=_SCREEN)


_REASON = Text(zh="整理视图", en="Views put in order")
_NONE = Text(
    zh="还没有保存的视图：在“关系图”上调好画面，用右上的“视图”保存，就能在这里排次序。",
    en="No view is kept yet: on Network, arrange the picture and keep it under “Views”; then order them here.",
)


def _start(view: View, snapshot: Snapshot, kept: Sequence[SavedView]) -> None:
    """Draw the list of slides, each with its ways: over the whole screen, or to the network."""
    listed = slides(snapshot)
    words = Text(
        zh="共 {n} 幅，从第一幅开始全屏放映；← → 翻页，另有到首尾的键，Esc 退出。",
        en="{n} {n:slide|slides}, shown full screen from the first; ← → turn, Home and End go to the ends, Esc leaves.",
    )
    left, right = st.columns([0.18, 0.82], vertical_alignment="center")
    left.button(
        view.say(Text(zh="开始投屏", en="Present")),
        icon=":material/slideshow:",
        key="present:start",
        type="primary",
        width="stretch",
        on_click=_present,
        args=(view, listed[0].id),
    )
    right.caption(view.say(words.format(n=len(listed))))
    if not kept:
        st.caption(view.say(_STANDARD))
    with st.container(border=True, key="slides"):
        for place, each in enumerate(listed, start=1):
            name, look = st.columns([0.86, 0.14], vertical_alignment="center")
            with name:
                show(_line(view, snapshot, place, each))
            look.button(
                view.say(Text(zh="从这幅起", en="From here")),
                key=f"present:{each.id}",
                icon=":material/play_arrow:",
                type="tertiary",
                on_click=_present,
                args=(view, each.id),
            )


_STANDARD = Text(
    zh="这个台账还没有保存的视图，先列出总图和各产业链。",
    en="This ledger keeps no view yet; its whole network and its chains are listed.",
)


def _line(view: View, snapshot: Snapshot, place: int, kept: SavedView) -> str:
    address = Address.parse(dict(parse_qsl(kept.address)))[0]
    own = replace(
        address,
        ledger=view.address.ledger,
        language=view.language,
        saved="" if kept.id.startswith("standard:") else kept.id,
    )
    day = (address.as_of or snapshot.as_of).isoformat()
    words = (kept.sentence if view.language == "zh" else kept.sentence_en) or kept.sentence or ""
    return (
        f'{place} · <a href="{html.escape(written_link("network", own))}">'
        f"{safe(view.say(view_title(kept)), 120)}</a> "
        f'<span class="quiet day">{day}</span><div class="quiet">{safe(words, 300)}</div>'
    )


def _present(view: View, ident: str) -> None:
    put_address(replace(view.address, slide=slide_key(ident, view.ledger.revision)))


def _editable(
    view: View, signature: Signature, kept: Sequence[SavedView], place: int, each: SavedView
) -> None:
    form = f"view:{each.id}"
    with st.container(border=True):
        st.markdown(f"**{place + 1}** · " + plain(view.say(view_title(each)), 120))
        edited = _typed(view, each, form)
        with st.container(horizontal=True):
            _act(view, signature, form, "save", enabled=edited != each and bool(edited.title),
                 steps=(Correct(record=edited, at=LATEST),), said=view_title(edited))  # fmt: skip
            for name, by in (("up", -1), ("down", 1)):
                moved = moved_view(kept, each.id, by)
                _act(view, signature, form, name, enabled=bool(moved), said=view_title(each),
                     steps=tuple(Correct(record=item, at=LATEST) for item in moved))  # fmt: skip
            _act(view, signature, form, "delete", enabled=True, said=view_title(each),
                 steps=(Retract(id=each.id, at=EVERY),))  # fmt: skip


def _typed(view: View, each: SavedView, form: str) -> SavedView:
    """Draw the words of a view; return it with what was edited, over what others wrote meanwhile.

    Where both wrote into one field it is asked which is to stay; until then it is as they wrote it.
    """
    seen = open_form(view, form)
    if seen.ledger.revision != view.ledger.revision and not _is_edited(seen, each.id, form):
        close_form(form)
        seen = open_form(view, form)
    typed: dict[str, Cell] = {}
    columns = st.columns(2)
    for at, (name, label) in enumerate(_FIELDS):
        key = f"{form}:{name}"
        form_input(form, key, getattr(each, name) or "")
        words = columns[at % 2].text_input(view.say(label), key=key).strip()
        typed[name] = Cell(words or None if name != "title" else words)
    if seen.ledger.revision == view.ledger.revision:
        return cast("SavedView", merge_edit(each, each, edited_cells(each, typed)).record)
    opened = open_record_form(view, view.snapshot(), RECORDS["saved_view"], each.id, name=form)
    merged, left = resolve_conflicts(opened, opened.edited(typed), None)
    return each if merged is None or left else cast("SavedView", merged.record)


def _is_edited(seen: View, ident: str, form: str) -> bool:
    """Return whether the boxes say something else than the view did when they were drawn first."""
    was = seen.snapshot().by_id(SavedView).get(ident)
    boxes = {name: st.session_state.get(f"{form}:{name}") for name, _ in _FIELDS}
    return was is None or any(
        words is not None and words.strip() != (getattr(was, name) or "")
        for name, words in boxes.items()
    )


_ACTS = {
    "save": (Text(zh="保存改动", en="Keep changes"), "save", Text(zh="改了视图“{title}”", en="view “{title}” edited")),
    "up": (Text(zh="上移", en="Up"), "arrow_upward", Text(zh="移动了视图“{title}”", en="view “{title}” moved")),
    "down": (Text(zh="下移", en="Down"), "arrow_downward", Text(zh="移动了视图“{title}”", en="view “{title}” moved")),
    "delete": (Text(zh="删除", en="Delete"), "delete", Text(zh="删除了视图“{title}”", en="view “{title}” deleted")),
}  # fmt: skip
"""What can be done with a view: the words of its button, its icon, and what it did."""


def _act(
    view: View,
    signature: Signature,
    form: str,
    name: str,
    *,
    enabled: bool,
    steps: tuple[Step, ...],
    said: Text,
) -> None:
    words, icon, done = _ACTS[name]
    able = enabled and signature.ready
    pressed = st.button(
        view.say(words), key=f"{form}:{name}", icon=f":material/{icon}:", disabled=not able
    )
    if not (pressed and able):  # pressed when it still was, before another wrote
        return
    # What was edited has been laid over what others wrote; the other ways take it as it was seen.
    revision = write(view, signature, steps, merged=name == "save")
    if revision:
        close_form(form)
        report_done(view, revision, done.format(title=said), screen=_SCREEN, post=signature.post)
        st.rerun()
