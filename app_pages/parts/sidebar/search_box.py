"""One search box on every screen, over the whole ledger; each hit is a link that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from app_pages.parts.frame.cached_ledgers import division_tree, ego_snapshot
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen_address import opening_address, written_link
from app_pages.parts.frame.view import View, current, follow, opened, put_address, shown_address
from app_pages.parts.sidebar.later_records import Later, later_records, later_words
from graphs.errors import GraphsError, LimitExceeded, NotFound
from graphs.folding import fold
from graphs.ledger import Hit
from graphs.model import RECORDS, Answer, Scope, Snapshot
from graphs.network import parties
from graphs.profiles import Mention, mention, named_html, pairing_state, safe
from graphs.text import Text

__all__ = ["ResultLine", "result_lines", "search_box"]

_MOST = 8
_REPLACED = frozenset({"organisation", "unit"})
"""Kinds of records that others come from, as the lineage has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A hit as it is shown: name and place, its kind and state in words, the link that opens it.

    ``outside`` says that it does not lie in the scope of the view, ``gone`` that it is not there on
    the day: it was merged, split or dissolved, or is not founded yet.
    """

    shown: Mention
    words: Text
    link: str
    outside: bool
    gone: bool = False


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
        lines = result_lines(view, hits)
    except GraphsError:
        return  # the run that follows says why
    # Who types the name of what was merged means what goes on under another name.
    here = [line for line in lines if not line.gone] or lines
    named = {hit.id for hit in hits if fold(hit.name) == fold(words)}
    exact = [line for line in here if line.shown.id in named]
    sole = here if len(here) == 1 else exact
    if len(sole) == 1 and sole[0].link:
        follow(sole[0].link)


def _hits(view: View, words: str) -> tuple[Sequence[Hit], bool]:
    """Return the best hits, and whether only the scope could be looked through."""
    ledger = view.ledger.ledger
    try:
        return ledger.search(words, limit=_MOST), False
    except LimitExceeded:
        return ledger.search(words, limit=_MOST, scope=view.scope), True


def result_lines(view: View, hits: Sequence[Hit]) -> list[ResultLine]:
    """Return hits with what distinguishes them: kind, township, and their status on the view's day.

    What is gone by then comes last, with what became of it.
    """
    snapshot = view.snapshot()
    lines = [
        _organisation(view, snapshot, hit)
        if hit.kind == "organisation"
        else _other(view, snapshot, hit)
        for hit in hits
    ]
    return sorted(lines, key=lambda line: line.gone)


def _organisation(view: View, snapshot: Snapshot, hit: Hit) -> ResultLine:
    party = parties(snapshot).get(hit.id)
    outside = party is None or party.stub
    try:
        around = ego_snapshot(view.ledger, hit.id, snapshot.as_of) if outside else snapshot
    except NotFound:
        return _gone(view, snapshot, hit)
    found = parties(around)[hit.id]
    label = found.kind.label if found.kind else RECORDS["organisation"].label
    return ResultLine(
        shown=mention(around, hit.id),
        words=Text.join([label, pairing_state(around, hit.id)], zh=" · ", en=" · "),
        link=_link(view, hit.id),
        outside=outside,
        gone=found.alive is Answer.no,
    )


def _gone(view: View, snapshot: Snapshot, hit: Hit) -> ResultLine:
    """Return the line of a record the day does not have; it leads to its one successor."""
    return _replaced(view, hit, later_records(view, hit.id, snapshot.as_of))


def _replaced(view: View, hit: Hit, after: tuple[Later, ...]) -> ResultLine:
    target = after[0].id if len(after) == 1 else hit.id
    # An organisation's page finds it anywhere; what is drawn has to be in the scope.
    drawn = hit.kind != "organisation"
    address = replace(view.address, scope=_wider(view, hit)) if drawn else view.address
    found = opening_address(address, target, hit.kind)
    return ResultLine(
        shown=_bare(hit),
        words=Text.join([RECORDS[hit.kind].label, later_words(after)], zh=" · ", en=" · "),
        link=written_link(*found) if found else "",
        outside=not after,
        gone=True,
    )


def _link(view: View, ident: str) -> str:
    target = opening_address(view.address, ident, "organisation")
    return written_link(*target) if target else ""


def _other(view: View, snapshot: Snapshot, hit: Hit) -> ResultLine:
    shown = mention(snapshot, hit.id)
    outside = not shown.id
    after = later_records(view, hit.id, snapshot.as_of) if outside and hit.kind in _REPLACED else ()
    if after:
        return _replaced(view, hit, after)
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
