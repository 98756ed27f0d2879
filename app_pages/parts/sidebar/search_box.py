"""One search box on every screen, over the whole ledger; each hit is a link that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from app_pages.parts.frame.cached_ledgers import division_tree, ego_snapshot
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import opening_address, written_link
from app_pages.parts.frame.view import View, current, follow, opened, put_address, shown_address
from graphs.errors import GraphsError, LimitExceeded, NotFound
from graphs.folding import fold
from graphs.ledger import Hit
from graphs.model import RECORDS, Scope, Snapshot
from graphs.network import parties
from graphs.profiles import Mention, mention, named_html, pairing_state, safe
from graphs.text import Text

__all__ = ["ResultLine", "result_lines", "search_box"]

_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A hit as it is shown: name and place, its kind and state in words, the link that opens it.

    ``outside`` says that it does not lie in the scope of the view.
    """

    shown: Mention
    words: Text
    link: str
    outside: bool


def search_box(view: View) -> None:
    """Draw the box and what it finds; one sole answer is opened at once."""
    st.session_state["control:find_all"] = view.address.find
    st.text_input(
        view.say(Text(zh="搜索全台账", en="Search the whole ledger")),
        key="control:find_all",
        placeholder=view.say(Text(zh="名称、代码、拼音首字母", en="Name, code or pinyin")),
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_typed,
    )
    if view.address.find.strip():
        _results(view)


def _typed() -> None:
    """Keep what is typed in the address; where only one record answers, go to it."""
    words = st.session_state["control:find_all"]
    put_address(replace(shown_address(), find=words))
    view = opened()
    if view is None or not words.strip():
        return
    try:
        hits = _hits(view, words)[0]
    except GraphsError:
        return  # the run that follows says why
    sole = hits if len(hits) == 1 else [hit for hit in hits if fold(hit.name) == fold(words)]
    if len(sole) == 1:
        [line] = result_lines(view, sole)
        if line.link:
            follow(line.link)


def _hits(view: View, words: str) -> tuple[Sequence[Hit], bool]:
    """Return the best hits, and whether only the scope could be looked through."""
    ledger = view.ledger.ledger
    try:
        return ledger.search(words, limit=_MOST), False
    except LimitExceeded:
        return ledger.search(words, limit=_MOST, scope=view.scope), True


def result_lines(view: View, hits: Sequence[Hit]) -> list[ResultLine]:
    """Return hits with what distinguishes them: kind, township, and their status on the view's day."""
    snapshot = view.snapshot()
    return [
        _organisation(view, snapshot, hit)
        if hit.kind == "organisation"
        else _other(view, snapshot, hit)
        for hit in hits
    ]


def _organisation(view: View, snapshot: Snapshot, hit: Hit) -> ResultLine:
    party = parties(snapshot).get(hit.id)
    outside = party is None or party.stub
    try:
        around = ego_snapshot(view.ledger, hit.id, snapshot.as_of) if outside else snapshot
        shown = mention(around, hit.id)
        kind = parties(around)[hit.id].kind
        state = pairing_state(around, hit.id)
    except NotFound:
        shown = _bare(hit)
        kind, state = None, Text(zh="当日未在册", en="not there on this day")
    label = kind.label if kind else RECORDS["organisation"].label
    target = opening_address(view.address, hit.id, "organisation")
    return ResultLine(
        shown=shown,
        words=Text.join([label, state], zh=" · ", en=" · "),
        link=written_link(*target) if target else "",
        outside=outside,
    )


def _other(view: View, snapshot: Snapshot, hit: Hit) -> ResultLine:
    shown = mention(snapshot, hit.id)
    outside = not shown.id
    address = replace(view.address, scope=_wider(view, hit)) if outside else view.address
    target = opening_address(address, hit.id, hit.kind)
    return ResultLine(
        shown=_bare(hit) if outside else shown,
        words=RECORDS[hit.kind].label,
        link=written_link(*target) if target else "",
        outside=outside,
    )


def _bare(hit: Hit) -> Mention:
    return Mention(id=hit.id, record=hit.kind, name=Text.same(hit.name))


def _wider(view: View, hit: Hit) -> Scope:
    """The whole ledger, or where that is too much for one look, the hit's own division."""
    if division_tree(view.ledger) is not None or not hit.division:
        return Scope()
    return Scope("division", hit.division)


def _results(view: View) -> None:
    try:
        hits, narrowed = _hits(view, view.address.find)
    except LimitExceeded as error:
        st.caption(plain(error.say(view.language)))
        return
    if narrowed:
        words = Text(
            zh="台账很大，只在当前范围里找。", en="A large ledger: only the scope is searched."
        )
        st.caption(view.say(words))
    if not hits:
        none = Text(zh="整个台账里没有找到。", en="Nothing in the whole ledger.")
        st.caption(view.say(none))
        return
    lines = result_lines(view, hits)
    rows = "".join(_row(view, line) for line in lines)
    label = view.say(Text(zh="搜索结果", en="Search results"))
    st.html(f'<nav class="gx" aria-label="{label}"><ul class="hits">{rows}</ul></nav>')
    if any(line.outside for line in lines) and view.scope.kind != "whole":
        _widen(view)


def _row(view: View, line: ResultLine) -> str:
    mark = Text(zh="范围外", en="outside the scope")
    outside = f' <span class="mark">{view.say(mark)}</span>' if line.outside else ""
    name = named_html(line.shown, view.language, lambda _: line.link)
    return f'<li>{name}{outside}<div class="quiet">{safe(view.say(line.words))}</div></li>'


def _widen(view: View) -> None:
    if division_tree(view.ledger) is None:
        return
    st.button(
        view.say(Text(zh="把范围扩大到全部", en="Widen the scope to everything")),
        key="find:widen",
        icon=":material/zoom_out_map:",
        on_click=_widened,
    )


def _widened() -> None:
    put_address(replace(current().address, scope=Scope()))
